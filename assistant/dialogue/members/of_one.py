"""Of what is paid so many times: whether a number is that of one, and whether one year is meant."""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.stated import Factor
from assistant.text.pattern import lazy

_NTH_YEAR = lazy("(?:第[一二三四五六\\d]|首|头|最后一?|后|[头前后][两二三几])年")


def is_of_one(value: Decimal, price: Factor, total: Decimal) -> bool:
    """Whether a bare sum is that of one, and not the whole: 60万 after 65万 × 3年 = 195万.

    It differs by a third from the price at the most, and less from it than the whole from the sum.
    """
    more, less = max(value, price.value), min(value, price.value)
    return 3 * more <= 4 * less and more * more * value <= less * less * total


def names_year(text: str, low: int, high: int) -> bool:
    """Whether a stretch speaks of one of several years alone: 第二年降到300万."""
    return _NTH_YEAR.search(text, low, high) is not None
