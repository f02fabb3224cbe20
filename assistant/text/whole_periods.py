"""A sum that is told of several years, or of half a one: what one year of it comes to.

两年租金96万, 三年房租一共90万, 半年租金24万: 48万, 30万 and 48万 a year. Only of what is paid again
and again, and only where it comes to whole fen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.text.history import tells_how_long
from assistant.text.numerals import plain
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_TOTAL = "(?:一共|总共|共计|合计|总计|累计|加起来|拢共|共|总)"
_PAID = "(?:实际)?[交付缴花用](?:掉|去)?了?"
_OF_ALL = lazy(
    rf"的?(?:总|全部|实付|实际)?(?:[\u4e00-\u9fff]{{0,5}}(?:费用?|成本|开支|支出)|房租|租金|租)(?:{_TOTAL}|{_PAID}|[是为要约]){{0,3}}"
)
_NO_PART = lazy("每|各|年年|都")
_BEHIND = lazy(r"\s?(?:[/每]|一[年月])")
_LEAST, _MOST = 2, 6


def by_the_year(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers, each sum of several years as that of one of them."""
    read = list(found)
    for n in range(len(read) - 1):
        period, paid = read[n], read[n + 1]
        if period.unit is not Unit.YEAR or paid.unit is not Unit.YUAN or paid.role != "amount":
            continue
        if period.role != "amount" or not (_LEAST <= period.value <= _MOST):
            continue
        if tells_how_long(text, period.start, period.end, period.value):
            continue  # 成立两年,租金96万
        between = text[period.end : paid.start]
        if _NO_PART.search(between) or _BEHIND.match(text, paid.end):
            continue
        year = plain(paid.value / period.value)
        if _OF_ALL.fullmatch(between) and year * period.value == paid.value:
            read[n + 1] = replace(paid, value=year, unit=Unit.YUAN_PER_YEAR)
    return read
