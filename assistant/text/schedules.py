"""When a sum is paid out: the share of each part that a text names.

分三年按4:3:3拨付, 分两年按60%、40%的比例兑现, 分3年等额发放,
第一年拨付60%,第二年拨付40%, 开工后预拨30%.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.errors import NumeralError
from assistant.text.numerals import parse_number, read_number, same_length_fold
from assistant.text.pattern import lazy

_TIMES = "分(?P<{0}>[两二三四五六2-6])(?P<{1}>[年期批次])"
_PAID = "(?:拨付|兑现|兑付|发放|支付|给付|安排|拨给|拨)"
_PARTS = r"(?P<{0}>\d+(?:[:：]\d+)+|\d+(?:\.\d+)?%(?:[、和及，,]\d+(?:\.\d+)?%)+)"
_SCHEDULES = (
    lazy(f"{_TIMES.format('n', 'of')}[^。；;\\n]{{0,16}}?{_PARTS.format('parts')}"),
    lazy(
        f"{_PARTS.format('parts')}的?(?:比例)?[^。；;\\n]{{0,4}}{_TIMES.format('n', 'of')}{_PAID}?"
    ),
    lazy(f"{_TIMES.format('n', 'of')}(?:等额|平均|均等){_PAID}"),
)
_RATE = "(?:\\d+(?:\\.\\d+)?%|百分之[一二三四五六七八九十]+)"
_NTH = "(?:第[一二三四五][年期批次]|[首次][年期批]|尾款|余款)"
_ONE_BY_ONE = lazy(
    f"{_NTH}[^，,。；;\\n0-9]{{0,8}}{_RATE}(?:[，,、；;和]{_NTH}[^，,。；;\\n0-9]{{0,8}}{_RATE})+"
)
_PAYS_OUT = lazy(_PAID)
_EVENTS = lazy(
    f"(?P<first>[^，,。；;\\n0-9]{{2,6}}?)(?:后|时)(?:先|可|预先|先行|先期)?(?:预拨|预付|拨付|兑付|支付|拨)[^，,。；;\\n0-9]{{0,8}}"
    f"(?P<one>{_RATE})[，,；;](?P<then>[^，,。；;\\n0-9]{{2,6}}?)(?:后|时)(?:再)?(?:拨付|兑付|支付|拨)[^，,。；;\\n0-9]{{0,8}}"
    f"(?P<two>{_RATE})"
)
_SEPARATE = lazy("[:：、和及，,]")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Schedule:
    """``words`` of the text, what they count (年, 期) and the share of each part.

    ``events`` are what has happened by then (开工, 验收), where no number tells the parts.
    """

    words: str
    of: str
    shares: tuple[Decimal, ...]
    events: tuple[str, ...] = ()


def find_schedule(text: str) -> Schedule | None:
    """The parts in which a text pays a sum out; None without.

    >>> find_schedule("补助分两年拨付，第一年拨付百分之六十，第二年拨付百分之四十。").shares
    (Decimal('0.6'), Decimal('0.4'))
    """
    folded = same_length_fold(text)
    return _in_a_row(text, folded) or _one_by_one(text, folded) or _by_events(text, folded)


def _in_a_row(text: str, folded: str) -> Schedule | None:
    for pattern in _SCHEDULES:
        match = pattern.search(folded)
        if match is None:
            continue
        count = read_number(match["n"].replace("两", "二"))
        times = int(count.value) if count is not None else 0
        parts = match.groupdict().get("parts")
        numbers = [Decimal(1)] * times
        if parts:
            numbers = [Decimal(one.strip("%")) for one in _SEPARATE.split(parts)]
        total = sum(numbers, Decimal(0))
        if len(numbers) != times or not total or (parts and "%" in parts and total != _WHOLE):
            continue
        words = text[match.start() : match.end()]
        return Schedule(words, match["of"], tuple(number / total for number in numbers))
    return None


def _one_by_one(text: str, folded: str) -> Schedule | None:
    match = _ONE_BY_ONE.search(folded)
    if match is None or _PAYS_OUT.search(folded, max(0, match.start() - 24), match.end()) is None:
        return None
    numbers = [_percent(one) for one in re.findall(_RATE, match.group())]
    if sum(numbers, Decimal(0)) != _WHOLE:
        return None
    of = next((sign for sign in "年期批次" if sign in match.group()), "期")
    words = text[match.start() : match.end()]
    return Schedule(words, of, tuple(number / _WHOLE for number in numbers))


def _by_events(text: str, folded: str) -> Schedule | None:
    match = _EVENTS.search(folded)
    if match is None:
        return None
    one, two = _percent(match["one"]), _percent(match["two"])
    if one + two != _WHOLE:
        return None
    words = text[match.start() : match.end()]
    return Schedule(words, "期", (one / _WHOLE, two / _WHOLE), (match["first"], match["then"]))


def _percent(words: str) -> Decimal:
    if words.endswith("%"):
        return Decimal(words.strip("%"))
    try:
        return parse_number(words.removeprefix("百分之"))
    except NumeralError:
        return Decimal(0)
