"""Calculate what a rule gives for some facts on a day: pure, Decimal, every step shown.

Order: case (``when``) → conditions → amount by kind → caps per item → yearly cap → years → cap
less what was received → the fen. A day outside the policy's validity gives ``not_in_force``; what
the rule would have given then stands in ``would_be``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal, localcontext

import assistant.rules.amounts_by_measure  # noqa: F401  (registers its kinds)
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.amounts import pay
from assistant.rules.cap import bound, period_of, with_caps, years_of
from assistant.rules.conditions import is_numeric, reason, tested
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Tested
from assistant.rules.facts import Facts
from assistant.rules.payment import ZERO, Payment, nothing
from assistant.rules.rule import Condition, Rule, SumAmount
from assistant.rules.rulebook import Rulebook
from assistant.rules.validity import why_not_in_force
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan

_EXACT = Context(prec=60)
_FEN = Decimal("0.01")
APPLICANT = "applicant_kind"
"""The choice fact that tells who applies."""


def calculate(
    rule: Rule, facts: Facts, *, policy: Policy, as_of: date, rulebook: Rulebook
) -> Estimate:
    """The most the rule allows for the facts on the day; an upper bound, not a promise."""
    with localcontext(_EXACT):
        estimate = _worked_out(rule, facts, as_of, rulebook)
    outside = why_not_in_force(policy, as_of)
    if not outside:
        return estimate
    if estimate.status is EstimateStatus.NOT_QUANTIFIED and policy.kind is not PolicyKind.MEASURE:
        return estimate
    return _out_of_force(estimate, outside)


def _worked_out(rule: Rule, facts: Facts, as_of: date, rulebook: Rulebook) -> Estimate:
    sheet = Worksheet(facts, rulebook.facts)
    checks, failed = _check(rule, sheet)
    gaps = bool(sheet.missing)
    if failed:
        payment = nothing("；".join(failed))
    elif isinstance(rule.amount, SumAmount):
        payment = _sum(rule.amount, facts, as_of, rulebook, sheet)
    else:
        payment = pay(rule.amount, rule, sheet)
    for reading in rule.readings:
        sheet.assume(reading)
    return _estimate(rule, as_of, sheet, checks, payment, is_uncertain=gaps)


def _check(rule: Rule, sheet: Worksheet) -> tuple[list[Tested], list[str]]:
    """Test all conditions; unstated flags and choices are assumed, unstated numbers missing."""
    checks: list[Tested] = []
    failed = _wrong_applicant(rule, sheet)
    for condition in (*rule.when, *rule.conditions):
        test = tested(condition, sheet)
        checks.append(test)
        if test.met is Met.NO:
            failed.append(reason(condition, sheet))
        elif test.met is Met.UNKNOWN:
            _leave_open(condition, sheet)
    return checks, failed


def _leave_open(condition: Condition, sheet: Worksheet) -> None:
    if is_numeric(condition):
        sheet.miss(condition.fact)
    else:
        sheet.assume(f"未说明{sheet.label(condition.fact)}，按满足“{condition.say}”计算")


def _wrong_applicant(rule: Rule, sheet: Worksheet) -> list[str]:
    stated = sheet.facts.get(APPLICANT)
    if stated is None or not rule.applicants or APPLICANT not in sheet.specs:
        return []
    sheet.used[APPLICANT] = stated
    if stated in rule.applicants:
        return []
    allowed = "、".join(sheet.show(APPLICANT, kind) for kind in rule.applicants)
    return [f"申请主体为{sheet.show(APPLICANT, stated)}，本条面向{allowed}"]


def needs(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    """The facts that the rule's amount and conditions look at (not years, not applicant)."""
    return rulebook.needs[rule.id]


def states_any(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether some fact the rule looks at is stated."""
    return not rulebook.needs[rule.id].isdisjoint(facts)


def _sum(
    amount: SumAmount, facts: Facts, as_of: date, rulebook: Rulebook, sheet: Worksheet
) -> Payment:
    parts = [rulebook.rule(name) for name in amount.rules]
    stated = [part for part in parts if states_any(part, facts, rulebook)]
    total, uncapped, is_ceiling = ZERO, ZERO, False
    highest: Decimal | None = ZERO
    names: list[str] = []
    reasons: list[str] = []
    for part in stated or parts:
        estimate = _worked_out(part, facts, as_of, rulebook)
        _carry(estimate, sheet)
        if estimate.amount is None:
            top = estimate.range[1] if estimate.range else None
            highest = None if highest is None or top is None else highest + top
            continue
        total += estimate.amount
        uncapped += estimate.uncapped or ZERO
        highest = None if highest is None else highest + estimate.amount
        is_ceiling = is_ceiling or estimate.status is EstimateStatus.CEILING
        reasons.extend(estimate.reasons)
        names.append(f"{part.title} {format_yuan(estimate.amount)}")
    if sheet.missing:
        return Payment(highest=highest)
    if total == 0 and reasons:
        return nothing("；".join(reasons))
    if len(names) > 1:
        sheet.step(f"{' + '.join(names)} = {format_yuan(total)}", total)
    for part in parts:
        if part not in stated and stated:
            sheet.assume(f"未说明“{part.title}”的情况，未计入")
    return Payment(uncapped, total, is_ceiling=is_ceiling)


def _carry(part: Estimate, sheet: Worksheet) -> None:
    sheet.steps.extend(part.steps)
    sheet.used.update(part.facts)
    for text in part.assumptions:
        sheet.assume(text)
    for name in part.missing:
        if name not in sheet.missing:
            sheet.missing.append(name)


def _estimate(
    rule: Rule,
    as_of: date,
    sheet: Worksheet,
    checks: list[Tested],
    payment: Payment,
    *,
    is_uncertain: bool,
) -> Estimate:
    amount = uncapped = None
    span: tuple[Decimal, Decimal] | None = None
    reasons: tuple[str, ...] = ()
    if payment.failed:
        status, amount, uncapped, reasons = (
            EstimateStatus.CONDITION_NOT_MET,
            ZERO,
            ZERO,
            (payment.failed,),
        )
        sheet.missing.clear()
    elif payment.unquantified:
        status, reasons = EstimateStatus.NOT_QUANTIFIED, (payment.unquantified,)
        sheet.missing.clear()
    elif payment.value is None or is_uncertain:
        status = EstimateStatus.FACTS_MISSING
        span = _range(payment, rule, sheet)
    else:
        status = EstimateStatus.CEILING if payment.is_ceiling else EstimateStatus.PAYABLE
        amount, uncapped = _final(payment, rule, sheet)
        if payment.is_open:
            lowest = bound(payment.lowest, rule, sheet)
            span = (ZERO if lowest is None else _down(lowest), amount)
    return Estimate(
        rule_id=rule.id,
        clause_id=rule.clause_id,
        title=rule.title,
        as_of=as_of,
        status=status,
        amount=amount,
        uncapped=uncapped,
        range=span,
        facts=tuple(sheet.used.items()),
        missing=tuple(sheet.missing),
        reasons=reasons,
        steps=tuple(sheet.steps),
        assumptions=tuple(sheet.assumptions),
        conditions=tuple(checks),
        period=payment.period or period_of(rule, sheet),
    )


def _final(payment: Payment, rule: Rule, sheet: Worksheet) -> tuple[Decimal, Decimal]:
    """The amount to the fen and the uncapped sum over the same years."""
    value, uncapped = payment.value or ZERO, payment.uncapped or ZERO
    if not payment.is_capped:
        value = with_caps(value, rule, sheet)
        if rule.yearly and "years" in sheet.used:
            uncapped *= _quiet_years(rule, sheet)
    amount = _down(value)
    if amount != value:
        sheet.step(f"不足一分的部分舍去，取 {format_yuan(amount)}", amount)
    return amount, uncapped


def _quiet_years(rule: Rule, sheet: Worksheet) -> Decimal:
    before = len(sheet.steps)
    years = years_of(rule, sheet)
    del sheet.steps[before:]
    return years


def _range(payment: Payment, rule: Rule, sheet: Worksheet) -> tuple[Decimal, Decimal] | None:
    if payment.is_capped:
        return None if payment.highest is None else (ZERO, _down(payment.highest))
    highest = bound(payment.value if payment.value is not None else payment.highest, rule, sheet)
    return None if highest is None else (ZERO, _down(highest))


def _down(value: Decimal) -> Decimal:
    """To the fen, downwards: the texts say 不超过."""
    return value.quantize(_FEN, ROUND_DOWN) if value.as_tuple().exponent not in _SHORT else value


_SHORT = frozenset({0, -1, -2})


def _out_of_force(estimate: Estimate, why: str) -> Estimate:
    return replace(
        estimate,
        status=EstimateStatus.NOT_IN_FORCE,
        amount=None,
        range=None,
        would_be=estimate.amount,
        reasons=(why, *estimate.reasons),
    )
