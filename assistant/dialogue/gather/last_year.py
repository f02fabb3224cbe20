"""Things counted in several years, of which a rule pays for those of the year before alone.

两个是去年过的,还有一个今年3月,现在去报 is two; 明年来报 is the one of this year. All are remembered
with their years, and those of the year before the one asked about are what the clause is asked
with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.years import asks_over_years, year_called, years_named
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import DatedBy, FactItem
from assistant.rules.read.names import main_facts
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SEVERAL = 2
_ORDINAL, _CENTURY = 9, 2000
"""Years of a row are counted from its first, others are those of the calendar."""
_STOP = lazy("[。;!?]")
_MONTH = lazy("(?<!\\d)(?P<month>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月")


def with_year_of_each(ctx: GatherContext, turn: Turn, part: Part, stated: Stated) -> Stated:
    """A count with the year of each of its parts, where the message tells them.

    两个是去年9月、11月过的,还有一个今年3月: two of last year, one of this.
    """
    clauses = part.matter.clauses
    if not any(stated.name in _counted_by_year(ctx, c) for c in clauses):
        return stated
    own = stated.value if isinstance(stated.value, tuple) else ()
    if stated.is_assumed or stated.total is None or any(i.year is not None for i in own):
        return stated
    counts = [q for q in turn.quantities if q.unit is Unit.COUNT and q.value > 0]
    items = tuple(item for n in range(len(counts)) for item in _dated(turn, counts, n))
    items = _with_the_others(turn, stated, counts, items)
    whole = sum(i.value for i in items)
    known = {s.total for s in part.matter.numbers if s.name == stated.name}
    # 两个是去年十月过的,一个今年一月: the three that were told before, each in its year
    is_whole = whole == stated.total or (len(counts) == len(items) and whole in known)
    # 三个模型,一个去年备案,两个今年备案: whichever of them was taken for the number
    is_whole = is_whole or (len(items) > 1 and whole == counts[0].value)
    if len({i.year for i in items}) < _SEVERAL or not is_whole:
        is_one = len(items) == 1 and is_whole and stated.year is None
        return replace(stated, year=items[0].year) if is_one else stated
    return replace(stated, value=items, year=None, say="", parts=(), terms=(), alternatives=())


def _with_the_others(
    turn: Turn, stated: Stated, counts: Sequence[Quantity], items: tuple[FactItem, ...]
) -> tuple[FactItem, ...]:
    """The only part whose year is told, with the rest of what was counted in the other year.

    备案3个,其中1个是去年的: two are not; 3个,一个是今年刚过的: two are of the year before.
    """
    total = stated.total or Decimal(0)
    if len(items) != 1 or len(counts) != _SEVERAL or counts[0].value != total:
        return items
    (told,) = items
    if told.start != counts[1].start or told.year is None or not 0 < told.value < total:
        return items
    if _MORE.search(turn.folded, counts[0].end, counts[1].start):
        return items  # 备案3个,另外1个是去年的
    other = turn.year if told.year == turn.year - 1 else turn.year - 1
    start, end = counts[0].start, counts[0].end
    return (told, FactItem(total - told.value, year=other, start=start, end=end))


_MORE = lazy("另|还有|再|又")


def of_year_before(
    ctx: GatherContext,
    clause: ClauseId,
    turn: Turn,
    numbers: tuple[Stated, ...],
    flags: tuple[Stated, ...],
    every: Sequence[Stated],
) -> tuple[tuple[Stated, ...], tuple[Stated, ...]]:
    """The facts of a clause, of counts of several years those of the year before alone.

    ``every``: the numbers of the matter, of which ``numbers`` may be those of one year only.
    """
    counted = _counted_by_year(ctx, clause)
    if not counted or asks_over_years(turn) or turn.asked_year < 0:
        return numbers, flags
    whole = {s.name: s.value for s in every}
    found, now = [], flags
    for stated in numbers:
        value = whole.get(stated.name, stated.value)
        items = value if isinstance(value, tuple) else ()
        years = [_year_of(i, turn) for i in items]
        is_of_some = turn.asked_year < turn.year and turn.asked_year in years
        asked = ((0 if is_of_some else turn.asked_year) or turn.year) - 1  # 其中1个是去年的
        if stated.name not in counted or not items or None in years:
            found.append(stated)
            continue
        dated = zip(items, years, strict=True)
        own = sum((i.total for i, year in dated if year == asked), Decimal(0))
        value = own or sum((i.total for i in items), Decimal(0))
        found.append(replace(stated, value=value, say="", parts=(), terms=(), alternatives=()))
        name = counted[stated.name]
        told = next((f for f in flags if f.name == name), replace(stated, name=name))
        now = (*(f for f in now if f.name != name), replace(told, name=name, value=own > 0))
    return tuple(found), now


def _counted_by_year(ctx: GatherContext, clause: ClauseId) -> dict[str, str]:
    """The counts of a clause that pays for what happened in the year before, with that fact."""
    found: dict[str, str] = {}
    for rule in ctx.rulebook.rules_of(str(clause)):
        for condition in rule.conditions:
            dated = ctx.rulebook.facts[condition.fact].dated
            if dated is not None and dated.by is DatedBy.LAST_YEAR:
                own = (n for n in main_facts(rule) if ctx.is_count(n) and n != YEARS)
                found |= dict.fromkeys(own, condition.fact)
    return found


def _year_of(item: FactItem, turn: Turn) -> int | None:
    """The calendar year of a thing; of a row of years by what each is called (去年)."""
    if item.year is None or _ORDINAL < item.year < _CENTURY:
        return None
    if item.year > _CENTURY:
        return item.year
    return year_called(item.kind, turn.year)


def _dated(turn: Turn, counts: Sequence[Quantity], n: int) -> tuple[FactItem, ...]:
    """A count with the only year that is named for it: before it, or behind it.

    Before, where the first count of its comma clause has its year there (去年两个今年一个). Each of
    so many months is one thing (9月、11月), () where no single year is told.
    """
    one = counts[n]
    low, _ = clause_around(turn.folded, one.start, one.end)
    first = next(q for q in counts if q.start >= low)
    if years_named(turn, low, first.start):
        start, end = max([low, *(q.end for q in counts[:n])]), one.start
    else:
        stop = _STOP.search(turn.folded, one.end)
        start, end = one.end, stop.start() if stop else len(turn.folded)
        for q in counts[n + 1 :]:
            before, _ = clause_around(turn.folded, q.start, q.end)
            end = min(end, q.start if before <= one.start else before)
    years = years_named(turn, start, end)
    if len(years) != 1:
        return ()
    (year,) = years
    months = [m.group() for m in _MONTH.finditer(turn.folded, start, end)]
    if len(months) == one.value and len(months) > 1:
        return tuple(
            FactItem(Decimal(1), year=year, kind=month, start=one.start, end=one.end)
            for month in months
        )
    return (FactItem(one.value, year=year, start=one.start, end=one.end),)
