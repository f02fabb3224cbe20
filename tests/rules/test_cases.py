"""Every rule does what its cases say, and every rule has the cases it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, Met
from assistant.rules.rule import Condition, Rule
from tests.rules.arithmetic import to_fen, work_out
from tests.rules.case_files import Case, cases, policy_of, rulebook, typed


def _calculate(case: Case) -> Estimate:
    book = rulebook()
    policy = policy_of(case.rule)
    facts = typed(case.facts, book.facts)
    return calculate(book.rule(case.rule), facts, policy=policy, as_of=case.as_of, rulebook=book)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_calculate_gives_what_the_case_says(case: Case) -> None:
    estimate = _calculate(case)
    assert estimate.status.value == case.expect["status"], estimate.reasons
    for name, got in (("amount", estimate.amount), ("would_be", estimate.would_be)):
        written = case.expect.get(name)
        assert got == (None if written is None else to_fen(work_out(str(written)))), name
    written = case.expect.get("range")
    expected = tuple(to_fen(work_out(bound)) for bound in written) if written else None
    assert estimate.range == expected
    if estimate.status.value == "facts_missing":
        assert estimate.missing
    if estimate.status.value in ("condition_not_met", "not_in_force", "not_quantified"):
        assert estimate.reasons


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield from rule.when
    yield from rule.conditions


def _needed_kinds(rule: Rule) -> set[str]:
    """The kinds of case that a rule of this shape must have."""
    kinds = {"typical", "before", "first_day", "last_day", "after"}
    amount = rule.amount
    if amount.kind in ("rate", "per", "tiers", "area", "sum"):
        kinds |= {"at_cap", "above_cap", "missing"}
    if amount.kind in ("levels", "excess"):
        kinds.add("missing")
    if amount.kind == "rate" and amount.variants:
        kinds.add("variant")
    if amount.kind == "rate" and amount.base.minus:
        kinds.add("minus")
    if amount.kind == "tiers":
        kinds |= {"just_missed", "just_met"}
    if rule.yearly:
        kinds.add("years")
    if rule.cap and rule.cap.less:
        kinds.add("received")
    for condition in _conditions(rule):
        if condition.is_ is None and not condition.one_of:
            kinds |= {"just_missed", "just_met", "missing"}
        elif not _covers_all(condition):
            kinds.add("condition_failed")
    return kinds


def _covers_all(condition: Condition) -> bool:
    """Whether every value of the choice satisfies it, so that it cannot fail."""
    return bool(condition.one_of) and set(condition.one_of) == set(
        rulebook().facts[condition.fact].choices
    )


def test_every_rule_has_the_kinds_of_case_it_needs() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for case in cases():
        kinds[case.rule].add(case.kind)
    missing = {
        rule.id: sorted(_needed_kinds(rule) - kinds[rule.id])
        for rule in rulebook().rules
        if _needed_kinds(rule) - kinds[rule.id]
    }
    assert not missing


def test_every_condition_fails_in_some_case() -> None:
    failed = {
        (case.rule, test.fact)
        for case in cases()
        for test in _calculate(case).conditions
        if test.met is Met.NO
    }
    never = {
        (rule.id, condition.fact)
        for rule in rulebook().rules
        for condition in _conditions(rule)
        if not _covers_all(condition)
    } - failed
    assert not never


def test_case_names_are_unique_within_a_rule_and_kind() -> None:
    seen = [(case.rule, case.kind, case.name, tuple(case.facts.items())) for case in cases()]
    assert len(seen) == len(set(seen))
