"""Units that stand once for many numbers: （万元）800, 单位：万元; 订阅80万、部署120、开发200."""

from __future__ import annotations

from collections.abc import Sequence
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
_FOR_ALL = lazy(
    r"(?:单位|金额|数字?)(?:全部?|一律|统一)?(?:都|均|全)(?:部)?(?:是|为|按|用)\s*(?:人民币)?(?P<of>(?:[百千]?万|亿|千)元?|元)(?![\d整])"
    r"|(?:都|全)(?:部)?是?[以按](?P<by>(?:[百千]?万|亿)元?|千元|元)(?:为单位|计|算)"
)
"""Behind the numbers: 420、380、160,单位都是万."""
_STOPS = lazy("[。！？!?]")


def apply_headers(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give bare numbers behind a header its unit, until a sentence ends or another header comes."""
    found = _told_behind(text, found)
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


def _told_behind(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give bare numbers the unit that is told for all of them behind them."""
    match = _FOR_ALL.search(text)
    if match is None:
        return found
    scale = Decimal(_SCALES[match["of"] or match["by"]])
    return [
        replace(q, value=plain(q.value * scale), unit=Unit.YUAN)
        if q.end <= match.start() and q.unit is Unit.NUMBER and q.role == "amount"
        else q
        for q in found
    ]


_TEN_THOUSAND = 10**4
_IN_WAN = lazy(r"[万w]元?$")
_NEXT_IN_LIST = lazy(
    r"元?(?P<stop>[、,， ])(?P<label>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:是|为|要|花了?|投了?)?"
)
_ENDS_ITEM = lazy(r"$|[、,，。;；!！?？\s]|[各能可补合总给报奖]|一共|怎")
_OF_A_ROW = lazy(
    "第[一二三四五六]|[前去今明后]年?|[甲乙丙丁]|(?:1[0-2]|[1-9一二三四五六七八九十])月|[ABCDabcd]|[他她我]们?|老."
)
"""Labels that stand in a row by themselves: years, months, parties."""
_FEWEST_IN_LIST, _MOST_TIMES = 3, 20
_LEAST_WAN, _MOST_WAN = 10, 100_000


def carry_wan(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the bare numbers of a list the 万 of its first number.

    订阅80万、部署120、开发200、调优60; 第一年300万,第二年400. A list has three numbers or more of
    like size with a label each; two are one only where the labels are of a row (years, parties).
    """
    carried = list(found)
    at = 0
    while at < len(carried):
        run = _run_from(text, carried, at)
        values = [carried[n].value for n in run]
        if len(run) > 1:
            first = carried[run[0]].value / _TEN_THOUSAND
            sizes = [first, *values[1:]]
            labels = [_label_before(text, carried, n) for n in run[1:]]
            is_row = all(_OF_A_ROW.match(label) for label in labels)
            is_alike = max(sizes) <= _MOST_TIMES * min(sizes)
            # 租金80万,面积200,员工30 is no list: only 、 makes one of any nouns.
            stop = text[carried[run[0]].end :].lstrip("元")[:1]
            is_list = stop == "、" and len(run) >= _FEWEST_IN_LIST
            if is_alike and (is_list or is_row):
                for n in run[1:]:
                    value = plain(carried[n].value * _TEN_THOUSAND)
                    carried[n] = replace(carried[n], value=value, unit=Unit.YUAN)
        at = run[-1] + 1 if run else at + 1
    return carried


def _run_from(text: str, found: Sequence[Quantity], at: int) -> list[int]:
    """The places of the numbers of a list that begins at one told in 万."""
    head = found[at]
    if (
        head.unit is not Unit.YUAN
        or head.role != "amount"
        or not _IN_WAN.search(text[head.start : head.end])
    ):
        return []
    run, stop = [at], ""
    for n in range(at + 1, len(found)):
        here = found[n]
        if here.role in ("ordinal", "calendar") or here.unit in (Unit.MONTH, Unit.YEAR):
            continue  # 第二年400, 二月90: what the number is of
        between = _NEXT_IN_LIST.fullmatch(text, found[run[-1]].end, here.start)
        is_bare = here.unit is Unit.NUMBER and here.role == "amount"
        is_bare = is_bare and _LEAST_WAN <= here.value < _MOST_WAN
        if between is None or not is_bare or not _ENDS_ITEM.match(text, here.end):
            break
        if stop and between["stop"] != stop:
            break
        stop = between["stop"]
        run.append(n)
    return run


def _label_before(text: str, found: Sequence[Quantity], n: int) -> str:
    start = max((q.end for q in found[:n] if q.unit is Unit.YUAN or q.role == "amount"), default=0)
    return text[start : found[n].start].lstrip("元、,， ")


def _ends(text: str) -> list[int]:
    """Where a header holds no longer: after a sentence, after a header of another unit (台)."""
    others = [m.end() for m in _OTHER_HEADER.finditer(text) if not _HEADER.fullmatch(m.group())]
    return others + [m.end() for m in _STOPS.finditer(text)]
