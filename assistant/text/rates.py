"""Tell an amount from an amount per something: per m² and month, per month, per year, per item.

The words stand before the amount (每平每月100元, 年租金360万, 每台35万) or behind it (100元/㎡/月).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import takewhile

from assistant.text.numerals import read_number
from assistant.text.pattern import lazy
from assistant.text.units import CLASSIFIERS, Quantity, Unit

_SQM = r"(?:平方米|平方|平米|平|㎡|m2|m²|方|sq\.?\s?m(?:et(?:er|re)s?)?(?![a-z]))"
_MONTH = r"(?:个?月|(?:month|mo)(?![a-z]))"
_PER = r"(?:[/每]|per\s?|an?\s)"
_ITEM = rf"(?:{CLASSIFIERS})"
_PERSON = "(?:人(?!民)|位|名)"
# The item of a price that is also per period: 每人每月5000元.
_NOT_ONE = r"(?<![\d十百千万零二三四五六七八九])"
_ITEM_BEFORE = lazy(
    rf"(?:[每单]|(?:{_NOT_ONE}|(?<=[a-z]\d)|(?<=[a-z]\d\d)|(?<=[a-z]\d\d\d))[一1])\s*(?P<of>{_ITEM}|{_PERSON})"
    r"(?![月年季天日])[^\d,，。；;!?！？每]{0,4}$"
)
_PERIOD = (
    rf"每个?月|per\s?month|monthly|(?<![个\d半两])(?:月租金?|月房租|月均|月付|月费)|{_NOT_ONE}[一1]个月|每个?季度?|按季度?|季付|{_NOT_ONE}[一1]个?季度|每年"
    r"|(?<![0-9去前今明后一二两三四五六七八九十半几])(?:年租金?|年房租|年付|年交|年缴)"
    r"|(?<![上去近第这那前今过下后新\d十百千二三四五六七八九])[一1]年(?!半)|每天|每日|一天"
    rf"|每(?:周|星期|礼拜)|{_NOT_ONE}[一1](?:周|个?星期|个?礼拜)"
    rf"|每个?半年|半年[交付缴结]|季[付缴交],?(?:一次|每次|每期|一期)?|(?<![一二三四1-4前后上下第])季度(?=租金|房租)|每?(?:三个月|3个月|半年|个?季度?)一[交付缴结],?(?:一次|每次|每期|一期)?|每?(?:三个月|3个月|半年)[交付缴结]一次"
    rf"|每个?(?:小时|钟头)|{_NOT_ONE}[一1]个?(?:小时|钟头)"
)
_TAIL = (
    r"(?:(?<=每年)(?:实付|实际(?:支付|交|付)?|净|总)的?(?=租金|房租|租|月租|费用))?"
    r"(?:的?(?:租金|房租|租|月租|费用|物业费)?(?:(?<=租)(?:一共|总共|合计)|(?<=租金)(?:一共|总共|合计))?"
    r"(?:还是|仍然?是?|依旧是?|照旧是?|[降涨升改调变谈砍减加提][到成为至]了?)?"
    r"(?:其实|实际?|净|光|就)?[是为约要得交付给花掉了小收补贴按共才只就也]{0,4}(?:房租|租金)?"
    r"(?:大概|大约|差不多|最高|不超过|需要|只要|支付|缴纳){0,2}\s?(?:¥|人民币|rmb|cny)?\s?)$"
)
_BEFORE = lazy(
    rf"(?:(?P<sqm>(?:每|单)个?{_SQM}|{_NOT_ONE}[一1]个?{_SQM})"
    rf"[^\d,，。；;!?！？一二两三四五六七八九]{{0,4}}?(?P<sqm_period>{_PERIOD})?|(?P<period>{_PERIOD}))"
    rf"{_TAIL}"
)
_EVERY_BEFORE = lazy(
    r"(?P<sqm>(?!))?(?P<sqm_period>(?!))?(?P<period>每个?(?:月|季度)|每[年天日])"
    r"(?![\u4e00-\u9fff]{0,6}(?:最[高多]|上限|封顶|不超过|可[获得拿补]|奖|资助|补[助贴]))"
    r"[^\d,，、。；;!?！？:：()每第零一二两三四五六七八九十百千]{1,8}(?:¥|人民币|rmb|cny)?\s?$"
)
"""每个月算力账单25万: what is paid stands between, in words that no list holds."""
_FIRST_QUARTER, _OTHER_QUARTER = lazy("[一1]季度?"), lazy("[二三四234]季度?")
_AFTER = lazy(
    rf"\s*(?:(?P<sqm>(?:{_PER}|一)\s*个?{_SQM})\s*(?:{_PER}|[一·])?\s*(?P<sqm_period>{_MONTH}|天|日|年)?"
    rf"|{_PER}\s*(?P<first>{_MONTH})\s*{_PER}\s*个?(?P<late>{_SQM})"
    rf"|(?P<period>{_PER}\s*{_MONTH}|monthly|一个月|[/每]\s*个?季度?|一个?季度|[/每]\s*年|一年(?!半|多|[前后内])|[/每]\s*[天日]|一天|[/每一]\s*(?:周|个?星期|个?礼拜)|[/每]\s*个?半年)"
    rf"|(?P<item>[/每一]\s*{_ITEM}|[/每]\s*(?:[十百千万亿]{_ITEM}|{_PERSON}))(?!月|点|亿|百分|性|定|共|半|实?投?[\d一二两三四五六七八九十])"
    r"(?:\s*[/每]\s*(?P<again>个?月|天|日|年|季度))?)"
)
_EACH_BEFORE = lazy(
    rf"(?:每\s*(?P<each>[十百千万亿]?{_ITEM}|{_PERSON})[^\d,，。；;!?！？每]{{0,14}}"
    rf"|(?<![\d十百千万零二三四五六七八九第哪这那某头首前后末尾])[一1](?P<one>台|辆|款|套|件|篇|项|颗|张|块|架|次(?!性)|场)[^\d,，。；;!?！？]{{0,2}}"
    r"|(?:单价|均价|单台|单辆|单个|单套|平均每?)(?P<single>台|辆|个|套|款)?[^\d,，。；;!?！？]{0,3}?)(?:¥|人民币|rmb|cny)?\s?$"
)
_MEASURE = r"(?P<of>(?:(?!每)[\u4e00-\u9fffa-z]){1,10})"
_MEASURE_BEFORE = lazy(
    rf"每\s*个?{_MEASURE}\s?(?:每(?:个?[月年天日]|个?季度))?[^\d,，。；;!?！？每]{{0,6}}$"
)
_MEASURE_AFTER = lazy(rf"\s*元?\s*(?:[/每]|一)\s*个?{_MEASURE}")
_MEASURE_HEAD = lazy(rf"\s?个?{_MEASURE}")
_ONE_TELLS = (
    r"(?:其中|有|另外?|还有)?[一1](?P<one>[\u4e00-\u9fff])"
    r"(?![\d一二两三四五六七八九十百千])[^\d,。;:!?、]{2,12}\d[^,。;:!?、]{0,6}"
)
_ONE_BEFORE = lazy(rf"(?:^|[,。;:!?、]){_ONE_TELLS}[,;、](?:另外?|还有)?$")
_ONE_BEHIND = lazy(rf"元?[,;、]{_ONE_TELLS}")
_ONE_OF_TWO = lazy(
    r"(?:[两俩2](?P<of>[\u4e00-\u9fff])[^,。;:!?、\d]{0,6}[,:])[^,。;:!?、]{0,3}?[一1](?P=of)[^,。;:!?、]{1,12}[,;、]"
    r"[^,。;:!?、]{0,3}?[一1](?P=of)(?:[\d一二两三四五六七八九十百千])"
)
"""合同两张,一张三百六十万,一张两百二十万: as many are told as were counted."""
_ONE_BARE = lazy(
    r"(?:^|[,;、。:])(?:另外?|还有|再)?[一1](?P<one>[\u4e00-\u9fff])(?=[\d一二两三四五六七八九十])"
)
_ASIDE = 40
_HOUR = re.compile("小时|钟头")
_WEEK = re.compile("周|星期|礼拜")
_THREE_MONTHS = re.compile("每?(?:三|3)个月")
_NEIGHBOURS = 4
_TO_THE_YUAN = {Unit.YUAN_PER_MONTH: 1000, Unit.YUAN_PER_YEAR: 10_000}
_TO_THE_YUAN_EACH = {"月": 1000, "年": 10_000, "季度": 1000, "半年": 1000, "周": 500, "天": 100}
"""A bare number below it may be of 万, as the sums told before (一年1300 of a contract)."""
_IN_RATES = (1, 3, Decimal("0.5"))
"""一次, 三个月, 半年: what a price may be said to be for."""
_LEAST_MEASURE = 2
"""A measure of one character is listed, or is none."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one amount is per.

    `start` and `end` enclose the words of the rate and the amount: a quantity inside them (一年 in
    一年交40万) belongs to the rate.
    """

    unit: Unit
    classifier: str
    start: int
    end: int


def add_rates(text: str, found: list[Quantity]) -> list[Quantity]:
    """Return the quantities with every amount that is per something marked as such.

    A duration or area that only says what an amount is per is left out, a counted item too when
    the text counts such items elsewhere: 买了5台，一台24万 counts five.
    """
    found = name_measures(text, found)
    rated: list[Quantity] = []
    ranges: list[tuple[int, Rate]] = []
    since = 0
    for index, quantity in enumerate(found):
        if quantity.unit is Unit.YUAN and quantity.role == "amount":
            rate = find_rate(text, quantity.start, quantity.end, since=since)
            since = quantity.end
            if rate and not _is_absurd_rent(rate, quantity.value):
                ranges.append((index, rate))
                quantity = replace(quantity, unit=rate.unit, classifier=rate.classifier)
        elif quantity.unit is Unit.NUMBER and quantity.role == "amount":
            rate = find_rate(text, quantity.start, quantity.end, since=since)
            if rate and (rate.unit is Unit.YUAN_PER_SQM_MONTH or _is_paid_for_time(rate, quantity)):
                ranges.append((index, rate))
                quantity = replace(quantity, unit=rate.unit, classifier=rate.classifier)
        rated.append(quantity)
    return [q for i, q in enumerate(rated) if not _belongs_to_rate(i, q, ranges, rated)]


def _is_paid_for_time(rate: Rate, quantity: Quantity) -> bool:
    """Whether a bare number is told to the yuan for each month or year: 每月降到18000."""
    each = _TO_THE_YUAN_EACH.get(rate.classifier.rpartition("·")[2], quantity.value + 1)
    return quantity.value >= _TO_THE_YUAN.get(rate.unit, each)


def name_measures(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, prices and counts in a measure that is nowhere listed read as such.

    每TB 1.8万, 260TB; 每标箱1200元, 走了300标箱: what a price is said to be for, and what stands
    behind another number, is one measure because both are written alike.
    """
    named: dict[int, Quantity] = {}
    gone: set[int] = set()
    for n, price in enumerate(found):
        is_price = price.unit is Unit.YUAN and price.role == "amount"
        words = _priced_of(text, price) if is_price else None
        if words is None:
            continue
        near = [q for q in found[max(0, n - _NEIGHBOURS) : n + 1 + _NEIGHBOURS] if q is not price]
        inside = {q.start for q in near if words.start() < q.end and q.start < words.end()}
        counted = [c for q in near if q.start not in inside
                   and (c := _counted_in(text, q, words["of"]))]  # fmt: skip
        if len({count.classifier for count in counted}) == 1:
            gone |= inside
            named.update((count.start, count) for count in counted)
            measure = counted[0].classifier
            period = _time_beside(text, price, words, len(measure))
            named[price.start] = replace(
                price,
                unit=Unit.YUAN_PER_UNIT,
                classifier=f"{measure}·{period}" if period else measure,
            )
    return [named.get(q.start, q) for q in found if q.start not in gone]


def _priced_of(text: str, price: Quantity) -> re.Match[str] | None:
    """The words that say what an amount is for one of: behind 每, or behind the amount."""
    before = _MEASURE_BEFORE.search(text, max(0, price.start - 16), price.start)
    return before or _MEASURE_AFTER.match(text, price.end)


def _time_beside(text: str, price: Quantity, words: re.Match[str], length: int) -> str:
    """The time that a price in a measure is for as well: 每个席位每月1500, 1500元/席位/月."""
    low = words.start("of") + length
    if words.start() >= price.end:
        behind = _AFTER.match(text, low)
        return _time_of(behind) if behind else ""
    between = _BEFORE.search(text, low, price.start)
    ahead = between or _BEFORE.search(text, max(0, words.start() - _NEIGHBOURS), words.start())
    return _time_of(ahead) if ahead else ""


def _time_of(match: re.Match[str]) -> str:
    """The word of the time that a price is for, as classifiers have it."""
    if match["sqm"]:
        return ""
    unit, classifier = _rate_unit(False, _period(match) or "")
    return classifier or {Unit.YUAN_PER_MONTH: "月", Unit.YUAN_PER_YEAR: "年"}.get(unit, "")


def _counted_in(text: str, quantity: Quantity, words: str) -> Quantity | None:
    """A number as a count in the measure that words begin with, None where it is of no such."""
    numeral = read_number(text, quantity.start)
    if numeral is None or quantity.unit not in (Unit.NUMBER, Unit.YUAN, Unit.COUNT):
        return None
    if quantity.unit is Unit.COUNT and quantity.classifier != "个":
        return None
    if quantity.role not in ("amount", "identifier", "unread"):
        return None
    behind = _MEASURE_HEAD.match(text, numeral.end)
    if behind is None:
        return None
    alike = takewhile(lambda two: two[0] == two[1], zip(behind["of"], words, strict=False))
    measure = "".join(one for one, _ in alike)
    rest = behind["of"][len(measure) :], words[len(measure) :]
    if measure.isascii():
        if not measure or any("a" <= r[:1] <= "z" for r in rest):
            return None
    elif len(measure) < _LEAST_MEASURE:
        return None
    end = behind.start("of") + len(measure)
    return replace(
        quantity,
        value=numeral.value,
        unit=Unit.COUNT,
        end=end,
        classifier=measure,
        role="amount",
        approximate=numeral.is_approximate,
    )


def _is_absurd_rent(rate: Rate, yuan: Decimal) -> bool:
    """A price of 3万 a square metre buys the room; no rent was meant."""
    return rate.unit is Unit.YUAN_PER_SQM_MONTH and yuan >= 2000


def _belongs_to_rate(
    index: int, quantity: Quantity, ranges: list[tuple[int, Rate]], found: list[Quantity]
) -> bool:
    if quantity.value not in _IN_RATES:
        return False
    for at, rate in ranges:
        inside = rate.start <= quantity.start and quantity.end <= rate.end
        is_quarter = quantity.unit is Unit.MONTH and quantity.value == 3 and "季" in rate.classifier
        is_half = quantity.unit is Unit.YEAR and quantity.value != 1 and "半年" in rate.classifier
        if at == index or not inside or (quantity.value != 1 and not (is_quarter or is_half)):
            continue
        if quantity.unit in (Unit.YEAR, Unit.MONTH, Unit.DAY, Unit.SQUARE_METRE):
            return True
        if quantity.unit is Unit.COUNT:
            return any(
                other.unit is Unit.COUNT and other.classifier == quantity.classifier
                for position, other in enumerate(found)
                if position != index
            )
    return False


_ONE_ROUND = ("一轮", "1轮")


def find_rate(text: str, start: int, end: int, *, since: int = 0) -> Rate | None:
    """Return the rate of the amount at `text[start:end]`; words before `since` do not count."""
    after = _AFTER.match(text, end)
    if after and (after["item"] or "").strip() in _ONE_ROUND:
        after = None  # 才融到1500万一轮: what came in, and no price
    before = _BEFORE.search(text, max(since, start - 24), start)
    if before and before.group().startswith("一天") and "了" in before.group():
        before = None  # 论坛一天花了20万: all of it
    if before and _FIRST_QUARTER.match(before.group()) and _OTHER_QUARTER.search(text):
        before = None  # 一季度80万,二季度95万: the first of the year
    before = before or _EVERY_BEFORE.search(text, max(since, start - 14), start)
    if after and not (before and _period(before) and _is_length(after)):
        return _after_rate(after, before, start)
    if before:
        unit, classifier = _rate_unit(bool(before["sqm"]), _period(before) or "月")
        item = _ITEM_BEFORE.search(text, max(since, before.start() - 8), before.start())
        if item and not before["sqm"]:
            period = classifier or ("年" if unit is Unit.YUAN_PER_YEAR else "月")
            return Rate(Unit.YUAN_PER_UNIT, f"{item['of']}·{period}", item.start(), end)
        return Rate(unit, classifier, before.start(), end)
    each = _EACH_BEFORE.search(text, max(since, start - 22), start)
    if each and not (each["one"] and _is_one_of_several(text, each["one"], each.start(), end)):
        name = each["each"] or each["one"] or each["single"] or ""
        return Rate(Unit.YUAN_PER_UNIT, name, each.start(), end)
    return None


def _is_one_of_several(text: str, measure: str, start: int, end: int) -> bool:
    """Whether a sum is told of one thing beside another one, and is no price of each.

    一场实际花了200万,一场1200万: the same measure opens another clause that tells a sum.
    """
    before = _ONE_BEFORE.search(text, max(0, start - _ASIDE), start)
    behind = _ONE_BEHIND.match(text, end)
    if any(found and found["one"] == measure for found in (before, behind)):
        return True
    near = text[max(0, start - _ASIDE) : end + _ASIDE]
    if sum(found["one"] == measure for found in _ONE_BARE.finditer(near)) > 1:
        return True  # 一场50万,一场80万,一场1200万
    counted = _ONE_OF_TWO.search(text, max(0, start - _ASIDE))
    return (
        counted is not None and counted["of"] == measure and counted.start() < start < counted.end()
    )


def _is_length(after: re.Match[str]) -> bool:
    """Whether 一年 behind an amount that is per month already is for how long (月租3万一年)."""
    return (after["period"] or "").startswith("一")


def _period(before: re.Match[str]) -> str:
    return before["sqm_period"] or before["period"] or ""


def _after_rate(after: re.Match[str], before: re.Match[str] | None, start: int) -> Rate:
    first = start
    if after["item"]:
        name = after["item"].lstrip("/每一 ") + (f"·{after['again']}" if after["again"] else "")
        return Rate(Unit.YUAN_PER_UNIT, name, start, after.end())
    has_sqm = bool(after["sqm"] or after["late"])
    period = after["sqm_period"] or after["first"] or after["period"] or ""
    if before:
        first = before.start()
        has_sqm = has_sqm or bool(before["sqm"])
        period = period or _period(before)
    unit, classifier = _rate_unit(has_sqm, period or "月")
    return Rate(unit, classifier, first, after.end())


def _rate_unit(has_sqm: bool, period: str) -> tuple[Unit, str]:
    if hour := _HOUR.search(period):
        return Unit.YUAN_PER_UNIT, hour.group()
    if "天" in period or "日" in period:
        return Unit.YUAN_PER_UNIT, "㎡·天" if has_sqm else "天"
    if _WEEK.search(period) and not has_sqm:
        return Unit.YUAN_PER_UNIT, "周"
    if "半年" in period and not has_sqm:
        return Unit.YUAN_PER_UNIT, "半年"
    if "季" in period or _THREE_MONTHS.match(period):
        return Unit.YUAN_PER_UNIT, "㎡·季度" if has_sqm else "季度"
    if has_sqm:
        return (Unit.YUAN_PER_UNIT, "㎡·年") if "年" in period else (Unit.YUAN_PER_SQM_MONTH, "")
    return (Unit.YUAN_PER_YEAR if "年" in period else Unit.YUAN_PER_MONTH), ""
