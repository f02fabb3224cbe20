"""Thresholds and bands: the numbers that decide who is paid, and which case it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.base_of import subject_of
from assistant.intake.bounds import begins_another
from assistant.intake.draft import Band, Bound, Threshold
from assistant.intake.figures import COUNT, MONEY, RATE, Figure, Skeleton
from assistant.intake.grammar import AWARD, bound_of
from assistant.intake.phrases import noun_behind
from assistant.intake.things import ANY_THING, SURFACE, counted_noun
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_JOINED = re.compile(
    r"(?:\(含[ⓂⒸ]?\))?(?:及)?以上(?:\(含[ⓂⒸ]?\))?[、,至到]?(?:且|但)?(?:不足|不满|不到|低于|不超过)?"
)
_JOINED_ABOVE = re.compile("(?:的)?[、,]?(?:且|但|至|到)?(?:不足|不满|不到|低于|不超过)")
"""超过4.5吨、不足12吨."""
_SHARE_WORDS = ("比重", "占比", "比例")
_REACH_ALONE = re.compile("(?:不足|不满|低于|少于|超过|达到?|满|未达到?|不到)?")
NOUN = 3
"""So many characters at the least say what a number measures."""
_TRAILING = re.compile(
    f"(?:^|,)(?:且|并|须|应)?(?:其)?[^,;。ⓂⓅⒸⒷ对]{{2,14}}(?:不少于|不低于|不小于|达到|应达)[{MONEY}{COUNT}]$"
)
"""按每平方米每月5元补助,租用面积不少于1000平方米: a condition behind what is paid."""
_OR = lazy(r"(?:\(不?含\))?(?:及)?(?:以上|以下|以内)?(?:\(不?含\))?的?,?或者?(?!以上|以下)")
_LISTED = lazy(r"(?:\(不?含\))?(?:及)?(?:以上|以下|以内)?(?:\(不?含\))?、")
_TIERS = lazy(
    f"按照?(?P<base>[^,;。:ⓂⓅⒸⒷ¶]{{2,24}}?)(?:实行)?分[档级段](?:次|别)?(?:给予|予以)?(?:{AWARD})*:"
)
_VERBS = (
    "签订",
    "缴纳",
    "挂靠",
    "带动",
    "引进",
    "招用",
    "吸纳",
    "承办",
    "入驻",
    "持有",
    "以",
    "近",
    "具有",
    "有",
    "拥有",
    "开展",
    "完成",
    "举办",
    "获得",
    "取得",
    "超过",
    "达",
)


def read_threshold(walk: Walk, figure: Figure, start: int, end: int, *, before_list: bool) -> None:
    """Read a number that must be reached: a condition, the end of a band, or of what is paid."""
    text = walk.skeleton.text
    before = text[start : figure.at]
    subject = subject_of(before)
    noun = noun_behind(text[figure.at + 1 : end])
    noun = "" if set(noun) & set("、,;ⓂⓅⒸⒷ") else noun
    is_bare = figure.unit in ANY_THING and len(subject) < NOUN  # 游览2个以上收费景区
    if _REACH_ALONE.fullmatch(subject.lstrip("、及以上下的并且或")):
        subject = ""  # …,不足50框的不补: what is paid for
    if not subject or subject in _VERBS or (is_bare and len(noun) >= NOUN):
        subject = noun or subject
    if figure.unit in SURFACE and _is_listed(before, subject):
        subject = "面积"  # 种植黄芪、党参、柴胡50亩以上: of all that are listed
    figure = counted_noun(walk.skeleton, figure, end)
    subject = known_subject(walk, figure, subject)
    told = walk.drafts[-1].draft.thresholds if before_list and walk.drafts else walk.pending
    subject = _part_of_counted(told, figure, before, subject)
    if subject.startswith("占") and walk.pending and isinstance(walk.pending[-1], Threshold):
        subject = f"{walk.pending[-1].subject}{subject}"  # 研发费用200万元以上且占营业收入比重5%
    tiers = tiers_of(walk.skeleton, figure)
    if tiers and (len(subject) < NOUN or set(subject) & set("ⓂⓅⒸⒷ、")):
        subject = tiers
    bound = bound_of(walk.skeleton, figure, start, end)
    if walk.below is False and text.startswith("以下", figure.at + 1):
        bound = Bound.LESS_THAN if bound is Bound.AT_MOST else bound
    found = Threshold(subject, bound, figure, is_other=_is_other(walk, figure))
    if before_list and walk.drafts:
        one = walk.drafts[-1]
        one.draft = replace(one.draft, thresholds=(*one.draft.thresholds, found))
        walk.used.add(figure.at)
        return
    if _adds_condition(walk, found, start, end):
        return
    below = walk.pending[-1] if walk.pending else None
    if (
        isinstance(below, Threshold)
        and found.bound in (Bound.AT_MOST, Bound.LESS_THAN)
        and below.figure.unit == figure.unit
        and _joins(below.bound, text[below.figure.at + 1 : figure.at])
    ):
        # 1000万元(含)以上、5000万元以下; 超过4.5吨、不足12吨: one band.
        walk.subjects[below.figure.at] = below.subject
        low = below.figure
        is_held = below.bound is Bound.AT_LEAST
        reaches = not is_held and found.bound is Bound.AT_MOST
        if is_held and walk.below and found.bound is Bound.AT_MOST:
            reaches = not begins_another(walk.skeleton, figure)
        walk.pending[-1] = Band(low, low.value, figure.value, is_held, reaches, upper_figure=figure)
        return
    walk.pending.append(found)


_SHARE_AMONG = lazy(
    "其中(?P<part>[^,;。ⓂⓅⒸⒷ占]{2,12}?)(?:人数|数量|数)?(?:的)?(?:占比?|比例|占比例)"
    "(?:达到?|不低于|不少于|超过|为)*$"
)


_NUMBER_AMONG = lazy(
    "其中(?P<part>[^,;。ⓂⓅⒸⒷ占]{2,20}的(?:套数|户数|人数|间数|床位数|数量|面积|比例))"
    "(?:达到?|不低于|不少于|超过|不小于)$"
)
"""其中面向毕业生供应的套数不低于50%: a bare 套数 would tell no one of which of them."""


def _part_of_counted(
    told: Sequence[Threshold | Band], figure: Figure, before: str, subject: str
) -> str:
    """参赛选手500人以上且其中市外选手占30%以上: of those that the threshold before it counts."""
    number = _NUMBER_AMONG.search(before)
    if number is not None and figure.sign == RATE:
        return number["part"].replace("的", "")
    found = _SHARE_AMONG.search(before)
    above = told[-1] if told else None
    if found is None or figure.sign != RATE or not isinstance(above, Threshold):
        return subject
    is_counted = above.figure.sign == COUNT and len(above.subject) > 1
    is_bare = is_counted and not set(above.subject) & set("占ⓂⓅⒸⒷ")
    return f"{found['part']}占{above.subject}" if is_bare else subject


def _adds_condition(walk: Walk, found: Threshold, start: int, end: int) -> bool:
    """Whether a threshold stands alone behind what is paid in the same sentence."""
    last = walk.last_here()
    if last is None or last.sub != walk.sub or walk.pending:
        return False
    place = found.figure.at
    if _TRAILING.search(walk.skeleton.text[start : place + 1]) is None:
        return False
    if re.match("(?:\\(含\\))?(?:以上)?(?:[,)]|$)", walk.skeleton.text[place + 1 : end]) is None:
        return False
    draft = last.draft
    walk.used.add(place)
    last.draft = replace(
        draft, thresholds=(*draft.thresholds, found), end=max(draft.end, place + 1)
    )
    return True


def reaches_again(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """机队规模达到5架的,奖励500万元,10架的,奖励1200万元: what is reached is not said again."""
    text = walk.skeleton.text
    is_bare = figure.at == start or text[figure.at - 1] in ",;"
    if figure.sign != COUNT or not is_bare or not text.startswith("的,", figure.at + 1, end):
        return False
    return any(
        t.figure.unit == figure.unit and t.bound is Bound.AT_LEAST and t.figure.value < figure.value
        for one in walk.drafts
        if one.sentence == walk.sentence
        for t in one.draft.thresholds
    )


def known_subject(walk: Walk, figure: Figure, subject: str) -> str:
    """What a figure measures that names nothing: what one of its unit before it measured.

    展览面积1万平方米以上的展会,…:1万平方米以上不足3万平方米的; 安置残疾人10人以上:安置10人的.
    """
    if subject in _SHARE_WORDS:
        return _known_share(walk, figure, subject)
    if len(subject) >= NOUN and not set(subject) & set("ⓂⓅⒸⒷ"):
        return subject
    here = [one.draft.thresholds for one in walk.drafts if one.sentence == walk.sentence]
    every = [*(one for own in here for one in own), *walk.pending]
    alike = [
        one.subject
        for one in every
        if isinstance(one, Threshold)
        and one.figure.unit == figure.unit
        and (figure.unit not in ("元", "%") or not subject)
        and not (one.subject.startswith(("每", "单")) and _is_behind(walk.skeleton, one, figure))
        and (not subject or set(subject) & set("ⓂⓅⒸⒷ") or subject in one.subject)
    ]
    return next((one for one in alike if len(one) >= NOUN), subject)


def _is_behind(skeleton: Skeleton, one: Threshold, figure: Figure) -> bool:
    """Whether a number stands in another part of the sentence than a threshold before it."""
    return ";" in skeleton.text[one.figure.at : figure.at]


def _known_share(walk: Walk, figure: Figure, word: str) -> str:
    """…占营业收入比重5%以上、不足8%的;比重8%以上的: the share that was told before."""
    here = [one.draft for one in walk.drafts if one.sentence == walk.sentence]
    every = [t.subject for one in here for t in one.thresholds if t.figure.unit == figure.unit]
    every += [
        one.measure
        for one in here
        if any(row.band and row.band.figure.unit == figure.unit for row in one.rows)
    ]
    alike = [one for one in every if word in one and "占" in one]
    return alike[-1] if alike else word


def tiers_of(skeleton: Skeleton, figure: Figure) -> str:
    """按设备投资额分档补助:500万元以上…: what the tiers behind the colon are of; "" without."""
    start = max(skeleton.text.rfind(sign, 0, figure.at) for sign in "。¶") + 1
    found = _TIERS.search(skeleton.text, start, figure.at)
    return found["base"] if found is not None and figure.unit == "元" else ""


def _is_other(walk: Walk, figure: Figure) -> bool:
    """Whether a threshold may hold in place of the one before it: A以上或B以上.

    In A、B或C the last mark stands for those before it.
    """
    text = walk.skeleton.text
    above = walk.pending[-1] if walk.pending else None
    if not isinstance(above, Threshold):
        return False
    if _OR.match(text[above.figure.at + 1 : figure.at]) is None:
        return False
    for place in range(len(walk.pending) - 1, 0, -1):
        one, before = walk.pending[place], walk.pending[place - 1]
        if not (isinstance(one, Threshold) and isinstance(before, Threshold)):
            break
        if _LISTED.match(text[before.figure.at + 1 : one.figure.at]) is None:
            break
        walk.pending[place] = replace(one, is_other=True)
    return True


def _joins(bound: Bound, between: str) -> bool:
    """Whether two numbers are the ends of one band by the words between them."""
    if bound in (Bound.MORE_THAN, Bound.AT_LEAST) and _JOINED_ABOVE.fullmatch(between) is not None:
        return True  # 超过4.5吨、不足12吨; 满3年不满5年
    return bound is Bound.AT_LEAST and _JOINED.fullmatch(between) is not None


def _is_listed(before: str, subject: str) -> bool:
    """Whether what stands before a number is but the last of a list: 黄芪、党参、柴胡50亩."""
    if not subject or not before.endswith(f"、{subject}") or "面积" in subject:
        return False
    return before[: -len(subject) - 1][-1:] not in ("上", "下", "内", "Ⓜ", "Ⓟ", "Ⓒ", "Ⓑ")
