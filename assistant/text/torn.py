"""Numbers of which only a part is understood: 1..2万, 8X万, 5万32, 三百几十万.

Never half of a number: such a stretch becomes one quantity with role ``unread``, to be asked about.
"""

from __future__ import annotations

import re

from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.scanner import Numeral
from assistant.text.units import Quantity, Unit, read_unit

MONEY_BEFORE = lazy(r"(?:¥|人民币|rmb|cny)\s*$")
# What behind a number says that more of it follows than was read.
_REST = lazy(
    r"(?P<odd>\.+\d|'\d|,\d{1,2}(?!\d)(?:,\d+)*\s?[万亿元]|(?!km|token|p(?![a-z]))[a-z])"
    r"|(?P<glued>\d|几[十百千万亿])|[万亿](?![一分能家科众象物达通])",
    re.ASCII,
)
_YEAR = lazy(r"20[0-3]\d(?!\d)", re.ASCII)
_WHOLE_REST = lazy(r"[\d.,'a-z万亿千百十几]*元?", re.ASCII)
_IMPLAUSIBLE = 100_000  # nobody writes 300 500万 for 30亿; it is two numbers, or unclear
_TORN_MARK = lazy(r"\d+(?:\.\d+)?[a-z][a-z\d]*[万亿元]", re.ASCII)


def is_torn(text: str, start: int, numeral: Numeral) -> bool:
    """Whether the text goes on in a way that makes this only a part of a number."""
    word = text[start : numeral.end]
    grouped = re.match(r"\d{1,3}(?:[ ,]\d{3})+", word)
    if grouped and numeral.scale >= 10**4:
        return int(re.sub("[ ,]", "", grouped.group())) >= _IMPLAUSIBLE
    rest = _REST.match(text, numeral.end)
    if rest is None:
        return False
    if rest["odd"]:
        if rest["odd"].isalpha() and read_unit(text, numeral.end):
            return False  # 120m2
        is_comma = rest["odd"][0] == ","  # 1,5亿; but 2024,5万 and 20000,1万 are two numbers
        return not numeral.has_unit and not (is_comma and len(word) > 3)
    if rest["glued"] and rest["glued"].isdecimal():
        following = read_number(text, numeral.end)
        if following is None or following.has_unit or _YEAR.match(text, numeral.end):
            return False  # 800万300万, 8000万2025 9500万: two numbers
        return read_unit(text, following.end) is None
    return numeral.has_unit or rest["glued"] is not None


def torn_mark(text: str, start: int) -> Quantity | None:
    """The identifier-like 8X万 or 1e6元 that begins at `start`: money that cannot be read."""
    numeral = read_number(text, start) if _TORN_MARK.match(text, start) else None
    return read_torn(text, start, numeral) if numeral else None


def read_torn(text: str, start: int, numeral: Numeral) -> Quantity:
    """The whole stretch of a number that is understood only in part, as ``unread``."""
    rest = _WHOLE_REST.match(text, numeral.end)
    end = rest.end() if rest else numeral.end
    is_money = bool(re.search("[万亿元]", text[start:end])) or bool(
        MONEY_BEFORE.search(text, max(0, start - 4), start)
    )
    unit = Unit.YUAN if is_money else Unit.NUMBER
    return Quantity(numeral.value, unit, start, end, text[start:end], role="unread")
