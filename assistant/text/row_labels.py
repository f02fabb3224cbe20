"""The names of the members of a list that are told as a row: 一到四季度是90万、120万、75万、155万.

Each number has the name that its place in the row gives it (一季度, 二季度 …), so that a later
message may name it.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_FAR = 24
_HAN = "零一二三四五六七八九"
_ORDER = "(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])"
_UNIT = "(?:季度?|月份?|期|批|周|阶段)"
_IS = (
    r"(?:的[^,。;!?\d]{0,8}?)?"
    "(?:分别|依次|各自?|逐[月期季]|每[月期季]度?|花费|花了?|用了?|付了?|是|为|有|:|,)*$"
)
_FROM_TO = lazy(
    rf"(?<!\d)第?(?P<low>{_ORDER}){_UNIT}?(?:到|至|~|-|—)第?(?P<high>{_ORDER})(?:个)?(?P<of>{_UNIT}){_IS}"
)
_COUNTED = lazy(
    rf"(?:[前头]|这|全年|今年|去年|明年|一年|)(?P<count>[两二三四五六七八九2-9])个?(?P<of>季度|期|批|周|阶段){_IS}"
)
_MONTH = "月"


def name_row(text: str, node: Expression) -> Expression:
    """A list with each number called by its place in the row that stands before it.

    >>> from assistant.text.expressions import find_expressions
    >>> from assistant.text.quantities import find_quantities
    >>> text = "服务费二到四月是9万、12万、7万"
    >>> [o.label for o in find_expressions(text, find_quantities(text))[0].operands]
    ['二月', '三月', '四月']
    """
    if node.relation not in (Relation.LIST, Relation.SUM) or node.unit is not Unit.YUAN:
        return node
    if any(o.year or o.year_word or o.label for o in node.operands[1:]):
        return node
    low, high = max(0, node.start - _FAR), node.start
    names = _names(text[low:high], len(node.operands))
    if not names:
        return node
    told = zip(node.operands, names, strict=True)
    return replace(node, operands=tuple(replace(o, label=name) for o, name in told))


def _names(lead: str, count: int) -> tuple[str, ...]:
    match = _FROM_TO.search(lead)
    if match is not None:
        first, last = _order(match["low"]), _order(match["high"])
        is_row = last - first + 1 == count
        return _called(range(first, last + 1), match["of"]) if is_row else ()
    match = _COUNTED.search(lead)
    if match is None or _order(match["count"]) != count:
        return ()
    return _called(range(1, count + 1), match["of"])


def _called(orders: range, of: str) -> tuple[str, ...]:
    unit = "季度" if of.startswith("季") else _MONTH if of.startswith(_MONTH) else of
    return tuple(f"{_said(n)}{unit}" for n in orders)


def _said(n: int) -> str:
    return _HAN[n] if n < len(_HAN) else f"十{_HAN[n - 10]}".rstrip("零")


def _order(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.startswith("十"):
        return 10 + (_HAN.index(text[1]) if text[1:] else 0)
    return 2 if text == "两" else _HAN.index(text)
