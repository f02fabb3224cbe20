"""When a sum is paid out: the share of each part that a text names.

分三年按4:3:3拨付, 分两年按60%、40%的比例兑现, 分3年等额发放,
第一年拨付60%,第二年拨付40%, 开工后预拨30%.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.errors import NumeralError
from assistant.text.money import share_of
from assistant.text.numerals import parse_number, read_number, same_length_fold
from assistant.text.pattern import lazy

_TIMES = "分(?P<{0}>[两二三四五六2-6])(?P<{1}>[年期批次])"
_PAID = "(?:拨付|兑现|兑付|发放|支付|给付|安排|拨给|拨)"
_PARTS = r"(?P<{0}>\d+(?:[:：∶]\d+)+|\d+(?:\.\d+)?%(?:[、和及，,]\d+(?:\.\d+)?%)+)"
_SCHEDULES = (
    lazy(f"{_TIMES.format('n', 'of')}[^。；;\\n]{{0,24}}?{_PARTS.format('parts')}"),
    lazy(
        f"{_PARTS.format('parts')}的?(?:比例)?[^。；;\\n]{{0,4}}{_TIMES.format('n', 'of')}{_PAID}?"
    ),
    lazy(f"{_TIMES.format('n', 'of')}(?:等额|平均|均等){_PAID}"),
    # 入职满1年、满2年、满3年时分别发放40%、30%、30%
    lazy(
        rf"(?P<years>满\d(?P<of>年)(?:[、和]满?\d年)+)(?:的|时|后|之日)*,?[^。；;\n\d]{{0,6}}分别(?:按)?[^。；;\n\d]{{0,6}}{_PAID}[^。；;\n\d]{{0,6}}"
        rf"{_PARTS.format('parts')}"
    ),
    lazy(
        f"{_TIMES.format('n', 'of')}(?:{_PAID})?[,，]?每(?:一)?(?P=of)(?:各)?(?:{_PAID})?"
        "(?P<share>\\d+(?:\\.\\d+)?%|百分之[一二三四五六七八九十]+)"
    ),
)
"""分两年拨付,每年50%."""
_RATE = "(?:\\d+(?:\\.\\d+)?%|百分之[一二三四五六七八九十]+|[一二三四五六七八九]成)"
_NTH = "(?:第[一二三四五][年期批次]|[首次][年期批]|尾款|余款)"
_NTHS = f"{_NTH}(?:[、和及]{_NTH})*各?"
_ONE_BY_ONE = lazy(
    f"{_NTHS}[^，,。；;\\n0-9]{{0,8}}{_RATE}(?:[，,、；;和]{_NTHS}[^，,。；;\\n0-9]{{0,8}}{_RATE})+"
)
_FROM_YEAR = lazy(
    f"(?:[:：，,])[\u4e00-\u9fa5]{{2,6}}当年(?P<first>{_RATE})(?P<rest>(?:[，,、；;和]{_NTHS}[^，,。；;\n0-9]{{0,8}}{_RATE})+)"
)
"""分三年拨付:开放当年50%,第二年30%,第三年20%."""
_OF_SOME = lazy(f"(?P<nths>{_NTHS})[^，,。；;\\n0-9]{{0,8}}?(?P<rate>{_RATE})")
"""第一年50%,第二年、第三年各25%."""
_PAYS_OUT = lazy(_PAID)
_EVENTS = lazy(
    f"(?P<first>[^，,。；;\\n0-9]{{2,12}}?)(?:后|时)(?:先|可|预先|先行|先期)?(?:预拨|预付|拨付|兑付|支付|拨)[^，,。；;\\n0-9]{{0,8}}"
    f"(?P<one>{_RATE})[，,；;](?P<then>[^，,。；;\\n0-9]{{2,10}}?)(?:后|时)(?:再)?(?:拨付|兑付|支付|拨)[^，,。；;\\n0-9]{{0,8}}"
    f"(?P<two>{_RATE})"
)
_LATER = lazy(
    f"(?P<first>[^，,。；;\\n0-9]{{2,16}}?)(?:后|时)(?:先|可|预先|先行|先期)?(?:预拨|预付|拨付|兑付|支付|兑现|发放|拨)[^，,。；;\\n0-9]{{0,8}}"
    f"(?P<one>{_RATE})[，,；;](?P<then>[^，,。；;\\n0-9]{{2,12}}?)(?:[且并][^。；;\\n]{{0,24}}?)?(?:后|时|的)[，,]?"
    f"(?:再|另)?(?:拨付|兑付|支付|兑现|发放|拨)(?:其余|余下|剩余|其他)?的?(?P<two>{_RATE})"
)
"""验收后拨付60%;运营满一年且使用率达到50%的,再拨付其余40%."""
_AT = "(?:[之以]?后|时|当年|之日|的当年|次年)"
_GIVES = "(?:先|可|预先|先行|先期|再|另)?(?:拨付|兑付|支付|兑现|发放|拨给|给付|付清|付|拨|发)"
_AT_TIMES = lazy(
    f"(?P<first>[^，,。；;:：\\n0-9]{{2,12}}?){_AT}[，,]?{_GIVES}[^，,。；;\\n0-9]{{0,8}}?(?P<one>{_RATE})"
    f"[，,；;](?P<then>[^，,。；;\\n0-9]{{2,12}}?){_AT}[，,]?{_GIVES}[^，,。；;\\n0-9]{{0,8}}?(?P<two>{_RATE})"
)
"""验收当年兑付60%,次年达产后兑付40%; 完工后付七成,营业满一年后付三成."""
_LEAD_IN = lazy(
    "^(?:其中,?|上述|以上|前述|该|此项|各项)?(?:奖励|补助|补贴|奖补|扶持)?(?:资金|款)?(?:在|自|于)|^(?:次年|当年)(?=..)"
)
OF_ALL = lazy(
    "(?:本条|本款|本项|上述|以上|前款|(?:奖励|补助|补贴|奖补|扶持)(?:资金|款)|分[两二三四五2-5](?:次|笔|批|期|年))"
    "[^。；;\\n]*"
)
"""What a text says of all that it pays: 补助资金分两期…, 本条…"""
_SUM = r"(?P<{0}>\d+(?:\.\d+)?)(?P<{1}>万?)元"
_BY_SUMS = lazy(
    f"分[两三23](?P<of>[年期批次]){_PAID}[^。；;\\n0-9]{{0,4}}"
    f"{_NTH}[^，,。；;\\n0-9]{{0,8}}{_SUM.format('a', 'am')}"
    f"[，,；;、]{_NTH}[^。；;\\n0-9]{{0,16}}{_SUM.format('b', 'bm')}"
    f"(?:[，,；;、]{_NTH}[^。；;\\n0-9]{{0,16}}{_SUM.format('c', 'cm')})?"
)
"""分两年发放,首年10万元,次年仍在规的再发放10万元."""
_SEPARATE = lazy("[:：∶、和及，,]")
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
    return (
        _in_a_row(text, folded)
        or _one_by_one(text, folded)
        or _by_events(text, folded)
        or _by_sums(text, folded)
        or _from_year(text, folded)
    )


def _in_a_row(text: str, folded: str) -> Schedule | None:
    for pattern in _SCHEDULES:
        match = pattern.search(folded)
        if match is None:
            continue
        times = _times(match)
        parts = match.groupdict().get("parts")
        numbers = [Decimal(1)] * times
        share = match.groupdict().get("share")
        if share and _percent(share) * times != _WHOLE:
            continue
        if parts:
            numbers = [Decimal(one.strip("%")) for one in _SEPARATE.split(parts)]
        total = sum(numbers, Decimal(0))
        if len(numbers) != times or not total or (parts and "%" in parts and total != _WHOLE):
            continue
        words = text[match.start() : match.end()]
        return Schedule(words, match["of"], tuple(_part(one, total) for one in numbers))
    return None


def _part(one: Decimal, total: Decimal) -> Decimal:
    """One number of those that come to a total as a share of it: a third of 3万 is 1万."""
    whole = Decimal(10) ** max(-int(one.as_tuple().exponent), -int(total.as_tuple().exponent), 0)
    return share_of(int(one * whole), int(total * whole))


def _times(match: re.Match[str]) -> int:
    """How many parts a text says that there are."""
    groups = match.groupdict()
    if groups.get("years"):
        return len(re.findall(r"\d年", groups["years"]))
    count = read_number(match["n"].replace("两", "二"))
    return int(count.value) if count is not None else 0


def _one_by_one(text: str, folded: str) -> Schedule | None:
    match = _ONE_BY_ONE.search(folded)
    if match is None or _PAYS_OUT.search(folded, max(0, match.start() - 24), match.end()) is None:
        return None
    numbers = [
        _percent(one["rate"])
        for one in _OF_SOME.finditer(match.group())
        for _ in re.findall(_NTH, one["nths"])
    ]
    if sum(numbers, Decimal(0)) != _WHOLE:
        return None
    of = next((sign for sign in "年期批次" if sign in match.group()), "期")
    words = text[match.start() : match.end()]
    return Schedule(words, of, tuple(number / _WHOLE for number in numbers))


def _from_year(text: str, folded: str) -> Schedule | None:
    match = _FROM_YEAR.search(folded)
    if match is None or _PAYS_OUT.search(folded, 0, match.start()) is None:
        return None
    numbers = [_percent(match["first"])]
    numbers += [
        _percent(one["rate"])
        for one in _OF_SOME.finditer(match["rest"])
        for _ in re.findall(_NTH, one["nths"])
    ]
    if sum(numbers, Decimal(0)) != _WHOLE:
        return None
    words = text[match.start() + 1 : match.end()]
    return Schedule(words, "年", tuple(number / _WHOLE for number in numbers))


def _by_events(text: str, folded: str) -> Schedule | None:
    patterns = (_EVENTS, _LATER, _AT_TIMES)
    match = next(filter(None, (one.search(folded) for one in patterns)), None)
    if match is None:
        return None
    one, two = _percent(match["one"]), _percent(match["two"])
    if one + two != _WHOLE:
        return None
    words = text[match.start() : match.end()]
    return Schedule(words, "期", (one / _WHOLE, two / _WHOLE), _names(match))


def _names(match: re.Match[str]) -> tuple[str, str]:
    """What has happened by each part, without what leads up to it (上述补助在项目竣工)."""
    first, then = (_LEAD_IN.sub("", match[side]) for side in ("first", "then"))
    return first, then


def _by_sums(text: str, folded: str) -> Schedule | None:
    match = _BY_SUMS.search(folded)
    if match is None:
        return None
    scale = {"万": 10**4, "": 1}
    sums = [
        Decimal(match[name]) * scale[match[f"{name}m"]] for name in "abc" if match[name] is not None
    ]
    total = sum(sums, Decimal(0))
    words = text[match.start() : match.end()]
    return Schedule(words, match["of"], tuple(_part(one, total) for one in sums)) if total else None


def _percent(words: str) -> Decimal:
    if words.endswith("成"):
        return parse_number(words.removesuffix("成")) * 10
    if words.endswith("%"):
        return Decimal(words.strip("%"))
    try:
        return parse_number(words.removeprefix("百分之"))
    except NumeralError:
        return Decimal(0)
