"""A rate for each of some years.

前两年全额补贴、第三年补贴50%; 前三年分别按租金的100%、70%、50%.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.intake.base_of import base_of
from assistant.intake.draft import Row
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.lists import EachOf
from assistant.text.pattern import lazy

_NTH = "(?:[一二三四五六七八九]年|Ⓒ)"
_YEARS = (
    rf"(?:[前后](?:[一两二三四五]年|Ⓒ)|第(?:{_NTH}|[一二三四五六七八](?=[至到、和及-]))(?:[至到、和及-]+第?{_NTH})?"
    "|首年|次年)"
)
_FREE = "全额|全免|免收|免租金?|免除|减半"
_YEAR_RATES = re.compile(
    rf"(?P<first>{_YEARS}[^{MONEY}{COUNT}{BAND}{RATE},;。¶第前后]{{0,16}}?(?:{RATE}|{_FREE})[^{MONEY}{COUNT}{BAND}{RATE},;。¶第、]{{0,8}})"
    rf"(?P<rest>(?:[,;、](?:从|自)?{_YEARS}[^{MONEY}{COUNT}{BAND}{RATE},;。¶第前后]{{0,16}}?(?:{RATE}|{_FREE})[^{MONEY}{COUNT}{BAND}{RATE},;。¶第、]{{0,8}})+)"
)
_ONE_YEAR_RATE = re.compile(
    rf"(?P<years>{_YEARS})(?P<words>[^{MONEY}{COUNT}{BAND}{RATE},;。¶]{{0,16}}?)(?P<rate>{RATE}|{_FREE})"
)
_BASE_AHEAD = lazy(
    f"(?:按照?|对)(?P<base>[^,;。:¶{MONEY}{RATE}{COUNT}{BAND}]{{2,16}}?)(?:的?一定比例)?(?:给予|予以)?(?:{AWARD})+[,:]$"
)
"""按实付租金给予补贴,: what the rates behind it are of."""
_BASE_BEHIND = lazy("的?(?P<base>租金|房租)(?:补贴|补助|奖励|资助|支持)")
_WHOLE_OF_YEAR = lazy(f"{_YEARS}[^;。¶]{{0,20}}?(?:全额|全免)[^;。¶]*?{_YEARS}[^;。¶]*$")
_BASE_OF_WHOLE = re.compile("(?P<base>[^按给予予以,;。]{2,8})(?:给予|予以)?$")


_CHARGED = re.compile(f"{RATE}[^,;。¶]{{0,3}}(?:收取|计收|缴纳|交纳|收租|征收)")
"""第三年按70%收取: what is charged, and not what is paid."""
_BEHIND_RATE = 6
_PAID_BEHIND = re.compile("(?<=..)(?:给予|予以|补贴|补助|奖励|资助|支持)+$")
_PAYS_OUT = re.compile(
    "(?:拨付|兑付|兑现|支付)(?!后)|分(?:[两二三四五]年|Ⓒ)[^,;。]{0,4}(?:发放|给付)"
)
"""补助分两年拨付,第一年拨付60%: when a sum is paid, and no rate of each year."""


_YEARS_IN_A_ROW = re.compile(
    rf"(?:(?:连续|前|首)(?P<n>[两二三四五]年|{COUNT})|第[一1]年[至到](?P<nth>第[二三四五]年)|首年、次年(?:、第三年)?)(?:内|分别|逐年|,)*"
    rf"(?:(?:按照?|对|给予)(?P<base>[^,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,24}}?)的?"
    rf"|(?P<lead>[^,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,12}}?)(?:分别|逐年)(?:按照?|给予|补助|补贴))(?P<rates>{RATE}(?:[、和]{RATE})+)"
)
"""前三年分别按当年租金的50%、40%、30%: a rate for each of so many years."""


def _years_in_a_row(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    text = skeleton.text
    match = _YEARS_IN_A_ROW.search(text, start, end)
    if match is None or _PAYS_OUT.search(text, start, match.end()) is not None:
        return None
    rates = [skeleton.at(match.start("rates") + at) for at in range(0, len(match["rates"]), 2)]
    if match["nth"]:
        if "零一二三四五".find(match["nth"][1]) != len(rates):
            return None
    elif match["n"]:
        is_sign = match["n"] == COUNT
        counted = skeleton.at(match.start("n")) if is_sign else None
        count = int(counted.value) if counted is not None else "零一二三四五".find(match["n"][0])
        if count not in (len(rates), -1) or (counted is not None and counted.unit != "年"):
            return None
    elif len(match.group().split("、第")) + match.group().startswith("首年") != len(rates):
        return None
    named = (match["base"] or match["lead"]).removesuffix("的")
    base = base_of(f"按{named}的") or named
    rows = tuple(Row(year_label(n, n), rate=rate) for n, rate in enumerate(rates, 1))
    return EachOf(rows, (), "", (base,), match.start(), match.end(), False)


def read_years(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """前2年租金全额补助,第3年至第5年补助租金的50%: a rate for each of some years."""
    text = skeleton.text
    in_a_row = _years_in_a_row(skeleton, start, end)
    if in_a_row is not None:
        return in_a_row
    match = _YEAR_RATES.search(text, start, end)
    if match is None or _PAYS_OUT.search(text, start, match.end()) is not None:
        return None
    if _CHARGED.search(text, match.start(), match.end() + _BEHIND_RATE) is not None:
        return None
    rows: list[Row] = []
    bases: list[str] = []
    following = 1
    for one in _ONE_YEAR_RATE.finditer(text, match.start(), match.end()):
        span = _years_in(skeleton, one.start("years"), one.end("years"), following)
        if span is None:
            return None
        following = span[1] + 1
        words = one["words"]
        if one["rate"] == RATE:
            rate = skeleton.at(one.start("rate"))
            words = _PAID_BEHIND.sub("", words)  # 第三年租金补贴50%
            behind = _BASE_BEHIND.match(text, one.end())  # 第一年给予100%租金补贴
            named = base_of(words if words.endswith("的") else f"{words}的")
            bases.append(named or (behind["base"] if behind is not None else ""))
        else:
            at = one.start("rate")
            first, last = skeleton.places[at], skeleton.ends[at + 1]
            is_half = one["rate"] == "减半"
            share = Decimal("0.5") if is_half else Decimal(1)
            rate = Figure(RATE, share, one["rate"], first, last, at)
            whole = _BASE_OF_WHOLE.search(words)
            is_rent = "租" in text[at : at + 5]
            bases.append(whole["base"] if whole is not None else "租金" if is_rent else "")
        rows.append(Row(year_label(*span), rate=rate))
    known = [base for base in bases if base] or [_base_ahead(text[start : match.start()])]
    if not known[0] or len(rows) < 2:
        return None
    return EachOf(tuple(rows), (), "", (known[-1],), match.start(), match.end(), False)


_MONTHS_OF = "第Ⓒ(?:个月)?[至到-]+第?Ⓒ"
_METRES = re.compile(
    rf"(?P<years>{_YEARS}|{_MONTHS_OF})[^,;。¶{MONEY}{RATE}{COUNT}{BAND}第前后]{{0,6}}?"
    rf"(?:每平方?米每个?月|每个?月每平方?米)(?:按照?|(?:{AWARD})(?!金额))*(?P<sum>{MONEY})"
    rf"(?:的标准)?(?:{AWARD})*(?:租金补贴|租金补助|租金)?"
)
_NEXT = lazy("[,;、]+(?:从|自)?")
_FEWEST = 2


def read_metres_of_years(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """第一年按每平方米每月8元,第二年按每平方米每月5元: so much for each of some years.

    Years may be told by their months (第1至第12个月).
    """
    text = skeleton.text
    first = _METRES.search(text, start, end)
    rows: list[Row] = []
    one, following, stop = first, 1, start
    while one is not None:
        span = _years_or_months(skeleton, one.start("years"), one.end("years"), following)
        if span is None or span[0] != following:
            return None
        rows.append(Row(year_label(*span), fixed=skeleton.at(one.start("sum"))))
        following, stop = span[1] + 1, one.end()
        sign = _NEXT.match(text, stop, end)
        one = _METRES.match(text, sign.end(), end) if sign is not None else None
    if first is None or len(rows) < _FEWEST:
        return None
    return EachOf(
        tuple(rows), (), "", ("",), first.start(), stop, False, per="平方米", is_monthly=True
    )


def _years_or_months(
    skeleton: Skeleton, start: int, end: int, following: int
) -> tuple[int, int] | None:
    """The years that words name, or whose months they name: 第13至第24个月 is the second."""
    figures = skeleton.within(start, end)
    if not figures or figures[-1].unit != "个月":
        return _years_in(skeleton, start, end, following)
    if len(figures) != _FEWEST:
        return None
    low, high = (int(one.value) for one in figures)
    is_whole = low % _YEAR == 1 and high % _YEAR == 0 and low < high
    return (low // _YEAR + 1, high // _YEAR) if is_whole else None


_YEAR = 12


def _base_ahead(before: str) -> str:
    """What rates are of by the words in front of the first year; ""."""
    ahead = _BASE_AHEAD.search(before)
    return base_of(before) or (ahead["base"] if ahead is not None else "")


def is_of_one_year(before: str) -> bool:
    """前两年全额补贴、第三年补贴 before a rate: it is but of one of the years."""
    return _WHOLE_OF_YEAR.search(before) is not None


def year_label(first: int, last: int) -> str:
    """What the years of a rate are called: 第1年, 第3年至第5年."""
    return f"第{first}年" if first == last else f"第{first}年至第{last}年"


def _years_in(skeleton: Skeleton, start: int, end: int, following: int) -> tuple[int, int] | None:
    """The first and the last of the years that words name; 次年 is the one that follows."""
    text = skeleton.text[start:end]
    if text == "首年":
        return 1, 1
    if text == "次年":
        return following, following
    numbers = [
        int(skeleton.at(start + i).value) if c == COUNT else "零一二三四五六七八九".index(c)
        for i, c in enumerate(text.replace("两", "二"))
        if c == COUNT or c in "一二三四五六七八九"
    ]
    if not numbers or numbers[-1] < numbers[0]:
        return None
    if text.startswith("后"):
        return following, following + numbers[0] - 1
    if text.startswith("前"):
        return (following, numbers[0]) if numbers[0] >= following else None
    return numbers[0], numbers[-1]
