"""The figures of a clause: sums, rates, counts and bands, each a sign in a skeleton."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from assistant.errors import NumeralError
from assistant.rules.quoted_numbers import (
    HALF_OF,
    MANY_THINGS,
    SHARE,
    TENTHS,
    rate_in_words,
    read_share,
)
from assistant.text.audiences import OF_AUDIENCE
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

MONEY, RATE, COUNT, BAND = "Ⓜ", "Ⓟ", "Ⓒ", "Ⓑ"
SIGNS = MONEY + RATE + COUNT + BAND
AREA = ("平方米", "平米")
"""How a text calls a square metre."""

_N = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN_N = "[一二三四五六七八九十百千两零]+"
_CURRENCY = "美元|欧元|港元|港币|日元|英镑|人民币"
_COUNTED = (
    "个月|人天|间夜|人夜|架次|平方米|平米|立方米|标准箱|标箱|TEU|吨标准煤|吨标煤|蒸吨|航次|班次|人次|微米|纳米|nm|µm|μm|学时|课时|小时|千瓦时|千瓦|兆瓦时|兆瓦|公里|公斤|年|月|天|日|家|个|名|人|项|台|套|件|次|级|倍|亩|吨级|吨公里|箱公里|人公里|总吨|载重吨|净吨|吨|度|期|场|款|种|届|辆|集|晚|夜|头|只|羽|株|床|桌|层|列|车次|单|块|片|瓦"
    "|篇|户|栋|间|张|米|马力|批|轮|强|条|号|页|周岁|岁|周|位|架|艘|座|所|本|部|集|分钟|尾|粒|枚|瓶|盆|棵|幅|处|门|箱|口|框|桩|池|证|柜|罐|桶|袋|支(?!持)|笔|份|盏|组|孔|井(?!口)|舱|畦|塘|趟|格|根|副|泊位|车位|机位|席|座位|班(?![级列车主组])|MW|kW|GB|TB|P"
)
_BELOW = r"(?:及)?以上(?:\(含\))?[、,]?(?:且|但|至)?(?P<less>不足|不满|不到|低于)"
"""3000吨以上不足8000吨: from so many to fewer than so many."""
_BAND = re.compile(
    rf"(?P<a>{_N})(?P<am>[万亿]?)(?P<au>美元|%|元|{_COUNTED})?(?P<ain>\(不?含\))?(?:(?:(?:及)?以上)?(?:-|至|到)|{_BELOW})(?P<b>{_N})(?P<bm>[万亿]?)"
    rf"(?P<bin>\(不?含\))?(?P<unit>{_CURRENCY}|元|%|{_COUNTED})(?P<late>\(不?含\))?"
)
_MONEY = re.compile(
    rf"(?:人民币)?(?P<n>{_N}|{_HAN_N}(?=[万亿元]))(?P<m>[万亿]?)"
    rf"(?P<u>元(?:{_CURRENCY})?|{_CURRENCY}|(?<=[万亿])(?=[、\-和及,;。(]|以))"
)
_RATE = re.compile(
    rf"(?P<n>{_N})(?P<u>%|‰|个百分点)|(?P<of>百分|千分)之(?:(?P<h>{_HAN_N}(?:点{_HAN_N})?)|(?P<d>{_N}))"
)
_RATIO = re.compile(
    r"(?<!\d[:∶])(?!\d{1,2}[:∶][0-5]\d[以之前后至起开到闭关-])"
    r"(?P<a>\d+(?:\.\d+)?)[:∶](?P<b>\d+(?:\.\d+)?)(?![\d.]*[:∶]\d)"
)
"""1:1.5; 17:30以后 is a time of the day."""
_COUNT = re.compile(
    rf"(?P<n>{_N})(?:(?P<m>[万亿]?)(?P<u>{_COUNTED}))?|(?<![一二三四五六七八九十第])(?P<h>[二两三四五六七八九十]|(?<!每)(?<!每住)一(?=[晚夜])|[一二三四五六七八九]?十[一二三四五六七八九]?)"
    rf"(?P<hu>年|个月|次|家|个|项|名|晚|夜)"
)


_RANK = re.compile("[一二三四五六七八九十百千]+[万亿]?级")
_HAN_COUNT = re.compile(
    rf"(?P<n>{_HAN_N})(?:(?P<m>[万亿])(?P<u>{_COUNTED})|(?P<few>{MANY_THINGS}))"
)
_UNLISTED = re.compile(
    rf"(?P<n>{_N})(?P<m>[万亿]?)(?P<u>(?![元以及至年月日条款项号期]|人民币|美|港|欧)[\u4e00-\u9fa5]{{1,4}}?)"
    rf"(?<![级类等型星甲档代版])(?=(?:\(不?含\))?(?:及?以[上下]))"
)
"""5万匹以上, 3000窑位(含)以上: a number of what has no measure word that is listed."""
_UNLISTED_BAND = re.compile(
    rf"(?P<a>{_N})(?P<am>[万亿]?)(?P<unit>(?![元以及至年月日条款项号期]|人民币|美|港|欧)[\u4e00-\u9fa5]{{1,4}}?)(?P<ain>\(不?含\))?(?:(?:(?:及)?以上)?(?:-|至|到)|{_BELOW})"
    rf"(?P<b>{_N})(?P<bm>[万亿]?)(?P=unit)(?P<bin>\(不?含\))?"
)


class Currency(StrEnum):
    """What a sum is stated in."""

    YUAN = "元"
    DOLLAR = "美元"
    EURO = "欧元"
    HONG_KONG = "港元"
    YEN = "日元"
    POUND = "英镑"


_CURRENCIES = {"港币": Currency.HONG_KONG, "人民币": Currency.YUAN, "": Currency.YUAN}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``value`` in units of its currency, as a fraction, or plain.

    ``start`` and ``end`` are in the view's text, ``at`` is its place in the skeleton. ``upper`` and
    ``includes_upper`` are of a band, whose lower end is always included. ``unit`` is the currency
    of a sum, "%" or "‰" of a rate, or what is counted.
    """

    sign: str
    value: Decimal
    unit: str
    start: int
    end: int
    at: int
    upper: Decimal | None = None
    includes_upper: bool = True


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The text with every figure as one sign; ``places[i]`` is where ``text[i]`` begins in it."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]
    figures: tuple[Figure, ...]

    def at(self, place: int) -> Figure:
        """The figure whose sign stands at a place."""
        return next(figure for figure in self.figures if figure.at == place)

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures between two places."""
        return tuple(figure for figure in self.figures if start <= figure.at < end)


def make_skeleton(text: str) -> Skeleton:
    """Read the figures of a view's text.

    >>> make_skeleton("按费用的30%给予补助,最高100万元").text
    '按费用的Ⓟ给予补助,最高Ⓜ'
    """
    signs: list[str] = []
    places: list[int] = []
    ends: list[int] = []
    figures: list[Figure] = []
    text = _IN_TURN.sub("分别", text)
    at = 0
    while at < len(text):
        figure = _figure(text, at, len(signs))
        stop = figure.end if figure is not None else at + 1
        signs.append(figure.sign if figure is not None else text[at])
        if figure is not None:
            figures.append(figure)
        places.append(at)
        ends.append(stop)
        if figure is None and _is_bare_verb(text, at, signs):
            # 每口补4万元 is read as 每口补助4万元; the second half stands where the first does.
            signs.append(_WHOLE_VERBS[text[at]])
            places.append(at)
            ends.append(stop)
        at = stop
    return Skeleton("".join(signs), tuple(places), tuple(ends), tuple(figures))


_IN_TURN = re.compile("依次(?=(?:给予|予以|按|奖|补|资|支持|发|为|[0-9]))")
"""达到1亿元、3亿元的,依次奖励: 分别 in other words (of the same length)."""
_WHOLE_VERBS = {"补": "助", "奖": "励", "返": "还", "给": "予", "发": "放"}
_BARE_BEFORE = re.compile("[0-9]|百分之|[一二两三四五六七八九十百千]+[万元成]|每[^,;。]{1,4}[0-9]")
_AWARD_NAMED = re.compile("(?:[金银铜]|[一二三四五特]等|优秀|优胜|入围|提名)奖$")
"""金奖15万元: an award that is won, no verb."""
_BARE_BEHIND = re.compile("[,;。)¶]|$")


def _is_bare_verb(text: str, at: int, signs: list[str]) -> bool:
    """Whether a verb of one character pays: 每口补4万元, 按总保费的20%补,."""
    if text[at] not in _WHOLE_VERBS or text[at - 1 : at + 1] in (
        "奖补",
        "贴补",
        "发给",
        "付给",
        "往返",
    ):
        return False
    if _AWARD_NAMED.search(text, 0, at + 1) is not None:
        return False
    if _BARE_BEFORE.match(text, at + 1) is not None:
        return True
    return (
        text[at] in "补奖返"
        and len(signs) > 1
        and signs[-2] in (MONEY, RATE)
        and _BARE_BEHIND.match(text, at + 1) is not None
    )


def _figure(text: str, at: int, place: int) -> Figure | None:
    before = text[at - 1] if at else ""
    if re.match(r"\d+(?:[A-Z]+级|A(?![A-Za-z0-9])|人制|类(?!别|型)|等奖|英尺|英寸)", text[at:]):
        return None  # 5A级, 8人制, 2类新药, 40英尺: a name
    if re.match(r"\d+(?:\.\d+)?(?:°C|℃|摄氏度)", text[at:]):
        return None  # 库温-18°C及以下的冷冻库: how cold it is says what it is
    if _is_reference(text, at) or re.search(r"\d\.$", text[max(0, at - 2) : at]):
        return None  # 2.1 where it is the number of a clause, and the second half of it
    if before.isdigit() or (before.isascii() and before.isalpha() and text[at].isdigit()):
        return None
    for reader in (_band, _rate, _money, _count):
        found = reader(text, at, place)
        if found is not None:
            return found
    return None


_CLAUSE = lazy(r"\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.])")
_CLAUSES_BEHIND = lazy(
    r"(?:[、,和与及或至到-]第?\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.]))*"
    "(?:[条款项点目]|(?:中|的|所|项下|规定|所列|所述|明确)*(?:规定|标准|条款|政策|措施|事项|补助|奖励|奖补|补贴|资助|支持|扶持|条件|情形|两项|任一|各项|其一)"
    r"|(?:可|不|同时|可以|均|由)*(?:可?[与和同]第?\d|由|同时|叠加|重复|不得|不可))"
)
_LISTED_THERE = lazy(
    r"(?:[、,和与及或至到-]第?\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.]))*[条款项点目]?(?:中|里)?所[列述指称]"
)
_REFERS = lazy(
    "(?:第|按照?|依据|依照|根据|参照|符合|享受|适用|获得|取得|领取|执行|属于|满足|除|本?(?:措施|办法|政策|意见|细则)|[、和与及或至到同;。(,¶]|^)的?$"
)


def _is_reference(text: str, at: int) -> bool:
    """未享受2.1补助的, 符合2.1、2.2中两项的: where a clause stands, no number of a rule."""
    found = _CLAUSE.match(text, at)
    if found is not None and _LISTED_THERE.match(text, found.end()) is not None:
        return True  # 举办2.1至2.3所列赛事的
    if found is None or _CLAUSES_BEHIND.match(text, found.end()) is None:
        return False
    return _REFERS.search(text[max(0, at - _BEFORE_CLAUSE) : at]) is not None


_BEFORE_CLAUSE = 6


def _scaled(number: str, scale: str) -> Decimal | None:
    try:
        value = parse_number(number.replace(",", ""))
    except NumeralError:
        return None
    return value * {"万": 10**4, "亿": 10**8}.get(scale, 1)


def _band(text: str, at: int, place: int) -> Figure | None:
    match = _BAND.match(text, at)
    if match is None:
        return _unlisted_band(text, at, place)
    lower = _scaled(match["a"], match["am"] or (match["bm"] if not match["au"] else ""))
    upper = _scaled(match["b"], match["bm"])
    if lower is None or upper is None or upper < lower:
        return None
    noted = _ENDS_NOTED.match(text, match.end())
    unit = match["unit"]
    if unit == "元" or unit in _CURRENCY.split("|"):
        unit = _CURRENCIES.get(
            unit, Currency(unit) if unit in set(Currency) else Currency.YUAN
        ).value
    elif unit == "%":
        lower, upper = lower / 100, upper / 100
    if match["less"]:
        own = match["au"]
        if (own or unit) != match["unit"]:
            return None
        return Figure(BAND, lower, unit, at, match.end(), place, upper, includes_upper=False)
    if noted is not None:
        return _with_note(noted, Figure(BAND, lower, unit, at, noted.end(), place, upper), match)
    ends = f"{match['bin'] or ''}{match['late'] or ''}"
    # 5万元(含)至10万元: what says that it holds its lower end does not hold the upper.
    includes = "不含" not in ends and (ends != "" or match["ain"] != "(含)")
    return Figure(BAND, lower, unit, at, match.end(), place, upper, includes)


_END_NOTED = rf"(?P<not#>不)?含(?P<n#>{_N})(?P<m#>[万亿]?)[^(),、;\d]{{0,4}}"
_ENDS_NOTED = re.compile(
    rf"\((?:{_END_NOTED.replace('#', '1')}[,、])?{_END_NOTED.replace('#', '2')}\)"
)
"""1万至2万人次(含1万,不含2万), 300万元至1000万元(不含1000万元): which of its ends a band holds."""


def _with_note(noted: re.Match[str], band: Figure, match: re.Match[str]) -> Figure | None:
    """A band with what a note behind it says of its ends; None where it lacks the lower one."""
    share = Decimal(1) / 100 if band.unit == "%" else Decimal(1)
    for n in ("1", "2"):
        if noted[f"n{n}"] is None:
            continue
        value = _scaled(noted[f"n{n}"], noted[f"m{n}"])
        bare = _scaled(noted[f"n{n}"], match["bm"])
        ends = [one * share for one in (value, bare) if one is not None]
        if band.upper in ends:
            band = replace(band, includes_upper=noted[f"not{n}"] is None)
        elif band.value not in ends or noted[f"not{n}"] is not None:
            return None
    if noted["n1"] is None and band.upper is not None and noted["not2"] is None:
        # (含1万): what says that it holds its lower end does not hold the upper.
        last = _scaled(noted["n2"], noted["m2"])
        is_upper = last is not None and last * share == band.upper
        return replace(band, includes_upper=is_upper)
    return band


def _unlisted_band(text: str, at: int, place: int) -> Figure | None:
    """5万窑位(含)至10万窑位(不含): from so many to so many of the same."""
    match = _UNLISTED_BAND.match(text, at)
    if match is None:
        return None
    lower, upper = _scaled(match["a"], match["am"]), _scaled(match["b"], match["bm"])
    if lower is None or upper is None or upper < lower:
        return None
    includes = match["bin"] != "(不含)" and (bool(match["bin"]) or match["ain"] != "(含)")
    includes = includes and not match["less"]
    return Figure(BAND, lower, match["unit"], at, match.end(), place, upper, includes)


def _money(text: str, at: int, place: int) -> Figure | None:
    match = _MONEY.match(text, at)
    if match is None or (match["u"] == "" and not match["m"]):
        return None
    value = _scaled(match["n"], match["m"])
    if value is None:
        return None
    if match["u"] == "" and OF_AUDIENCE.search(text, 0, at) is not None:
        return Figure(COUNT, value, "", at, match.end(), place)
    unit = match["u"].removeprefix("元") if match["u"] != "元" else ""
    currency = _CURRENCIES.get(unit) or Currency(unit)
    if unit == "":
        # “200万-500万美元、1000万” and “300万美元、500万美元”: a bare 万 takes the next currency.
        later = re.match(rf"[^。;]{{0,30}}?({_CURRENCY}|元)", text[match.end() :])
        if match["u"] == "" and later and later.group(1) in set(Currency):
            currency = Currency(later.group(1))
    return Figure(MONEY, value, currency.value, at, match.end(), place)


def _rate(text: str, at: int, place: int) -> Figure | None:
    match = _RATE.match(text, at)
    if match is not None:
        if match["h"]:
            in_words = rate_in_words(match["h"])
            value = in_words * 100 if in_words is not None else None
        else:
            value = _scaled(match["n"] or match["d"], "")
        if value is None:
            return None
        return Figure(
            RATE,
            value / (1000 if match["u"] == "‰" or match["of"] == "千分" else 100),
            match["u"] or ("‰" if match["of"] == "千分" else "%"),
            at,
            match.end(),
            place,
        )
    share = SHARE.match(text, at)
    if share is not None and (value := read_share(share)) is not None:
        return Figure(RATE, value, "/", at, share.end(), place)
    tenths = TENTHS.match(text, at)
    if tenths is not None:
        return Figure(RATE, parse_number(tenths["n"]) / 10, "%", at, tenths.end(), place)
    if HALF_OF.match(text, at - 1) is not None:
        return Figure(RATE, Decimal("0.5"), "/", at, at + 2, place)
    ratio = _RATIO.match(text, at)
    if ratio is not None and Decimal(ratio["b"]):
        return Figure(
            RATE,
            Decimal(ratio["b"]) / Decimal(ratio["a"]) if Decimal(ratio["a"]) else Decimal(0),
            ":",
            at,
            ratio.end(),
            place,
        )
    return None


_COUNT_LISTED = re.compile(rf"{_N}[万亿]?(?:{_COUNTED})")


def _is_many(text: str, at: int, words: str) -> bool:
    """Whether a number in words is of several digits, and no rank: 三百, but not 百 or 第三十."""
    return (
        len(words) > 1
        and words[0] not in "百千零"
        and text[at - 1 : at] not in tuple("第一二两三四五六七八九十百千")
    )


_EACH_MANY = re.compile(rf"(?P<m>百万|万|亿)(?P<u>{_COUNTED})")


def _count(text: str, at: int, place: int) -> Figure | None:
    many = _EACH_MANY.match(text, at) if text[at - 1 : at] == "每" else None
    if many is not None:
        # 每万平方米1.2万元: for each 10000 of them
        each = {"万": 10**4, "百万": 10**6, "亿": 10**8}[many["m"]]
        return Figure(COUNT, Decimal(each), many["u"], at, many.end(), place)
    written = _HAN_COUNT.match(text, at)
    if _RANK.match(text, at) is not None:
        return None  # 十万级洁净车间: the name of a grade
    if written is not None and (written["m"] or _is_many(text, at, written["n"])):
        # 每满一万人奖励一万元, 三百亩以上
        value = _scaled(written["n"], written["m"] or "")
        unit = written["u"] or written["few"]
        if value is not None:
            return Figure(COUNT, value, unit, at, written.end(), place)
    unlisted = _UNLISTED.match(text, at)
    if unlisted is not None and _COUNT_LISTED.match(text, at) is None:
        value = _scaled(unlisted["n"], unlisted["m"])
        if value is not None:
            return Figure(COUNT, value, unlisted["u"], at, unlisted.end(), place)
    match = _COUNT.match(text, at)
    if match is None:
        return None
    value = _scaled(match["n"] or match["h"], match["m"] or "")
    if value is None:
        return None
    unit = match["u"] or match["hu"] or ""
    return Figure(COUNT, value, "晚" if unit == "夜" else unit, at, match.end(), place)
