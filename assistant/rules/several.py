"""Work a rule out for facts of several years, kinds or items: one capped total, line by line.

Order, as the texts limit: each item → each project (a cap for each) → the cap of a year, year by
year → how many years are paid → the cap over all, less what was received.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.rules.cap import capped
from assistant.rules.estimate import Part, Step
from assistant.rules.payment import ZERO, Payment, nothing
from assistant.rules.rule import Cap, Period, Rule, Several
from assistant.rules.settled import Settled
from assistant.rules.spread import Case, Year
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan
from assistant.text.numerals import plain

Work = Callable[[Rule, Case], Settled]
"""Work a rule out for the facts of one case."""


@dataclass(frozen=True, slots=True)
class Worked:
    """All cases worked out: the payment before the caps over all, the lines, what it covers."""

    payment: Payment
    lines: tuple[Part, ...]
    years: int


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one year gives; ``highest`` None: no bound."""

    year: int | None
    uncapped: Decimal
    value: Decimal | None
    highest: Decimal | None
    lines: tuple[Part, ...]


def is_for_each(rule: Rule) -> bool:
    """Whether every item is a case of its own, with its own thresholds and cap."""
    return rule.several is not Several.TOGETHER or bool(rule.cap and rule.cap.each_item)


def is_by_year(rule: Rule) -> bool:
    """Whether the rule pays year by year."""
    return rule.yearly or bool(rule.cap and rule.cap.period is Period.YEAR)


def caps_each_item(rule: Rule) -> bool:
    """Whether the rule's cap is one for each item, so that none is left over all of them."""
    return is_for_each(rule) and bool(rule.cap and rule.cap.each_item)


def work_out(rule: Rule, years: Sequence[Year], work: Work, sheet: Worksheet) -> Worked:
    """Work every case out on sheets of its own, and carry steps, gaps and assumptions over."""
    keeps_cap = caps_each_item(rule)
    case_rule = rule.model_copy(
        update={"cap": rule.cap if keeps_cap else None, "yearly": False, "readings": ()}
    )
    told = len(years) > 1 or any(len(year.cases) > 1 for year in years)
    sums, reasons, is_ceiling = [], [], False
    for year in years:
        found: list[tuple[Case, Settled]] = []
        for case in year.cases:
            settled = work(case_rule, case)
            is_ceiling = is_ceiling or settled.payment.is_ceiling
            _carry(case, settled, sheet, is_told=told)
            found.append((case, settled))
        reasons += [s.payment.failed for _, s in found if s.payment.failed]
        if any(s.payment.unquantified for _, s in found):
            return Worked(found[0][1].payment, (), len(years))
        sums.append(_year_sum(rule, case_rule, year, found, work, sheet, is_told=told))
    if sheet.missing:
        return Worked(Payment(highest=_together(s.highest for s in sums)), (), len(sums))
    paid = _paid_years(rule, sums, sheet)
    total = sum((s.value or ZERO for s in paid), ZERO)
    lines = tuple(line for s in paid for line in s.lines)
    if total == 0 and reasons:
        return Worked(nothing("；".join(dict.fromkeys(reasons))), lines, len(paid))
    for why in dict.fromkeys(reasons):
        sheet.assume(f"{why}，这一项不计入")
    if len(paid) > 1:
        _tell_sum([s.value or ZERO for s in paid], total, sheet)
    uncapped = sum((s.uncapped for s in paid), ZERO)
    return Worked(Payment(uncapped, total, is_ceiling=is_ceiling), lines, len(paid))


def _carry(case: Case, settled: Settled, sheet: Worksheet, *, is_told: bool) -> None:
    name = case_name(case) if is_told else ""
    for step in settled.sheet.steps:
        sheet.steps.append(Step(f"{name}{step.text}", step.value, step.quote))
    if case.times != 1 and settled.value is not None:
        total = settled.value * case.times
        text = f"{name}{format_yuan(settled.value)} × {plain(case.times):f} = {format_yuan(total)}"
        sheet.step(text, total)
    sheet.used.update(settled.sheet.used)
    for text in settled.sheet.assumptions:
        sheet.assume(text)
    for fact in settled.sheet.missing:
        if fact not in sheet.missing:
            sheet.missing.append(fact)


def case_name(case: Case) -> str:
    """What a step of the case begins with: "2025年：", "A园区：", "2025年A园区："."""
    year = f"{case.year}年" if case.year is not None else ""
    return f"{year}{case.kind}：" if year or case.kind else ""


def _year_sum(
    rule: Rule,
    case_rule: Rule,
    year: Year,
    found: Sequence[tuple[Case, Settled]],
    work: Work,
    sheet: Worksheet,
    *,
    is_told: bool,
) -> _Sum:
    """The sum of a year under the cap of a year."""
    highest = _together(_highest(case, s) for case, s in found)
    if any(s.value is None for _, s in found):
        return _Sum(year.year, ZERO, None, _least(highest, _year_cap(rule)), ())
    values = [(s.value or ZERO) * case.times for case, s in found]
    value = sum(values, ZERO)
    if rule.several is Several.BEST and len(values) > 1:
        value = max(values)
        sheet.step(f"只奖励一次，取最高的一项 {format_yuan(value)}", value, rule.quote)
    elif len(values) > 1:
        _tell_sum(values, value, sheet)
    uncapped = sum(((s.payment.uncapped or ZERO) * case.times for case, s in found), ZERO)
    lines = _lines(case_rule, year, found, work)
    if _year_cap(rule) is None:
        return _Sum(year.year, uncapped, value, highest, lines)
    before = len(sheet.steps)
    kept = capped(value, rule, sheet)
    if is_told and year.year is not None:
        sheet.steps[before:] = [
            replace(step, text=f"{year.year}年：{step.text}") for step in sheet.steps[before:]
        ]
    if kept != value and len(lines) == 1:
        lines = (replace(lines[0], amount=kept),)
    return _Sum(year.year, uncapped, kept, _least(highest, _year_cap(rule)), lines)


def _lines(
    case_rule: Rule, year: Year, found: Sequence[tuple[Case, Settled]], work: Work
) -> tuple[Part, ...]:
    """A line for each item; one for the year where the items do not add up to its sum."""
    own = [replace(line, year=year.year) for _, s in found for line in s.lines]
    if own:
        return tuple(own)
    if len(year.single) > 1 and year.cases is not year.single:
        single = [(case, work(case_rule, case)) for case in year.single]
        whole = sum((s.value or ZERO for _, s in found), ZERO)
        if sum(((s.value or ZERO) * case.times for case, s in single), ZERO) == whole:
            found = single
    elif len(year.single) == 1:
        found = [(replace(year.single[0], times=case.times), s) for case, s in found]
    return tuple(_line(case, s) for case, s in found)


def _line(case: Case, settled: Settled) -> Part:
    amount = (settled.value or ZERO) * case.times
    base = settled.sheet.base if settled.sheet.base is not None else case.base
    return Part(case.kind, case.year, case.count, base, amount)


def _paid_years(rule: Rule, sums: Sequence[_Sum], sheet: Worksheet) -> list[_Sum]:
    """The years that are paid: the best ones where the text limits how many."""
    most = rule.most_years
    dated = [s for s in sums if s.year is not None]
    if most is None or len(dated) <= most:
        return list(sums)
    best = sorted(dated, key=lambda s: (-(s.value or ZERO), s.year or 0))[:most]
    kept = sorted(best, key=lambda s: s.year or 0)
    shown = "、".join(f"{s.year}年" for s in kept)
    text = f"{len(dated)}年超过最长{most}年，按金额最高的{most}年计算（{shown}）"
    sheet.step(text, Decimal(most), rule.quote)
    return [s for s in sums if s.year is None] + kept


def _tell_sum(values: Iterable[Decimal], total: Decimal, sheet: Worksheet) -> None:
    sheet.step(f"{' + '.join(map(format_yuan, values))} = {format_yuan(total)}", total)


def _year_cap(rule: Rule) -> Decimal | None:
    cap: Cap | None = rule.cap
    if cap is None or caps_each_item(rule) or cap.period is not Period.YEAR:
        return None
    return cap.yuan


def _highest(case: Case, settled: Settled) -> Decimal | None:
    if settled.value is not None:
        return settled.value * case.times
    top = settled.payment.highest
    return None if top is None else top * case.times


def _together(values: Iterable[Decimal | None]) -> Decimal | None:
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total


def _least(value: Decimal | None, limit: Decimal | None) -> Decimal | None:
    return min((v for v in (value, limit) if v is not None), default=None)
