"""Of what one message tells for several years, that of the one year which it asks about.

去年600万,今年400万,今年能补多少: this year's alone is worked out. All of them stay in the matter,
so that 两年一共 has them later; those that the answer is not about are told as of another year.
Two years that are asked about, a total over years and 今年申请 (when, not whose sum) leave all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.of_past_year import is_of_year_before
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.years import has_year_before, year_called
from assistant.dialogue.items import calendar_year
from assistant.dialogue.ledger import Matter
from assistant.dialogue.members.named import years_from_now
from assistant.dialogue.stated import PAST, Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Focus
from assistant.text.pattern import lazy

_CLAUSE = lazy("[^,。;!?]+")
_YEAR = lazy(
    "(?P<word>大前年|前年|去年|今年|本年|当年|明年|后年)|(?<!\\d)(?P<year>(?:20)?2\\d)年(?!\\d{1,2}月|内|期)"
)
_WHEN = lazy(
    "(?:年度?)?(?:\\d{1,2}月份?)?(?:再|才|就|来|去|要|想|一起|一并)?(?:去|来)?(?:申[请报领]|报)(?!多少|几|得?到)"
)
"""今年申请,能补多少: when somebody applies, no word of whose sum is meant."""
_ASKS = lazy("多少|几(?![个项家台年月])|[呢吗]|[能可][以够]?|[补给拿领报奖]|[只光单就]|^问|该")
_ALONE = lazy("的?$")
_OVER = lazy(
    "(?<!\\d)[两二三四五几2-5]个?年|[这几]几年|各年|每年|年年|加[起在]|合起来|合计|各[能给补拿是]|分别"
)
_CENTURY, _SEVERAL = 2000, 2


def of_year_asked(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers, of those that this message tells by years the one asked, others beside it."""
    told = [s for s in numbers if s.turn == number and _is_by_year(s)]
    year = _asked(turn) if told else None
    if year is None:
        return numbers
    return tuple(
        _of_year(ctx, part, s, year, turn.year, number) if s in told else s for s in numbers
    )


def kinds_of_year_asked(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers that the answer is about, of counts of several kinds those of the year asked.

    去年国标1个,今年国标2个行标1个,今年能拿多少.
    """
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    told = [
        s
        for s in numbers
        if s.turn == number and s.year is not None and s.name in main and ctx.is_count(s.name)
    ]
    years = {calendar_year(s.year or 0, turn.year) for s in told}
    year = _asked(turn) if len(years) >= _SEVERAL else None
    if year not in years:
        return numbers
    return tuple(
        s for s in numbers if s not in told or calendar_year(s.year or 0, turn.year) == year
    )


def of_other_years(
    turn: Turn, matters: Sequence[Matter], focus: Sequence[Focus], number: int
) -> Iterator[Unused]:
    """What this message tells for years that the answer is not about."""
    shown = {s.name for one in focus for _, case in one.cases for s in case}
    for stated in (s for matter in matters for s in matter.numbers):
        beside = [i for i in stated.beside if i.turn == number and stated.turn == number]
        places = [(i.start, i.end) for i in beside]
        if stated.turn == number and stated.year is not None and focus and stated.name not in shown:
            places.append((stated.start, stated.end))
        for start, end in places:
            if start is None or end is None:
                continue
            named = list(_YEAR.finditer(turn.folded, 0, start))
            low = named[-1].start() if named else start
            yield Unused(turn.folded[low:end], low, end, PAST)


def _is_by_year(stated: Stated) -> bool:
    value = stated.value
    return (
        isinstance(value, tuple)
        and len(value) >= _SEVERAL
        and all(item.year is not None for item in value)
    )


def _of_year(
    ctx: GatherContext, part: Part, stated: Stated, year: int, base: int, number: int
) -> Stated:
    """The number of one year, or of the year before it where the clause pays for that."""
    if has_year_before(ctx, stated.name) or not isinstance(stated.value, tuple):
        return stated
    wanted = year - 1 if is_of_year_before(ctx, part, stated.name) else year
    shifts = [years_from_now(i, base) for i in stated.value]
    items = [
        replace(i, year=base + shift, kind="", turn=number)
        for i, shift in zip(stated.value, shifts, strict=True)
        if shift is not None
    ]
    own = [i for i in items if i.year == wanted]
    if len(own) != 1 or len(items) < len(stated.value):
        return stated
    start, end = own[0].start, own[0].end
    if start is not None and end is not None:
        stated = replace(stated, start=start, end=end)
    rest = tuple(i for i in items if i is not own[0])
    return replace(
        stated, value=own[0].total, year=wanted, beside=rest, say="", alternatives=(), terms=()
    )


def _asked(turn: Turn) -> int | None:
    """The one year that the clauses without a number ask about; None where they ask of more."""
    found = set[int]()
    for clause in _CLAUSE.finditer(turn.folded):
        low, high = clause.span()
        said = clause.group()
        named = list(_YEAR.finditer(turn.folded, low, high))
        holds = any(
            low <= q.start < high and not any(m.start() <= q.start < m.end() for m in named)
            for q in turn.quantities
        )
        if _OVER.search(said):
            return None
        if holds or not named:
            continue
        if _WHEN.match(turn.folded, named[-1].end(), high):
            continue
        if not (_ASKS.search(said) or _ALONE.match(turn.folded, named[-1].end(), high)):
            continue
        found |= {
            year
            for m in named
            if (year := _calendar(m["year"]) or year_called(m.group(), turn.year)) is not None
        }
    return found.pop() if len(found) == 1 else None


def _calendar(digits: str | None) -> int | None:
    return int(digits) % 100 + _CENTURY if digits else None
