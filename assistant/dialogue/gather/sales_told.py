"""Sales told of what is paid for by what it costs to make: 卖价每台3万5, 又卖了10台.

A price of sale takes no place of what one of them costs, and is told as unused; what is sold is so
many more of them, where of anything else it would be so many less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.of_sellers import is_cost_of_making, is_price_of_other
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.relations import Relation
from assistant.text.units import Unit

_SOLD = lazy("(?P<more>[又再还另]外?)?[^,。;!?\\d]{0,4}?卖(?:了|出去?|掉|过)*$")


def with_sales(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message with what it tells of sales as that, and the prices that are no costs."""
    names = {s.name for part in parts if part.index is not None for s in part.matter.numbers}
    costs = [ctx.rulebook.facts[n] for n in sorted(names) if n in ctx.rulebook.facts]
    costs = [spec for spec in costs if is_cost_of_making(spec)]
    if not costs:
        return turn, ()
    prices = [e for e in turn.expressions if is_price_of_other(turn.folded, e, costs[0])]
    prices = [e for e in prices if e.unit is not Unit.COUNT]
    kept = [_as_more(turn, e) for e in turn.expressions if e not in prices]
    spans = [clause_around(turn.folded, e.start, e.end) for e in prices]
    told = tuple(Unused(turn.folded[a:b], a, b, "number") for a, b in spans)
    return replace(turn, expressions=tuple(kept)), told


def _as_more(turn: Turn, e: Expression) -> Expression:
    """A count that was sold as so many more, or as how many there are."""
    if e.unit is not Unit.COUNT or len(e.operands) != 1 or e.operands[0].role != "minus":
        return e
    low, _ = clause_around(turn.folded, e.start, e.end)
    sold = _SOLD.search(turn.folded, low, e.start)
    if sold is None:
        return e
    role = "plus" if sold["more"] else "term"
    value = e.operands[0].quantity.value
    now = replace(e.operands[0], role=role)
    return replace(e, relation=Relation.PLAIN, value=value, low=value, high=value, operands=(now,))
