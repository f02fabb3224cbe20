"""Some of those that were told for another matter: 要是其中20张每月只上门5次 after 建了60张床位.

What is paid for the others is then worked out nowhere: the number is told as not wholly used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.items import opened
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_INSIDE = lazy("(?:其中|里面|里头|当中)(?:的|有)?$")


def some_of_those(
    ctx: GatherContext,
    turn: Turn,
    before: Sequence[Part],
    after: Iterable[Matter],
    number: int,
) -> Iterator[Unused]:
    """The clauses that tell of some of what an earlier message counted for another matter."""
    known: dict[str, Decimal] = {}
    for part in before if all(map(ctx.is_taken_in, before)) else ():
        for stated in part.matter.numbers:
            if ctx.is_count(stated.name) and stated.turn < number:
                whole = sum((item.total for item in opened(stated.value)), Decimal(0))
                known[stated.name] = max(whole, known.get(stated.name, whole))
    for matter in after:
        for stated in matter.numbers:
            is_now = stated.turn == number and isinstance(stated.value, Decimal)
            if not is_now or stated.name not in known:
                continue
            is_less = isinstance(stated.value, Decimal) and stated.value < known[stated.name]
            if is_less and _INSIDE.search(turn.folded, 0, stated.start):
                low, high = clause_around(turn.folded, stated.start, stated.end)
                yield Unused(turn.folded[low:high], low, high, "number")
