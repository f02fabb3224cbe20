"""A price of a quarter, half a year, a week or a day beside no length of time, as one of longer.

每季度9万 is 3万 a month; of a rent 每天1000 is what 365 days of a year come to. A sum of one day of
anything else (大会一天20万) stays what it is: nobody says how many days there are.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text.joining import SINGLE
from assistant.text.nodes import Reading
from assistant.text.numerals import plain
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Relation
from assistant.text.saying import shown
from assistant.text.units import Unit

_MONTHS = {"季度": 3, "半年": 6}
_YEARLY = {"天": 365, "周": 52}
_YEAR = 12
_FLOOR = {"㎡·天": (365, _YEAR), "㎡·年": (1, _YEAR), "㎡·季度": (1, 3)}
"""A rent of a square metre: so often in so many months."""
_RENT = lazy("租(?!用|赁)")
_FIRST_QUARTER = lazy("(?:^|[^每/个])[一1]季度?[^\\d]{0,8}$")
_FEN = Decimal("0.01")


def over_longer(reading: Reading, node: Expression) -> Expression:
    """A lone price of a time as that of a month where it comes to whole fen, else of a year."""
    if node.unit is not Unit.YUAN_PER_UNIT or node.relation not in SINGLE or node.value is None:
        return node
    months = _MONTHS.get(node.classifier)
    if node.classifier in _FLOOR:
        often, of = _FLOOR[node.classifier]
        month = (node.value * often / of).quantize(_FEN)
        return _priced(node, plain(month), Unit.YUAN_PER_SQM_MONTH)
    clause = reading.comma_clause(node)
    is_rent = _RENT.search(clause) or _RENT.match(reading.tail(node)[:2])
    if months is not None and (is_rent or not _FIRST_QUARTER.search(clause)):
        each = plain(node.value / months)
        if each == each.quantize(_FEN) and each * months == node.value:
            return _priced(node, each, Unit.YUAN_PER_MONTH)
        return _priced(node, node.value * _YEAR / months, Unit.YUAN_PER_YEAR)
    return _over_a_year(node) if node.classifier in _YEARLY and is_rent else node


def _over_a_year(node: Expression) -> Expression:
    """A price of a day or a week by as many of them as a year has, and said so."""
    if node.value is None:
        return node
    times = _YEARLY[node.classifier]
    whole = node.value * times
    say = f"{shown(node.value, Unit.YUAN)} × {times}{node.classifier} = {shown(whole, Unit.YUAN)}"
    yearly = _priced(node, whole, Unit.YUAN_PER_YEAR)
    return replace(yearly, relation=Relation.PRODUCT, unit=Unit.YUAN, say=say, bound="")


def _priced(node: Expression, value: Decimal, unit: Unit) -> Expression:
    first = node.operands[0]
    quantity = replace(first.quantity, value=value, unit=unit, classifier="")
    operands = (replace(first, quantity=quantity), *node.operands[1:])
    return replace(node, value=value, unit=unit, classifier="", operands=operands)
