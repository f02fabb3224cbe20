"""Cases of one draft: the next band or class, what ends alike, names and sums in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.bounds import are_same, band_of, beside_band, has_other, with_second
from assistant.intake.cases_of_head import tell_cases_of_head
from assistant.intake.draft import Band, Bound, Draft, Row, Threshold
from assistant.intake.figures import MONEY, Figure, Skeleton
from assistant.intake.grammar import AWARD
from assistant.intake.labels import bare_case
from assistant.intake.phrases import (
    are_parallel,
    case_beside,
    case_label,
    cases_apart,
    heads_apart,
    label_of,
)
from assistant.intake.things import AT_A_TIME, EVENTS, are_of_objects, are_of_things, thing_behind
from assistant.intake.walk import OpenDraft, Walk

OWN_SUBJECT = re.compile(
    r"^(?:\(?[A-Z\d]?\)?)?(?:对|对于|支持|鼓励|首获|首次|新(?!兴)|企业|引进)[^,;。]{6,}"
)
"""对首次取得…的企业: a part that says itself whom it pays."""
SHORT_CASE = 22
"""So many characters at the most name a case."""
_OWN_HEAD = 5
"""So many characters before the comma of a condition say whose it is."""
NO_LABEL = re.compile(
    f"^最|^分别|上限|限额|每|单(?!位)|同一|年度|^全年|^一年|^当年(?!新)|^连续|总额|累计|合计|的$|可$|费用|金额|{AWARD}"
)
"""Words before a limit that are no name of a class."""
LIKE = re.compile(
    rf"^(?:对于?|其中|按照?(?![揭摩钮键])(?=[^,每]{{2,16}}每))?(?P<label>[^ⓂⓅⒸⒷ,;。¶每再另]{{2,16}}?)的?(?:每|一次性|按|{AWARD})"
)
"""远洋航线奖励…: the case that a sum is for, before the verb."""
ONLY_AWARDS = re.compile(f"(?:再|一次性|可|按)*(?:{AWARD})+")
_OWN_KIND = re.compile("的?[^,;。ⓂⓅⒸⒷ]{2,8}(?:补贴|补助|津贴|奖励|奖金|经费)(?=[,;。])")
_ENDS_IN_AWARD = re.compile(f"(?<=..)(?:{AWARD}|津贴|奖金|经费)$")
_BARE_CASE = re.compile("(?:其他)?[^ⓂⓅⒸⒷ,;。¶每]{2,10}")


def tell_parallel(walk: Walk) -> None:
    """钢架大棚10亩以上的…;露地30亩以上的…: cases, each with its own conditions."""
    own = [one for one in walk.drafts if one.sentence == walk.sentence]
    rows = [row for one in own for row in one.draft.rows]
    is_plain = len(own) > 1 and len(rows) == len(own)
    if not is_plain or any(
        row.label or row.band is not None or one.draft.is_ceiling or one.draft.case
        for row, one in zip(rows, own, strict=True)
    ):
        return
    if tell_cases_of_head(walk, own):
        return
    # Of what is paid for each of, the words tell which: who asks counts both in one breath.
    subjects = [
        one.draft.thresholds[0].subject
        for one in own
        if one.draft.thresholds and one.draft.thresholds[0].figure.unit != one.draft.per
    ]
    apart = heads_apart(subjects) if len(subjects) == len(own) else None
    if apart is not None:
        heads = _whole_heads(apart[0], apart[1], [one.draft.who for one in own])
        for one, head, rest in zip(own, heads, apart[1], strict=True):
            first, *others = one.draft.thresholds
            named = (replace(first, subject=rest), *others)
            one.draft = replace(one.draft, thresholds=named, case=head, group=walk.sentence)
        return
    things = [
        thing_behind(walk.skeleton, one.draft.thresholds[0].figure) if one.draft.thresholds else ""
        for one in own
    ]
    cases = cases_apart([one.draft.who for one in own])
    if not cases and all(things) and len(set(things)) == len(things):
        cases = tuple(things)
    head = own[0].draft.who.rpartition(",")[0]
    for one, case in zip(own, cases, strict=False):
        draft = one.draft
        stop = own[0].draft.start + len(head)
        known = [t.figure for t in draft.thresholds]
        shared = [
            t
            for t in own[0].draft.thresholds
            if t.figure.at < stop and all(t.figure is not figure for figure in known)
        ]
        one.draft = replace(
            draft, thresholds=(*shared, *draft.thresholds), case=case, group=walk.sentence
        )


def tell_lines(walk: Walk, own: Sequence[OpenDraft]) -> None:
    """1.新建瑚船的,每吨50元;2.购入二手瑚船的,每吨30元: so many are told once, in one of the cases.

    Of what is paid for each of alike nothing but the case of its line tells one from the other.
    """
    drafts = [one.draft for one in own]
    names = [one.who.removesuffix("的") for one in drafts]
    is_plain = len(drafts) > 1 and all(
        len(one.rows) == 1
        and one.rows[0].fixed is not None
        and one.rows[0].band is None
        and one.per_figure is None
        and not (one.is_ceiling or one.case or one.extra or one.added or one.counted)
        for one in drafts
    )
    is_one = bool(drafts) and bool(drafts[0].per) and len({(d.per, d.period) for d in drafts}) == 1
    is_told = all(1 < len(name) <= _LONG_LINE and "," not in name for name in names)
    if is_plain and is_one and is_told and len(set(names)) == len(names):
        for one, name in zip(own, names, strict=True):
            one.draft = replace(one.draft, case=name, group=walk.sentence)


_LONG_LINE = 30


def is_from_a_count(last: OpenDraft, part: str, conditions: tuple[Threshold | Band, ...]) -> bool:
    """按每人2000元,吸纳20人以上的,按每人2500元: from so many of them on it is more for each."""
    draft = last.draft
    if len(conditions) != 1 or not isinstance(conditions[0], Threshold) or not draft.per:
        return False
    is_plain = len(draft.rows) == 1 and draft.rows[0].fixed is not None
    is_plain = is_plain and draft.rows[0].band is None and not draft.rows[0].label
    known = [one for one in draft.thresholds if one.figure.unit == draft.per]
    is_more = conditions[0].bound in (Bound.AT_LEAST, Bound.MORE_THAN)
    is_same = conditions[0].figure.unit == draft.per or (
        # 每辆8万元,其中车长10米以上的每辆12万元: in place of it, and not beside it
        part.startswith("其中") and not draft.thresholds and bool(conditions[0].subject)
    )
    is_same = is_same and AT_A_TIME.match(conditions[0].subject) is None
    return is_plain and not known and is_more and is_same and re.search("再|另", part) is None


def add_from_a_count(
    walk: Walk,
    last: OpenDraft,
    figure: Figure,
    conditions: tuple[Threshold | Band, ...],
    end: int,
) -> None:
    """Add the case in which there are so many, beside the one in which there are fewer."""
    upper = band_of(conditions)
    assert upper is not None
    draft = last.draft
    rows = (replace(draft.rows[0], band=beside_band(upper)), Row("", upper, fixed=figure))
    measure = walk.measured(conditions)
    last.draft = replace(draft, rows=rows, measure=measure, end=max(draft.end, end))
    last.sub = walk.sub


def is_like(
    walk: Walk,
    last: OpenDraft,
    part: str,
    per: str,
    period: str,
    conditions: tuple[Threshold | Band, ...],
    whole: str,
) -> bool:
    """近洋航线奖励…,远洋航线奖励…: two sums of one sentence whose cases end alike."""
    like = LIKE.match(part)
    draft = last.draft
    goes_on = last.sub == walk.sub or (last.sub + 1 == walk.sub and part == whole)
    if like is None or not last.label or conditions or not goes_on:
        return False
    if part.startswith("其中"):
        return False  # 每标箱300元,其中冷藏箱每标箱500元: a case of the sum before
    if draft.rows[-1].fixed is None or (draft.per, draft.period) != (per, period):
        return False
    one, other = last.label, like["label"]
    # 省内每次补助…,境外每次补助…: the words behind the case are the same
    rest = part[like.end("label") :]
    is_alike = one[-2:] == other[-2:] or rest == last.rest
    is_alike = is_alike or rest.strip("的") == last.rest.strip("的") != ""
    return one != other and is_alike and draft.cap is None


def is_bare(
    skeleton: Skeleton, last: OpenDraft, part: str, conditions: tuple[Threshold | Band, ...]
) -> bool:
    """国家级补助200万元,省级50万元: a case without a verb of its own."""
    draft = last.draft
    before = draft.rows[-1].fixed
    is_named = before is not None and _OWN_KIND.match(skeleton.text, before.at + 1)
    if is_named and _ENDS_IN_AWARD.search(part):
        return False  # 60万元的购房补贴,一次性安家补助100万元: two kinds of sum, both are paid
    if ONLY_AWARDS.fullmatch(part) or part.startswith("其中"):
        return False  # 其中不是首次认定的,奖励5万元: the case stands before the comma
    is_open = not conditions and draft.cap is None and draft.rows[-1].band is None
    is_sum = draft.rows[-1].fixed is not None and not draft.is_ceiling
    return is_open and is_sum and _BARE_CASE.fullmatch(part) is not None


def add_like(last: OpenDraft, part: str, figure: Figure, end: int) -> None:
    """Add the case that a sum of the same form is for: 远洋航线奖励… behind 近洋航线奖励…."""
    like = LIKE.match(part)
    assert like is not None
    rows = last.draft.rows
    if not rows[0].label:
        rows = (replace(rows[0], label=last.label), *rows[1:])
    rows = (*rows, Row(like["label"], fixed=figure))
    last.draft = replace(last.draft, rows=rows, end=end)


def sums_in_row(walk: Walk, figure: Figure, end: int) -> list[Figure]:
    """择优给予100万元、50万元、30万元: sums in a row whose cases are not named."""
    match = re.match(f"(?:[、和或]{MONEY})+", walk.skeleton.text[figure.at + 1 : end])
    if match is None:
        return []
    found = [walk.skeleton.at(figure.at + 1 + at) for at in range(1, len(match.group()), 2)]
    walk.used |= {one.at for one in found}
    return found


def is_next_case(
    walk: Walk,
    last: OpenDraft,
    conditions: tuple[Threshold | Band, ...],
    part: str,
    start: int,
    end: int,
) -> bool:
    """Whether a sum is the next case of the draft before it: another band, another class."""
    draft = last.draft
    if re.match("再|另", re.sub("^每[^再另]{0,4}", "", part)):
        return False  # …,每蒸吨再补助1万元 comes on top
    if draft.per and not conditions and walk.skeleton.text.startswith("其中", start):
        return False  # …每床1200元;其中收住失能老人的每床2400元: a case of the sum before
    if draft.rows[-1].fixed is None or draft.is_ceiling or last.sentence != walk.sentence:
        return False
    if has_other(conditions) or has_other(draft.thresholds):
        return False  # of two numbers none alone says which case it is
    if conditions and (draft.thresholds or draft.rows[-1].band is not None):
        band = draft.rows[-1].band
        known = [band] if band is not None else draft.thresholds
        is_alike = any(one.figure.unit == conditions[0].figure.unit for one in known)
        if _are_apart(draft.measure or known[0], conditions[0]):
            return False  # 钢架大棚育苗10亩以上的…;露地育苗30亩以上的: another thing
        if are_of_things(walk.skeleton, known[0].figure, conditions[0].figure):
            return False  # 3000立方米以上的深水网箱…;1万立方米以上的围栏设施: two things
        if any(are_same(one, conditions[0]) for one in known):
            return False  # 气调库库容500吨以上的…;冷藏库库容500吨以上的: no other band
        return is_alike and not is_of_another(walk, last, conditions[0].figure, start)
    case = case_label(walk.skeleton.text, start, walk.skeleton.text.find(MONEY, start))
    is_own = OWN_SUBJECT.match(walk.skeleton.text[start:end]) is not None
    # 首次取得甲证的,每个产品奖励30万元;首次取得乙证的,每个产品奖励20万元: counted alike.
    is_own = is_own and not (draft.per and draft.per not in EVENTS and len(draft.per) > 1)
    return (
        last.sub != walk.sub
        and not conditions
        and not draft.thresholds
        and draft.rows[-1].band is None
        and 0 < len(case) <= SHORT_CASE
        and (not is_own or are_parallel(case, label_of(draft.rows[-1].label or draft.who)))
    )


def is_of_another(walk: Walk, last: OpenDraft, figure: Figure, start: int) -> bool:
    """开通市内航线,年飞300架次的…;开通跨市航线,年飞100架次的: no band of the first."""
    head, comma, _ = walk.skeleton.text[start : figure.at].rpartition(",")
    if last.sub == walk.sub or not comma or len(head) < _OWN_HEAD:
        return False
    return head.split(",")[0] not in walk.skeleton.text[last.draft.start : start]


def add_case(
    walk: Walk, last: OpenDraft, row: Row, conditions: tuple[Threshold | Band, ...], end: int
) -> None:
    """Add a case to a draft; where a band tells it, a threshold of the first becomes its band."""
    draft = last.draft
    rows = draft.rows
    if row.band is not None and rows[0].band is None and draft.thresholds:
        unit = row.band.figure.unit
        own = [t for t in draft.thresholds if t.figure.unit == unit] or draft.thresholds
        others = tuple(t for t in draft.thresholds if t is not own[-1])
        rows = (replace(rows[0], band=band_of((own[-1],))), *rows[1:])
        draft = replace(draft, measure=own[-1].subject, thresholds=others)
        rows, row, draft = with_second(rows, row, draft, conditions)
    elif row.band is not None and rows[-1].also:
        rows, row, draft = with_second(rows, row, draft, conditions)
    if row.band is None and not rows[0].label:
        name = last.label if draft.per_figure is not None else ""
        name = name or case_beside(draft.who, row.label) or label_of(draft.who)
        rows = (replace(rows[0], label=bare_case(name)), *rows[1:])
    if row.band is not None:
        row = replace(row, label="")
    measure = draft.measure or walk.measured(conditions)
    last.draft = replace(draft, rows=(*rows, row), end=end, measure=measure)
    last.sub = walk.sub
    last.label = row.label


def classes_in_row(skeleton: Skeleton, figure: Figure, end: int) -> list[tuple[str, Figure]]:
    """外贸综合服务企业20万元、“双自主”企业10万元、…, from its first figure on."""
    text = skeleton.text
    match = re.match(r"Ⓜ(?:[、和](?:[^、,;。ⓂⓅⒸⒷ()]{2,14})Ⓜ)+", text[figure.at : end])
    if match is None:
        return []
    first = re.search(
        r"(?:为|给予|最高|不超过|按|:)([^、,;。ⓂⓅⒸⒷ()为:按]{2,14})$", text[: figure.at]
    )
    if first is None:
        return []
    found = [(first.group(1), figure)]
    for one in re.finditer(r"[、和]([^、,;。ⓂⓅⒸⒷ()]{2,14})Ⓜ", match.group()):
        label = re.sub(f"(?:{AWARD}|最高|不超过)+$", "", one.group(1))
        if not label or NO_LABEL.search(label):
            return []
        found.append((label, skeleton.at(figure.at + one.end() - 1)))
    return found


def _whole_heads(heads: Sequence[str], rests: Sequence[str], whole: Sequence[str]) -> Sequence[str]:
    """新建窑场, 已建成窑场新增 where the heads of the subjects are 窑场, 窑场新增."""
    if not any(one != other and one in other for one in heads for other in heads):
        return heads
    full = [who.split(rest)[0].rpartition(",")[2] for who, rest in zip(whole, rests, strict=True)]
    is_told = all(1 < len(one) <= SHORT_CASE and not set(one) & set("ⓂⓅⒸⒷ") for one in full)
    return full if is_told and len(set(full)) == len(full) else heads


def _are_apart(known: Threshold | Band | str, one: Threshold | Band) -> bool:
    """Whether two numbers are of two things that only end alike: 大棚育苗, 露地育苗."""
    if not isinstance(one, Threshold) or isinstance(known, Band):
        return False
    first = known if isinstance(known, str) else known.subject
    if not (first and one.subject):
        return False
    return heads_apart((first, one.subject)) is not None or are_of_objects(first, one.subject)


def is_of_other(draft: Draft, conditions: Sequence[Threshold | Band]) -> bool:
    """新建面积30万平方米以上的…;新增面积10万平方米以上的: another number than that of a draft."""
    known = draft.thresholds[0] if draft.rows[0].band is None and draft.thresholds else ""
    beside = draft.measure or known
    return bool(conditions and beside) and _are_apart(beside, conditions[0])
