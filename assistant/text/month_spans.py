"""From which month until which one something is paid, as how many months that are.

每月18万,从三月租到年底: ten. Only beside what is paid each month, where nothing else is counted so;
elsewhere months of the calendar stay days (3月到8月可以申请).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_N = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_YEAR = "(?:去年|今年|上年|明年|当年|同年|本年)"
_SPAN = lazy(
    rf"(?:从|自|打|由)?(?P<since>{_YEAR})?的?(?<![\d.十]|[每几])(?P<low>{_N})月份?(?:1号|1日|初|头)?(?:开始|起)?"
    rf"[^到至,。;!?\d]{{0,4}},?(?:一直|连续)?[^到至,。;!?\d]{{0,3}}(?:到|至|-|~|—)了?(?P<year>{_YEAR})?的?"
    rf"(?:(?P<end>年底|年末|年尾|年终)|(?P<high>{_N})月份?底?(?![初中]|[\d一二三四五六七八九十]))"
)
_MONTHLY = frozenset({Unit.YUAN_PER_MONTH, Unit.YUAN_PER_SQM_MONTH})
_SHIFTS = {"去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1}
_YEAR_LONG, _MOST = 12, 36


def over_months(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The numbers, two months of the calendar as the length of time between them.

    >>> from assistant.text.quantities import find_quantities
    >>> [(q.value, q.unit.value) for q in find_quantities("每个月18万,从三月租到年底")]
    [(Decimal('180000'), 'yuan_per_month'), (Decimal('10'), 'month')]
    """
    if all(q.unit not in _MONTHLY for q in found):
        return list(found)
    kept = list(found)
    for match in _SPAN.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or "12")
        if low is None or high is None:
            continue
        since = _SHIFTS.get(match["since"] or "", 0)
        until = _SHIFTS.get(match["year"] or "", since)
        months = int(high.value) - int(low.value) + 1 + (until - since) * _YEAR_LONG
        if not 1 <= months <= _MOST:
            continue
        start, end = match.span()
        if any(q.start < end and start < q.end and not _is_month(q) for q in kept):
            continue
        if any(q.unit is Unit.MONTH and q.value == months for q in kept):
            continue  # 六月搬进去,到年底一共七个月: told as well
        span = Quantity(Decimal(months), Unit.MONTH, start, end, text[start:end])
        kept = [q for q in kept if q.end <= start or q.start >= end]
        kept = sorted([*kept, span], key=lambda q: q.start)
    return kept


def is_from_until(text: str) -> bool:
    """Whether the words of a length of time say from which month until which."""
    return _SPAN.fullmatch(text) is not None


def _is_month(quantity: Quantity) -> bool:
    return quantity.unit is Unit.MONTH or quantity.role == "calendar"
