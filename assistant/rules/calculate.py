"""Calculate what a rule gives for some facts on a day: pure, Decimal, every step shown.

Order: case (``when``) → conditions → amount by kind → caps per item → yearly cap → years → cap
less what was received → the fen. A day outside the policy's validity gives ``not_in_force``; what
the rule would have given then stands in ``would_be``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal, localcontext
from typing import TYPE_CHECKING

import assistant.rules.amounts_by_measure  # noqa: F401  (registers its kinds)
from assistant.policy.policy import Policy, PolicyKind
from assistant.rules.amounts import pay
from assistant.rules.cap import bound, capped, paid_years, period_of, with_caps, with_years
from assistant.rules.conditions import is_numeric, reason, tested
from assistant.rules.estimate import Estimate, EstimateStatus, Met, Part, Tested
from assistant.rules.facts import (
    APPLICANT,
    Facts,
    FactValue,
    ScalarFacts,
    scalar,
    still_open,
)
from assistant.rules.payment import ZERO, Payment, nothing
from assistant.rules.rule import AreaAmount, Condition, Rule, Several, SumAmount
from assistant.rules.settled import Settled
from assistant.rules.several import caps_each_item, is_by_year, is_for_each, work_out
from assistant.rules.spread import Case, is_scalar, spread
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
    with localcontext(EXACT):
        estimate = _estimate(settle(rule, facts, rulebook), as_of)
    outside = why_not_in_force(policy, as_of)
    if not outside:
        return estimate
    if estimate.status is EstimateStatus.NOT_QUANTIFIED and policy.kind is not PolicyKind.MEASURE:
        return estimate
    return _out_of_force(estimate, outside)


def settle(rule: Rule, facts: Facts, rulebook: Rulebook) -> Settled:
    """Work the rule out, validity aside; call it under ``EXACT``.

    Facts with several numbers (years, kinds, items) that the rule does not look at are left out.
    """
    if is_scalar(facts):
        return _settle(rule, scalar(facts), rulebook)
    looked_at = rulebook.needs[rule.id] | _received(rule)
    if not any(isinstance(v, tuple) for n, v in facts.items() if n in looked_at):
        return _settle(rule, scalar(facts), rulebook)
    return _settle_several(rule, facts, looked_at, rulebook)


def _received(rule: Rule) -> frozenset[str]:
    return frozenset({rule.cap.less} if rule.cap is not None and rule.cap.less else ())


def _settle_several(
    rule: Rule, facts: Facts, looked_at: frozenset[str], rulebook: Rulebook
) -> Settled:
    """As _settle, for the cases that facts with several numbers make."""
    less = _received(rule)
    known: dict[str, FactValue] = {
        name: sum((item.total for item in value), ZERO)
        if name in less and isinstance(value, tuple)
        else value
        for name, value in facts.items()
    }
    each = is_for_each(rule) or rule.several is not Several.TOGETHER
    count = getattr(rule.amount, "count", None)
    years = spread(
        known,
        looked_at,
        rulebook.facts,
        by_year=is_by_year(rule) and not isinstance(rule.amount, AreaAmount),
        each=each or count is not None,
        count=count,
    )
    sheet = Worksheet(scalar(known), rulebook.facts)
    tests: list[tuple[Tested, ...]] = []

    def work(case_rule: Rule, case: Case) -> Settled:
        settled = _settle(case_rule, case.facts, rulebook)
        tests.append(settled.checks)
        return settled

    worked = work_out(rule, years, work, sheet)
    for reading in rule.readings:
        sheet.assume(reading)
    payment = worked.payment
    status = _status(payment, is_uncertain=bool(sheet.missing))
    value: Decimal | None = None
    if status is EstimateStatus.CONDITION_NOT_MET:
        value = ZERO
    elif status in (EstimateStatus.PAYABLE, EstimateStatus.CEILING):
        is_dated = any(year.year is not None for year in years)
        value = with_caps_over_all(payment.value or ZERO, rule, sheet, is_dated=is_dated)
    if status is not EstimateStatus.FACTS_MISSING:
        sheet.missing.clear()
    for name, stated in facts.items():
        if isinstance(stated, tuple) and name in looked_at:
            sheet.used[name] = stated
    period = f"{worked.years}年合计" if worked.years > 1 else ""
    payment = replace(payment, is_capped=True, period=payment.period or period)
    return Settled(rule, sheet, _merged(tests), payment, status, value, worked.lines)


def with_caps_over_all(value: Decimal, rule: Rule, sheet: Worksheet, *, is_dated: bool) -> Decimal:
    """The cap over all years and items; the caps of each were applied before.

    Items without years of their own are paid for as many years as are stated.
    """
    if is_by_year(rule):
        return value if is_dated else with_years(value, rule, sheet)
    return value if caps_each_item(rule) else capped(value, rule, sheet)


def _merged(tests: list[tuple[Tested, ...]]) -> tuple[Tested, ...]:
    """One outcome a condition: open if open in some case, missed only if missed in all."""
    merged = []
    for same in zip(*tests, strict=True):
        outcomes = {test.met for test in same}
        found = next(m for m in (Met.UNKNOWN, Met.YES, Met.NO) if m in outcomes)
        merged.append(replace(same[0], met=found))
    return tuple(merged)


def _settle(rule: Rule, facts: ScalarFacts, rulebook: Rulebook) -> Settled:
    sheet = Worksheet(facts, rulebook.facts)
    checks, failed = _check(rule, sheet)
    is_uncertain = bool(sheet.missing)
    if failed:
        payment = nothing("；".join(failed))
    elif isinstance(rule.amount, SumAmount):
        payment = _sum(rule.amount, facts, rulebook, sheet)
    else:
        payment = pay(rule.amount, rule, sheet)
    for reading in rule.readings:
        sheet.assume(reading)
    status = _status(payment, is_uncertain=is_uncertain)
    value: Decimal | None = None
    if status is EstimateStatus.CONDITION_NOT_MET:
        value = ZERO
    elif status in (EstimateStatus.PAYABLE, EstimateStatus.CEILING):
        value = payment.value or ZERO
        if not payment.is_capped:
            value = with_caps(value, rule, sheet)
    if status is not EstimateStatus.FACTS_MISSING:
        sheet.missing.clear()
    return Settled(rule, sheet, tuple(checks), payment, status, value, tuple(sheet.lines))


def _status(payment: Payment, *, is_uncertain: bool) -> EstimateStatus:
    if payment.failed:
        return EstimateStatus.CONDITION_NOT_MET
    if payment.unquantified:
        return EstimateStatus.NOT_QUANTIFIED
    if payment.value is None or is_uncertain:
        return EstimateStatus.FACTS_MISSING
    return EstimateStatus.CEILING if payment.is_ceiling else EstimateStatus.PAYABLE


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
    left = {stated}
    if isinstance(stated, str):
        left = set(still_open(sheet.specs[APPLICANT], stated))
    if not left.isdisjoint(rule.applicants):
        return []
    allowed = "、".join(sheet.show(APPLICANT, kind) for kind in rule.applicants)
    return [f"申请主体为{sheet.show(APPLICANT, stated)}，本条面向{allowed}"]


def needs(rule: Rule, rulebook: Rulebook) -> frozenset[str]:
    """The facts that the rule's amount and conditions look at (not years, not applicant)."""
    return rulebook.needs[rule.id]


def states_any(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether some fact the rule looks at is stated."""
    return not rulebook.needs[rule.id].isdisjoint(facts)


def _sum(amount: SumAmount, facts: ScalarFacts, rulebook: Rulebook, sheet: Worksheet) -> Payment:
    parts = [rulebook.rule(name) for name in amount.rules]
    stated = [part for part in parts if states_any(part, facts, rulebook)]
    total, uncapped, is_ceiling = ZERO, ZERO, False
    highest: Decimal | None = ZERO
    names: list[str] = []
    lines: list[Part] = []
    reasons: list[str] = []
    for part in stated or parts:
        settled = _settle(part, facts, rulebook)
        _carry(settled, sheet)
        if settled.value is None:
            top = _highest(settled)
            highest = None if highest is None or top is None else highest + top
            continue
        total += settled.value
        uncapped += _uncapped(settled)
        highest = None if highest is None else highest + settled.value
        is_ceiling = is_ceiling or settled.status is EstimateStatus.CEILING
        if settled.payment.failed:
            reasons.append(settled.payment.failed)
        names.append(f"{part.title} {format_yuan(settled.value)}")
        lines.append(Part(part.title, None, None, None, settled.value))
    if sheet.missing:
        return Payment(highest=highest)
    if total == 0 and reasons:
        return nothing("；".join(reasons))
    if len(names) > 1:
        sheet.step(f"{' + '.join(names)} = {format_yuan(total)}", total)
        sheet.lines.extend(lines)
    for part in parts:
        if stated and part not in stated:
            sheet.assume(f"未说明“{part.title}”的情况，未计入")
    return Payment(uncapped, total, is_ceiling=is_ceiling)


def _carry(part: Settled, sheet: Worksheet) -> None:
    sheet.steps.extend(part.sheet.steps)
    sheet.used.update(part.sheet.used)
    for text in part.sheet.assumptions:
        sheet.assume(text)
    for name in part.sheet.missing:
        if name not in sheet.missing:
            sheet.missing.append(name)


def _estimate(settled: Settled, as_of: date) -> Estimate:
    rule, sheet, payment = settled.rule, settled.sheet, settled.payment
    amount = None if settled.value is None else _cut(settled.value, sheet)
    why = payment.failed or payment.unquantified
    return Estimate(
        rule_id=rule.id,
        clause_id=rule.clause_id,
        title=rule.title,
        as_of=as_of,
        status=settled.status,
        amount=amount,
        uncapped=None if amount is None else _uncapped(settled),
        range=_range(settled, amount),
        facts=tuple(sheet.used.items()),
        missing=tuple(sheet.missing),
        reasons=(why,) if why else (),
        steps=tuple(sheet.steps),
        assumptions=tuple(sheet.assumptions),
        conditions=settled.checks,
        period=payment.period or period_of(rule, sheet),
        lines=_shown(settled) if amount is not None else (),
        confirmed=rule.confirmed,
    )


def _cut(value: Decimal, sheet: Worksheet) -> Decimal:
    amount = _down(value)
    if amount != value:
        sheet.step(f"不足一分的部分舍去，取 {format_yuan(amount)}", amount)
    return amount


def _shown(settled: Settled) -> tuple[Part, ...]:
    """The lines to the fen; the lone line of facts that are all scalar says nothing new."""
    if len(settled.lines) == 1 and not settled.payment.is_capped:
        return ()
    return tuple(replace(line, amount=_down(line.amount)) for line in settled.lines)


def _uncapped(settled: Settled) -> Decimal:
    """The sum before any cap, over the same years."""
    uncapped = settled.payment.uncapped or ZERO
    return uncapped * paid_years(settled.rule, settled.sheet)


def _highest(settled: Settled) -> Decimal | None:
    payment = settled.payment
    if payment.is_capped:
        return payment.value if payment.value is not None else payment.highest
    open_end = payment.value if payment.value is not None else payment.highest
    return bound(open_end, settled.rule, settled.sheet)


def _range(settled: Settled, amount: Decimal | None) -> tuple[Decimal, Decimal] | None:
    if settled.status is EstimateStatus.FACTS_MISSING:
        highest = _highest(settled)
        return None if highest is None else (ZERO, _down(highest))
    if settled.payment.is_open and amount is not None:
        lowest = bound(settled.payment.lowest, settled.rule, settled.sheet)
        return (ZERO if lowest is None else _down(lowest), amount)
    return None


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
