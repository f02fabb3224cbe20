"""分别: a list of cases or bands and, in the same order, a list of sums or rates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.intake.base_of import base_of, subject_of
from assistant.intake.draft import Band, Row
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure, Skeleton

_ITEMS = re.compile(
    rf"分别(?P<verb>[^{MONEY}{RATE}{COUNT}{BAND};。¶]{{0,24}}?)"
    rf"(?P<items>[{MONEY}{RATE}](?:(?:、|和|及|以及|,(?![^,;。]{{0,12}}(?:最高|不超过|每|累计|合计)))"
    rf"[^{MONEY}{RATE}{COUNT}{BAND}、,;。¶]{{0,12}}[{MONEY}{RATE}])*)"
)
_NUMBERS = re.compile(
    rf"[{MONEY}{BAND}{COUNT}{RATE}](?:(?:(?:\(不?含\))?(?:、|和|及|或|,)|(?:\(不?含\))?及?以上(?:\(不?含\))?、)[^{MONEY}{RATE}{COUNT}{BAND}、,;。¶]{{0,6}}[{MONEY}{BAND}{COUNT}{RATE}])*"
)
_EACH = re.compile("每(?P<unit>[项件个台套])(?P<noun>[^,;。ⓂⓅⒸⒷ每]{0,6})$")
_EACH_PERSON = re.compile("每(?:人|名|位)(?:每个?月)?(?:可|按)?$")
_TO_PERSONS = re.compile("每(?:人|名|位)|(?:给予|奖励|补贴|补助|发放)(?:其|给)?(?:个人|本人)")
_AGAIN = re.compile("上述|前述|相应|对应")
_LEAD = re.compile(
    "^(?:自[^、,]{1,10}?起,?|对于?|按照?|当年|年度|首次|新|经|被|评定为|主导|牵头|参与|制定|企业引进的|引进的?|评为|认定为|认定的?|列入|入选|获评|获得|获|首获|通过|达到|推进|的)+"
)
_LEVEL = re.compile(
    "(?<![超特准副])(?:(?:世界|国际|国家|全国|行业|地方|团体|省部|省|自治区|自治州|州|盟|旗|师|市|区|县|镇)级?|[一二三四五特]等奖?|[A-Z甲乙丙丁]+[级类等]?|第[一二三四五六]名|[一二三四五]星级?|[1-5]A级)"
)


@dataclass(frozen=True, slots=True)
class EachOf:
    """What a 分别 list pays: a row for every case; ``start`` and ``end`` of it in the skeleton.

    ``is_again``: the cases are those of the list before (达到上述标准).
    """

    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    measure: str
    bases: tuple[str, ...]
    start: int
    end: int
    is_again: bool
    is_ceiling: bool = False
    per: str = ""
    is_monthly: bool = False
    is_yearly: bool = False


def _per_in_front(verb: str) -> str:
    """亩 of 分别按每亩500元、每亩300元; "" without."""
    found = re.search("每([^ⓂⓅⒸⒷ,;。每年月季]{1,4})$", verb)
    return found.group(1) if found is not None else ""


_CAPS = re.compile(
    rf"[^{MONEY}{RATE}{COUNT}{BAND};。¶]{{0,20}}(?:最高|不超过|上限)"
    rf"[^{MONEY}{RATE}{COUNT}{BAND};。¶]{{0,10}}(?P<caps>{MONEY}(?:[、和及]{MONEY})+)"
)


_NAMED_RATES = re.compile(
    rf"(?P<first>[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}]{{2,14}}?)按照?(?P<base>[^、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,20}}?)的?{RATE}"
    rf"(?:[、,][^、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,14}}?按照?(?:[^、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,20}}?的?)?{RATE})+"
    rf"(?:的(?:比例|标准))?,?(?:分别)?(?:给予|予以|补助|补贴|奖励|资助|支持)"
)
"""国际首台(套)按销售价格的30%、国内首台(套)按销售价格的20%给予补助."""


def read_named_rates(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """Rates in a row, each behind the name of its case and all of the same sum."""
    match = _NAMED_RATES.search(skeleton.text, start, end)
    if match is None:
        return None
    rows = []
    for part in re.split("[、,]", match.group().rstrip("给予以补助贴奖励资支持")):
        name, _, rest = part.partition("按")
        own = rest.lstrip("照").split(RATE)[0].removesuffix("的")
        if RATE not in part or (own and own != match["base"]):
            return None
        place = skeleton.text.index(part, match.start()) + part.index(RATE)
        rows.append(Row(re.sub("^(?:对于?|其中)", "", name), rate=skeleton.at(place)))
    return EachOf(tuple(rows), (), "", (match["base"],), match.start(), match.end(), False)


_NAMED_UNITS = re.compile(
    rf"(?P<first>[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}按]{{2,14}}?)按(?:照)?每(?P<unit>[^、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{1,6}}?){MONEY}"
    rf"(?:[、,][^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}按]{{2,14}}?按(?:照)?每(?P=unit){MONEY})+"
    rf"(?:的(?:比例|标准))?,?(?:分别)?(?:给予|予以|补助|补贴|奖励|资助|支持)"
)
"""直流桩按每千瓦150元、交流桩按每千瓦60元给予补贴."""


def read_named_units(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """Sums for each of the same thing in a row, each behind the name of its case."""
    match = _NAMED_UNITS.search(skeleton.text, start, end)
    if match is None or match["unit"].startswith(("人", "月")):
        return None
    rows = []
    at = match.start()
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match.group()):
        name = re.sub("^(?:[、,]|对于?|其中)+", "", part).partition("按")[0]
        at += len(part)
        rows.append(Row(name, fixed=skeleton.at(at - 1)))
    unit = re.sub("^[张个](?=床)", "", match["unit"]).replace("床位", "床")
    return EachOf(tuple(rows), (), "", ("",), match.start(), match.end(), False, per=unit)


_VERB_OF_LIST = "(?:给予|予以|奖励|奖补|补助|补贴|资助|支持)"
_PAID_LIKE = (
    f"(?:发放|{_VERB_OF_LIST})*(?:[^、,;。每ⓂⓅⒸⒷ]{{2,4}}(?:补助|补贴|津贴))?(?:标准)?(?:为)?"
)
_NOTE_OF_NAME = rf"\([^()¶{MONEY}]{{0,8}}[{COUNT}{BAND}][^()¶{MONEY}{COUNT}{BAND}]{{0,4}}\)"
"""高压岸电(1千伏以上): what the name means."""
_ONE_OF_NAME = rf"[^()、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{1,14}}"
_THOSE_OF_NAME = rf"\({_ONE_OF_NAME}(?:、{_ONE_OF_NAME})+\)"
"""最高等次奖(金龙奖、金凤奖): which are called so."""
_NAMED_SUMS = re.compile(
    rf"(?:^|按照?|[,:])(?P<items>(?:[、,;]?(?:对于?|其中)?(?:{COUNT}(?:及?以上)?(?![的,不至(以及]))?"
    rf"(?:[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{0,10}}°C[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{2,16}}?"
    rf"|[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{2,16}}?)(?:{_NOTE_OF_NAME}|{_THOSE_OF_NAME})?,?"
    rf"每(?![^、,;。¶{MONEY}]{{0,8}}(?:最高|不超过|上限|最多|累计|合计))"
    rf"[^、,;。¶{MONEY}{RATE}{COUNT}{BAND}]{{1,6}}?(?:{_PAID_LIKE})?{MONEY}){{2,}})"
)
_SUM_NAME = re.compile(
    rf"^(?:[、,;]|对于?|其中|按照?|和|及)+|(?:的|,|给予|奖励|补助|补贴|{_VERB_OF_LIST})+$"
)


_LIMITS = re.compile("最高(?![级等档层奖])|不超过|上限|最多|累计|合计|其中")


def read_named_sums(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """按自理老人每人每月80元、失能老人每人每月300元的标准: each behind the name of its case."""
    match = _NAMED_SUMS.search(skeleton.text, start, end)
    if match is None or _LIMITS.search(match["items"]) is not None:
        return None
    rows: list[Row] = []
    units: set[tuple[str, bool]] = set()
    years: set[bool] = set()
    at, noted = match.start("items"), 0
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match["items"]):
        at += len(part)
        name = re.sub(f"(?<=月|人|名|户|床|套|台|只|头){_PAID_LIKE}$", "", part[:-1])
        per = _PER_NAME.search(name)
        if per is None:
            return None
        units.add((_thing_of(per), per["monthly"] is not None))
        years.add(per["yearly"] is not None)
        name = _SUM_NAME.sub("", name[: per.start()]).rpartition("按")[2].lstrip("照")
        noted += re.search(_NOTE_OF_NAME, name) is not None
        rows.append(Row(name, fixed=skeleton.at(at - 1)))
    names = {row.label for row in rows}
    if noted == len(rows):
        return None  # 轻型车(4.5吨以下)…,重型车(4.5吨以上)…: the number tells which it is
    if len(units) != 1 or len(names) < len(rows) or not all(map(_is_name, names)):
        return None
    if len(years) != 1:
        return None
    if all(re.search(f"{COUNT}(?:及?以上)", name) for name in names):
        return None  # 50人以上的…,100人以上的…: bands of a number, no names
    per_thing, is_monthly = units.pop()
    first = rows[0].label
    whose = first.rpartition("的")[2] or first
    rows[0] = replace(rows[0], label=whose if len(whose) > 1 else first)
    return EachOf(
        tuple(rows), (), "", ("",), match.start("items"), match.end("items"), False,
        per=per_thing, is_monthly=is_monthly, is_yearly=years.pop(),
    )  # fmt: skip


def _thing_of(per: re.Match[str]) -> str:
    return per["per"] or per["of"] or per["also"] or ("人" if per["person"] else "")


def _is_name(name: str) -> bool:
    """Whether words can be the name of a case: no limit, no addition, no year."""
    return (
        len(name) > 1
        and re.search("最高(?![级等档层奖])|不超过|每年|累计|再|另|第.年|首年", name) is None
    )


_SUMS_WHERE = re.compile(
    rf"每(?:一)?(?:个|张|台|件|辆|场|名|套|次|组)?(?P<thing>[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{1,8}}?)"
    rf"(?P<items>(?:[,、;]?(?:在|属于|销往|赴|来自|用于)[^;,。¶{MONEY}{RATE}{COUNT}{BAND}]{{2,20}}?的,?(?:{_VERB_OF_LIST})*{MONEY}){{2,}})"
)
"""每个展位在欧洲举办的补助2万元,在其他地区举办的补助1.2万元: of one thing, by where it is."""


def read_sums_where(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """Sums for each of one thing, by where it is or whose: a row for every case."""
    match = _SUMS_WHERE.search(skeleton.text, start, end)
    if match is None or _LIMITS.search(match["items"]) is not None:
        return None
    rows: list[Row] = []
    at = match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match["items"]):
        at += len(part)
        name = re.sub("^[,、;]|的,?$", "", re.sub(f"(?:{_VERB_OF_LIST})+$", "", part[:-1]))
        rows.append(Row(name, fixed=skeleton.at(at - 1)))
    if len({row.label for row in rows}) < len(rows) or match["thing"].startswith(("年", "月")):
        return None
    return EachOf(
        tuple(rows), (), "", ("",), match.start("items"), match.end("items"), False,
        per=match["thing"],
    )  # fmt: skip


_AWARDED = re.compile(
    rf"(?:^|[,:])(?:对于?)?(?P<items>[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{2,24}}?{_VERB_OF_LIST}+{MONEY}"
    rf"(?:(?:、|和)[^、,;。¶:{MONEY}{RATE}{COUNT}{BAND}每]{{2,16}}?{_VERB_OF_LIST}+{MONEY})+)"
)


def read_awarded(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """批发企业奖励10万元、零售企业奖励8万元: what each of them is paid, in one breath."""
    before = max(skeleton.text.rfind(sign, 0, start) for sign in ";。¶") + 1
    match = _AWARDED.search(skeleton.text[before:end])
    if match is None or before + match.start() < start - 1 or _LIMITS.search(match["items"]):
        return None
    rows: list[Row] = []
    at = before + match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match["items"]):
        at += len(part)
        rows.append(Row(_SUM_NAME.sub("", part[:-1]), fixed=skeleton.at(at - 1)))
    names = [row.label for row in rows]
    if len(set(names)) < len(rows) or not all(map(_is_name, names)):
        return None
    whose = names[0].rpartition("的")[2]
    rows[0] = replace(rows[0], label=whose if len(whose) > 1 else names[0])
    start = before + match.start("items")
    return EachOf(tuple(rows), (), "", ("",), start, before + match.end("items"), False)


_NTH_TIME = "(?:首|第[一二三四五六七八九十]{1,2})"
_EDITIONS = re.compile(
    rf"(?P<items>(?:[,、;]?(?:对于?)?{_NTH_TIME}[届期次](?:(?:[、至到]|和)第[一二三四五六七八九十]{{1,2}}[届期次])*"
    rf"(?:及|和|以及)?(?:以后|之后|其后|以上|起)?(?:各届)?(?:的,?)?(?:每[届期次])?(?:的,?)?(?:按照?)?{_VERB_OF_LIST}+{MONEY}){{2,}})"
)
_EDITION_NAME = re.compile(
    rf"{_NTH_TIME}[届期次](?:(?:[、至到]|和)第[一二三四五六七八九十]{{1,2}}[届期次])*(?:(?:及|和|以及)?(?:以后|之后|其后|以上|起))?"
)


def read_editions(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """首届奖励20万元,第二届奖励30万元,第三届及以后每届奖励40万元: a row for each time."""
    match = _EDITIONS.search(skeleton.text, start, end)
    if match is None:
        return None
    rows: list[Row] = []
    at = match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match["items"]):
        at += len(part)
        name = _EDITION_NAME.search(part)
        rows.append(Row(name.group() if name is not None else "", fixed=skeleton.at(at - 1)))
    names = [row.label for row in rows]
    if len(set(names)) < len(rows) or not all(names):
        return None
    return EachOf(tuple(rows), (), "", ("",), match.start("items"), match.end("items"), False)


_ONE_BY_NUMBER = (
    rf"{COUNT}(?:[、和或]{COUNT})*(?P<up{{0}}>(?:\\(含\\))?及?以上)?的,?每[^、,;。¶{MONEY}{RATE}{COUNT}{BAND}年月]{{{{1,3}}}}?"
    rf"(?:{_VERB_OF_LIST}|定额)*{MONEY}"
)
_BY_NUMBER = re.compile(
    rf"(?P<items>{_ONE_BY_NUMBER.format(0)}(?:[,;、]{_ONE_BY_NUMBER.format(1)})+)"
)
_NUMBERED_PER = re.compile(f"每(?P<per>[^{MONEY}年月]{{1,3}}?)(?:{_VERB_OF_LIST}|定额)*{MONEY}")
_MEASURE_BEFORE = re.compile(
    f"(?:按照?|依)(?P<measure>[^,;。:¶按{MONEY}{RATE}{COUNT}{BAND}]{{2,16}}?)(?:定额|分档|分别|给予|予以|{_VERB_OF_LIST})*:?$"
)


def read_by_number(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """4层、5层的每台8万元,6层的每台10万元,8层以上的每台15万元: by a number that one has."""
    match = _BY_NUMBER.search(skeleton.text, start, end)
    if match is None:
        return None
    rows: list[Row] = []
    pers: set[str] = set()
    units: set[str] = set()
    at = match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}", match["items"]):
        per = _NUMBERED_PER.search(part)
        counts = [skeleton.at(at + n) for n, sign in enumerate(part) if sign == COUNT]
        at += len(part)
        if per is None or not counts:
            return None
        pers.add(per["per"])
        units |= {one.unit for one in counts}
        first, last = counts[0], counts[-1]
        is_open = "以上" in part
        band = Band(
            first, first.value, None if is_open else last.value, True, not is_open,
            upper_figure=last if last is not first else None,
        )  # fmt: skip
        rows.append(Row("", band, fixed=skeleton.at(at - 1)))
    lowers = [row.band.lower for row in rows if row.band is not None and row.band.lower is not None]
    if len(pers) != 1 or len(units) != 1 or lowers != sorted(set(lowers)):
        return None
    (unit,) = units
    said = _MEASURE_BEFORE.search(skeleton.text[start : match.start()])
    measure = said["measure"] if said is not None else f"{unit}数"
    return EachOf(
        tuple(rows), (), measure, ("",), match.start("items"), match.end("items"), False,
        per=pers.pop(),
    )  # fmt: skip


_LISTED = re.compile(
    rf"(?:标准|如下|奖励|奖补|补助|补贴|资助|支持|给予|执行|分档)[^,;。:¶{MONEY}{RATE}{COUNT}{BAND}]{{0,10}}(?::|,其中:?)"
    rf"(?P<items>(?:(?:\({COUNT}\)|{COUNT}[.、]|[①-⑨])?(?:[^{MONEY}{RATE}{COUNT}{BAND},;。¶:]{{2,36}}?|[^{MONEY}{RATE}{COUNT}{BAND},;。¶:]{{2,90}}?各){MONEY}(?:[;,、]|(?=[。¶]|$))){{2,}})"
)
"""按下列标准奖励:(1)载人航空器1500万元;(2)大型航空器500万元: names with their sums."""
_LIST_NAME = re.compile(rf"^(?:\({COUNT}\)|{COUNT}[.、]|[①-⑨])?(?:对于?)?")
_PER_NAME = re.compile(
    "(?:每(?:到一个?)?(?P<per>平方米|立方米|[^ⓂⓅⒸⒷ,;。每年月人]{1,4}?)"
    "|(?P<monthly>每(?P<of>人|名|户|床)?每?个?月|每个?月每(?P<also>人|名|户|床))"
    "|每(?P<person>人|名|位)(?P<yearly>每年)?)"
    "(?:一次性|定额|给予|予以|奖励|奖补|补助|补贴|资助|支持|发放|按)*$"
)


def read_listed(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """Names with a sum each behind a colon: a row for each of them."""
    match = _LISTED.search(skeleton.text, start, end)
    if match is None:
        return None
    if "," in match.group()[: match.start("items") - match.start()] and "每" in match["items"]:
        return None  # 给予补助,其中护理型床位每张1.2万元,普通床位每张6000元: read with what follows
    rows: list[Row] = []
    pers: set[str] = set()
    monthly: set[bool] = set()
    at = match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}[;,、]?", match["items"]):
        place = at + part.index(MONEY)
        at += len(part)
        name = _LIST_NAME.sub("", part[: part.index(MONEY)])
        per = _PER_NAME.search(name)
        pers.add(_thing_of(per) if per is not None else "")
        monthly.add(per is not None and per["monthly"] is not None)
        name = name[: per.start()] if per is not None else name
        name = re.sub("(?:的|,|给予|奖励|补助|补贴|资助)+$", "", name)
        if len(name) < 2 or re.search("最高|不超过|每年|累计|再|另", name):
            return None
        each = name.removesuffix("各") if name.endswith("各") else ""
        if each:
            # 鲜活货物、活体动物、锂电池各30万元: the same sum for each of them
            named = [re.sub(r"\([^()]*\)", "", one) for one in re.split("[、和及]", each)]
            rows += [Row(one, fixed=skeleton.at(place)) for one in named if len(one) > 1]
            continue
        name = re.sub(r"(?<=.{2})\([A-Za-z .&/-]+\)$", "", name)
        rows.append(Row(_in_full(name, part, rows), fixed=skeleton.at(place)))
        name = rows[-1].label
    if len(pers) != 1 or len(monthly) != 1 or len({row.label for row in rows}) < len(rows):
        return None
    return EachOf(
        tuple(rows), (), "", ("",), match.start("items"), match.end("items"), False,
        per=pers.pop(), is_monthly=monthly.pop(),
    )  # fmt: skip


_PLACED = re.compile("第[一二三四五六]名|[一二三特]等奖|[金银铜]奖|[冠亚季]军")


def _in_full(name: str, part: str, rows: list[Row]) -> str:
    """省级第二名 of 省级第一名5000元、第二名3000元: whose list it is, said with its first alone."""
    place = _PLACED.search(name)
    if rows and place is not None and place.group() == name:
        before = _PLACED.search(rows[-1].label)
        return f"{rows[-1].label[: before.start()]}{name}" if before is not None else name
    return name


_PLAIN = rf"[^,;。:¶{MONEY}{RATE}{COUNT}{BAND}]"
_TOP = "(?:(?:每[个项]|单[个项])项目|每[个项场家台座次]?|单[个项场台次])?(?:最高|不超过|最多)"
_CLASS = rf"{_PLAIN}{{2,18}}?"
_GIVES = "(?:给予|予以|奖励|奖补|补助|补贴|资助|支持|贴息|配套)"
_CLASSES_BEHIND = (
    # 按实际办赛费用给予补贴:国际性赛事补贴30%,每项最高300万元;全国性赛事补贴25%,每项最高150万元
    re.compile(
        rf"(?:按照?|对)(?P<base>{_PLAIN}{{2,30}}?)(?:的?一定比例)?{_GIVES}+:"
        rf"(?P<items>(?:{_CLASS}(?:按照?)?{_GIVES}*{RATE}(?:的?{_GIVES})?,{_TOP}{_PLAIN}{{0,4}}{MONEY}[;,]?){{2,}})"
    ),
    # 按建设投入的40%补助,起降点每个最高10万元,起降场每个最高80万元
    re.compile(
        rf"(?:按照?|给予|予以)(?P<base>{_PLAIN}{{2,30}}?)的?(?P<rate>{RATE})的?(?:比例)?{_GIVES}+,"
        rf"(?P<items>(?:(?!每|单|同一|年度|最|总|累计|全年|企业){_CLASS}{_TOP}{_GIVES}?{MONEY}[,;、]?){{2,}})"
    ),
)
_EACH_TOP = re.compile("[每单](?:个(?=项目))?(?P<per>[项场台座次])(?:目)?(?:最高|不超过|最多)")
_CLASS_LEAD = re.compile(f"^(?:对于?|其中)|(?:按照?|{_GIVES})+$")


def read_classes(skeleton: Skeleton, start: int, end: int) -> EachOf | None:
    """Classes behind what they are paid of, each with a limit of its own and all with a rate."""
    text = skeleton.text
    match = next(filter(None, (one.search(text, start, end) for one in _CLASSES_BEHIND)), None)
    if match is None:
        return None
    one_rate = match.groupdict().get("rate")
    rows: list[Row] = []
    at = match.start("items")
    for part in re.findall(f"[^{MONEY}]+{MONEY}[;,、]?", match["items"]):
        place = at + part.index(MONEY)
        rate = match.start("rate") if one_rate else at + part.index(RATE)
        head = re.split(f"{RATE}|{_TOP}", part)[0]
        at += len(part)
        rows.append(Row(_CLASS_LEAD.sub("", head), rate=skeleton.at(rate), cap=skeleton.at(place)))
    if len({row.label for row in rows}) < len(rows) or not all(len(r.label) > 1 for r in rows):
        return None
    if any(re.search("[单每]个", row.label) for row in rows):
        return None  # 境内展会单个展位最高1万元: by class and by thing at once
    each = _EACH_TOP.search(match["items"])
    base = base_of(f"按{match['base'].removesuffix('的')}的") or match["base"]
    return EachOf(
        tuple(rows), (), "", (base,), match.start(), match.end(), False,
        per=each["per"] if each is not None else "",
    )  # fmt: skip


def caps_behind(skeleton: Skeleton, each: EachOf) -> tuple[Figure, ...]:
    """…分别不超过3万元、2万元、1万元: a limit for every item of the list; () without."""
    match = _CAPS.match(skeleton.text, each.end)
    if match is None:
        return ()
    places = _places(skeleton.text, match.start("caps"), match.end(), MONEY)
    return tuple(map(skeleton.at, places)) if len(places) == len(each.rows) else ()


_A_TIME = re.compile("每平[^,;。]{0,4}每个?月|每个?月每平")
"""每平方米每月10元、5元: of a rent, by area and by time at once."""


def read_each(
    skeleton: Skeleton,
    start: int,
    end: int,
    last: tuple[tuple[Band, ...], str],
    cases: Sequence[str] = (),
) -> EachOf | None:
    """Read the list of ``text[start:end]``; None where there is none or the counts differ.

    ``cases`` are the names of the list before: 博士、硕士分别…;购房的,分别….
    """
    text = skeleton.text
    match = _ITEMS.search(text, start, end)
    if match is None:
        return None
    if _A_TIME.search(match["verb"]) or SCHEDULE.search(match["verb"]):
        return None
    is_monthly = "每月" in match["verb"] or "每人每月" in text[start : match.start()]
    items = [skeleton.at(p) for p in _places(text, match.start("items"), match.end(), MONEY + RATE)]
    is_ceiling = re.search("最高|不超过", match["verb"]) is not None
    each = _EACH.search(text[start : match.start()])
    per = (each["noun"] or each["unit"]) if each is not None else ""
    per = per or _measured_before(text[start : match.start()])
    per = per or _one_of_each(skeleton, start, match.start())
    per = "" if "项目" in per else per
    each_of = _EACH_PERSON.search(text[start : match.start()])
    if not per and (each_of is not None or _TO_PERSONS.search(match["verb"])):
        per = "人"
    if not per and items[0].sign == MONEY:
        per = _per_in_front(match["verb"])
    bases = tuple(_base(text, match.start("verb"), item) for item in items)
    before = text[start : match.start()].rstrip(",")
    if each_of is not None and not before[: each_of.start()].endswith(","):
        before = before[: each_of.start()]  # 按重度、中度失能每人每月分别补贴
    if len(items) == 1:
        return None
    numbers = _number_list(skeleton, start, start + len(before), len(items))
    ranked = _ranks(text, start, numbers[0]) if numbers is not None else []
    if ranked:
        rows = tuple(_row(item, label=name) for item, name in zip(items, ranked, strict=True))
        return EachOf(
            rows, (), "", bases, match.start(), match.end(), False, is_ceiling, per, is_monthly
        )
    if numbers is not None:
        figures, measure = numbers
        bands = _bands(figures)
        rows = tuple(_row(item, band=band) for item, band in zip(items, bands, strict=True))
        return EachOf(
            rows, bands, measure, bases, match.start(), match.end(), False, is_ceiling, per,
            is_monthly,
        )  # fmt: skip
    if _AGAIN.search(before.split(",")[-1] or before) and len(last[0]) == len(items):
        rows = tuple(_row(item, band=band) for item, band in zip(items, last[0], strict=True))
        return EachOf(rows, (), last[1], bases, match.start(), match.end(), True, is_ceiling, per)
    names = _names(before, len(items))
    if names is None and len(cases) == len(items) and "、" not in before.rpartition(";")[2]:
        names = list(cases)
    if names is None:
        return None
    rows = tuple(_row(item, label=name) for item, name in zip(items, names, strict=True))
    return EachOf(
        rows, (), "", bases, match.start(), match.end(), False, is_ceiling, per, is_monthly
    )


def _ranks(text: str, start: int, figures: tuple[Figure, ...]) -> list[str]:
    """世界500强、中国500强, 前10名、前50名: places in a list, of which more is no better; []."""
    if not all(one.unit == "强" or text[one.at - 1] in "前第" for one in figures):
        return []
    lead = _TO_RANK.split(text[start : figures[0].at])[-1]
    names = [f"{lead}{COUNT}"]
    for one, following in pairwise(figures):
        names.append(f"{text[one.at + 1 : following.at].strip('、和及或')}{COUNT}")
    return names if len(set(names)) == len(names) or all("前" in one for one in names) else []


_TO_RANK = re.compile("[,;。:¶的]|进入|位列|入选|列入|入围|获评?|被?评为|对|引进")


_MEASURES = (
    "架次|班次|航次|车次|人次|间夜|场次|标准箱|标箱|吨|亩|头|只|羽|张|间|栋|辆|架|艘|株|公里|千米"
    "|立方米|床"
)
"""Words that count and are no trade: a closed class, each before the sums that are listed."""
_EACH_MEASURE = re.compile(f"每(?P<unit>{_MEASURES})$")


def _measured_before(text: str) -> str:
    """架次 of 小型、中型无人机每架次分别补助; "" without."""
    found = _EACH_MEASURE.search(text)
    return found["unit"] if found is not None else ""


def _one_of_each(skeleton: Skeleton, start: int, end: int) -> str:
    """名 of 每引进1名B类、C类人才,…,分别给予: each of them is paid for; "" without."""
    found = _FOR_ONE.search(skeleton.text, start, end)
    figure = skeleton.at(found.end() - 1) if found is not None else None
    if figure is None or figure.value != 1 or figure.unit in ("", "年", "月", "次"):
        return ""
    return "人" if figure.unit in ("名", "位") else figure.unit


_FOR_ONE = re.compile(f"每[^{MONEY}{RATE}{COUNT}{BAND},;。多增超满]{{0,6}}{COUNT}")


def names_before(before: str, count: int) -> list[str]:
    """So many cases right in front of so many sums that stand without 分别; [] where none are."""
    return _names(before.rstrip(","), count) or []


def _row(item: Figure, *, band: Band | None = None, label: str = "") -> Row:
    if item.sign == RATE:
        return Row(label, band, rate=item)
    return Row(label, band, fixed=item)


def _places(text: str, start: int, end: int, signs: str) -> list[int]:
    return [at for at in range(start, end) if text[at] in signs]


def _base(text: str, start: int, item: Figure) -> str:
    if item.sign != RATE:
        return ""
    before = text[start : item.at]
    # 按展位费、特装费的50%、70%: the first item's words name the base of all.
    is_first = not any(sign in before for sign in MONEY + RATE)
    return base_of(before if is_first else re.split("[、,]", before)[-1])


def _number_list(
    skeleton: Skeleton, start: int, end: int, count: int
) -> tuple[tuple[Figure, ...], str] | None:
    """The last list of so many figures, and what they measure."""
    text = skeleton.text
    found = None
    for match in _NUMBERS.finditer(text, start, end):
        places = _places(text, match.start(), match.end(), MONEY + BAND + COUNT + RATE)
        units = {skeleton.at(place).unit for place in places} - {""}
        if len(places) == count and len(units) <= 1:
            found = (tuple(skeleton.at(p) for p in places), subject_of(text[start : match.start()]))
    return found


def _bands(figures: tuple[Figure, ...]) -> tuple[Band, ...]:
    """Each from its figure on, below the next one where that is higher."""
    bands = []
    for n, figure in enumerate(figures):
        if figure.sign == BAND:
            bands.append(Band(figure, figure.value, figure.upper, True, figure.includes_upper))
            continue
        later = [other.value for other in figures[n + 1 :] if other.value > figure.value]
        others = [other.value for other in figures[:n] if other.value > figure.value]
        upper = min([*later, *others], default=None)
        bands.append(Band(figure, figure.value, upper))
    return tuple(bands)


_ASIDE = re.compile("的?,(?:当年|次年|每年|年度|一次性|同时|再|可|最高|[经由][^,]{2,12})+$")
"""…行业标准的,当年分别给予: what stands between the cases and 分别."""
_ALL_OF_THEM = re.compile(
    "的?,(?:各类|各级|各档|各等次|各项|依次|对应|按类别|按等级|按级别|(?:连续)?Ⓒ(?:内)?)+$"
)
"""…金牌、银牌、铜牌的,各类分别给予; 博士、硕士,连续3年分别给予: of all that were listed."""
SCHEDULE = re.compile("(?:应(?:奖励?|补助?|拨付?|得|兑现)|核定的?)[^,;。ⓂⓅⒸⒷ]{0,4}额[^,;。Ⓜ]{0,6}$")
"""按应奖励额的30%、30%和40%: how a sum is paid out, no rate of anything."""


def _names(before: str, count: int) -> list[str] | None:
    """The cases that are listed in front of 分别: levels anywhere, else the last phrase."""
    before = _ALL_OF_THEM.sub("", _ASIDE.sub("", before))
    levels = _levels(before, count)
    if levels is not None:
        return levels
    last, *earlier = reversed(re.sub(",每.{1,4}$", "", before).split(","))
    names = _names_in(last, count)
    if names is not None or "、" in last:
        return names
    # 引进博士、硕士,签订3年以上劳动合同的,分别: what stands between is a condition on all of them.
    listed = next((part for part in earlier if "、" in part), "")
    return _names_in(listed, count) if listed else None


def _names_in(phrase: str, count: int) -> list[str] | None:
    """So many cases at the end of a phrase."""
    phrase = phrase.removesuffix("的")
    phrase = re.sub(":(?:对?(?:获评|评为|认定|获得)的?)?$", "", phrase)
    phrase = re.sub(f"(?<=.{{2}})每(?:[项件个台套人名]|{_MEASURES})$", "", phrase)
    for separator in ("[、和与]|及(?!以[上下])|以及", "或者?"):
        names = _tail_names(phrase, separator, count)
        if not names:
            continue
        names[-1] = _CONDITION_BEHIND.sub("", names[-1])
        names[-1] = _PERSON_DOES.sub("", names[-1])
        names = [re.sub("^.*[ⓂⓅⒸⒷ](?:及?以[上下]|以?内)?的?", "", name) for name in names]
        names[0] = _LEAD.sub("", re.sub("^.*】", "", names[0]))
        names[-1] = re.split("的(?=企业|单位|机构|项目|园区|平台)", names[-1])[0]
        names = _whole([_behind_verb(names[0], names[1]), *names[1:]])
        names = _less_subject(names)
        if separator == "或者?":  # …列入国家有关主管部门典型案例或示范项目的
            names[0] = names[0][-max(4, len(names[1])) :]
        return [name.strip("的") for name in names] if all(names) else None
    return None


_GRADE = re.compile(
    "(?:初|中|高|正高|副高|特|顶|基础|入门)级|[一二三四五六七八九]级|[甲乙丙丁][级等]|[A-D][级类]"
)


def _less_subject(names: list[str]) -> list[str]:
    """初级 of 保育师初级, beside 中级 and 高级: the first says what all of them are grades of."""
    if not all(_GRADE.match(name) for name in names[1:]):
        return names
    ends = [one for one in _GRADE.finditer(names[0]) if one.end() == len(names[0])]
    return [ends[-1].group(), *names[1:]] if ends and ends[-1].start() > 0 else names


_PERSON_DOES = re.compile("(?<=[生员师士工者才])(?:到|在|来|赴|从事|与|入职)[^ⓂⓅⒸⒷ,;。]{2,30}$")
"""中职毕业生到本市窑厂从事一线工作的: what all of them do is no part of the last name."""
_CONDITION_BEHIND = re.compile(
    "(?<=.{2})(?:的?(?:并且?|且|到|在|从事|来|与)[^ⓂⓅⒸⒷ]{2,24}|的?)(?:满|达到?|不少于|不低于|超过)Ⓒ(?:及?以上)?$"
)
"""大型民用无人机执照并在我市就业满6个月的: what is demanded of all of them is no name."""
_GETS = re.compile(
    "^.*(?:获得|取得|荣获|获评|评为|认定为|列入|入选|通过|收住|接收|收养|安置|吸纳|招用|购置|购买|采购)(?=.{2})"
)


_SOMEBODY_GETS = re.compile("^[^的]{1,8}(?:获得|取得|考取|考得|通过|获评|评为|获)(?=.{2})")
"""学员取得中型、小型无人机执照: who gets it is no part of what is got."""
_OF_KIND = "(?:等|[及和与](?:其他)?(?=相[关近]))(?:相[关近])?(?:专业|学科|领域|方向)的?"
_BEHIND = re.compile(f"^.*(?:的|{_OF_KIND})(?=.{{2}})")


def _behind_verb(first: str, other: str) -> str:
    """奥运会金牌 of 我市输送的运动员获得奥运会金牌 beside 银牌: what is got, and not who got it."""
    if len(first) <= len(other) + 2:
        return _SOMEBODY_GETS.sub("", first)
    return _BEHIND.sub("", _GETS.sub("", first))


def _tail_names(phrase: str, separator: str, count: int) -> list[str]:
    """So many names at the end of a phrase, behind what qualifies all of them."""
    names = re.split(separator, phrase)
    for cut in re.finditer(f"的|{_OF_KIND}|等", phrase):
        if len(names) <= count:
            break
        names = re.split(separator, phrase[cut.end() :])
    return names if len(names) == count and all(names) else []


def _whole(names: list[str]) -> list[str]:
    """一、二、三等奖: what the last name alone carries belongs to all of them."""
    numeral = re.fullmatch("(.*?)([一二三四五特])", names[0])
    last = re.fullmatch("([一二三四五特])(.+)", names[-1])
    if numeral is None or last is None or any(len(name) > 1 for name in names[1:-1]):
        return names
    return [f"{numeral[2]}{last[2]}", *(f"{n}{last[2]}" for n in names[1:-1]), names[-1]]


def _levels(before: str, count: int) -> list[str] | None:
    """国家级、省级…: so many levels in a row, the last of them in front of what they qualify."""
    level = _LEVEL.pattern
    run = re.compile(f"(?:{level})(?:[、和及与或](?:{level})){{{count - 1}}}")
    found = list(run.finditer(before))
    if not found:
        return None
    following = re.match("[^、和及与或,]{0,4}[、和及与或]", before[found[-1].end() :])
    tails = re.split("[、和及与]", before[found[-1].start() :].split(",")[0].removesuffix("的"))
    if following is not None and len(tails) == count:
        return None  # 省级未来工厂、省级智能工厂: the levels only begin the names
    return re.split("[、和及与或]", found[-1].group())
