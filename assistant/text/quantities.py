"""Find every number of a text with its unit and role: what facts are read from.

Text → marks (dates, ordinals, telephone numbers) → numbers with units → ranges → rates.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.text.english import is_sum
from assistant.text.headers import apply_headers, carry_wan
from assistant.text.numerals import plain, read_number, same_length_fold
from assistant.text.pattern import lazy
from assistant.text.ranges import close_ranges, join_durations
from assistant.text.rates import add_rates
from assistant.text.reckoned import carry_by_sum
from assistant.text.roles import Mark, find_marks
from assistant.text.scanner import Numeral
from assistant.text.torn import MONEY_BEFORE, is_torn, read_torn, torn_mark
from assistant.text.units import Quantity, Unit, UnitRead, read_unit
from assistant.text.whole_periods import by_the_year

_HAN = "零〇一二两三四五六七八九十"
_NUMERAL = lazy(rf"[\d{_HAN}半俩仨百]", re.ASCII)
_START = lazy(
    rf"(?P<all>百分之百|百分百)|(?P<per>(?P<base>[百千万])分之)"
    rf"|(?P<named>一半|半价|半数)|(?P<half>半(?P<of>个月|月(?!刊)|年|天|个亿|亿))"
    rf"|(?P<pair>[俩仨])|(?P<share>[{_HAN}\d]{{1,3}}分之(?=[{_HAN}\d]))"
    rf"|(?<!\d)(?<!\d\.)(?<![几数])(?=[\d{_HAN}])|(?<=[几数])(?=\d)|(?<![\d.a-z])(?=\.\d)",
    re.ASCII,
)
_ABOUT = lazy(
    r"(?:大概|大约|(?<![合违节签履契预制])约|差不多|将近|接近|(?<![最附临就远靠])近|估计|估摸|不到|(?<![中大微最极])小)"
    r"(?:[是有要花在为]|花了|需要|投了|投入|能有)?\s*$"
)
_ABOUT_AFTER = lazy(
    r"\s*(?:多(?!少)|左右|上下(?![文游])|出头|有余|余(?![额款])|来(?=[块元的])|的样子)"
)
_SHARE_BEFORE = lazy(r"(?:持股|占股|股权|股比|股份|持有|控股|参股|入股)[^,，。；;\d]{0,6}$")
_SHARE_AFTER = lazy(r"\s*的?(?:股权|股份|股比|股)")
_FOREIGN_BEFORE = lazy(r"(?:[$€£]|usd|hkd)\s*$")
# 一 that counts nothing: 哪一家, 同一个, 一次性.
_NO_COUNT_BEFORE = lazy(r"[哪这那某同另统唯任之万逐其进]$|第$")
_IN_TURN = ("上", "下", "前", "后")
_PICKS = ("挑", "选", "择", "拣")
_TO_APPLY = lazy(
    "(?:地方|区|最[高多大][^,。;!?]{0,4}的?)?(?:[来去](?=[报申领拿享]))?(?:[报领享](?!告|导|袖|表|批)|申[请报领]|拿(?!来)|就[报领拿])"
)
_TURNS = frozenset("轮次回条句批版期季届")
_TIMES = frozenset("次回")
_MONEY = frozenset({Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_UNIT})
_FEW = frozenset("两二三四五")
_EACH = lazy("(?:每|单价|一[平度张个台次]|[卖收才只])[^,。;!?，；！？]{0,6}$")
_SMALL_CHANGE = lazy("块(?:钱|[一二三四五六七八九半\\d])")
_SAYS_AGAIN = lazy("(?:再|重新?)(?:说|算|报|讲|来|看|列|问|念|核|测|发|给)$")
_NOT_A_NUMBER = lazy(
    r"[一二两三四五六七八九十]?(?:分(?!之|钱)|些|定|般|起|直|共|样|旦|下|向|体|切|致|流|方面|线城)|一[批行类]"
)
_RANGE_HEAD = lazy(rf"\s*(?:-|—|–|~|到|至)\s*[\d{_HAN}]", re.ASCII)
_NEAR_HEAD = lazy(rf"、[{_HAN}][十百千万亿]")
_RUN = lazy(rf"(?:\d+|[{_HAN}]+)", re.ASCII)
# The x of 65万x12 and 12x65万 is a times sign, that of 1080x1920 is not.
_CROSS = lazy(
    r"(?<=[万亿元千百w个台套份月年])x(?=\d)|(?<=\d)x(?=\d{1,9}(?:\.\d{1,9})?[万亿千百元w])",
    re.ASCII,
)
_BLOT = "\x00"
_NO_NUMBER = ("零部", "零件")
"""零部件: no count of nothing."""
_RESOLUTION = lazy(r"\s*(?:超高清|高清|视频|屏|分辨率|显示|上下文|窗口|token)")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in order, without overlap, with offsets into this text.

    Numbers without a definite value (几百万) are left out. An amount without 元 is YUAN when it
    ends in 万, 亿, w or k; 30万台 is a COUNT.

    >>> for q in find_quantities("租了120平，月租3万，补三成"):
    ...     print(q.text, q.value, q.unit)
    120平 120 square_metre
    3万 30000 yuan_per_month
    三成 0.3 percent
    """
    folded = _CROSS.sub("*", same_length_fold(text))
    if not _NUMERAL.search(folded):
        return ()
    found: list[Quantity] = []
    marks = deque(find_marks(folded))
    for quantity in _read_all(_masked(folded, marks)):
        while marks and marks[0].start < quantity.start:
            _append_mark(folded, marks.popleft(), found)
        if not found or quantity.start >= found[-1].end:
            found.append(quantity)
    for mark in marks:
        _append_mark(folded, mark, found)
    found = carry_wan(folded, apply_headers(folded, close_ranges(folded, found)))
    found = carry_by_sum(folded, found)
    found = by_the_year(folded, add_rates(folded, join_durations(folded, found)))
    named = (replace(q, text=text[q.start : q.end]) for q in found)
    return tuple(q for q in named if q.text not in _NO_NUMBER and not _counts_answers(folded, q))


_ANSWERS = lazy("(?:数|答案|结果)(?:字|目)?(?=[,，。;；!！?？、]|[都也要写算报给列分各]|$)")


def _counts_answers(folded: str, quantity: Quantity) -> bool:
    """Whether a count says how answers are wanted (以上五个数都写上, 一项一项说)."""
    if quantity.unit is not Unit.COUNT:
        return False
    low, high = quantity.start, quantity.end
    own, size = folded[low:high], high - low
    if own[:1] in ("一", "1") and own in (folded[high : high + size], folded[low - size : low]):
        return True  # 麻烦一项一项说
    return quantity.classifier[:1] == "个" and _ANSWERS.match(folded, high) is not None


def _masked(folded: str, marks: Iterable[Mark]) -> str:
    """The text with every mark blotted out: no number or unit may run into one."""
    pieces: list[str] = []
    at = 0
    for mark in marks:
        pieces += [folded[at : mark.start], _BLOT * (mark.end - mark.start)]
        at = mark.end
    return "".join(pieces) + folded[at:]


def _append_mark(folded: str, mark: Mark, found: list[Quantity]) -> None:
    if mark.role != "skip" and (not found or mark.start >= found[-1].end):
        found.append(_marked(folded, mark))


def _read_all(text: str) -> Iterator[Quantity]:
    at = 0
    while match := _START.search(text, at):
        quantity = _read_one(text, match)
        if quantity is None:
            at = max(match.end(), _skip_end(text, match.start()))
        else:
            yield quantity
            at = quantity.end


def _skip_end(text: str, start: int) -> int:
    """Return where to go on after a number that is none, so that no part of it is read."""
    numeral = read_number(text, start)
    run = _RUN.match(text, start)
    return max(start + 1, numeral.end if numeral else run.end() if run else 0)


_PAIR_OF = {"年": Unit.YEAR, "月": Unit.MONTH, "天": Unit.DAY}


def _read_one(text: str, match: re.Match[str]) -> Quantity | None:
    start = match.start()
    if match["all"]:
        return _quantity(text, start, match.end(), Decimal(1), Unit.PERCENT)
    if match["named"]:
        return _quantity(text, start, match.end(), Decimal("0.5"), Unit.PERCENT)
    if match["half"]:
        return _read_half(text, match)
    if match["pair"]:
        value = Decimal(2 if match["pair"] == "俩" else 3)
        unit = _PAIR_OF.get(text[match.end() : match.end() + 1])
        if unit is not None:  # 租俩年
            return _quantity(text, start, match.end() + 1, value, unit)
        return _quantity(text, start, match.end(), value, Unit.COUNT, classifier="个")
    if match["per"]:
        return _read_per(text, match)
    if match["share"]:
        return _read_share(text, match)
    return _read_plain(text, start)


def _read_half(text: str, match: re.Match[str]) -> Quantity | None:
    of = match["of"]
    if "亿" in of:
        return _read_plain(text, match.start())
    unit = {"年": Unit.YEAR, "天": Unit.DAY}.get(of, Unit.MONTH)
    return _quantity(text, match.start(), match.end(), Decimal("0.5"), unit)


def _read_per(text: str, match: re.Match[str]) -> Quantity | None:
    numeral = read_number(text, match.end())
    if numeral is None:
        return None
    base = {"百": 100, "千": 1000, "万": 10000}[match["base"]]
    return _quantity(text, match.start(), numeral.end, numeral.value / base, Unit.PERCENT)


def _read_share(text: str, match: re.Match[str]) -> Quantity | None:
    """Read 三分之二 as a fraction; one that is not exact in 28 digits is approximate."""
    below = read_number(text, match.start())
    above = read_number(text, match.end())
    if below is None or above is None or below.value == 0 or text[below.end] != "分":
        return None
    value = above.value / below.value
    exact = value * below.value == above.value
    quantity = _quantity(text, match.start(), above.end, value, Unit.PERCENT)
    return quantity if exact else replace(quantity, approximate=True)


def _read_plain(text: str, start: int) -> Quantity | None:
    numeral = read_number(text, start)
    if numeral is None or _NOT_A_NUMBER.match(text, start):
        return None
    if is_torn(text, start, numeral):
        return read_torn(text, start, numeral)
    unit = read_unit(text, numeral.end)
    if unit is not None and _fits(text, start, numeral, unit):
        return _measured(text, start, numeral, unit)
    return _bare(text, start, numeral)


def _fits(text: str, start: int, numeral: Numeral, unit: UnitRead) -> bool:
    """Tell whether this unit can belong to this number: 成 to one digit, 哪一家 counts nothing."""
    word = text[start : numeral.end]
    if unit.unit is Unit.PERCENT and "成" in text[numeral.end : unit.end]:
        return len(word) == 1 or "点" in word or "." in word
    if unit.unit is Unit.SQUARE_METRE and text[numeral.end : unit.end].strip() == "方":
        return numeral.value >= 10
    if unit.unit is Unit.YUAN and word == "一" and text[numeral.end : unit.end] == "块":
        return False  # 一块 is together
    if unit.unit in _MONEY and word in _FEW and text[numeral.end :].startswith("块"):
        # 两块各是多少, 两块合着: so many things; two yuan are a price of each, or said with 钱
        is_price = _EACH.search(text, 0, start)
        return bool(is_price or _SMALL_CHANGE.match(text, numeral.end))
    if unit.unit is Unit.YEAR and word == "一" and text[max(0, start - 1) : start] == "同":
        return False  # 同一年 is the same year, and no length of time
    if unit.unit is Unit.COUNT and word in ("一", "1"):
        before = text[max(0, start - 1) : start]
        if before in _IN_TURN and unit.classifier in _TURNS:
            return False  # 上一轮, 下一次 is which one
        if before == "头" and unit.classifier in _TIMES:
            return False  # 头一回 is the first time, 头一条 the first of several
        if unit.classifier in _TIMES and _SAYS_AGAIN.search(text, max(0, start - 3), start):
            return False  # 再说一次
        if before in _PICKS and _TO_APPLY.match(text, unit.end):
            return False  # 挑一个报, 选一家领: where it is applied for
        return not _NO_COUNT_BEFORE.search(text, max(0, start - 1), start)
    return True


def _measured(text: str, start: int, numeral: Numeral, unit: UnitRead) -> Quantity:
    value = numeral.value * unit.factor + unit.extra
    if text[numeral.end : unit.end].strip() == "折" and numeral.value >= 10:
        value = numeral.value / 100  # 八五折, 85折
    quantity = _quantity(
        text, start, unit.end, value, unit.unit, classifier=unit.classifier, role=unit.role
    )
    if unit.unit is Unit.PERCENT and _is_share(text, quantity):
        quantity = replace(quantity, role="share")
    return _blurred(quantity, numeral)


def _blurred(quantity: Quantity, numeral: Numeral) -> Quantity:
    approximate = quantity.approximate or numeral.is_approximate
    if (approximate, numeral.high) == (quantity.approximate, quantity.high):
        return quantity
    return replace(quantity, approximate=approximate, high=numeral.high)


def _is_share(text: str, quantity: Quantity) -> bool:
    start = max(0, quantity.start - 12)
    return bool(
        _SHARE_BEFORE.search(text, start, quantity.start) or _SHARE_AFTER.match(text, quantity.end)
    )


def _bare(text: str, start: int, numeral: Numeral) -> Quantity | None:
    """Read a number without a unit: money when it says 万 or stands behind ¥, else a NUMBER."""
    word = text[start : numeral.end]
    if text.startswith("级", numeral.end) and word[0] in _HAN and word[-1] in "百千万":
        return None  # 十万级车间, 百级: the name of a grade
    is_money = bool(MONEY_BEFORE.search(text, max(0, start - 4), start))
    is_money = is_money or (numeral.scale >= 1000 and any(unit in word for unit in "万亿w"))
    is_money = is_money or is_sum(text, word, numeral.end)
    is_money = is_money or ("k" in word and not _RESOLUTION.match(text, numeral.end))
    if not is_money and word[0] in _HAN and not _is_definite_han(text, start, numeral):
        return None
    role = "amount"
    if _FOREIGN_BEFORE.search(text, max(0, start - 4), start):
        is_money, role = False, "foreign"
    if word.isdecimal() and len(word) == 4 and 2015 <= numeral.value <= 2035 and not is_money:
        role = "calendar"
    unit = Unit.YUAN if is_money else Unit.NUMBER
    quantity = _quantity(text, start, numeral.end, numeral.value, unit, role=role)
    return _blurred(quantity, numeral)


def _is_definite_han(text: str, start: int, numeral: Numeral) -> bool:
    """Tell 三百二十, 三点五 and the 三 of 三到五家 from the 一 and 十 of other words."""
    word = text[start : numeral.end]
    if "点" in word or (numeral.has_unit and len(word) > 1):
        return True
    return bool(_RANGE_HEAD.match(text, numeral.end) or _NEAR_HEAD.match(text, numeral.end))


def _marked(folded: str, mark: Mark) -> Quantity:
    torn = torn_mark(folded, mark.start) if mark.role == "identifier" else None
    if torn is not None:
        return torn
    digits = re.compile(rf"\d+(?:\.\d+)?|[{_HAN}百]+").search(folded, mark.start, mark.end)
    numeral = read_number(folded[: mark.end], digits.start()) if digits else None
    value = numeral.value if numeral else Decimal(0)
    return Quantity(value, Unit.NUMBER, mark.start, mark.end, "", role=mark.role)


def _quantity(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    unit: Unit,
    *,
    classifier: str = "",
    role: str = "amount",
) -> Quantity:
    about = _ABOUT.search(text, max(0, start - 8), start)
    is_time = unit in (Unit.YEAR, Unit.MONTH, Unit.DAY)
    approximate = bool(about and not (is_time and about.group().strip() == "近"))
    after = _ABOUT_AFTER.match(text, end)
    if after:
        approximate = True
    return Quantity(plain(value), unit, start, end, "", classifier, approximate, role)
