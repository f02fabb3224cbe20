"""Read the numbers that stand in policy text, with their units: 50%, 1000万元, 36个月, 三年, 1:1.

Used to prove that each number of a rule stands in the words it quotes, and that each number of a
clause is either in a rule or listed as not ruled.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_MONEY = {"亿元": Decimal(10) ** 8, "万元": Decimal(10) ** 4, "元": Decimal(1)}
_FOREIGN = "美元|港元|港币|欧元|日元|英镑"
_SCALE = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_UNITS = f"[万亿]?(?:{_FOREIGN})|亿元|万元|元|%|％|‰|个月|月|年|平方米|个|家|台|次|项|名|人|倍|强"
_WORDS = {"减半": Decimal("0.5"), "一半": Decimal("0.5")}
"""Shares that stand in a text as words."""
_ARABIC = re.compile(
    r"(?P<from>\d+(?:\.\d+)?)\s*(?P<from_scale>[万亿])?\s*[—–~～-]\s*(?P<to>\d+(?:\.\d+)?)\s*"
    rf"(?P<to_scale>[万亿])?(?:[（(]不?含[）)])?\s*(?P<range_unit>{_UNITS})"
    r"|(?P<left>\d+)\s*[:：∶]\s*(?P<right>\d+)"
    rf"|(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>{_UNITS})?",
    re.ASCII,
)
_HAN = re.compile(
    "(?<![上下近第一二三四五六七八九十])(?P<han>[二两三四五六七八九十])(?P<unit>年|次|个月|个|家)"
)
_HAN_VALUE = {word: Decimal(n) for n, word in enumerate("零一二三四五六七八九十")} | {
    "两": Decimal(2)
}


class Measure(StrEnum):
    """What a quoted number measures."""

    MONEY = "money"
    FRACTION = "fraction"
    FOREIGN = "foreign"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class QuotedNumber:
    """A number in a text: ``value`` in yuan, as a fraction, or plain; offsets, end exclusive."""

    value: Decimal
    unit: str
    measure: Measure
    start: int
    end: int


def quoted_numbers(text: str) -> tuple[QuotedNumber, ...]:
    """The numbers of a text in order.

    >>> [(str(n.value), n.unit) for n in quoted_numbers("按50%,最高1000万元,连续三年")]
    [('0.5', '%'), ('10000000', '万元'), ('3', '年')]
    """
    found: list[QuotedNumber] = []
    for match in _ARABIC.finditer(text):
        if match["range_unit"]:
            for end in ("from", "to"):
                scale = match[f"{end}_scale"] or match["to_scale"] or ""
                found.append(_number(match[end], match["range_unit"], *match.span(end), scale))
        elif match["left"]:
            ratio = (
                Decimal(match["left"]) / Decimal(match["right"]) if int(match["right"]) else None
            )
            if ratio is not None:
                found.append(QuotedNumber(ratio, ":", Measure.FRACTION, *match.span()))
        else:
            found.append(_number(match["number"], match["unit"] or "", *match.span()))
    for word, share in _WORDS.items():
        for match in re.finditer(word, text):
            found.append(QuotedNumber(share, word, Measure.FRACTION, *match.span()))
    for match in _HAN.finditer(text):
        value = _HAN_VALUE[match["han"]]
        found.append(QuotedNumber(value, match["unit"], Measure.PLAIN, *match.span()))
    return tuple(sorted(found, key=lambda number: number.start))


def _number(digits: str, unit: str, start: int, end: int, scale: str = "") -> QuotedNumber:
    value = Decimal(digits.replace(",", "")) * _SCALE.get(scale, Decimal(1))
    if unit in _MONEY:
        scaled = value * _MONEY[unit]
        return QuotedNumber(scaled, unit, Measure.MONEY, start, end)
    if unit in ("%", "％", "‰"):
        return QuotedNumber(
            value / (1000 if unit == "‰" else 100), unit, Measure.FRACTION, start, end
        )
    if unit.endswith(tuple(_FOREIGN.split("|"))):
        scaled = value * _SCALE.get(unit[0], Decimal(1))
        return QuotedNumber(scaled, unit.lstrip("万亿"), Measure.FOREIGN, start, end)
    return QuotedNumber(value, unit, Measure.PLAIN, start, end)
