"""A sum that is cut at its bounds, each slice paid at a rate of its own: 500万元以内的部分按10%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.intake.base_of import base_of, subject_of
from assistant.intake.draft import SliceOf
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.text.pattern import lazy

_HELD = r"(?:\(不?含\))?"
_PAYS = f"(?:,|[|]|的|:|(?:可)?按照?(?:其)?|为|{AWARD}|比例|最高|不超过)*"
_TO = (
    rf"(?:至|-|到|(?:及)?以上{_HELD}(?:、|至|,)?(?:不超过|不足|不满|到)?"
    "|(?:、|,)?(?:不超过|不足|不满))"
)
_UNDER = "(?:不|未)超[过出]|不高于|不足|低于|不满"
"""不超过500万元的部分: up to there, as 500万元以内的部分."""
_ONE = lazy(
    rf"(?:对|其中)?(?:(?P<under>{_UNDER})|(?P<over>超[过出]))?(?P<from>[{MONEY}{BAND}]){_HELD}"
    rf"(?:{_TO}(?P<upper>{MONEY}){_HELD})?(?P<how>(?:及)?以[内下上])?{_HELD}(?P<part>的?部分)?"
    rf"{_PAYS}(?P<rate>{RATE}|全额)(?:的(?:比例|标准))?(?:计算|核算|计提|{AWARD})*"
)
_APART = lazy("[,;、¶]+|并且?")
_SLICED = lazy(f"分(?:段|级|档)(?:累进|累计|叠加)|(?:超额)?累进|分段(?=给予|予以|计算|按|{AWARD})")
"""按技术交易额分段补助: what is listed behind are slices, though none is called a 部分."""
_HEAD = lazy(
    "(?:按照?|对|以(?![上下内外]))(?P<base>(?!(?:以下|下列|如下|上述)?(?:标准|办法|方式|比例))[^,;。:¶]{2,30}?)(?:\\([^()]*\\))?,?(?:的?(?:不同|实际)?(?:金额|额度|规模)?)?"
    "(?:实行|采取|采用|按|给予|予以)*(?:分(?:段|级|档)|(?:超额)?累进|按(?:以下|下列)标准)[^,;。:¶]{0,14}:?$"
)
_FROM_ON = lazy(rf"[{MONEY}{BAND}](?:\\(不?含\\))?(?:及)?以[上下内]的?(?:企业|单位|项目)?$")
_IN_FRONT = lazy("(?:在|处于|为|属于|中|的)$")


@dataclass(frozen=True, slots=True)
class Sliced:
    """The slices of ``text[start:end]`` and what is cut; ``per`` is what it is counted in."""

    slices: tuple[SliceOf, ...]
    base: str
    start: int
    end: int
    per: str = ""


_ONE_COUNT = lazy(
    rf"(?:对|其中)?(?:(?P<under>{_UNDER})|(?P<over>超[过出]))?(?P<from>[{COUNT}{BAND}]){_HELD}"
    rf"(?:{_TO}(?P<upper>{COUNT}){_HELD})?(?P<how>(?:及)?以[内下上])?{_HELD}(?P<part>的?部分)[,|]?"
    rf"(?:再|另)?(?:按照?|,)?每(?P<per>[^ⓂⓅⒸⒷ,;。每年月]{{1,4}}?)(?:按照?|{AWARD})*(?P<rate>{MONEY})"
    rf"(?:的标准)?(?:{AWARD})*"
)


def read_unit_slices(skeleton: Skeleton, start: int, end: int) -> Sliced | None:
    """100千瓦以内的部分,每千瓦2500元;超过100千瓦的部分,每千瓦1800元; None without."""
    text = skeleton.text
    first = _ONE_COUNT.search(text, start, end)
    if first is None:
        return None
    found = _run(skeleton, first, end, _ONE_COUNT)
    pers = {one["per"] for one in found}
    units = {skeleton.at(one.start("from")).unit for one in found}
    if len(found) < _FEWEST or len(pers) != 1 or units != pers:
        return None
    slices = _slices(skeleton, found)
    before = text[start : first.start()]
    if not slices or not _begins_so(skeleton, slices[0], start, first.start()):
        return None
    head = _HEAD_OF_COUNT.search(before)
    base = head["base"] if head is not None else subject_of(before)
    return Sliced(slices, base, first.start(), found[-1].end(), pers.pop())


_FEWEST = 2
_UNPAID_BELOW = lazy(
    f"(?:对|就)[^,;。:¶]{{0,16}}超[过出](?P<from>{COUNT})的?部分[^,;。¶]{{0,16}}:$"
)


def _begins_so(skeleton: Skeleton, lowest: SliceOf, start: int, end: int) -> bool:
    """Whether the first slice begins at nothing, or where the words before it begin to pay.

    年发运1000吨以上的,1000吨至5000吨的部分每吨10元: where nothing is granted before it, nothing is
    paid for what is below it.
    """
    if lowest.beyond is None:
        return True
    found = _UNPAID_BELOW.search(skeleton.text, start, end)
    if found is not None:
        return skeleton.at(found.start("from")).value == lowest.beyond
    before = skeleton.within(start, end)
    return "全额" not in skeleton.text[start:end] and all(one.sign == COUNT for one in before)


_HEAD_OF_COUNT = lazy(
    "(?:按照?|以)(?P<base>[^,;。:¶]{2,20}?)(?:分[段级档](?:累进|累计|叠加)?)?(?:计算|给予|予以|核定)*"
    f"(?:{AWARD})*:$"
)


def slices_of_table(skeleton: Skeleton, lines: Sequence[tuple[int, int]]) -> Sliced | None:
    """综合利用量|奖励标准, 10万吨以下的部分|每吨1元: a table each line of which is a slice."""
    rows = [(start, end) for start, end in lines if skeleton.within(start, end)]
    if len(rows) < _FEWEST or any("部分" not in skeleton.text[a:b] for a, b in rows):
        return None
    start, end = rows[0][0], rows[-1][1]
    sliced = read_unit_slices(skeleton, start, end) or read_slices(skeleton, start, end)
    if sliced is None or len(sliced.slices) != len(rows):
        return None
    head = skeleton.text[lines[0][0] : rows[0][0]].strip("¶|").split("|")[0]
    return replace(sliced, base=head or sliced.base) if head or sliced.base else None


def read_slices(skeleton: Skeleton, start: int, end: int) -> Sliced | None:
    """Two slices or more in a row, each going on where the one before it ends; None without."""
    text = skeleton.text
    first = _ONE.search(text, start, end)
    while first is not None:
        found = _run(skeleton, first, end)
        before = text[start : first.start()]
        is_said = _SLICED.search(before) is not None
        # 500万元以上的按3%: without 部分 it is a case of the whole sum, and no slice of it.
        if len(found) > 1 and (is_said or all(one["part"] for one in found[1:])):
            slices = _slices(skeleton, found)
            unpaid = _UNPAID_SLICE.search(before)
            base = _base(before)
            begins = start + unpaid.start() if unpaid is not None else first.start()
            if slices and base and _follows_unpaid(skeleton, slices[0], begins, first.start()):
                return Sliced(slices, base, begins, found[-1].end())
        first = _ONE.search(text, first.end(), end)
    return None


def _follows_unpaid(skeleton: Skeleton, lowest: SliceOf, begins: int, start: int) -> bool:
    """Whether the lowest slice that is paid begins where the one that is not paid ends."""
    return all(one.value == lowest.beyond for one in skeleton.within(begins, start))


_OF_WHOLE = lazy(
    f"(?:^|[,;。])(?:且|并|在(?:[^,;。:¶内]{{0,4}}内)?)*(?P<base>[^,;。:¶{MONEY}{RATE}{BAND}]{{2,24}}?)"
    f"(?:合计|累计|总额|金额)?(?:(?:满|达到?|超过|不少于){MONEY}(?:及?以上)?|{MONEY}(?:及?以上))的"
)
_IN_SLICES = lazy("分(?:段|级|档)|(?:超额)?累进")


def base_of_slices(head: str) -> str:
    """住宿、餐饮消费 of 在区内住宿、餐饮消费满50万元的,按下列标准分段给予补贴:; ""."""
    said = _HEAD.search(head)
    if said is not None:
        return base_of(f"按{said['base']}的") or said["base"]
    found = _OF_WHOLE.search(head) if _IN_SLICES.search(head) is not None else None
    return found["base"] if found is not None else ""


def read_slice(skeleton: Skeleton, start: int, end: int, base: str) -> Sliced | None:
    """200万元以下的部分,补贴5%: one slice of what the line above the list cuts; None without."""
    found = _ONE.match(skeleton.text, start, end)
    if found is None or not base or not found["part"]:
        return None
    slices = _slices(skeleton, [found])
    return Sliced(slices, base, found.start(), found.end()) if slices else None


def is_slice(skeleton: Skeleton, start: int, end: int) -> bool:
    """Whether a line is a slice with its rate, or the lowest one for which nothing is paid."""
    text = skeleton.text
    paid = _ONE.match(text, start, end)
    rest = text[paid.end() if paid is not None else start : end]
    if paid is not None:
        return bool(paid["part"]) and set(rest) <= set(";。")
    return _UNPAID_SLICE.fullmatch(f"{rest.rstrip(';。')};") is not None


def _run(
    skeleton: Skeleton, first: re.Match[str], end: int, one: re.Pattern[str] = _ONE
) -> list[re.Match[str]]:
    found = [first]
    while True:
        sign = _APART.match(skeleton.text, found[-1].end(), end)
        following = one.match(skeleton.text, sign.end(), end) if sign is not None else None
        if following is None:
            return found
        found.append(following)


def _slices(skeleton: Skeleton, found: list[re.Match[str]]) -> tuple[SliceOf, ...]:
    """The slices by their bounds; () where they do not go on from one to the next."""
    slices: list[SliceOf] = []
    for one in found:
        lower, upper = _bounds(skeleton, one)
        reached = slices[-1].upto if slices else None
        if slices and (reached is None or lower is None or lower.value != reached):
            return ()
        if lower is None and upper is None:
            return ()
        slices.append(
            SliceOf(
                _rate(skeleton, one),
                lower.value if lower is not None else None,
                upper.value if upper is not None else None,
                tuple(one for one in (lower, upper) if one is not None),
            )
        )
    return tuple(slices)


def _rate(skeleton: Skeleton, one: re.Match[str]) -> Figure:
    """The rate of a slice; 全额 is all of it."""
    at = one.start("rate")
    if one["rate"] in (RATE, MONEY):
        return skeleton.at(at)
    return Figure(RATE, Decimal(1), "全额", skeleton.places[at], skeleton.ends[at + 1], at)


def _bounds(skeleton: Skeleton, one: re.Match[str]) -> tuple[Figure | None, Figure | None]:
    figure = skeleton.at(one.start("from"))
    if figure.unit != "元" and one["rate"] != MONEY:
        return None, None
    if figure.sign == BAND and figure.upper is not None:
        return figure, _upper_of(figure)
    if one["upper"]:
        return figure, skeleton.at(one.start("upper"))
    is_open = one["over"] or ((one["how"] or "").endswith("上") and not one["under"])
    return (figure, None) if is_open else (None, figure)


def _upper_of(band: Figure) -> Figure:
    assert band.upper is not None
    return Figure(BAND, band.upper, band.unit, band.start, band.end, band.at)


_UNPAID_SLICE = lazy(
    f"(?:{MONEY}|(?:对)?(?:低于|不足|不到){MONEY})(?:\\(不?含\\))?(?:及?以[下内])?的?部分,?(?:一律|均)?"
    "(?:不(?:予|计|给予|享受|再|作)?|免予?)(?:[^,;。ⓂⓅⒸⒷ]{0,6})[,;、¶]+$"
)
"""零售额500万元以下的部分不计奖励,: the lowest slice, for which nothing is paid."""


_SAYS_SO = lazy("(?:分(?:段|档|级)|(?:超额)?累进)[^,;。:ⓂⓅⒸⒷ]{0,10}$")
"""设备投资额100万元以上的,分段计算补助: of what it demands."""


def _base(before: str) -> str:
    """设备投资额 of 技改项目设备投资额在500万元以内的部分; 交易额 of 按交易额分段补助:."""
    before = _UNPAID_SLICE.sub("", before).rstrip("¶")
    head = _HEAD.search(before)
    if head is not None:
        return base_of(f"按{head['base']}的") or head["base"]
    if before.endswith(":") and (whole := base_of_slices(before)):
        return whole  # 年度交易额超过5亿元的,实行分段累进奖励:
    bare = _IN_FRONT.sub("", _SAYS_SO.sub("", before.rstrip(",:")).rstrip(","))
    bare = _FROM_ON.sub("", bare)  # 设备投资300万元以上的,1000万元以内的部分…
    subject = subject_of(re.sub("(?:按照?|给予|补助|奖励|补贴)+$", "", bare))
    return re.sub("^对", "", subject)
