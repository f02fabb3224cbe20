"""One more thing, and what all of it comes to with it: 补了台交换机,正好一千万 after 980万.

What is reached to the point is told of the whole, not of the thing that was added. Who says 正好 of
a sum far above the one before may tell the price of a large thing: only one near by is the whole.
凑够, 加起来 and 这下 say that it is, however much it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.items import summed
from assistant.dialogue.reached import one_more, says_all_of_it, says_to_the_point
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LESS = lazy("[退扣减撤剔砍刨降]|不[算含]|作废|取消")
_NEAR, _MOST = Decimal("1.5"), 10
"""No sum grew to so many times of what it was."""


def come_up_to(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The message less the only sum in it, and the matter that one more thing makes come to that.

    The rest of it is one member more, which a later message may call by the thing.
    """
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN]
    if len(sums) != 1 or not _is_plain(sums[0]) or Act.DOUBT in turn.acts:
        return turn, tuple(parts)
    reached = sums[0]
    more = one_more(turn.folded, reached.start)
    is_all = says_all_of_it(turn.folded, reached.start)
    if more is None or not (is_all or says_to_the_point(turn.folded, reached.start)):
        return turn, tuple(parts)
    if _LESS.search(turn.folded):
        return turn, tuple(parts)
    units = [ctx.units_told_in(p) if p.index is not None else {} for p in parts]
    known = [
        (n, s)
        for n, part in enumerate(parts)
        for s in part.matter.numbers
        if units[n].get(s.name) is Unit.YUAN and not (s.is_assumed or s.alternatives or s.beside)
    ]
    below = [(n, s) for n, s in known if _is_reached(s, reached.value, is_all=is_all)]
    if len(below) != 1 or len({n for n, _ in known}) != 1:
        return turn, tuple(parts)
    ((n, old),) = below
    first = clause_around(turn.folded, more.start(), more.end())
    now = _grown(old, reached, turn.folded[first[0] : reached.start], number)
    numbers = tuple(now if s is old else s for s in parts[n].matter.numbers)
    found = [*parts]
    found[n] = replace(parts[n], matter=replace(parts[n].matter, numbers=numbers))
    spent = (first[0], reached.end)
    left = without_spans(turn, (spent,))
    return replace(left, acts=replace(left.acts, all=left.acts.all - {Act.ADD})), tuple(found)


def _grown(old: Stated, reached: Expression, called: str, number: int) -> Stated:
    """A number with one member more, so much that it comes to a sum."""
    value, quantity = reached.value or Decimal(0), reached.operands[0].quantity
    now = replace(
        old, value=value, parts=(), terms=(), say="", turn=number, start=quantity.start,
        end=quantity.end, text=quantity.text, places=old.every_place,
    )  # fmt: skip
    more = replace(now, value=value - (old.total or Decimal(0)))
    return replace(now, parts=summed(old, more, ("", called)))


def _is_plain(e: Expression) -> bool:
    return len(e.operands) == 1 and e.relation is Relation.PLAIN and e.value is not None


def _is_reached(known: Stated, value: Decimal | None, *, is_all: bool) -> bool:
    """Whether a sum told before may have grown to a value."""
    before = known.total
    if value is None or not before or value <= before:
        return False
    return value < before * _MOST if is_all else value <= before * _NEAR
