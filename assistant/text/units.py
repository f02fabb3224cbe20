"""What stands behind a number: units of money, share, area, time and count.

`Unit` and `Quantity` are the nouns of the number grammar; `read_unit` reads the words directly
behind a number. Words are general Chinese, none belongs to a policy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache


class Unit(StrEnum):
    """What a quantity measures; PERCENT values are fractions (50% is 0.5)."""

    YUAN = "yuan"
    PERCENT = "percent"
    SQUARE_METRE = "square_metre"
    MONTH = "month"
    YEAR = "year"
    DAY = "day"
    COUNT = "count"
    NUMBER = "number"
    YUAN_PER_SQM_MONTH = "yuan_per_sqm_month"
    YUAN_PER_MONTH = "yuan_per_month"
    YUAN_PER_YEAR = "yuan_per_year"
    YUAN_PER_UNIT = "yuan_per_unit"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with its unit; `text` is `source[start:end]`.

    `classifier` is the measure word of a COUNT (台, 个, 家…) or of the unit in YUAN_PER_UNIT, else
    empty. `role` is ``amount``, or why the number is none: ``ordinal`` (第九条), ``calendar``
    (2025年), ``headcount`` (230人), ``phone``, ``identifier`` (A100, 500强), ``share`` (持股65%),
    ``ratio`` (1:1), ``multiple`` (三倍), ``foreign`` (500万美元), ``unread``
    (a number with a rest that is not understood: 8X万; `value` is what its readable part says and
    must not be used). `high` is the upper end where one word names two (五六百万).
    """

    value: Decimal
    unit: Unit
    start: int
    end: int
    text: str
    classifier: str = ""
    approximate: bool = False
    role: str = "amount"
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class UnitRead:
    """The words behind a number: what they mean and the offset after them."""

    unit: Unit
    end: int
    factor: Decimal = Decimal(1)
    extra: Decimal = Decimal(0)
    classifier: str = ""
    role: str = "amount"


CLASSIFIERS = (
    "人次|用户|参数|token|公里|像素|小时|分钟|架次|台套|粉丝|会员|节点|万卡|"
    "个|家|台|辆|款|项|次|篇|套|件|条|种|场|轮|份|张|颗|户|只|部|座|栋|层|间|组|门|支|枚|架|艘|例|副|双|瓶|"
    "亩|吨|度|行|字|卡|p|岁|届|批|期|类|晚|夜"
)
_NOT_AFTER = {  # a classifier that is the beginning of another word
    "个": "性|体|别|人信息|税",
    "次": "性|要|级|日|数|于|之",
    "件": "套",
    "条": "件|例|款|码",
    "项": "目经理",
    "部": "门|分|署|委|长",
    "层": "次|级|面",
    "组": "织|建|合|成|长",
    "门": "槛|户|店",
    "只": "是|有|要|能|花|付|算|够|到|用|剩|差|买|投|签|租|拿|领|给|占|为|限|会|做|可|按|批|报"
    "|退|不过|好|得",
    "支": "持|付|撑|出|援|部",
    "场": "景|地|所|馆|合|外",
    "期": "间|限|望|待|权|货",
    "类": "似|别|型",
    "度": "假",
    "行": "业|政|为|动|程|使|驶|情|不行|吗|么|吧|得通|呢|嘛",
    "字": "节|体|幕",
    "种": "子|类|植",
    "间": "接|隔",
    "台": "湾|州|式|阶|账|风",
    "张": "力|家",
    "套": "现|餐|路",
    "批": "准|复|次|发|评",
    "份": "额",
    "例": "如|外|行",
    "卡": "车|位",
    "户": "籍|口|外|型",
    "款": "项|式|待",
    "座": "谈|椅|位|机",
    "户外": "",
    "p": "[a-z]",
    "晚": "上|会|宴|报|期|间|高|餐|饭|点|年|婚|辈",
    "夜": "间|景|市|里|晚|班|色|校|店|游|宵",
}
_COUNT = "|".join(
    f"{name}(?!{_NOT_AFTER[name]})" if name in _NOT_AFTER else name
    for name in CLASSIFIERS.split("|")
)


@cache
def _unit() -> re.Pattern[str]:
    """Compile at first use: it takes milliseconds that an import should not."""
    return re.compile(
        r"\s?(?:"
        r"(?P<foreign>元?(?:美元|美金|港币|港元|港幣|欧元|日元|日币|英镑|新?台币|澳门[元币]|韩[元币]|新币|新加坡元|加元|澳元|泰铢|卢布|卢比|法郎|越南盾|usd|hkd|eur|jpy|gbp|"
        r"(?:us |hk )?dollars?))"
        r"|(?P<percent>%|个?百分点|个点(?!位|评|击|子|赞|名))"
        r"|(?P<permille>‰)"
        r"|(?P<fold>折(?!旧|叠|合|算|腾|损|射|线|中))"
        r"|(?P<tenths>成(?!立|为|功|果|本|都|员|交|熟|长|效|绩|就|型|了|品|人|年|套|组|分|色)"
        r"(?P<more>[半一二三四五六七八九](?!年|个|成))?)"
        r"|(?P<block>块(?=显卡|显示|gpu|h\d|a\d|v\d|板|屏|芯片|地皮|硬盘|卡|牌))"
        r"|(?P<yuan>(?:元人民币|人民币元?|元(?!旦|月|宵|素)整?|块钱?(?![链儿])|大洋|rmb|cny|yuan|刀乐)"
        r"(?:(?P<jiao>[\d一二三四五六七八九])[角毛])?(?:(?P<fen>[\d一二三四五六七八九])分(?!之))?)"
        r"|(?P<sqm>个?(?:平方米|平方(?!公里|千米)|平米|sq\.?\s?m(?:et(?:er|re)s?)?(?![a-z])|square\s?met(?:er|re)s?|平(?!台|均|时|衡|安|稳|行|常|面|价|方|板)|㎡|m2|m²"
        r"|方(?!案|面|式|法|向|便|可|才|针|略|米|位|程|言|阵)))"
        r"|(?P<halfmonth>个半月)"
        r"|(?P<month>个月|整?个月|整月|月(?![底初末份])|(?:months?|mos?)(?![a-z]))"
        r"|(?P<quarter>个季度|季度)"
        r"|(?P<year>周年|整年(?!度)|年(?!级|代|底|初|末|轻|报|会|薪|货|龄|限|纪|华)(?P<half>半(?!年|价|数))?度?|(?:years?|yrs?)(?![a-z]))"
        r"|(?P<week>个?星期|周(?!年|边|期|围|转|岁)|个?礼拜)"
        r"|(?P<day>个工作日|个?自然日|天(?![使津])|日(?!元|常|期|均|本))"
        r"|(?P<times>倍)"
        r"|(?P<head>号人|名(?!单|目|称|额|义|园|片|校|牌|字)|位(?!置|于|列|数)|个?人"
        r"(?!民|才|工|均|次|形|机|脸|像|气|力|事|士|员费|类|选)|个?员工)"
        rf"|(?P<count>{_COUNT})"
        r")"
    )


_HAN_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")}
_FACTORS = {
    "percent": (Unit.PERCENT, "0.01"),
    "permille": (Unit.PERCENT, "0.001"),
    "tenths": (Unit.PERCENT, "0.1"),
    "yuan": (Unit.YUAN, "1"),
    "sqm": (Unit.SQUARE_METRE, "1"),
    "month": (Unit.MONTH, "1"),
    "halfmonth": (Unit.MONTH, "1"),
    "quarter": (Unit.MONTH, "3"),
    "year": (Unit.YEAR, "1"),
    "week": (Unit.DAY, "7"),
    "day": (Unit.DAY, "1"),
    "fold": (Unit.PERCENT, "0.1"),
    "times": (Unit.NUMBER, "1"),
    "foreign": (Unit.NUMBER, "1"),
    "head": (Unit.COUNT, "1"),
    "block": (Unit.COUNT, "1"),
    "count": (Unit.COUNT, "1"),
}
_ROLES = {"times": "multiple", "foreign": "foreign", "head": "headcount"}


def read_unit(text: str, at: int) -> UnitRead | None:
    """Return the unit directly behind a number that ends at `at`, None when there is none.

    >>> read_unit("3个月", 1).unit, read_unit("30台车", 2).classifier
    (<Unit.MONTH: 'month'>, '台')
    """
    match = _unit().match(text, at)
    if match is None:
        return None
    groups = match.groupdict()
    name = next(key for key in _FACTORS if groups[key] is not None)
    unit, factor = _FACTORS[name]
    classifier = groups[name].strip() if unit is Unit.COUNT else ""
    if classifier in ("个人", "个员工"):
        classifier = classifier[1:]
    return UnitRead(
        unit,
        match.end(),
        Decimal(factor),
        _extra(name, groups),
        classifier,
        _ROLES.get(name, "amount"),
    )


def _extra(name: str, groups: dict[str, str | None]) -> Decimal:
    """Return what the words add to the number: 半 of 一年半, 五 of 三成五, 5角."""
    if name == "halfmonth" or (name == "year" and groups["half"]):
        return Decimal("0.5")
    if name == "tenths" and groups["more"]:
        more = groups["more"]
        return Decimal(5 if more == "半" else _HAN_DIGIT[more]) / 100
    if name == "yuan":
        return Decimal(_digit(groups["jiao"])) / 10 + Decimal(_digit(groups["fen"])) / 100
    return Decimal(0)


def _digit(character: str | None) -> int:
    if not character:
        return 0
    return int(character) if character.isdecimal() else _HAN_DIGIT[character]
