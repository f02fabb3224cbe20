"""Work a rule out for some facts: case (``when``) → conditions → expression → caps and years."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.rules.cap import PERIOD_WORDS, Period
from assistant.rules.condition import Condition
from assistant.rules.conditions import compares, is_numeric, reason, tested
from assistant.rules.estimate import EstimateStatus, Met, Part, Tested
from assistant.rules.expr import Parts
from assistant.rules.facts import APPLICANT, YEARS, FactKind, Facts, ScalarFacts, scalar, still_open
from assistant.rules.payment import NONE, OPEN, ZERO, NoSum, Nothing, Value
from assistant.rules.program import Over, counted_by
from assistant.rules.read.evaluate import Evaluation
from assistant.rules.rule import Rule
from assistant.rules.settled import Settled
from assistant.rules.several import Several, is_by_year, is_for_each
from assistant.rules.spread import Case, Year, is_scalar, spread
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan
from assistant.text.numerals import plain
from assistant.text.pattern import lazy

if TYPE_CHECKING:  # the calculator starts without the readers of policies and YAML
    from assistant.rules.rulebook import Rulebook


def settle(rule: Rule, facts: Facts, rulebook: Rulebook, *, is_shown: bool = True) -> Settled:
    """Work the rule out, validity aside; call it under ``EXACT``.

    Facts with several numbers (years, kinds, items) that the rule does not look at are left out.
    ``is_shown`` false: for the amount alone, the steps may be left out.
    """
    if is_scalar(facts):
        return _settle(rule, scalar(facts), rulebook, is_shown=is_shown)
    looked_at = rulebook.needs[rule.id] | _received(rule)
    if not any(isinstance(v, tuple) for n, v in facts.items() if n in looked_at):
        return _settle(rule, scalar(facts), rulebook, is_shown=is_shown)
    return _settle_several(rule, facts, looked_at, rulebook)


def states_any(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether some fact the rule looks at is stated."""
    return not rulebook.needs[rule.id].isdisjoint(facts)


def _settle(
    rule: Rule,
    facts: ScalarFacts,
    rulebook: Rulebook,
    *,
    over: tuple[Over, ...] | None = None,
    tells_readings: bool = True,
    is_shown: bool = True,
    wholes: ScalarFacts | None = None,
) -> Settled:
    """Work the rule out for scalar facts; ``over``: only these caps and years.

    ``wholes``: what all kinds of a fact come to, where these facts are those of one kind.
    """
    program = rulebook.programs[rule.id]
    sheet = Worksheet(facts, rulebook.facts, is_shown=is_shown)
    checks, why = _check(rule, sheet, wholes or {})
    is_uncertain = bool(sheet.missing)
    run = Evaluation(sheet, rule.quote, lambda parts, own: _sum(parts, facts, rulebook, own))
    found, failed, words = NONE, "；".join(why), ""
    if not failed:
        try:
            found = run.of(program.amount)
        except Nothing as nothing:
            failed = str(nothing)
        except NoSum as said:
            words = str(said)
    if tells_readings:
        for reading in rule.readings:
            sheet.assume(reading)
    status = _status(found, failed, words, is_uncertain=is_uncertain)
    if not failed and not words:
        found = run.over(
            found,
            program.over if over is None else over,
            is_told=status is not EstimateStatus.FACTS_MISSING,
        )
    if status is not EstimateStatus.FACTS_MISSING:
        sheet.missing.clear()
    period = sheet.period or period_of(rule, sheet)
    return Settled(
        rule, sheet, tuple(checks), status, found, failed, words, tuple(sheet.lines), period
    )


def _status(found: Value, failed: str, unquantified: str, *, is_uncertain: bool) -> EstimateStatus:
    if failed:
        return EstimateStatus.CONDITION_NOT_MET
    if unquantified:
        return EstimateStatus.NOT_QUANTIFIED
    if found.value is None or is_uncertain:
        return EstimateStatus.FACTS_MISSING
    return EstimateStatus.CEILING if found.is_ceiling else EstimateStatus.PAYABLE


def period_of(rule: Rule, sheet: Worksheet) -> str:
    """What the amount covers: 每年, 3年合计, 一次性, 累计 or nothing stated."""
    if not rule.yearly:
        return PERIOD_WORDS[rule.cap.period] if rule.cap else ""
    years = sheet.used.get(YEARS)
    years = sheet.counted.get(YEARS, years) if not isinstance(years, tuple) else None
    if years is None or isinstance(years, bool | str) or years == 1:
        return PERIOD_WORDS[Period.YEAR]
    return f"{plain(years):f}年合计"


def _received(rule: Rule) -> frozenset[str]:
    """The facts with what was paid before."""
    names = (*(cap.less for cap in rule.caps), rule.received)
    return frozenset(name for name in names if name)


def cases_of(rule: Rule, facts: Facts, rulebook: Rulebook) -> tuple[Year, ...]:
    """The cases that facts with several numbers make for the rule."""
    count = counted_by(rulebook.programs[rule.id])
    return spread(
        _received_once(rule, facts),
        rulebook.needs[rule.id] | _received(rule),
        rulebook.facts,
        by_year=is_by_year(rule) and not rule.amount.spreads_years,
        each=is_for_each(rule) or count is not None or _is_for_a_kind(rule, facts, rulebook),
        count=count,
    )


def _is_for_a_kind(rule: Rule, facts: Facts, rulebook: Rulebook) -> bool:
    """Whether a rule is only for some of the kinds that a number was told in (5间上了数字人)."""
    tested = [c.fact for c in rule.when if isinstance(c.is_, str)]
    kinds = {c.label for f in tested for c in rulebook.facts[f].choices.values()}
    return any(
        isinstance(value, tuple) and len(value) > 1 and {item.kind for item in value} <= kinds
        for value in facts.values()
    )


def _received_once(rule: Rule, facts: Facts) -> Facts:
    """The facts with what was received before in one sum."""
    less = _received(rule)
    return {
        name: sum((item.total for item in value), ZERO)
        if name in less and isinstance(value, tuple)
        else value
        for name, value in facts.items()
    }


def _settle_several(
    rule: Rule, facts: Facts, looked_at: frozenset[str], rulebook: Rulebook
) -> Settled:
    """As _settle, for the cases that facts with several numbers make."""
    program = rulebook.programs[rule.id]
    known = _received_once(rule, facts)
    years = cases_of(rule, facts, rulebook)
    sheet = Worksheet(scalar(known), rulebook.facts)
    run = Evaluation(sheet, rule.quote, lambda parts, own: OPEN)
    tests: list[tuple[Tested, ...]] = []

    def work(case: Case) -> Settled:
        settled = _settle(
            rule,
            case.facts,
            rulebook,
            over=program.each,
            tells_readings=False,
            wholes=_wholes(known, case.year, rulebook),
        )
        tests.append(settled.checks)
        return settled

    worked = Several(rule, program, run, work).of(years)
    for reading in rule.readings:
        sheet.assume(reading)
    found = worked.found
    status = _status(found, worked.failed, worked.unquantified, is_uncertain=bool(sheet.missing))
    if not worked.failed and not worked.unquantified:
        is_dated = any(year.year is not None for year in years)
        found = run.over(
            found,
            program.all if is_dated else (*program.years, *program.all),
            is_told=status is not EstimateStatus.FACTS_MISSING,
        )
    if status is not EstimateStatus.FACTS_MISSING:
        sheet.missing.clear()
    period = f"{worked.years}年合计" if worked.years > 1 else period_of(rule, sheet)
    sheet.used = {
        name: stated
        for name, stated in facts.items()
        if name in sheet.used or (isinstance(stated, tuple) and name in looked_at)
    }
    return Settled(
        rule,
        sheet,
        _merged(tests),
        status,
        found,
        worked.failed,
        worked.unquantified,
        worked.lines,
        period,
        is_several=True,
    )


def _merged(tests: list[tuple[Tested, ...]]) -> tuple[Tested, ...]:
    """One outcome a condition: open if open in some case, missed only if missed in all."""
    merged = []
    for same in zip(*tests, strict=True):
        outcomes = {test.met for test in same}
        found = next(m for m in (Met.UNKNOWN, Met.YES, Met.NO) if m in outcomes)
        merged.append(replace(same[0], met=found))
    return tuple(merged)


_OF_WHOLE = lazy("合计|累计|总[数量计额]|全年|年度|年[产销采发]|每[期批届场班]")
"""年销售不低于20把, 每期不少于40人: what all kinds together must come to."""


_OF_ONE = lazy("单(?!一?个?[^,。;]{0,4}(?:申[请报领]人|企业|单位|主体|机构|公司|合作社|农户))")
"""单台不低于: of each; 单个申请人合计: of all that whoever applies has."""


def _wholes(facts: Facts, year: int | None, rulebook: Rulebook) -> ScalarFacts:
    """What the kinds that a fact was told in (25把小提琴、6把大提琴) are together in a year."""
    return {
        name: sum((item.total for item in value if item.year == year), ZERO)
        for name, value in facts.items()
        if isinstance(value, tuple)
        and rulebook.facts[name].kind is FactKind.COUNT
        and len({item.kind for item in value}) > 1
    }


def _holds_of_whole(condition: Condition, wholes: ScalarFacts) -> bool:
    """Whether a condition on a year's or all kinds' number holds of all of them together."""
    whole = wholes.get(condition.fact)
    is_of_whole = not _OF_ONE.search(condition.say) and _OF_WHOLE.search(condition.say) is not None
    return (
        is_of_whole
        and is_numeric(condition)
        and isinstance(whole, Decimal)
        and compares(condition, whole)
    )


def _is_of_own_case(condition: Condition, rule: Rule, sheet: Worksheet) -> bool:
    """Whether a condition names the kind of its rule (购置燃油车不少于5辆) and no other."""
    said = [one.say for one in rule.when if isinstance(one.is_, str)]
    others = [
        choice.label
        for one in rule.when
        if isinstance(one.is_, str)
        for key, choice in sheet.specs[one.fact].choices.items()
        if key != one.is_
    ]
    pairs = (own[n : n + 2] for own in said for n in range(len(own) - 1))
    return any(p in condition.say and not any(p in other for other in others) for p in pairs)


def _check(rule: Rule, sheet: Worksheet, wholes: ScalarFacts) -> tuple[list[Tested], list[str]]:
    """Test all conditions; unstated flags and choices are assumed, unstated numbers missing."""
    checks: list[Tested] = []
    failed = _wrong_applicant(rule, sheet)
    for condition in (*rule.when, *rule.conditions):
        test = tested(condition, sheet)
        if (
            test.met is Met.NO
            and _holds_of_whole(condition, wholes)
            and not _is_of_own_case(condition, rule, sheet)
        ):
            test = replace(test, met=Met.YES)
        checks.append(test)
        if test.met is Met.NO:
            failed.append(reason(condition, sheet))
        elif test.met is Met.UNKNOWN:
            _leave_open(condition, sheet)
    return checks, failed


def _leave_open(condition: Condition, sheet: Worksheet) -> None:
    if is_numeric(condition) and not condition.assumed:
        for name in (condition.fact, *(test.fact for test in condition.or_)):
            if sheet.number(name) is None:
                sheet.miss(name)
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


def _sum(node: Parts, facts: ScalarFacts, rulebook: Rulebook, sheet: Worksheet) -> Value:
    """Other rules of the clause together: those that stated facts speak of, or all."""
    parts = [rulebook.rule(name) for name in node.rules]
    stated = [part for part in parts if states_any(part, facts, rulebook)]
    total, uncapped, is_ceiling = ZERO, ZERO, False
    highest = ZERO
    is_bounded = True
    names: list[str] = []
    lines: list[Part] = []
    reasons: list[str] = []
    for part in stated or parts:
        settled = _settle(part, facts, rulebook, is_shown=sheet.is_shown)
        _carry(settled, sheet)
        value = settled.value
        top = settled.found.highest if value is None else value
        is_bounded, highest = is_bounded and top is not None, highest + (top or ZERO)
        if value is None:
            continue
        total += value
        uncapped += settled.found.uncapped
        is_ceiling = is_ceiling or settled.status is EstimateStatus.CEILING
        if settled.failed:
            reasons.append(settled.failed)
        names.append(f"{part.title} {format_yuan(value)}")
        lines.append(Part(part.title, None, None, None, value))
    if sheet.missing:
        return OPEN._replace(highest=highest if is_bounded else None)
    if total == 0 and reasons:
        raise Nothing("；".join(reasons))
    if len(names) > 1:
        sheet.step(f"{' + '.join(names)} = {format_yuan(total)}", total)
        sheet.lines.extend(lines)
    for part in parts:
        if stated and part not in stated:
            sheet.assume(f"未说明“{part.title}”的情况，未计入")
    return Value(total, uncapped, total, total, is_ceiling)


def _carry(part: Settled, sheet: Worksheet) -> None:
    sheet.steps.extend(part.sheet.steps)
    sheet.used.update(part.sheet.used)
    for text in part.sheet.assumptions:
        sheet.assume(text)
    for name in part.sheet.missing:
        if name not in sheet.missing:
            sheet.missing.append(name)
