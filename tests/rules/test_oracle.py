"""The engine against a second, independent reading of every clause: equal to the fen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.expr import Fact, Unstated, walk
from assistant.rules.facts import FactValue
from assistant.rules.program import compile_rule
from assistant.rules.rule import Rule
from tests.rules.arithmetic import to_fen
from tests.rules.case_files import policy_of, rulebook
from tests.rules.draw_facts import draw, kinks_of, names_for
from tests.rules.oracle import MISSING, NO_SUM, ORACLE

DRAWS = 100_000
AS_OF = date(2025, 6, 1)


def _estimate(rule: Rule, facts: dict[str, FactValue]) -> Estimate:
    return calculate(rule, facts, policy=policy_of(rule.id), as_of=AS_OF, rulebook=rulebook())


def _complete(rule: Rule, facts: dict[str, FactValue]) -> bool:
    """A common cap is about all its payments, so only facts that speak of each are compared."""
    if rule.amount.kind != "sum":
        return True
    return all(rulebook().needs[part] & facts.keys() for part in rule.amount.rules)


def test_every_rule_has_its_formula_and_no_formula_is_left_over() -> None:
    assert {rule.id for rule in rulebook().rules} == set(ORACLE)


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: str(rule.id))
def test_calculate_equals_the_formula_written_from_the_text(rule: Rule) -> None:
    book, random = rulebook(), Random(rule.id)
    names, kinks = names_for(rule, book), kinks_of(rule, book)
    for _ in range(-(-DRAWS // len(book.rules))):
        facts = draw(names, kinks, book, random)
        while not _complete(rule, facts):
            facts = draw(names, kinks, book, random)
        expected, estimate = ORACLE[rule.id](facts), _estimate(rule, facts)
        if expected == MISSING:
            assert estimate.status is EstimateStatus.FACTS_MISSING, facts
            assert estimate.amount is None
        elif expected == NO_SUM:
            assert estimate.status is EstimateStatus.NOT_QUANTIFIED, facts
            assert estimate.amount is None
        else:
            assert isinstance(expected, Decimal)
            assert estimate.amount == to_fen(expected), facts


@pytest.mark.parametrize("rule", rulebook().rules, ids=lambda rule: str(rule.id))
def test_the_range_of_missing_facts_holds_what_comes_out_once_they_are_stated(rule: Rule) -> None:
    book, random = rulebook(), Random(rule.id)
    names, kinks = names_for(rule, book), kinks_of(rule, book)
    for _ in range(200):
        facts = draw(names, kinks, book, random)
        # A count that is one where it is not stated (几个这样的) is an assumption, no open end.
        ones = {n.name for n in walk(compile_rule(rule).amount)
                if isinstance(n, Fact) and n.unstated is Unstated.ONE}  # fmt: skip
        for name in [name for name in facts if name != "years" and name not in ones]:
            fewer = {other: value for other, value in facts.items() if other != name}
            estimate, full = _estimate(rule, fewer), _estimate(rule, facts)
            if estimate.range is None or full.amount is None or not _complete(rule, fewer):
                continue
            lowest, highest = estimate.range
            assert full.amount <= highest, (fewer, name, facts[name])
            assert full.amount >= lowest or full.status is EstimateStatus.CONDITION_NOT_MET
