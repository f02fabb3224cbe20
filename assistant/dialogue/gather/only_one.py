"""The only one of what was counted, where a message says that it does not count: 生成式那个没过.

Of several matters the one whose words it is called by. What counts more than one is struck by
``struck``; what is nobody's by its words is left to whoever reads numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.naming import one_called, told_words
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.stated import Stated
from assistant.dialogue.struck import says_out
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_POINTED = lazy(
    "(?:^|(?<=[,。;!?]))(?:但是?|可是?|不过|结果|后来|其实|发现)?"
    "(?P<head>[^,。;!?\\d]{0,8}?)的?[那这]一?[个项条台份款题家]"
)
_CLAUSE_END = lazy("[,。;!?]|$")
_ASKS = lazy("[?吗呢]|多少|是不是|会不会|能不能|算不算|要是|如果|假如|万一|的话")


def only_one_out(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[tuple[Part, ...], tuple[tuple[int, int], ...]]:
    """The matters less the only thing that one counted, and the stretches that say so."""
    found = list(parts)
    spans = []
    for match in _POINTED.finditer(turn.folded):
        high = _reach(turn, match.end())
        counts = any(match.start() <= q.start < high for q in turn.quantities)
        if counts or _ASKS.search(turn.folded, match.start()):
            continue
        if not says_out(turn.folded, match.end(), high):
            continue
        place = _named(ctx, turn, match["head"], found)
        own = _only(ctx, found[place]) if place is not None else None
        if place is None or own is None:
            continue
        none = replace(own, value=Decimal(0), say="", parts=(), beside=(), alternatives=())
        matter = found[place].matter
        numbers = tuple(none if s is own else s for s in matter.numbers)
        found[place] = replace(found[place], matter=replace(matter, numbers=numbers))
        spans.append((match.start(), high))
    return tuple(found), tuple(spans)


def _reach(turn: Turn, start: int) -> int:
    """Where what is said of one thing ends: its clause, and the next that points to none."""
    text = turn.folded
    end = _CLAUSE_END.search(text, start)
    high = end.start() if end else len(text)
    if text[high : high + 1] != ",":
        return high
    after = _CLAUSE_END.search(text, high + 1)
    close = after.start() if after else len(text)
    is_free = not _POINTED.match(text, high + 1)
    return close if is_free and says_out(text, high + 1, close) else high


def _only(ctx: GatherContext, part: Part) -> Stated | None:
    """The only count of a matter, where it is one."""
    needed = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    counts = [s for s in part.matter.numbers if s.name in needed and ctx.is_count(s.name)]
    sums = [s for s in part.matter.numbers if ctx.units_told_in(part).get(s.name) is Unit.YUAN]
    is_one = len(counts) == 1 and not sums and counts[0].value == 1
    return counts[0] if is_one and part.index is not None else None


def _named(ctx: GatherContext, turn: Turn, head: str, parts: Sequence[Part]) -> int | None:
    """The matter that a word before 那个 calls; a single one if no word speaks against it."""
    if len(parts) > 1:
        return one_called(ctx, turn, head, parts)
    if not parts:
        return None
    known = naming_pairs(f"{told_words(turn, parts[0])} {ctx.called(parts[0])}")
    return 0 if content_of(head) == 0 or naming_pairs(head) & known else None
