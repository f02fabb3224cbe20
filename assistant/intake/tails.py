"""What stands behind an award: limits of each class of applicant, cases that are paid nothing.

Each is read from a whole part of a sentence; what is not one of these forms is left to the grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.text.pattern import lazy

_SIGN = f"{MONEY}{RATE}{COUNT}{BAND}"
_APPLICANT = lazy(
    "企业|公司|工厂|单位|机构|合作社|联合社|农场|大户|农户|户$|个体|个人|主体|组织|院校|院所|高校|人员|家庭"
    "|园区|基地|平台|协会|联盟|团队|人才|作坊|工坊|旅行社|酒店|店$|社$|厂$|集体|银行|学校|医院|村"
)
"""Words for whoever may apply: a closed class of kinds of bodies, no trades."""
_GENERIC = lazy("(?:单|每|同一?|各|该|本|上述|以上|所有|全部)")
_QUALIFIES = "(?:年度|当年|全年|每一?年|累计|合计|一次性|单户|每户|每家|单个|单家)*"
_CLASS_CAP = (
    rf"(?:其中|但)?(?:对于?|属于)?(?P<label{{0}}>[^{_SIGN},;。¶:]{{{{2,24}}}}?)"
    rf"(?:(?:建设|实施|购置|购买|申报|申请|开展|投资|承担)?的)?,?{_QUALIFIES}(?:(?:{AWARD})(?:资金|总?额度?|金额|标准)?)?(?:可)?"
    rf"(?:最高|最多|不超过|不得超过|不高于|上限|封顶)+(?:{AWARD}|不超过|可达|为|至|到|限额)*{MONEY}(?:元)?(?:的?(?:{AWARD}|封顶))*"
)
_ITEM = lazy(_CLASS_CAP.format(""))
_ITEMS = lazy(f"(?:{_CLASS_CAP.format(1)})(?:[,、](?:{_CLASS_CAP.format(2)}))*")
_YEARLY = lazy("每年|年度|当年|全年|每一年")


def read_class_caps(skeleton: Skeleton, start: int, end: int) -> tuple[tuple[str, Figure], ...]:
    """企业最高80万元,合作社最高30万元,农户最高6万元: a limit for each class; () for anything else.

    The class of a limit for everybody else (单个项目最高100万元,合作社最高60万元) is "".
    """
    text = skeleton.text[start:end]
    if _ITEMS.fullmatch(text) is None or RATE in text or COUNT in text or BAND in text:
        return ()
    found: list[tuple[str, Figure]] = []
    for one in _ITEM.finditer(text):
        label = one["label"]
        if _GENERIC.match(label) is not None:
            label = ""
        elif _APPLICANT.search(label) is None:
            return ()
        at = start + one.group().index(MONEY) + one.start()
        found.append((label, skeleton.at(at)))
    labels = [label for label, _ in found]
    is_list = len(found) > 1 and len(set(labels)) == len(labels)
    return tuple(found) if is_list and "" not in labels[1:] else ()


_CLASS_COUNT = (
    rf"(?:其中|但)?(?:对于?|属于)?(?P<label{{0}}>[^{_SIGN},;。¶:每单]{{{{2,24}}}}?)的?{_QUALIFIES}(?:每个|单个)?{_QUALIFIES}"
    rf"(?:(?:{AWARD})(?:面积|数量|台数|总?数)?)?(?:最高|最多|不超过|不得超过|不高于|限)+(?:{AWARD})*{COUNT}"
    rf"[^{_SIGN},;。¶的]{{{{0,4}}}}"
)
_ONE_CLASS_COUNT = lazy(_CLASS_COUNT.format(""))
_CLASS_COUNTS = lazy(f"(?:{_CLASS_COUNT.format(1)})(?:[,、](?:{_CLASS_COUNT.format(2)}))+")


def read_class_counts(skeleton: Skeleton, start: int, end: int) -> tuple[tuple[str, Figure], ...]:
    """农户每户每年补助不超过30亩,合作社每个每年补助不超过200亩; () for anything else."""
    text = skeleton.text[start:end]
    if _CLASS_COUNTS.fullmatch(text) is None:
        return ()
    found: list[tuple[str, Figure]] = []
    for one in _ONE_CLASS_COUNT.finditer(text):
        label = one["label"]
        if _GENERIC.match(label) is not None or _APPLICANT.search(label) is None:
            return ()
        found.append((label, skeleton.at(start + one.start() + one.group().index(COUNT))))
    is_one_unit = len({figure.unit for _, figure in found}) == 1 and bool(found[0][1].unit)
    labels = [label for label, _ in found]
    return tuple(found) if is_one_unit and len(set(labels)) == len(labels) > 1 else ()


_THING_CAP = (
    f"(?P<label{{0}}>[^{_SIGN},;。¶:每单]{{{{2,12}}}}?)[每单](?P<per{{0}}>[台辆套件艘架条座栋场项张])"
    f"(?:最高|最多|不超过|不得超过)+(?:{AWARD}|不超过|为)*{MONEY}"
)
_THING_CAPS = lazy(f"{_THING_CAP.format(1)}(?:[,、;]{_THING_CAP.format(2)})+(?=[,;]|$)")
_ONE_THING_CAP = lazy(_THING_CAP.format(""))


@dataclass(frozen=True, slots=True)
class ThingCaps:
    """A limit for each thing of some kinds, what they are counted in, and where that ends."""

    caps: tuple[tuple[str, Figure], ...]
    per: str
    end: int


def read_thing_caps(skeleton: Skeleton, start: int, end: int) -> ThingCaps | None:
    """造雪机每台不超过6万元,压雪车每台不超过60万元; None for anything else."""
    found = _THING_CAPS.match(skeleton.text, start, end)
    if found is None:
        return None
    caps: list[tuple[str, Figure]] = []
    pers: set[str] = set()
    for one in _ONE_THING_CAP.finditer(skeleton.text, start, found.end()):
        caps.append((one["label"], skeleton.at(one.end() - 1)))
        pers.add(one["per"])
    labels = {label for label, _ in caps}
    is_plain = len(pers) == 1 and len(labels) == len(caps)
    is_plain = is_plain and not any(_GENERIC.match(label) for label in labels)
    return ThingCaps(tuple(caps), pers.pop(), found.end()) if is_plain else None


def read_class_cap(skeleton: Skeleton, start: int, end: int) -> tuple[str, Figure] | None:
    """国家级的最高100万元: a limit of one class beside that of all others; None for none."""
    text = skeleton.text[start:end]
    found = _ITEM.fullmatch(text)
    if found is None or RATE in text or COUNT in text or BAND in text:
        return None
    label = found["label"]
    is_case = text[found.end("label") : found.end("label") + 1] == "的"
    if _GENERIC.match(label) is not None or not (is_case or _APPLICANT.search(label)):
        return None
    return label, skeleton.at(start + text.index(MONEY))


def is_yearly(text: str) -> bool:
    """Whether limits are those of a year."""
    return _YEARLY.search(text) is not None


_NOT_PAID = (
    "(?:一律|均|概|都|则|也|原则上)*(?:不(?:再|得|能|予以?|给予|重复|可|宜)*(?:补助|补贴|奖励|奖补|资助|支持|扶持|享受|发放"
    "|兑现|兑付|拨付|给付|纳入|列入|适用|受理|申报|申请|参与|补|奖|给|发)|不在此列|除外)[^,;。ⓂⓅⒸⒷ]{0,12}"
    "|(?:一律|均|则|应|将|予以)*取消(?:其|该|全部|当年|全年|年度|本年度?|相应|的|享受)*"
    f"(?:{AWARD})(?:资金|资格|待遇)?"
)
"""取消全年奖励: nothing is paid, as with 不予奖励."""
_EXCLUDED = lazy(
    rf"(?:但|其中|且)?(?:对于?)?(?P<case>[^,;。¶:{_SIGN}()]{{3,24}}?)的?,?(?:{_NOT_PAID})"
)
_OF_CONDUCT = lazy(
    "重复|同一|其他|其它|上级|同类|各级|多个|多项|弄虚|失信|违|逾期|骗|事故|虚假|隐瞒|原则|^(?:该|此|上述|以上|本)"
    "|前款|本(?:条|项|款|办法|政策|措施)"
)
_NO_CASE = lazy(
    "^(?:原则上|同时|一经|未按|每年|年度|资金|奖补|奖励|补助|补贴|经费)|(?:奖励|补助|补贴|资金|经费)$|可以?(?:同时|分别|叠加|一并)享受$"
)


def excluded_case(text: str) -> str:
    """受让取得的品种 of 受让取得的品种不奖: the case that is paid nothing; "" for none."""
    text = _BY_PAPERS.sub("", text)
    demanded = _DEMANDED.match(text)
    found = _EXCLUDED.fullmatch(text[demanded.end() :] if demanded is not None else text)
    if found is None:
        return ""
    case = found["case"].removesuffix("的")
    if demanded is not None and case[:1] == "未" and _is_short_for(case[1:], demanded["what"]):
        case = f"未{demanded['what']}"
    return "" if _OF_CONDUCT.search(case) or _NO_CASE.search(case) else case


def _is_short_for(short: str, whole: str) -> bool:
    """建立台账 of 建立出圃台账: the same words with some left out."""
    rest = iter(whole)
    return bool(short) and all(sign in rest for sign in short)


_DEDUCTED = lazy(
    "(?:已|曾|以前|此前|前期)[^;。]{0,28}?(?<!不)(?<!不从)(?:扣除|扣减|抵扣|抵减|予以扣|应予扣|相应扣)"
    "|(?:后一|高一|上一|更高|较高|新|高)[级档等][^;。]{0,12}?(?<!不)(?:扣除|扣减|抵扣|抵减|减去)[^;。]{0,4}"
    "(?:已|以前|此前|原|前期)[^,;。]{0,4}(?:领|拿|获|享|得|发放|兑现)"
)
"""已领取低档的…扣除, and 后一级奖励扣除以前已领取的奖励."""
_NOT_DEDUCTED = lazy("不(?:再|予|从|作|得)?[^,;。]{0,12}(?:扣除|扣减|抵扣|抵减|扣)")


def deducts_received(text: str) -> bool:
    """已领取低档奖励的,从高档奖励中扣除: only the difference to what was received is paid."""
    return _DEDUCTED.search(text) is not None and _NOT_DEDUCTED.search(text) is None


_NOT_COUNTED = lazy(
    rf"(?:但|其中)?(?:对于?)?(?P<case>[^,;。¶:{_SIGN}()]{{3,24}}?)的?,?(?:均|一律)?不(?:再)?(?:计入|计算在内|算作|作为)[^,;。ⓂⓅⒸⒷ]{{0,10}}"
)
"""二手设备不计入投入: what is paid is of the rest, and who asks tells both."""
LATER_LESS = lazy(
    f"(?:从|自)?第(?:[二三]|{COUNT})[个项件家张台次]?(?:[^,;。{_SIGN}]{{0,6}})起[^,;。{_SIGN}]{{0,8}}(?:减半|折半|递减|一半)"
)
"""从第二个起每个减半."""
_UNREAD_CASE = lazy(
    rf"(?:但|其中|且|另外?)?,?(?:对于?)?(?P<case>[^,;。¶:{_SIGN}()]{{3,24}}?)(?:的,|的(?=按|不|从|参照|减|停|取消)|,)"
    rf"(?P<rest>[^。¶]*)"
)
_BY_PAPERS = lazy("^(?:[^,;。¶]{2,60}?(?:为准|为依据|为凭|核定|确定|认定)(?:,|$))+")
"""投入以发票为准,…: by what papers a sum is told, which is no case of its own."""
_DEMANDED = lazy(
    f"^[^,;。¶:{_SIGN}]{{2,30}}?(?:须|必须|应当?|需要?)(?P<what>[^,;。¶:{_SIGN}]{{2,30}}),(?=(?:凡|对于?)?(?:未|没有|不)[^,;。¶]{{2,20}}的)"
)
"""企业须建立台账,未建立的不予奖励: the second half says what comes of the first."""
_CHANGES = lazy(
    f"按|减|扣|折算?|提高|上浮|增加|降低|下调|停[发止]|取消|另行|不计|差额|一半|倍|参照|起|{MONEY}|{RATE}"
)
_PAYS = lazy(f"{AWARD}|标准|限额|享受|兑现|计入|执行|差额")
_PROCEDURE = lazy(
    "受理|公示|申报|申请|审核|备案|负责|牵头|追回|收回|退回|退还|责任|处理|报送|提交|监督|检查|绩效|解释|资金来源|预算|列支|承担"
    "|最高(?:一?[档级等]|标准|级别|奖|额)|只(?:奖励|补助|享受|补贴|计)一次"
    "|弄虚|失信|违法|违规|骗取|事故|上级|重复|就高|同类|本(?:办法|政策|措施|意见)"
)


def unread_case(text: str) -> str:
    """The case for which a sentence changes what is paid and was not read; "" for none."""
    text = _BY_PAPERS.sub("", text)
    left = _NOT_COUNTED.fullmatch(text)
    if left is not None and _OF_CONDUCT.search(left["case"]) is None:
        return left["case"].removesuffix("的")
    found = _UNREAD_CASE.fullmatch(text)
    if found is None or _PROCEDURE.search(text) is not None:
        return ""
    rest = text[found.end("case") :]
    if _CHANGES.search(rest) is None or _PAYS.search(rest) is None:
        return ""
    case = re.sub("^(?:对于?|其中|但|且)+", "", found["case"]).removesuffix("的")
    return "" if _NO_CASE.search(case) or len(case) < 3 else case
