"""Bare numbers whose unit follows from arithmetic: 1100万,后来加了700万,共一千八.

That one number comes to the sum of the others, or to what is left of one of them, says its unit
better than any word does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.text.numerals import plain
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_WAN = 10**4
_IN_WAN = lazy(r"[万w]元?$")
_LEAST, _MOST_BEFORE = 10, 6
_STOPS = lazy("[。！？!?]")


def carry_by_sum(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """Give a bare number 万 where in 万 it is the sum, or the difference, of those before it.

    Of one sentence, at least two of them, all told in 万.
    """
    carried: list[Quantity] = []
    for quantity in found:
        if _is_bare(quantity) and _comes_to(text, quantity, carried):
            value = plain(quantity.value * _WAN)
            quantity = replace(quantity, value=value, unit=Unit.YUAN)
        carried.append(quantity)
    return carried


def _is_bare(quantity: Quantity) -> bool:
    return quantity.unit is Unit.NUMBER and quantity.role == "amount" and quantity.value >= _LEAST


def _comes_to(text: str, bare: Quantity, before: Sequence[Quantity]) -> bool:
    run: list[Quantity] = []
    for one in reversed(before[-_MOST_BEFORE:]):
        if one.unit is not Unit.YUAN or one.role != "amount":
            continue
        if not _IN_WAN.search(text[one.start : one.end]):
            break
        if _STOPS.search(text, one.end, bare.start):
            break
        run.append(one)
    value, total = bare.value * _WAN, 0 * bare.value
    for n, one in enumerate(run):
        total += one.value
        if n and total == value:
            return True
    return len(run) > 1 and run[1].value - run[0].value == value
