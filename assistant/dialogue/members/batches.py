"""So many at a price of their own beside those of before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.members.becoming import INSIDE
from assistant.dialogue.members.said import Said, sentence_end
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SEVERAL = 2
_FURTHER = lazy("又|另|还有|再|后来|加上|连[前上]|一起|一块")


def one_more_batch(
    said: Said, numbers: Sequence[Stated], price: str, count: str
) -> tuple[list[Stated], tuple[int, int]] | None:
    """So many more at a price of their own (又批下来5台,一台52万) beside those of before."""
    by_name = {s.name: s for s in numbers}
    known = by_name.get(price)
    batches = _batches(known, by_name.get(count)) if known is not None else ()
    told = [
        e
        for e in said.expressions
        if e.relation is Relation.PRODUCT
        and e.unit is Unit.YUAN
        and [o.role for o in e.operands] == ["price", "count"]
    ]
    if known is None or not batches or len(told) != 1 or not _FURTHER.search(said.text):
        return None
    value, number = (o.quantity.value for o in told[0].operands)
    if number != int(number) or number <= 0:
        return None
    own = FactItem(value, count=int(number))
    now = replace(known, value=(*batches, own), say="", alternatives=(), turn=said.number)
    return _with_batches(said, numbers, now, count, told[0])


def some_of_batch(
    said: Said, numbers: Sequence[Stated], price: str, count: str
) -> tuple[list[Stated], tuple[int, int]] | None:
    """Some of those that cost the same, which cost something else (里头有一台花了60万)."""
    by_name = {s.name: s for s in numbers}
    known = by_name.get(price)
    batches = _batches(known, by_name.get(count)) if known is not None else ()
    if known is None or len(batches) != 1 or batches[0].count is None:
        return None
    for e in said.expressions:
        told = [o for o in e.operands if o.role != "old"]  # 有一台花了60万,不是30
        roles = [o.role for o in told]
        if e.unit is not Unit.YUAN or "count" not in roles or len(roles) != _SEVERAL:
            continue
        number = told[roles.index("count")].quantity.value
        value = told[1 - roles.index("count")].quantity.value
        low = clause_around(said.text, e.start, e.start)[0]
        if not INSIDE.search(said.text, low, e.start) or not 0 < number < batches[0].count:
            continue
        rest = replace(batches[0], count=batches[0].count - int(number))
        items = (rest, FactItem(value, count=int(number)))
        now = replace(known, value=items, say="", alternatives=(), turn=said.number)
        return _with_batches(said, numbers, now, count, e)
    return None


def _with_batches(
    said: Said, numbers: Sequence[Stated], now: Stated, count: str, e: Expression
) -> tuple[list[Stated], tuple[int, int]]:
    kept = [now if s.name == now.name else s for s in numbers if s.name != count]
    low = max((said.text.rfind(c, 0, e.start) for c in "。;!?"), default=-1) + 1
    high = sentence_end(said.text, e.end)
    return kept, (low, high)


def _batches(price: Stated, count: Stated | None) -> tuple[FactItem, ...]:
    """So many at a price, as batches; () where that is not known."""
    if isinstance(price.value, tuple):
        return price.value if all(i.count is not None for i in price.value) else ()
    number = count.value if count is not None else None
    if not isinstance(price.value, Decimal) or not isinstance(number, Decimal):
        return ()
    return (FactItem(price.value, count=int(number)),) if number == int(number) > 0 else ()
