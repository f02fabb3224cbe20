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
_FURTHER = lazy(
    "又|另|还有|再|后来|加上|连[前上]|一起|一块"
    "|(?<![更最全重刷创从])新(?:增加?|添|上|购|买|加|到|批|进|提|订|投|采购)(?!的)(?![^,。;!?]{0,6}[是只])|追加|增[加添购]了?|添了|多[买上添订]了?"
)
_UNIT_PRICE = lazy("(?:单价|单台|每[台辆套架条部个]|一[台辆套架条部个])[^,。;!?\\d]{0,8}$")


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
    if known is None or not batches or not _FURTHER.search(said.text):
        return None
    if len(told) == 1:
        value, number = (o.quantity.value for o in told[0].operands)
        last = told[0]
    elif (apart := _told_apart(said)) is not None:
        value, number, last = apart
    else:
        return None
    if number != int(number) or number <= 0:
        return None
    own = FactItem(value, count=int(number))
    now = replace(known, value=(*batches, own), say="", alternatives=(), turn=said.number)
    return _with_batches(said, numbers, now, count, last)


def _told_apart(said: Said) -> tuple[Decimal, Decimal, Expression] | None:
    """(price, how many, the price) of things told with a price of each (新增五台,单价46万)."""
    counts = [e for e in said.expressions if e.unit is Unit.COUNT and len(e.operands) == 1]
    sums = [e for e in said.expressions if e.unit in (Unit.YUAN, Unit.YUAN_PER_UNIT)]
    if len(counts) != 1 or len(sums) != 1 or len(sums[0].operands) != 1:
        return None
    number, price = counts[0], sums[0]
    between = said.text[number.end : price.start]
    is_priced = _UNIT_PRICE.search(said.text, number.end, price.start) is not None
    if price.start < number.end or any(c in between for c in "。;!?") or not is_priced:
        return None
    if number.value is None or price.value is None or number.operands[0].role in ("new", "old"):
        return None
    return price.operands[0].quantity.value, number.value, price


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
