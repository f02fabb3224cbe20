"""The words of a sentence around a figure: whose case it is, what is counted, what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.intake.base_of import base_of
from assistant.intake.draft import Draft
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, Figure
from assistant.intake.grammar import AWARD, per_of
from assistant.intake.labels import bare_case, core, lexicon
from assistant.text.pattern import lazy

PER_AFTER = re.compile(
    r"^/每?(?P<of>个|家|台|套|件|次|场)?(?P<noun>人次|人天|人|名|亩|吨|[^ⓂⓅⒸⒷ,;。、¶()/的一给奖补]{0,6})"
)

_SINGLE = re.compile(
    "单(?P<measure>[^个家户项名人位次年月场届期])(?:[^ⓂⓅⒸⒷ,;。年月累计最不补奖资]{1,4}?)?(?:最高|不超过|累计|补|奖|资)"
)

_GRANTS = lazy(f"^(?P<head>[^。]*?(?:{AWARD}|标准|执行|分档)[^,;。:ⓂⓅⒸⒷ¶]{{0,8}}):(?=[^:]*[ⓂⓅ]|$)")
"""按展览面积给予补助: what the cases behind the colon are paid, which do not say it again."""

_OF_HEAD = lazy(
    f",?(?:按照?(?:下列|以下|如下)标准|分别|分[档级段]|给予|予以|{AWARD})[^,;。ⓂⓅⒸⒷ]{{0,8}}?(?:{AWARD})*$"
)


def granting_head(text: str) -> str:
    """What stands before the colon behind which cases are listed with their sums; "" without."""
    match = _GRANTS.match(text)
    return match["head"] if match is not None else ""


def base_in_head(head: str) -> str:
    """设备投资额 of 按设备投资额(不含土地费用)给予一次性补助; "" where no sum is named."""
    match = _OF_HEAD.search(head)
    if match is None:
        return ""
    before = re.sub(r"\([^()]*\)$", "", head[: match.start()])
    base = base_of(before)
    return base if _SAYS_BASE.match(before.rpartition(",")[2]) is not None else ""


_SAYS_BASE = lazy("[^ⓂⓅⒸⒷ]{0,12}(?:按|对)(?!(?:以下|下列|如下|上述|类别|等级|级别|不同))")


_REACHES_BELOW = lazy(
    "(?:^|[,;。])(?:对)?(?P<noun>[^,;。:ⓂⓅⒸⒷ]{2,16}?)(?:达到|符合|处于|在)(?:下列|以下|如下|相应)(?:标准|条件|规模|要求|档次)?的?,"
)


def measure_in_head(head: str) -> str:
    """自有运力规模 of 自有运力规模达到下列标准的,给予奖励; "" where no number is named."""
    match = _REACHES_BELOW.search(f"{head},")
    return match["noun"] if match is not None else ""


def cut_at(text: str, start: int, end: int, sign: str) -> Iterator[tuple[int, int]]:
    """The parts of ``text[start:end]`` between the places of a sign."""
    at = start
    while at < end:
        stop = text.find(sign, at, end)
        stop = end if stop < 0 else stop
        if stop > at:
            yield at, stop
        at = stop + 1


def part_before(text: str, start: int, place: int) -> str:
    """The words from the last comma to a figure."""
    comma = max(text.rfind(sign, start, place) for sign in ",:")
    opened = text.rfind("(", start, place)
    if opened > comma and text.find(")", opened, place) < 0:
        comma = opened
    return text[max(start, comma + 1) : place]


def cases_before(text: str, start: int, place: int) -> str:
    """The comma part in front of that of a rate."""
    comma = text.rfind(",", start, place)
    return text[start:comma] if comma > start else ""


def who_of(text: str, start: int, place: int) -> str:
    """The case as the text puts it: what stands before the words of the award."""
    comma = text.rfind(",", start, place)
    for award in re.finditer(f"[ⓂⓅ](?:的?(?:{AWARD}))?[^,以的]{{0,6}},", text[start:place]):
        if start + award.end() <= place and "以" not in award.group():
            start += award.end() - (start - start)
            break
    case = text[start:comma] if comma > start else text[start:place]
    case = re.split(f"(?:按照?|{AWARD})(?=[^,]*$)", case)[0] if comma <= start else case
    return re.sub(r"^(?:\([^)]*\))?(?:对于?|其中)?", "", case).strip(",、:")


def label_of(text: str) -> str:
    """A class named in front of its rate: 传统市场按…, 国外新兴市场,按…."""
    last = text.split(",")[-1]
    head = re.split("按照?|给予|予以|奖励|补助|补贴|最高|不超过|(?<=.{2})每|的(?=$)", last)[0]
    return re.sub("^(?:对于?|其中|且|并)", "", head).strip("的:、 ") or re.sub(
        "^(?:对于?|其中)", "", text.split(",")[0]
    ).strip("的:、 ")


_OF_THING = lazy(
    "[单每](?:个|一个?)?(?P<thing>[^ⓂⓅⒸⒷ,;。¶]{1,6}?)(?:累计|年度|每年)?(?:最高|不超过|最多)+$"
)


def capped_thing(text: str, draft: Draft) -> str:
    """品种 of 单个品种最高300万元, for a rate of one case; "" where the applicant is limited."""
    if draft.cap is None or len(draft.rows) != 1 or draft.rows[0].rate is None:
        return ""
    found = _OF_THING.search(text[draft.start : draft.cap.figure.at])
    thing = found["thing"] if found is not None else ""
    return "" if _NO_THING.search(thing) else thing


_NO_THING = lazy("企业|单位|主体|机构|公司|项目|活动|^户$|^家$|申报|园区|平台")

_GRADED = lazy(rf"(?:{AWARD}|最高|比例|标准|限额|额度)+")


def raised_case(before: str, raised: re.Match[str]) -> str:
    """The class whose rate is raised: what stands before the comma in …的,补助比例提高至15%."""
    label = label_of(raised["label"])
    if _GRADED.fullmatch(label) is None:
        return label
    case = before[: raised.start("label")].rstrip(",").split(",")[-1]
    return re.sub("^(?:对于?|其中)+", "", case).strip("的:、 ") or label


def case_beside(who: str, other: str) -> str:
    """博士研究生 of 引进的博士研究生,在本区购房的 beside 硕士研究生: what ends alike; ""."""
    signs = f"{MONEY}{RATE}{COUNT}{BAND}"
    tail = bare_case(other).removesuffix("的")[-_TAIL_OF_CASE:]
    if len(tail) < _TAIL_OF_CASE or ("," not in who and not set(who) & set(signs)):
        return ""
    for part in re.split(f"[,{signs}]", who):
        name = re.split("(?<=.)的(?=.{2})", part.strip("的:、 "))[-1]
        if name.endswith(tail) and name != other:
            return re.sub("^(?:对于?|其中)", "", name)
    return ""


_TAIL_OF_CASE = 2
_WHOSE = lazy(
    "^(?P<head>[^ⓂⓅⒸⒷ]{1,8}?(?:企业|公司|机构|单位|合作社|农场|商户|门店|园区|院校|医院|学校))(?P<rest>[^ⓂⓅⒸⒷ]{2,})$"
)


def heads_apart(subjects: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """批发企业, 零售企业 and 年销售额 of numbers that are of two things; None where they are one.

    >>> heads_apart(["钢架大棚育苗", "露地育苗"])
    (('钢架大棚', '露地'), ('育苗', '育苗'))
    """
    if len(set(subjects)) < len(subjects) or len(subjects) < _TAIL_OF_CASE:
        return None
    if any(core(one) in core(two) for one in subjects for two in subjects if one != two):
        return None
    whose = [_WHOSE.match(one) for one in subjects]
    if all(whose):
        heads = tuple(one["head"] for one in whose if one is not None)
        rests = tuple(one["rest"] for one in whose if one is not None)
    else:
        first = subjects[0]
        shared = next(n for n in range(len(first), -1, -1) if all(
            one.endswith(first[len(first) - n:]) for one in subjects
        ))  # fmt: skip
        if shared < _TAIL_OF_CASE:
            return None
        heads = tuple(one[: len(one) - shared] for one in subjects)
        rests = tuple(one[len(one) - shared :] for one in subjects)
    least = 1 if min(map(len, rests)) > _TAIL_OF_CASE else _TAIL_OF_CASE  # 软件投入, 硬件投入
    is_apart = len(set(heads)) == len(heads) and all(len(head) >= least for head in heads)
    return (heads, rests) if is_apart else None


def cases_apart(classes: Sequence[str]) -> tuple[str, ...]:
    """自建或者自有, 租赁 of 用房为自建或者自有的, 用房为租赁且…: parts that begin alike; ()."""
    parts = [who.split(",")[-1] for who in classes]
    first = parts[0]
    shared = next(
        n for n in range(len(first), -1, -1) if all(one.startswith(first[:n]) for one in parts)
    )
    if shared < _TAIL_OF_CASE or "," not in classes[0]:
        return ()
    names = tuple(re.split("[且并]", one[shared:].strip("的"))[0] for one in parts)
    plain = all(1 < len(one) <= 12 and not set(one) & set("ⓂⓅⒸⒷ") for one in names)
    return names if plain and len(set(names)) == len(names) else ()


def rate_case(text: str, start: int, place: int) -> str:
    """The class in front of a rate: 传统市场按…, 国外新兴市场,按…."""
    part = part_before(text, start, place)
    head = re.split("按照?|给予|予以", part)[0]
    if not head or _PAYER.match(head) is not None:
        # 参加葡萄等特色农业保险的,市财政补贴保费的70%: who pays is no class
        comma = text.rfind(",", start, place)
        head = text[start : max(start, comma)].split(",")[-1]
    return re.sub("^(?:对于?|其中|且|并)", "", head).strip("的:、, ")


_PAYER = lazy(
    "由?(?:[省市县区州]级?|本级|各级|中央)?(?:财政|政府)[^,;。ⓂⓅⒸⒷ]{0,4}(?:补贴|补助|承担|给予)"
    "|(?:补贴|补助|奖励|资助)(?!比例|标准|金额|额度)[^,;。ⓂⓅⒸⒷ]{1,8}的$"
)


def case_label(text: str, start: int, place: int) -> str:
    """The case in front of a sum: the comma part before its own."""
    comma = text.rfind(",", start, place)
    if comma <= start:
        return label_of(text[start:place])
    return re.sub("^(?:对于?|其中)", "", text[start:comma].split(",")[-1]).strip("的:、 ")


def are_parallel(one: str, other: str) -> bool:
    """Whether two cases differ in one word: 新获得有机农产品认证, 新获得绿色食品认证."""
    one, other = (re.sub("^(?:当年|本?年度|上年度)", "", case) for case in (one, other))
    if _OF_RANK.search(one) or _OF_RANK.search(other):
        return False  # 一级, 二级 of one thing are told apart by their rank, rule by rule
    least = min(len(one), len(other))
    head = next((n for n in range(least) if one[n] != other[n]), least)
    tail = next((n for n in range(least) if one[-1 - n] != other[-1 - n]), least)
    return one != other and head >= _ALIKE and tail >= _ALIKE


_ALIKE = 2

_OF_RANK = lazy("[一二三四五六七八九十0-9甲乙丙丁A-Z][级类期档等星]|(?:国家|[省市区县])级")


def noun_behind(right: str) -> str:
    """团组6家单位以上: what is counted stands behind its number."""
    match = re.match("(?:及?以上)?(?:的)?(?![不按给每奖补起])([^,;。以的且并]{1,10})", right)
    return match.group(1) if match else ""


def spent_on(text: str, figure: Figure, end: int) -> str:
    """不超过5000元摊位费: what a maximum is paid towards."""
    match = re.match("的?([^,;。的给奖补ⓂⓅⒸⒷ]{2,8}(?:费|金))(?!额)", text[figure.at + 1 : end])
    return match.group(1) if match and match.group(1) not in ("资金", "奖金") else ""


def capped_for_each(part: str, behind: str) -> str:
    """What a limit is for each of, by the words before it and behind: 每台, 单台; "" for none."""
    per, _ = per_of(part)
    after, single = PER_AFTER.match(behind), _SINGLE.match(part)
    if after is not None:
        return after["noun"] or per
    if not per and single is not None and single["measure"] in lexicon().units:
        return single["measure"]
    one = _ONE_THING.match(part) or _BARE_THING.match(part)
    if not per and one is not None and _NO_THING.search(one["thing"]) is None:
        return one["thing"]
    return per


_ONE_THING = lazy(
    "单个(?P<thing>[^ⓂⓅⒸⒷ,;。¶年月]{1,5}?)(?:累计|合计|总计|共)?(?:最高|不超过|最多|补|奖|资)"
)
"""单个展位最高3万元, as 每个展位."""
_BARE_THING = lazy(
    "单(?P<thing>(?![个家户项名人位次年月日场届期企独笔方纯季边]|一[^,]|机构|主体)[^ⓂⓅⒸⒷ,;。¶年月]{1,3}?)"
    "(?:累计|合计|总计|共)?(?:最高|不超过|最多)"
)
"""单船最高8万元, 单窑不超过3万元: what it is of needs no measure word."""


def is_own_cap(part: str) -> bool:
    """Whether a limit is of the case right before it, not over all of an applicant's."""
    return re.match("[(,]?(?:每|单|同一|同|该|各|累计|合计|企业|年度)", part) is None


def other_class(who: str, label: str) -> str:
    """Of the named applicants the one that is not the class."""
    if set(who.split(",")[-1]) & set(f"{MONEY}{RATE}{COUNT}{BAND}"):
        return "其他"
    head = re.split("对|开展|的", who.split(",")[-1])[0]
    names = [name for name in re.split("[、和及]", head) if name and name != label]
    return names[0] if names else "其他"
