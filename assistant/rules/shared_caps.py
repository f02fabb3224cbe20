"""Estimates that are paid together under the shared caps of the texts: 本条奖励合计不超过400万元.

Only where the sums are asked for together: alone each of them has its own limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.rules.combine import Relation, Statement
from assistant.rules.estimate import Estimate, EstimateStatus, Step
from assistant.rules.facts import YEARS
from assistant.text.money import format_yuan

_SEVERAL = 2


def under_shared_caps(
    estimates: Sequence[tuple[Estimate, ...]], statements: Sequence[Statement]
) -> list[tuple[Estimate, ...]]:
    """The estimates, of which the last get what the caps over them leave; inner caps come first."""
    found = list(estimates)
    shared = [one for one in statements if one.relation is Relation.SHARE and one.cap is not None]
    for statement in sorted(shared, key=lambda one: len(one.rules)):
        found = _under(found, statement)
    return found


def _under(
    estimates: list[tuple[Estimate, ...]], statement: Statement
) -> list[tuple[Estimate, ...]]:
    assert statement.cap is not None
    names = set(statement.rules)
    members = [e for own in estimates for e in own if _is_paid(e) and _is_of(e, names)]
    amounts = [e.amount for e in members if e.amount is not None]
    over = sum(amounts, Decimal(0)) - statement.cap.yuan
    if len({e.rule_id for e in members}) < _SEVERAL or over <= 0:
        return estimates
    changed: dict[int, Estimate] = {}
    for one in reversed(members):
        if one.amount is None or over <= 0:
            continue
        taken = min(over, one.amount)
        over -= taken
        left = one.amount - taken
        text = f"合计不超过 {format_yuan(statement.cap.yuan)}，这一项余下 {format_yuan(left)}"
        step = Step(text, left, statement.quote)
        changed[id(one)] = replace(one, amount=left, steps=(*one.steps, step))
    return [tuple(changed.get(id(e), e) for e in own) for own in estimates]


def _is_paid(estimate: Estimate) -> bool:
    """Whether it is a plain sum of one year: of several, the cap of a year is met year by year."""
    is_long = any(name == YEARS and value != 1 for name, value in estimate.facts)
    return estimate.status is EstimateStatus.PAYABLE and estimate.range is None and not is_long


def _is_of(estimate: Estimate, names: set[str]) -> bool:
    return estimate.rule_id in names or estimate.clause_id in names
