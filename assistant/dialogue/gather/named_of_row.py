"""A count less those of its things that a message calls by name and says are out.

换脸检测、声音克隆、数字人,三个算法 …; 声音克隆那个还在公示,没进.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.ledger import Matter
from assistant.dialogue.rows import said_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn


def less_named(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], before: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...], Turn]:
    """Message and matters with the counts that hold, and the message without what says so.

    ``before``: the matters as they were before the message was read to change any.
    """
    found = list(parts)
    spans: list[tuple[int, int]] = []
    for n, part in enumerate(parts):
        now = _counted(ctx, turn, part) if part is before[n] else None
        if now is None:
            continue
        stated, value, own = now
        low, high = own[-1]
        text = turn.folded[low:high]
        less = replace(stated, value=value, start=low, end=high, text=text, turn=number)
        less = replace(less, alternatives=(), say="", parts=(), beside=())
        numbers = tuple(less if s is stated else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        spans += own
    if not spans:
        return turn, tuple(found), turn
    turn, text = without_spans(turn, spans), turn.folded
    for low, high in spans:
        text = text[:low] + "," * (high - low) + text[high:]
    return turn, tuple(found), replace(turn, folded=text)


def named_in(
    ctx: GatherContext, turn: Turn, matters: Sequence[Matter]
) -> tuple[tuple[int, int], ...]:
    """Where a message says of things that were told by name that they are out, or in again."""
    parts = [Part(n, matter, ((0, len(turn.folded)),)) for n, matter in enumerate(matters)]
    told = (_counted(ctx, turn, part) for part in parts)
    return tuple(span for one in told if one is not None for span in one[2])


def _counted(
    ctx: GatherContext, turn: Turn, part: Part
) -> tuple[Stated, Decimal, tuple[tuple[int, int], ...]] | None:
    """(the count, what it is now, where that is said) of a matter whose things have names."""
    if part.index is None or Act.DOUBT in turn.acts:
        return None
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    told = [s for s in part.matter.numbers if s.name in every and ctx.is_count(s.name)]
    lost = {s.name: s.total for s in part.matter.lost}
    for items in part.matter.rows:
        counts = [s for s in told if len(items) in (s.value, lost.get(s.name))]
        if len(counts) != 1 or not isinstance(counts[0].value, Decimal):
            continue
        said = said_of(items, turn.folded)
        known = counts[0].value
        now = known - len(said.out)
        if said.back and not said.out:
            now = min(known + len(said.back), Decimal(len(items)))
        if said.spans and 0 <= now != known:
            return counts[0], now, said.spans
    return None
