"""Link the parts of a whole: 500万，其中硬件300万; 签了80万，到账60万，剩20万.

A part that is told not to belong to it (里面有20万是硬件，不算) is taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.text import joining
from assistant.text import relation_words as words
from assistant.text.joining import VALUED
from assistant.text.nodes import Reading
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_MOST = 8
_COMPUTED = (Relation.LIST, Relation.SUM, Relation.PRODUCT, Relation.DIFFERENCE)
_SUMMED = (*VALUED, Relation.LIST, Relation.SERIES)


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


def take_off_parts(reading: Reading, nodes: Sequence[Expression]) -> list[Expression]:
    """Return the expressions with parts that do not belong taken off the whole before them.

    Where the whole was said in another message, the part alone is a difference without a value.
    """
    found: list[Expression] = []
    for node in nodes:
        if not _is_struck(reading, node):
            found.append(_left_out(reading, node))
            continue
        whole = joining.in_unit_of(found[-1], node) if found else None
        if whole is not None and _holds(reading, whole, node):
            said_before = words.INSIDE_HEAD.match(reading.text[whole.end :][:2])
            joined = joining.subtract(whole, node)
            if said_before and len(whole.operands) == 1:  # 350万里有50万不算: the 350万 are known
                old = replace(whole.operands[0], role="old")
                joined = replace(joined, operands=(old, *joined.operands[1:]))
            found[-1] = joined
        else:
            less = replace(node.operands[0], role="minus")
            found.append(replace(node, relation=Relation.DIFFERENCE, value=None, operands=(less,)))
    return found


def _is_struck(reading: Reading, node: Expression) -> bool:
    if node.relation not in joining.SINGLE or len(node.operands) != 1:
        return False
    if node.unit not in (Unit.YUAN, Unit.COUNT, Unit.SQUARE_METRE):
        return False
    lead, tail = reading.lead(node), reading.tail(node)
    if words.RECKONED_END.search(lead):
        return False  # 就按审定450万算,政府那份已经剔掉了
    if words.PART_LEAD.search(lead) and words.REST_OURS.match(tail):
        return True
    if words.PAID_FOR_US_END.search(lead):
        return True
    some = node.unit is Unit.COUNT and reading.clause(node) == "有"  # 有两个是去年的, 不算
    if some or words.INSIDE_END.search(lead):
        return bool(words.EXCLUDED.search(tail))
    return bool(words.STRUCK_TAIL.match(tail))


def _left_out(reading: Reading, node: Expression) -> Expression:
    """The number, without a value where it is told not to count and of nothing to be a part.

    办公300平，食堂40平不算: whether the 300 hold the 40 is not said, so that nothing is taken off.
    """
    if len(node.operands) != 1 or not words.LEFT_OUT_TAIL.match(reading.tail(node)):
        return node
    apart = replace(node.operands[0], role="left_out")
    return replace(node, relation=Relation.DIFFERENCE, value=None, operands=(apart,))


def _holds(reading: Reading, whole: Expression, part: Expression) -> bool:
    """Whether a number stands right before a part of its own kind and is larger."""
    gap = reading.gap(whole, part)
    return (
        gap is not None
        and whole.relation in VALUED
        and joining.is_kin(whole, part)
        and joining.exceeds(whole, part)
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
        after = money[at + 1 : at + 1 + _MOST]
        before = [i for i in money[max(0, at - _MOST) : at] if i not in part_of]
        taken = _adding_up(nodes, money[at], after) or _adding_up(nodes, money[at], before[::-1])
        if len(taken) > 1 and not _says_whole(reading, nodes[money[at]], [nodes[i] for i in taken]):
            taken = []
        part_of.update(dict.fromkeys(taken, money[at]))
        at += 1 + sum(index > money[at] for index in taken)


def _says_whole(reading: Reading, whole: Expression, parts: Sequence[Expression]) -> bool:
    """Whether one is the sum of others by what is said, or by more than chance.

    甲250万,乙150万,丙100万: each has the label of a row, none is told as the whole.
    """
    if words.TOTAL_END.search(reading.clause(whole)) or words.TOTAL_END.search(reading.lead(whole)):
        return True
    labels = [n.operands[0].label for n in (whole, *parts)]
    return not all(words.ROW_LABEL.match(label) for label in labels)


def _adding_up(nodes: Sequence[Expression], whole: int, row: Sequence[int]) -> list[int]:
    """The numbers at the head of a row whose sum is the whole's value; at least two of them."""
    value, total, count = nodes[whole].value, Decimal(0), 0
    for position, index in enumerate(row):
        amount, terms = _amount(nodes[index])
        total, count = total + amount, count + terms
        if value is None or total >= value:
            return list(row[: position + 1]) if total == value and count > 1 else []
    return []


def _amount(node: Expression) -> tuple[Decimal, int]:
    """What an expression adds to a whole, and of how many numbers that is made up."""
    if node.relation is Relation.SERIES:
        values = [o.quantity.value for o in node.operands if o.quantity.unit is Unit.YUAN]
        return sum(values, Decimal(0)), len(values)
    terms = len(node.operands) if node.relation in _COMPUTED else 1
    return node.value or Decimal(0), terms
