"""A sum that is told of several years together, where a rule pays each year of its own.

三年一共花了900万 of a yearly limit: no year has 900万. Nobody says how much each one has, so each
is taken for a like share, which is what comes to most, and that is said. 这是两年一共的 tells it
of the sum before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import YEARS, GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import SPREAD, Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind, Per
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_TOTAL = "(?:一共|总共|共计|合计|总计|累计|加起来|加一起|合起来|拢共|统共)"
_OF_ALL = lazy(
    f"(?:[里内间来]|的时间)?,?[^,。;!?\\d每各都]{{0,6}}?{_TOTAL}[^,。;!?\\d每各都]{{0,8}}"
)
_SAID_BEHIND = lazy(f"(?:的)?{_TOTAL}(?:起来)?(?:花)?的(?:[数钱总]额?)?(?=[,。;!?]|$)")
_SINCE = lazy("(?:成立|注册|创办|创立|开业|经营|干|做)(?:了|有|满|已经?)?$")
_ASKS_EACH = lazy("(?:每年|一年|各年|[今去明]年)[^,。;!?\\d]{0,4}?(?:[能可给补拿领报]|多少|几)")
_MOST = 10


def over_all_years(
    ctx: GatherContext, turn: Turn, part: Part, new: Sequence[Stated], number: int
) -> tuple[Stated, ...]:
    """The new facts, a sum of so many years together as a like share for each of them."""
    if YEARS not in {name for c in part.matter.clauses for name in ctx.needs(c).all}:
        return tuple(new)
    sums = [s for s in new if _is_sum(ctx, s)]
    for years in turn.quantities:
        if years.unit is not Unit.YEAR or not 1 < years.value <= _MOST:
            continue
        if _SINCE.search(turn.folded, 0, years.start):
            continue
        told = [s for s in sums if _is_of_all(turn, years, s)]
        if not sums and part.index is not None and _SAID_BEHIND.match(turn.folded, years.end):
            told = [replace(s, turn=number) for s in part.matter.numbers if _is_sum(ctx, s)]
        if len(told) == 1:
            each = _ASKS_EACH.search(turn.folded, max(years.end, told[0].end)) is not None
            spread = _spread(told[0], int(years.value), of_one=each)
            return (*(s for s in new if s.name not in (YEARS, spread.name)), spread)
    return tuple(new)


def _is_sum(ctx: GatherContext, stated: Stated) -> bool:
    spec = ctx.rulebook.facts[stated.name]
    return (
        spec.kind is FactKind.YUAN
        and spec.per is Per.NONE
        and isinstance(stated.value, Decimal)
        and stated.year is None
        and not any(f.of == "年" for term in stated.terms for f in term.factors)
    )


def _is_of_all(turn: Turn, years: Quantity, stated: Stated) -> bool:
    """Whether a text says so many years, all together, and then the sum."""
    return (
        years.end <= stated.start
        and _OF_ALL.fullmatch(turn.folded, years.end, stated.start) is not None
    )


def _spread(stated: Stated, count: int, *, of_one: bool) -> Stated:
    value = stated.total or Decimal(0)
    one = (value / count).quantize(Decimal(1))
    plain = replace(stated, alternatives=(), parts=(), terms=(), say="")
    if of_one:
        return replace(plain, value=one)
    shares = [one] * (count - 1) + [value - one * (count - 1)]
    items = tuple(FactItem(share, year=n) for n, share in enumerate(shares, start=1))
    return replace(plain, value=items)


def spread_told(turn: Turn, matters: Sequence[Matter], number: int) -> Iterator[Unused]:
    """What of this message was taken for a like share of each year."""
    for q in turn.quantities:
        if q.unit is not Unit.YEAR or not 1 < q.value <= _MOST:
            continue
        behind = _SAID_BEHIND.match(turn.folded, q.end)
        for stated in (s for m in matters for s in m.numbers if s.turn == number):
            if not _is_like_shares(turn, stated, q.value):
                continue
            if behind is not None:
                yield Unused(turn.folded[q.start : behind.end()], q.start, behind.end(), SPREAD)
                return
            if q.end <= stated.start and _OF_ALL.fullmatch(turn.folded, q.end, stated.start):
                yield Unused(turn.folded[q.start : stated.end], q.start, stated.end, SPREAD)
                return


def _is_like_shares(turn: Turn, stated: Stated, years: Decimal) -> bool:
    if not isinstance(stated.value, tuple):
        whole = [e.value for e in turn.expressions if e.start == stated.start and e.value]
        share = stated.total or Decimal(0)
        return bool(whole) and whole[0] != share and abs(whole[0] - share * years) < years
    values = [item.value for item in stated.value]
    return len(values) == years and max(values) - min(values) < years
