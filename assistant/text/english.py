"""English words of scale behind a number: 4.5 million, 500 thousand, 300 wan, 2.5m RMB.

A letter (m, mm, b) is a scale only beside a currency (2.5m RMB, ¥8M): 2.5m alone may be metres.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text.pattern import lazy
from assistant.text.scanner import Numeral

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mn": 10**6,
    "mm": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "yi": 10**8,
}
_CURRENCY = "rmb|cny|yuan|usd|hkd"
_SCALE = lazy(
    rf"\s?(?:(?P<word>thousand|million|mln|mil|mn|billion|bn|yi)(?=[^a-z]|{_CURRENCY}|$)"
    r"|(?P<letter>mm?|b)(?P<coined>(?=\s?(?:rmb|cny|yuan|元|人民币)))?(?![a-z0-9](?!mb|ny|uan)))"
)
_COIN = lazy(r"(?:¥|rmb|cny|人民币|[$€£]|usd|hkd)\s?$")
_COUNTED = lazy(
    r"\s*(?:tokens?|param|users?|people|images?|records?|samples?|downloads?|rows?|lines?|words?)"
)


def with_scale(text: str, start: int, numeral: Numeral) -> Numeral:
    """The number from `start` multiplied by the English word behind it, if there is one.

    >>> with_scale("4.5 million", 0, Numeral(Decimal("4.5"), 3, 1, False, False)).value
    Decimal('4500000.0')
    """
    match = None if numeral.has_unit else _SCALE.match(text, numeral.end)
    if match is None:
        return numeral
    is_sure = match["word"] or match["coined"] is not None
    if not is_sure and not _COIN.search(text, max(0, start - 4), start):
        return numeral
    factor = SCALES[match["word"] or match["letter"]]
    value = numeral.value * Decimal(factor)
    return replace(numeral, value=value, end=match.end(), scale=factor, has_unit=True)


def is_sum(text: str, word: str, end: int) -> bool:
    """Whether a number written with an English scale is money: not 5 million users."""
    return any(word.endswith(scale) for scale in SCALES) and not _COUNTED.match(text, end)
