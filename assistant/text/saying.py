"""Show a number expression as a sum in Chinese: 65万元 × 12个月 = 780万元."""

from __future__ import annotations

from decimal import Decimal

from assistant.text.money import format_fraction, format_yuan
from assistant.text.numerals import plain
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_NAMES = {
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.DAY: "天",
    Unit.SQUARE_METRE: "平方米",
    Unit.NUMBER: "",
}
_PER = {
    Unit.YUAN_PER_MONTH: "每月",
    Unit.YUAN_PER_YEAR: "每年",
    Unit.YUAN_PER_SQM_MONTH: "每平方米每月",
}
_BOUNDS = {
    "at_least": "至少",
    "at_most": "最多",
    "more_than": "超过",
    "less_than": "不到",
    "about": "约",
    "": "",
}
_COMPUTED = (Relation.SUM, Relation.LIST, Relation.DIFFERENCE, Relation.PRODUCT)


def shown(value: Decimal, unit: Unit, classifier: str = "") -> str:
    """Write one number with its unit, exactly.

    >>> shown(Decimal(650000), Unit.YUAN_PER_MONTH), shown(Decimal(12), Unit.MONTH)
    ('每月65万元', '12个月')
    """
    if unit is Unit.YUAN:
        return format_yuan(value)
    if unit is Unit.PERCENT:
        return format_fraction(value)
    if unit is Unit.YUAN_PER_UNIT:
        return f"每{classifier or '个'}{format_yuan(value)}"
    if unit in _PER:
        return _PER[unit] + format_yuan(value)
    return f"{plain(value):f}{_NAMES.get(unit, classifier)}"


def term(node: Expression) -> str:
    """What stands for an expression inside a larger one."""
    if node.say:
        return node.say
    if node.value is None:
        return node.operands[0].quantity.text
    return _BOUNDS[node.bound] + shown(node.value, node.unit, node.classifier)


def said(node: Expression) -> str:
    """The finished words of an expression; empty for a plain number."""
    if node.relation is Relation.PLAIN:
        return ""
    if node.relation is Relation.UNREAD:
        return node.say or f"“{node.operands[0].quantity.text}”没有读懂"
    if node.relation in _COMPUTED and len(node.operands) > 1:
        ends = [node.value] if node.value is not None else [node.low, node.high]
        about = _BOUNDS[node.bound]
        result = "至".join(shown(e, node.unit, node.classifier) for e in ends if e is not None)
        return f"{term(node)} = {about}{result}"
    return term(node)
