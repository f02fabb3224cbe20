"""Read the numbers that stand in policy text, with their units: 50%, 1000万元, 36个月, 三年, 1:1.

Used to prove that each number of a rule stands in the words it quotes, and that each number of a
clause is either in a rule or listed as not ruled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.errors import NumeralError
from assistant.rules.measure import Measure
from assistant.text.audiences import OF_AUDIENCE
from assistant.text.cells import units_of_columns
from assistant.text.money import share_of
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy
from assistant.text.traditional import to_simplified

_FOREIGN = "美元|港元|港币|欧元|日元|英镑"
_SCALE = {"亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_THINGS = (
    "标准箱|标箱|TEU|吨标准煤|吨标煤|蒸吨|立方米|架次|航次|班次|车次|人天|间夜|公里|公斤|兆瓦时|兆瓦"
    "|人次|人(?!民)|名|家|户|个(?!月)|台|套|件|次|场|辆|吨|亩|册|张|平方米|平米|千瓦时|千瓦"
    "|头|只|羽|株|床|瓦|篇|条|款|种|集|单|位|座|片|块|尾|粒|枚|瓶|盆|棵|株|艘|架|列|只|学时|课时|小时|分钟"
)
MANY_THINGS = (
    "个月|平方米|平米|立方米|批次|架次|航次|班次|人次|场次|间夜|公里|公斤|标准箱|标箱|亩"
    "|吨|人(?!民)|名|家|户|张|台|套|辆|头|只|羽|株|床|间|栋|艘|架|场|件"
    "|周岁|天|小时"
)
"""What is counted in words as well: 三百亩, 五千批次."""
_UNITS = (
    rf"(?:[万亿]\s*)?(?:元|{_FOREIGN})|[万亿]\s*(?:{_THINGS})"
    r"|[万亿]\s*(?!人民币|美|港|欧|日|英)[\u4e00-\u9fa5]{1,4}?(?=\(不?含\)|及?以[上下]|[至到-]\d)"
    r"|[万亿]\s*(?!人民币|美|港|欧|日|英|奖|补|资|投|贷)[\u4e00-\u9fa5]{1,3}?(?=的[,，])"
    r"|[万亿](?!\w*[万亿])|%|‰"
    "|个百分点|个月|月|年|平方米|个|家|台|次|项|名|人|倍|强"
)
"""5万匹以上: of whatever has no measure word that is listed, so many from there on."""
_CURRENCY = lazy(f"{_FOREIGN}|元")
_PEOPLE = lazy("人")
"""1万至2万人次: whose 万 is that of each end."""
_SAME = str.maketrans("（）％０１２３４５６７８９", "()%0123456789")
_WORDS = {
    **dict.fromkeys(("减半", "折半", "一半", "半数", "半额"), Decimal("0.5")),
    **dict.fromkeys(
        ("翻倍", "加倍", "双倍", "翻一番", "提高一倍", "增加一倍", "上浮一倍"), Decimal(2)
    ),
}
_WHOLE = lazy("全额(?=(?:给予|予以)?(?:补|奖|资助|支持))|全免|免收|免租金?|免除")
"""Shares that stand in a text as words."""
SHARE = lazy(
    r"(?<![\d/.A-Za-z])(?P<part>[1-9])/(?P<whole>[3-9]|10)(?![\d/.A-Za-z年月日])"
    "|(?<![百千万第])(?P<han_whole>[三四五六七八九十])分之(?P<han_part>[一二三四五六七八九])(?![十百])"
)
"""1/3, 三分之二: a share that is written as a fraction."""
TENTHS = lazy(
    "(?<![一二两三四五六七八九十百千第])(?P<n>[一二两三四五六七八九])成(?![立果效功员本长交年品型份])"
)
"""保费的七成: a share in tenths."""
HALF_OF = lazy(
    "(?<=[费额款金入出本价息资])的(?P<half>一半)(?=[,，。;；)）\\n]|给予|予以|补|奖|资|支持|$)"
)
"""保费的一半: half of a sum, no half of what another case is paid."""
_SERIES = r"(?:\d+(?:\.\d+)?%[、和及])*$"
_UP = lazy(
    f"(?:基础上?|标准上?|金额|额度),?(?:可|再|分别)*(?:上浮|上调|提高|增加){_SERIES}|(?:上浮|上调){_SERIES}"
)
"""分别上浮10%、20%: the second as well."""
_BEFORE = 24
_ARABIC = lazy(
    r"(?P<from>\d+(?:\.\d+)?)\s*(?P<from_scale>[万亿])?\s*(?:[—–~～-]|[至到])\s*(?P<to>\d+(?:\.\d+)?)\s*"
    rf"(?P<to_scale>[万亿])?(?:\(不?含\))?\s*(?P<range_unit>{_UNITS})"
    r"|(?<![\d:：∶])(?P<left>\d+)\s*[:：∶]\s*(?P<right>\d+)(?!\d*\s*[:：∶])"
    rf"|(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>{_UNITS})?",
    re.ASCII,
)
_HAN = lazy(
    "(?<![上下近第一二三四五六七八九十])(?P<han>[二两三四五六七八九十])(?P<unit>年|次|个月|个|家|晚|夜)"
)
_HAN_SUM = lazy(
    "(?P<n>[一二两三四五六七八九十百千零]+(?P<scale>[万亿])?)"
    "(?P<unit>元|(?<=[万亿])(?:人次|人(?!民)|吨|亩|户|件|台|套|家|辆))"
)
_HAN_MANY = lazy(
    "(?<![第一二两三四五六七八九十百千万])(?P<n>[一二两三四五六七八九][百千][一二两三四五六七八九百十零]*|[二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九])"
    f"(?P<unit>{MANY_THINGS})"
)
"""三百亩, 五千批次, 三十六个月: a number of things in words."""
_PER_CENT = lazy(
    "(?P<of>百分|千分)之(?P<n>[一二三四五六七八九十百零两]+(?:点[零一二三四五六七八九]+)?)"
)
"""百分之二十五, 百分之一点五, 千分之五: a rate in words."""
_HAN_VALUE = {word: Decimal(n) for n, word in enumerate("零一二三四五六七八九十")} | {
    "两": Decimal(2)
}


@dataclass(frozen=True, slots=True)
class QuotedNumber:
    """A number in a text: ``value`` in yuan, as a fraction, or plain; offsets, end exclusive."""

    value: Decimal
    unit: str
    measure: Measure
    start: int
    end: int


def quoted_numbers(text: str) -> tuple[QuotedNumber, ...]:
    """The numbers of a text in order.

    >>> [(str(n.value), n.unit) for n in quoted_numbers("按50%,最高1000万元,连续三年")]
    [('0.5', '%'), ('10000000', '万元'), ('3', '年')]
    """
    found: list[QuotedNumber] = []
    text = to_simplified(text).translate(_SAME)  # of the same length
    units = units_of_columns(text)
    shares = [
        QuotedNumber(value, "/", Measure.FRACTION, *match.span())
        for match in SHARE.finditer(text)
        if (value := read_share(match)) is not None
    ]
    for match in _ARABIC.finditer(text):
        if any(one.start <= match.start() < one.end for one in shares):
            continue
        if match["range_unit"]:
            unit = "".join(match["range_unit"].split())
            for end in ("from", "to"):
                scale = match[f"{end}_scale"] or match["to_scale"] or ""
                is_plain = unit[:1] in _SCALE or not (_CURRENCY.match(unit) or _PEOPLE.match(unit))
                whole = unit if is_plain else scale + unit
                found.append(_number(match[end], whole, text, *match.span(end)))
        elif match["left"]:
            ratio = (
                Decimal(match["left"]) / Decimal(match["right"]) if int(match["right"]) else None
            )
            if ratio is not None:
                found.append(QuotedNumber(ratio, ":", Measure.FRACTION, *match.span()))
        else:
            unit = "".join((match["unit"] or "").split())
            own = units.get(match.end("number"))
            unit = own.unit.partition("/")[0] if own is not None else unit
            found.append(_number(match["number"], unit, text, *match.span()))
    found = [_raised(number, found, text) for number in found]
    for word, share in _WORDS.items():
        for match in re.finditer(word, text):
            found.append(QuotedNumber(share, word, Measure.FRACTION, *match.span()))
    found += shares
    found += [
        QuotedNumber(Decimal(1), match.group(), Measure.FRACTION, *match.span())
        for match in _WHOLE.finditer(text)
    ]
    found += _in_words(text)
    return tuple(sorted(found, key=lambda number: number.start))


def _in_words(text: str) -> Iterator[QuotedNumber]:
    """百分之二十五, 二十万元, 三年."""
    for match in _PER_CENT.finditer(text):
        share = rate_in_words(match["n"])
        if share is not None:
            share = share / 10 if match["of"] == "千分" else share
            yield QuotedNumber(share, "%", Measure.FRACTION, *match.span())
    for match in TENTHS.finditer(text):
        yield QuotedNumber(_HAN_VALUE[match["n"]] / 10, "%", Measure.FRACTION, *match.span())
    for match in _HAN_SUM.finditer(text):
        sum_ = _han_sum(match["n"])
        if sum_ is not None:
            unit = f"{match['scale'] or ''}{match['unit']}"
            measure = Measure.MONEY if match["unit"] == "元" else Measure.PLAIN
            yield QuotedNumber(sum_, unit, measure, *match.span())
    for match in _HAN_MANY.finditer(text):
        many = _han_sum(match["n"])
        if many is not None:
            yield QuotedNumber(many, match["unit"], Measure.PLAIN, *match.span())
    for match in _HAN.finditer(text):
        value = _HAN_VALUE[match["han"]]
        yield QuotedNumber(value, match["unit"], Measure.PLAIN, *match.span())


def read_share(match: re.Match[str]) -> Decimal | None:
    """The value of a `SHARE`; None where it is no part of a whole."""
    part = int(match["part"] or _HAN_VALUE[match["han_part"]])
    whole = int(match["whole"] or _HAN_VALUE[match["han_whole"]])
    return share_of(part, whole) if part < whole else None


_ACTUAL = lazy(
    "(?:按照?|依照)(?:其)?实际(?:[^,;，；。0-9]{0,10}?(?:费用|支出|投入|成本|价款)|发生额?)"
    "(?:的?(?:全额|总额|金额))?(?:据实|全额)?(?:给予|予以)?(?:补|奖|资|支持)"
)


_NEVER_MORE = lazy(
    "(?:不超过|不得超过|不高于|不得高于)(?:其|本人|个人|该)?[^,;，；。0-9不]{0,6}实际"
    "[^,;，；。0-9不]{0,10}?(?:租金|房租|费用?|支出|金额|价款|投入|成本|开支|价格|投资额?)"
    "(?=为限|的?(?:总额|全额)|[,;，；。]|$)"
)


_WHERE_LESS = lazy(
    "实际[^,;，；。0-9]{0,8}(?:低于|不足|少于|不到)[^,;，；。0-9]{2,8}的[,，]?则?(?:按照?|以)(?:其)?实际"
    "[^,;，；。0-9不]{0,6}?(?:租金|房租|费用|支出|缴费额?)"
)
"""实际租金低于上述标准的按实际租金发放: no more than that."""


def wholes(text: str) -> Iterator[QuotedNumber]:
    """按实际改造费用给予补助 pays the whole of it, though no number says so.

    And 不超过实际月租金 limits a sum to the whole of another.
    """
    simple = to_simplified(text)
    for pattern in (_ACTUAL, _NEVER_MORE, _WHERE_LESS):
        for match in pattern.finditer(simple):
            yield QuotedNumber(Decimal(1), "全额", Measure.FRACTION, *match.span())
    for match in _FROM_NTH.finditer(simple.translate(_SAME)):
        # 从第6个网点起: the sum before it is for five of them.
        yield QuotedNumber(Decimal(match["n"]) - 1, "第", Measure.PLAIN, *match.span())


_FROM_NTH = lazy(r"第(?P<n>\d{1,9})[^\d,，;；。]{0,8}起")
_EACH = lazy("每[^,;，；。0-9]{0,8}$|按照?[^,;，；。0-9每]{2,16}$")
_PAID = lazy("[^;；。0-9]{0,14}(?:给予?|予以|奖励?|补助|补贴|资助|支持|扶持)[^,;，；。0-9]{0,8}")


def shares_for_each(text: str) -> Iterator[tuple[QuotedNumber, QuotedNumber]]:
    """每1000万个奖励5万元 is also 0.005 yuan for one, 每100万元奖励1万元 a hundredth of the sum.

    Each such share with the sum that it is of.
    """
    plain = to_simplified(text).translate(_SAME)
    found = quoted_numbers(text)
    for each, paid in pairwise(found):
        is_amount = each.measure in (Measure.PLAIN, Measure.MONEY, Measure.FOREIGN)
        if not is_amount or paid.measure is not Measure.MONEY or each.value <= 1:
            continue
        before, between = plain[max(0, each.start - 18) : each.start], plain[each.end : paid.start]
        if _EACH.search(before) is None or _PAID.fullmatch(between) is None:
            continue
        measure = Measure.FRACTION if each.measure is Measure.MONEY else Measure.MONEY
        share = paid.value / each.value
        yield QuotedNumber(share, f"每{each.unit}", measure, paid.start, paid.end), paid
    for paid in found:
        bare = _EACH_MANY.search(plain, max(0, paid.start - 18), paid.start)
        if bare is not None and paid.measure is Measure.MONEY:
            share = paid.value / _MANY[bare["many"]]
            yield QuotedNumber(share, f"每{bare['many']}", Measure.MONEY, *bare.span()), paid


_MANY = {"万": Decimal(10) ** 4, "亿": Decimal(10) ** 8, "百万": Decimal(10) ** 6}
_EACH_MANY = lazy("每(?P<many>百万|万|亿)(?!元)[^,;，；。0-9]{1,8}$")
"""每万平方米1.2万元 is also 1.2 yuan for one."""


def rate_in_words(words: str) -> Decimal | None:
    """Per cent in words as a fraction: 二十五, 百, 一点五."""
    whole, _, decimals = words.partition("点")
    value = Decimal(100) if whole == "百" else _han_sum(whole)
    if value is None:
        return None
    digits = "".join(str(_HAN_VALUE[one]) for one in decimals)
    return (value + (Decimal(f"0.{digits}") if digits else 0)) / 100


def _han_sum(words: str) -> Decimal | None:
    try:
        return parse_number(words)
    except NumeralError:
        return None


def _raised(number: QuotedNumber, found: list[QuotedNumber], text: str) -> QuotedNumber:
    """上浮20% is 1.2 of the sum before; 提高5个百分点 what the rate before it becomes."""
    before = text[max(0, number.start - _BEFORE) : number.start]
    if number.unit == "%" and _UP.search(before):
        return replace(number, value=1 + number.value, unit="上浮")
    if number.unit == "个百分点":
        rates = [n for n in found if n.unit == "%" and n.start < number.start]
        if rates and re.search("(?:提高|增加|上浮|提升)$", before):
            return replace(number, value=rates[-1].value + number.value)
    return number


def _number(digits: str, unit: str, text: str, start: int, end: int) -> QuotedNumber:
    value = Decimal(digits.replace(",", ""))
    scale = unit[:1] if unit[:1] in _SCALE else ""
    currency = unit.removeprefix(scale)
    is_thing = bool(currency) and _CURRENCY.match(currency) is None
    if scale and is_thing:  # 1万人 is a number of people
        return QuotedNumber(value * _SCALE[scale], unit, Measure.PLAIN, start, end)
    if scale and not currency and OF_AUDIENCE.search(text, 0, start) is not None:
        return QuotedNumber(value * _SCALE[scale], "", Measure.PLAIN, start, end)
    if scale and not currency:  # 300万、500万美元: the currency of a list stands at its end
        later = _CURRENCY.search(text, end, end + 40)
        currency = later.group() if later else "元"
    if _CURRENCY.fullmatch(currency):
        scaled = value * _SCALE.get(scale, Decimal(1))
        if currency == "元":
            return QuotedNumber(scaled, f"{scale}元", Measure.MONEY, start, end)
        return QuotedNumber(scaled, currency, Measure.FOREIGN, start, end)
    if unit in ("%", "‰", "个百分点"):
        share = value / (1000 if unit == "‰" else 100)
        return QuotedNumber(share, unit, Measure.FRACTION, start, end)
    if unit == "倍":
        return QuotedNumber(value, unit, Measure.FRACTION, start, end)
    return QuotedNumber(value, unit, Measure.PLAIN, start, end)
