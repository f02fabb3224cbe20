"""A sum of a past year told after that of this one: 今年研发200万, then 去年是300万.

Where no rule asks for the year before, it is another year's: what was told stays, that of the past
year is remembered beside it and told as unused. Who corrects, asks about that year or has told the
sum before as of it has it replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.what_ifs import WHAT_IF
from assistant.dialogue.gather.years import asks_over_years, is_dated_itself
from assistant.dialogue.items import calendar_year, is_only, opened
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import PAST, Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem
from assistant.text.pattern import lazy

_YEAR_BEFORE = lazy("上一?个?年")
_SINGLE = frozenset({"", "term", "product", "price"})
_PUTS_RIGHT = lazy(
    "其实|实际上|应该|才是|(?<!不)对的|记错|说错|弄错|搞错|写错|[改换]成|以[^,。;!?]{1,6}为准|[按用]"
)
_ASKS = lazy("[吗呢?]|多少|几|[能可][^,。;!?]{0,2}[拿补报申领给]")
_NOW_ASKED = lazy("[今本当]年[^。;!?]{0,8}(?:[吗呢?]|多少|几|[能可][^,。;!?]{0,2}[拿补报申领给])")


def of_past_year(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    earlier: Stated | None,
    stated: Stated,
    role: str,
) -> Stated | None:
    """What was told before, the sum of a past year beside it; None where it is no such."""
    if earlier is None or earlier.is_assumed or earlier.total is None or role not in _SINGLE:
        return None
    if stated.year is None or stated.turn == earlier.turn or not isinstance(stated.value, Decimal):
        return None
    year = calendar_year(stated.year, turn.year)
    is_next = (
        year == turn.year and _compares_years(ctx, stated.name) and _was_year_before(turn, earlier)
    )  # 今年7000万, where 去年6200万 is held against 前年4100万
    if _is_of_year_before(ctx, part, stated.name) and not is_next:
        return None
    if (year >= turn.year and not is_next) or any(
        i.year is not None for i in opened(earlier.value)
    ):
        return None
    if earlier.year is not None and calendar_year(earlier.year, turn.year) <= year and not is_next:
        return None
    if {Act.CORRECT, Act.ADD} & turn.acts.all or is_only(turn.folded) or asks_over_years(turn):
        return None
    if WHAT_IF.search(turn.folded) or stated.value == earlier.total:
        return None
    low, high = clause_around(turn.folded, stated.start, stated.end)
    if _PUTS_RIGHT.search(turn.folded, low, high):
        return None
    if _ASKS.search(turn.folded) and not _NOW_ASKED.search(turn.folded):
        return None
    beside = (*(i for i in earlier.beside if i.year != year), _told(stated.value, stated, year))
    own = turn.year if earlier.year is None else earlier.year
    return replace(earlier, year=calendar_year(own, turn.year), beside=beside)


def _compares_years(ctx: GatherContext, name: str) -> bool:
    """Whether a fact is held against the same of the year before it."""
    return any(spec.year_before == name for spec in ctx.rulebook.facts.values())


def _was_year_before(turn: Turn, earlier: Stated) -> bool:
    year = earlier.year
    return year is not None and calendar_year(year, turn.year) == turn.year - 1


def _is_of_year_before(ctx: GatherContext, part: Part, name: str) -> bool:
    """Whether the clauses in question look at a fact of the year before.

    One fact may serve a clause that does (上一年度研发投入) and one that does not.
    """
    if ctx.rulebook.facts[name].dated or ctx.is_taken_in(part):
        return is_dated_itself(ctx, name)
    texts = ctx.texts_of(part.matter.clauses)
    return is_dated_itself(ctx, name) and any(_YEAR_BEFORE.search(text) for text in texts)


def _told(value: Decimal, stated: Stated, year: int) -> FactItem:
    return FactItem(value, year=year, turn=stated.turn, start=stated.start, end=stated.end)


def said_to_be_past(
    unused: Sequence[Unused], matters: Iterable[Matter], number: int
) -> tuple[Unused, ...]:
    """What is told as unused, of which what a message told for a past year says so."""
    places = {
        item.start
        for matter in matters
        for stated in matter.numbers
        for item in stated.beside
        if item.turn == number and item.start is not None
    }
    return tuple(
        replace(u, kind=PAST)
        if u.kind == "number" and any(u.start <= p < u.end for p in places)
        else u
        for u in unused
    )
