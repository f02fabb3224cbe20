"""The words around a number: what leads to it, its clause, its noun."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_ASKS_ANY = lazy("多少|几|吗|呢|什么|怎|哪|能不能|给不给|补不补|有没有")
_LEAD = lazy(r"[^,。;!?、:()\d]{0,20}$")


def classified(stated: Stated) -> str:
    """The measure word that a count was stated with."""
    text = stated.text.strip()
    return "个" if text[-1:] in "俩仨" else text[-1:]


def only_named(turn: Turn, parts: Sequence[Part], pairs: Collection[str]) -> Part | None:
    """The only one of several matters in whose messages alone some pairs of characters stand."""
    texts = [p.matter.text.removesuffix(turn.matter) for p in parts]
    named = [
        part
        for part, text in zip(parts, texts, strict=True)
        if any(p in text and sum(p in other for other in texts) == 1 for p in pairs)
    ]
    return named[0] if len(named) == 1 else None


def clause_of(turn: Turn, stated: Stated) -> Unused:
    """The clause of a condition, told as left over."""
    low, high = clause_around(turn.folded, stated.start, stated.end)
    return Unused(turn.folded[low:high], low, high, "condition")


def clause_with(turn: Turn, stated: Stated, places: Collection[int]) -> Unused:
    """The clause of a condition with those of the numbers beside it that it is said of."""
    own = clause_of(turn, stated)
    spans = [clause_around(turn.folded, p, p) for p in places]
    low, high = min([own.start, *(s for s, _ in spans)]), max([own.end, *(e for _, e in spans)])
    return Unused(turn.folded[low:high], low, high, own.kind)


def whole_clause(turn: Turn, start: int, end: int) -> tuple[int, int]:
    """A number that is left over with what stands behind it (又花9万修了厕所).

    A clause that holds nothing else is told with the one before it (买了大巴,90万).
    """
    low, high = clause_around(turn.folded, start, end)

    def is_free(first: int, last: int) -> bool:
        taken = (*turn.named, *((q.start, q.end) for q in turn.quantities))
        return not any(s < last and first < e for s, e in taken)

    if is_free(end, high) and not _ASKS_ANY.search(turn.folded, end, high):
        end = high
    if low == start and end == high and low > 1 and turn.folded[low - 1] == ",":
        before = clause_around(turn.folded, low - 1, low - 1)[0]
        if content_of(turn.folded[before : low - 1]) and is_free(before, low):
            start = before
    return start, end


def is_a(quantity: Quantity) -> bool:
    """Whether a quantity is no more than an article (一轮融资)."""
    return quantity.unit is Unit.COUNT and quantity.value == 1


def is_one(expression: Expression) -> bool:
    """Whether a count, or each of a list of counts, is one."""
    if expression.relation is Relation.LIST:
        return all(o.quantity.value == 1 for o in expression.operands)
    return expression.value == 1


def governed(text: str, start: int, quantities: Sequence[Quantity]) -> int:
    """Where the words begin that lead to a number within its own clause."""
    low = max((q.end for q in quantities if q.end <= start), default=0)
    lead = _LEAD.search(text, low, start)
    return lead.start() if lead else start
