"""Complete numbers by their neighbours: 6—48个月, 300到500万, 两年零三个月.

The first end of a range takes the unit, and where needed the 万, of the second.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.text.numerals import plain, read_number
from assistant.text.units import Quantity, Unit

_TO = re.compile(r"\s*(?:[-~—–−～]+|到|至)\s*")
_AND = re.compile(r"\s*[零又]?\s*")
_TIMES = (Unit.YEAR, Unit.MONTH, Unit.DAY)


def close_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the bare first end of each range the unit of the second; drop 三 that got none."""
    closed: list[Quantity] = []
    for index, quantity in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if following and _is_range(text, quantity, following):
            quantity = _ranged(text, quantity, following)
        elif closed and _is_percent_tail(text, closed[-1], quantity):
            quantity = replace(quantity, value=quantity.value / 100, unit=Unit.PERCENT)
        if quantity.unit is Unit.NUMBER and _is_lone_digit(text, quantity):
            continue
        closed.append(quantity)
    return closed


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    return (
        first.unit is Unit.NUMBER
        and first.role in ("amount", "calendar")
        and second.unit is not Unit.NUMBER
        and _TO.fullmatch(text, first.end, second.start) is not None
    )


def _ranged(text: str, first: Quantity, second: Quantity) -> Quantity:
    """Return the first end in the unit of the second: 10-30%, 300到500万, 三到五家."""
    value, unit = first.value, second.unit
    if unit is Unit.PERCENT:
        value = value / 10 if "成" in text[second.start : second.end] else value / 100
    numeral = read_number(text, second.start)
    if unit in (Unit.YUAN, Unit.COUNT) and numeral and numeral.scale >= 10**4:
        bare = read_number(text, first.start)
        for scale in (numeral.scale, 10**8, 10**4):
            if (
                bare
                and bare.scale < 10**4
                and scale <= numeral.scale
                and value * scale < second.value
            ):
                value *= scale
                break
    role = second.role if second.role in ("headcount", "share") else "amount"
    return replace(first, value=plain(value), unit=unit, classifier=second.classifier, role=role)


def _is_percent_tail(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell the 五十 of 百分之三十到五十."""
    return (
        first.unit is Unit.PERCENT
        and text.startswith("百分之", first.start)
        and second.unit is Unit.NUMBER
        and second.role == "amount"
        and _TO.fullmatch(text, first.end, second.start) is not None
    )


def _is_lone_digit(text: str, quantity: Quantity) -> bool:
    word = text[quantity.start : quantity.end]
    return quantity.role == "amount" and len(word) == 1 and not word.isdecimal()


def join_durations(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join 两年零三个月 into one quantity of 27 months."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit is Unit.YEAR
            and quantity.unit is Unit.MONTH
            and last.role == quantity.role == "amount"
            and _AND.fullmatch(text, last.end, quantity.start)
        ):
            months = last.value * Decimal(12) + quantity.value
            joined[-1] = replace(last, value=plain(months), unit=Unit.MONTH, end=quantity.end)
        else:
            joined.append(quantity)
    return joined
