"""Calculate what a rule gives for some facts on a day: pure, Decimal, every step shown.

Order: case (``when``) → conditions → amount → caps per item → yearly cap → years → cap less what
was received → the fen. A day outside the policy's validity gives ``not_in_force``; what the rule
would have given then stands in ``would_be``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING

from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.bounded import estimate_bounded, is_bounded
from assistant.rules.estimate import Estimate, EstimateStatus, Part
from assistant.rules.facts import Facts
from assistant.rules.payment import ZERO
from assistant.rules.rule import TO_THE_FEN, Mode, Rounding, Rule
from assistant.rules.settle import settle
from assistant.rules.settled import Settled
from assistant.rules.told import estimate_told, is_told
from assistant.rules.validity import why_not_in_force
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan

if TYPE_CHECKING:  # the calculator starts without the readers of policies and YAML
    from assistant.rules.rulebook import Rulebook

EXACT = Context(prec=60)
"""Wide enough that products of facts and rates are never rounded."""
_FEN = Decimal("0.01")
_SHORT = frozenset({0, -1, -2})


def calculate(
    rule: Rule, facts: Facts, *, policy: Policy, as_of: date, rulebook: Rulebook
) -> Estimate:
    """The most the rule allows for the facts on the day; an upper bound, not a promise."""
    if is_bounded(facts):

        def at_number(facts: Facts) -> Estimate:
            return calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook)

        return estimate_bounded(rule, facts, rulebook.facts, at_number)
    if is_told(facts):

        def plainly(facts: Facts) -> Estimate:
            return calculate(rule, facts, policy=policy, as_of=as_of, rulebook=rulebook)

        return estimate_told(facts, plainly)
    with localcontext(EXACT):
        estimate = _estimate(settle(rule, facts, rulebook), as_of)
    outside = why_not_in_force(policy, as_of)
    if not outside:
        return estimate
    if estimate.status is EstimateStatus.NOT_QUANTIFIED and policy.kind is not PolicyKind.MEASURE:
        return estimate
    return _out_of_force(estimate, outside)


def _estimate(settled: Settled, as_of: date) -> Estimate:
    rule, sheet = settled.rule, settled.sheet
    amount = None if settled.value is None else _cut(settled.value, rule.rounding, sheet)
    why = settled.failed or settled.unquantified
    return Estimate(
        rule_id=rule.id,
        clause_id=rule.clause_id,
        title=rule.title,
        as_of=as_of,
        status=settled.status,
        amount=amount,
        uncapped=None if amount is None else settled.found.uncapped,
        range=_range(settled, amount),
        facts=tuple(sheet.used.items()),
        missing=tuple(sheet.missing),
        reasons=(why,) if why else (),
        steps=tuple(sheet.steps),
        assumptions=tuple(sheet.assumptions),
        conditions=settled.checks,
        period=settled.period,
        lines=_lines(settled) if amount is not None else (),
        confirmed=rule.confirmed,
    )


def _lines(settled: Settled) -> tuple[Part, ...]:
    """The lines to the fen; the lone line of facts that are all scalar says nothing new."""
    if len(settled.lines) == 1 and not settled.is_several:
        return ()
    return tuple(replace(line, amount=_down(line.amount)) for line in settled.lines)


def _cut(value: Decimal, rounding: Rounding, sheet: Worksheet) -> Decimal:
    if rounding == TO_THE_FEN:
        amount = _down(value)
        how = "不足一分的部分舍去"
    else:
        amount = rounded(value, rounding)
        how = f"按{format_yuan(rounding.unit)}{_MODES[rounding.mode]}"
    if amount != value:
        sheet.step(f"{how}，取 {format_yuan(amount)}", amount, rounding.quote)
    return amount


def rounded(value: Decimal, rounding: Rounding) -> Decimal:
    """A sum as the text rounds it."""
    return (value / rounding.unit).to_integral_value(_ROUND[rounding.mode]) * rounding.unit


_ROUND = {Mode.DOWN: ROUND_DOWN, Mode.HALF_UP: ROUND_HALF_UP, Mode.UP: ROUND_UP}
_MODES = {Mode.DOWN: "以下舍去", Mode.HALF_UP: "四舍五入", Mode.UP: "进一"}


def _range(settled: Settled, amount: Decimal | None) -> tuple[Decimal, Decimal] | None:
    found = settled.found
    if settled.status is EstimateStatus.FACTS_MISSING:
        top = found.highest
        return None if top is None else (ZERO, _finished(top, settled.rule))
    if found.is_open and amount is not None:
        return (_finished(found.lowest, settled.rule), amount)
    return None


def _finished(value: Decimal, rule: Rule) -> Decimal:
    return _down(value) if rule.rounding == TO_THE_FEN else rounded(value, rule.rounding)


def _down(value: Decimal) -> Decimal:
    """To the fen, downwards: the texts say 不超过."""
    return value.quantize(_FEN, ROUND_DOWN) if value.as_tuple().exponent not in _SHORT else value


def _out_of_force(estimate: Estimate, why: str) -> Estimate:
    return replace(
        estimate,
        status=EstimateStatus.NOT_IN_FORCE,
        amount=None,
        range=None,
        would_be=estimate.amount,
        reasons=(why, *estimate.reasons),
    )
