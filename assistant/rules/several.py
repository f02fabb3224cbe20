"""Work a rule out for facts of several years, kinds or items: one capped total, line by line.

Order, as the texts limit: each item → each project (a cap for each) → the cap of a year, year by
year → how many years are paid → the cap over all, less what was received.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.rules.cap import Period
from assistant.rules.estimate import Part, Step
from assistant.rules.payment import NONE, OPEN, ZERO, Value, exactly
from assistant.rules.program import Over, Program
from assistant.rules.read.evaluate import Evaluation
from assistant.rules.rule import Rule
from assistant.rules.rule import Several as Mode
from assistant.rules.settled import Settled
from assistant.rules.spread import Case, Year
from assistant.rules.worksheet import Worksheet
from assistant.text.money import format_yuan
from assistant.text.numerals import plain

Work = Callable[[Case], Settled]
"""Work the rule out for the facts of one case, under the caps of each item."""


_FIRST_YEAR = 1900
"""Years from here on are of the calendar."""


@dataclass(frozen=True, slots=True)
class Worked:
    """All cases worked out: the value before the caps over all, the lines, how many years."""

    found: Value
    lines: tuple[Part, ...]
    years: int
    failed: str = ""
    unquantified: str = ""


@dataclass(frozen=True, slots=True)
class _Sum:
    """What one year gives."""

    year: int | None
    found: Value
    lines: tuple[Part, ...]

    @property
    def value(self) -> Decimal:
        """The sum, 0 while it is open."""
        return self.found.value or ZERO


def _named(year: int | None) -> str:
    """A year of the calendar, or which one it is of those that somebody counts."""
    if year is None:
        return ""
    return f"{year}年" if year >= _FIRST_YEAR else f"第{year}年"


def is_for_each(rule: Rule) -> bool:
    """Whether every item is a case of its own, with its own thresholds and cap."""
    return rule.several is not Mode.TOGETHER or any(cap.each_item for cap in rule.caps)


def is_by_year(rule: Rule) -> bool:
    """Whether the rule pays year by year."""
    return rule.yearly or any(cap.period is Period.YEAR for cap in rule.caps)


@dataclass(frozen=True, slots=True)
class Several:
    """One rule worked out for many cases; ``run`` holds the sheet that all are carried to."""

    rule: Rule
    program: Program
    run: Evaluation
    work: Work

    def of(self, years: Sequence[Year]) -> Worked:
        """Work every case out on a sheet of its own; steps, gaps and assumptions are carried."""
        sheet = self.run.sheet
        is_told = len(years) > 1 or any(len(year.cases) > 1 for year in years)
        sums: list[_Sum] = []
        reasons: list[str] = []
        for year in years:
            found = []
            for case in self._counting(year.cases):
                settled = self.work(case)
                _carry(case, settled, sheet, is_told=is_told)
                found.append((case, settled))
            reasons += [s.failed for _, s in found if s.failed]
            words = [s.unquantified for _, s in found if s.unquantified]
            if words:
                return Worked(NONE, (), len(years), unquantified=words[0])
            sums.append(self._year(year, found, is_told=is_told))
        if sheet.missing:
            highest = _together(s.found.highest for s in sums)
            return Worked(OPEN._replace(highest=highest), (), len(sums))
        paid = self._paid_years(sums)
        found_all = _added([s.found for s in paid])
        dates = [case.year for year in years for case in year.cases]
        is_over_years = None not in dates and len(set(dates)) == len(dates)
        if len(dates) > 1 and (is_over_years or self._was_paid()):
            found_all = self.run.over(found_all, self._lasting_caps())
        lines = tuple(line for s in paid for line in s.lines)
        if found_all.value == 0 and reasons:
            why = "；".join(dict.fromkeys(reasons))
            return Worked(NONE, lines, len(paid), failed=why)
        for why in dict.fromkeys(reasons):
            sheet.assume(f"{why}，这一项不计入")
        if len(paid) > 1:
            _tell_sum([s.value for s in paid], found_all.value or ZERO, sheet)
        return Worked(found_all, lines, len(paid))

    def _counting(self, cases: Sequence[Case]) -> Sequence[Case]:
        """The items that are paid for: the best ones where the text limits how many."""
        most = self.rule.most_items
        if most is None or sum(case.times for case in cases) <= most:
            return cases
        best = sorted(cases, key=lambda case: -(self.work(case).value or ZERO))
        left, kept = Decimal(most), []
        for case in best:
            times = min(case.times, left)
            if times > 0:
                kept.append(replace(case, times=times))
            left -= times
        told = sum((case.times for case in cases), ZERO)
        text = f"{plain(told):f}个超过最多{most}个，按金额最高的{most}个计算"
        self.run.sheet.step(text, Decimal(most), self.rule.quote)
        return kept

    def _was_paid(self) -> bool:
        """Whether it is told what was received before: then it is all of one item, in parts."""
        facts = self.run.sheet.facts
        return any(cap.less in facts for cap in self.rule.caps if cap.each_item and cap.less)

    def _lasting_caps(self) -> tuple[Over, ...]:
        """The caps of one item that hold over all its years (每个平台累计最高)."""
        own = [c for c in (self.rule.cap, *self.rule.more_caps) if c is not None and c.each_item]
        return tuple(
            over
            for cap, over in zip(own, self.program.each, strict=True)
            if cap.period is Period.TOTAL
        )

    def _year(self, year: Year, found: Sequence[tuple[Case, Settled]], *, is_told: bool) -> _Sum:
        """The sum of a year under the cap of a year."""
        sheet, over = self.run.sheet, self.program.year
        values = [_times(s.found, case) for case, s in found]
        total = _added(values)
        if total.value is None or sheet.missing:
            return _Sum(year.year, self.run.over(total, over, is_told=False), ())
        if self.rule.several is Mode.BEST and len(values) > 1:
            total = max(values, key=lambda value: value.value or ZERO)
            best = total.value or ZERO
            text = f"只奖励一次，取最高的一项 {format_yuan(best)}"
            sheet.step(text, best, self.rule.quote)
        elif len(values) > 1:
            _tell_sum([value.value or ZERO for value in values], total.value or ZERO, sheet)
        lines = self._lines(year, found)
        before = len(sheet.steps)
        kept = self.run.over(total, over)
        if is_told and year.year is not None:
            sheet.steps[before:] = [
                replace(step, text=f"{_named(year.year)}：{step.text}")
                for step in sheet.steps[before:]
            ]
        if kept.value != total.value and len(lines) == 1:
            lines = (replace(lines[0], amount=kept.value or ZERO),)
        return _Sum(year.year, kept, lines)

    def _lines(self, year: Year, found: Sequence[tuple[Case, Settled]]) -> tuple[Part, ...]:
        """A line for each item; one for the year where the items do not add up to its sum."""
        own = [replace(line, year=year.year) for _, s in found for line in s.lines]
        if own:
            return tuple(own)
        if len(year.single) > 1 and year.cases is not year.single:
            single = [(case, self.work(case)) for case in year.single]
            whole = sum((s.value or ZERO for _, s in found), ZERO)
            if sum(((s.value or ZERO) * case.times for case, s in single), ZERO) == whole:
                found = single
        elif len(year.single) == 1:
            found = [(replace(year.single[0], times=case.times), s) for case, s in found]
        return tuple(_line(case, s) for case, s in found)

    def _paid_years(self, sums: Sequence[_Sum]) -> list[_Sum]:
        """The years that are paid: the best ones where the text limits how many."""
        most = self.rule.most_years
        dated = [s for s in sums if s.year is not None]
        if most is None or len(dated) <= most:
            return list(sums)
        best = sorted(dated, key=lambda s: (-s.value, s.year or 0))[:most]
        kept = sorted(best, key=lambda s: s.year or 0)
        shown = "、".join(_named(s.year) for s in kept)
        text = f"{len(dated)}年超过最长{most}年，按金额最高的{most}年计算（{shown}）"
        self.run.sheet.step(text, Decimal(most), self.rule.quote)
        return [s for s in sums if s.year is None] + kept


def _times(found: Value, case: Case) -> Value:
    if case.times == 1:
        return found
    times = case.times
    return Value(
        None if found.value is None else found.value * times,
        found.uncapped * times,
        found.lowest * times,
        None if found.highest is None else found.highest * times,
        found.is_ceiling,
        found.is_open,
    )


def _added(values: Sequence[Value]) -> Value:
    """Values together: open if one is."""
    total = exactly(ZERO)
    for one in values:
        value = None if total.value is None or one.value is None else total.value + one.value
        total = Value(
            value,
            total.uncapped + one.uncapped,
            total.lowest + one.lowest,
            _together((total.highest, one.highest)),
            total.is_ceiling or one.is_ceiling,
            total.is_open or one.is_open,
        )
    return total


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
    year = _named(case.year)
    return f"{year}{case.kind}：" if year or case.kind else ""


def _line(case: Case, settled: Settled) -> Part:
    amount = (settled.value or ZERO) * case.times
    base = settled.sheet.base if settled.sheet.base is not None else case.base
    return Part(case.kind, case.year, case.count, base, amount)


def _tell_sum(values: Iterable[Decimal], total: Decimal, sheet: Worksheet) -> None:
    sheet.step(f"{' + '.join(map(format_yuan, values))} = {format_yuan(total)}", total)


def _together(values: Iterable[Decimal | None]) -> Decimal | None:
    total = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total
