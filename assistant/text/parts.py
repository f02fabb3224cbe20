"""Link the parts of a whole: 500万，其中硬件300万; 签了80万，到账60万，剩20万."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.text import relation_words as words
from assistant.text.joining import VALUED
from assistant.text.nodes import Reading
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_MOST = 8
_SUMMED = (*VALUED, Relation.LIST, Relation.SERIES)
_SEVERAL = (Relation.LIST, Relation.SERIES)


def link_parts(reading: Reading, nodes: Sequence[Expression]) -> tuple[Expression, ...]:
    """Return the expressions with `part_of` and `whole_of` set."""
    part_of: dict[int, int] = {}
    for index, node in enumerate(nodes):
        if words.PART_LEAD.search(reading.lead(node)):
            whole = _whole_before(nodes, index, part_of)
            if whole is not None:
                part_of[index] = whole
    _link_sums(reading, nodes, part_of)
    wholes: dict[int, list[int]] = {}
    for part, whole in sorted(part_of.items()):
        wholes.setdefault(whole, []).append(part)
    return tuple(
        replace(n, part_of=part_of.get(i), whole_of=tuple(wholes.get(i, ())))
        for i, n in enumerate(nodes)
    )


def _whole_before(nodes: Sequence[Expression], index: int, part_of: dict[int, int]) -> int | None:
    """The nearest number before that can hold this one, by unit and size."""
    part = nodes[index]
    for at in range(index - 1, max(-1, index - _MOST), -1):
        value = _comparable(nodes[at], part)
        if at not in part_of and value is not None and (part.value is None or part.value < value):
            return at
    return None


def _comparable(whole: Expression, part: Expression) -> Decimal | None:
    """The whole's value in the unit of the part: 改造费每台8万 is a part of the price per item."""
    if whole.unit is part.unit and (
        whole.unit is not Unit.COUNT or whole.classifier == part.classifier
    ):
        return whole.value
    for operand in whole.operands:
        if operand.role == "price" and operand.quantity.unit is part.unit:
            return operand.quantity.value
    return None


def _link_sums(reading: Reading, nodes: Sequence[Expression], part_of: dict[int, int]) -> None:
    """Numbers in a row of which the first or the last is the sum of the others."""
    money = [
        i
        for i, n in enumerate(nodes)
        if n.unit is Unit.YUAN and n.relation in _SUMMED and i not in part_of
    ]
    at = 0
    while at < len(money):
        taken = _sum_after(nodes, money[at:]) or _sum_before(nodes, money[: at + 1], part_of)
        if taken:
            part_of.update(dict.fromkeys(taken, money[at]))
            at += len([t for t in taken if t > money[at]])
        at += 1


def _sum_after(nodes: Sequence[Expression], row: Sequence[int]) -> list[int]:
    return _adding_up(nodes, row[0], row[1 : _MOST + 1])


def _sum_before(
    nodes: Sequence[Expression], row: Sequence[int], part_of: dict[int, int]
) -> list[int]:
    free = [i for i in row[:-1] if i not in part_of][-_MOST:]
    return _adding_up(nodes, row[-1], free[::-1])


def _adding_up(nodes: Sequence[Expression], whole: int, row: Sequence[int]) -> list[int]:
    """The numbers at the head of a row whose sum is the whole's value; at least two of them."""
    value, total, count = nodes[whole].value, Decimal(0), 0
    for position, index in enumerate(row):
        node = nodes[index]
        total += sum(o.quantity.value for o in node.operands) if node.value is None else node.value
        count += len(node.operands) if node.relation in _SEVERAL else 1
        if value is None or total >= value:
            return list(row[: position + 1]) if total == value and count > 1 else []
    return []
