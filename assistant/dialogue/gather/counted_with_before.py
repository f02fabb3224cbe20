"""How many things there are with those of before: 还办一场峰会1200万,两场一共多少.

Of one event told before and one more, 两场 counts both: it is no number to multiply the sum by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.items import is_another, is_for_one_more
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_TOGETHER = lazy(
    "[场个项家台套轮次件款批]?(?:都|全)?(?:一共|总共|合计|一起|一块|加起来|合起来|共|总)"
)


def without_count_of_all(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message that tells of one more thing, its sum without the number of all of them."""
    known = {
        s.members
        for part in parts
        if part.index is not None
        for s in part.matter.numbers
        if s.name in ctx.capped_apart(part) and s.total
    }
    if not known:
        return turn
    return replace(
        turn,
        expressions=tuple(
            _alone(e) if _counts_all(turn, e, known) else e for e in turn.expressions
        ),
    )


def _counts_all(turn: Turn, e: Expression, known: set[int]) -> bool:
    """Whether a product is one more sum by how many there are in all."""
    if e.relation is not Relation.PRODUCT or len(e.operands) != len(("price", "count")):
        return False
    price, count = e.operands
    if count.quantity.unit is not Unit.COUNT or count.quantity.start < price.quantity.end:
        return False
    if count.quantity.value - 1 not in known:
        return False
    start = price.quantity.start
    is_more = is_another(turn.folded, start) or is_for_one_more(turn.folded, start)
    return is_more and _TOGETHER.match(turn.folded, count.quantity.end) is not None


def _alone(e: Expression) -> Expression:
    """The sum of a product by itself, as one more."""
    quantity = replace(e.operands[0].quantity, unit=Unit.YUAN, classifier="")
    more = replace(e.operands[0], quantity=quantity, role="plus")
    return replace(
        e,
        relation=Relation.PLAIN,
        operands=(more,),
        value=quantity.value,
        unit=Unit.YUAN,
        classifier="",
        start=quantity.start,
        end=quantity.end,
        say="",
    )
