"""Units that stand once for many numbers: （万元）800, 金额（单位：万元）：800, 单位：万元."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text.numerals import plain
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_SCALES = {
    "元": 1,
    "万": 10**4,
    "亿": 10**8,
    "千": 10**3,
    "百万": 10**6,
    "千万": 10**7,
    "千元": 10**3,
    "万元": 10**4,
    "百万元": 10**6,
    "千万元": 10**7,
    "亿元": 10**8,
}
_HEADER = lazy(
    r"[(（]\s*(?:单位|人民币)?\s*[:：/]?\s*(?:人民币)?(?P<in>(?:[百千]?万|亿|千)?元)\s*[)）]"
    r"|(?:单位|金额|数字?)(?:都|均|全)?\s*[:：为是]\s*(?:人民币)?(?P<of>(?:[百千]?万|亿|千)元?|元)(?![\d整])"
)
_OTHER_HEADER = lazy(r"[(（](?:单位[:：])?[^\d()（）]{1,4}[)）]")
_STOPS = lazy("[。！？!?]")


def apply_headers(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give bare numbers behind a header its unit, until a sentence ends or another header comes."""
    headers = [(m.end(), _SCALES[m["in"] or m["of"]]) for m in _HEADER.finditer(text)]
    if not headers:
        return found
    ends = [(end, 0) for end in _ends(text)]
    marks = sorted([*headers, *ends])
    applied, scale, at = [], 0, 0
    for quantity in found:
        while at < len(marks) and marks[at][0] <= quantity.start:
            scale = marks[at][1]
            at += 1
        if scale and quantity.unit is Unit.NUMBER and quantity.role == "amount":
            value = plain(quantity.value * Decimal(scale))
            quantity = replace(quantity, value=value, unit=Unit.YUAN)
        applied.append(quantity)
    return applied


def _ends(text: str) -> list[int]:
    """Where a header holds no longer: after a sentence, after a header of another unit (台)."""
    others = [m.end() for m in _OTHER_HEADER.finditer(text) if not _HEADER.fullmatch(m.group())]
    return others + [m.end() for m in _STOPS.finditer(text)]
