"""How many months, square metres or things are paid for at the most."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.intake.bounds import is_yearly, takes_limit
from assistant.intake.draft import Bound, Draft, Threshold
from assistant.intake.figures import AREA, COUNT, Figure, Skeleton
from assistant.intake.grammar import AWARD, LIMITED, limits_count
from assistant.intake.labels import lexicon
from assistant.intake.things import ANY_THING, BY_DAY, MEASURED_IN, PERSONS, TOLD
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_MONTHS_OF = re.compile(
    "(?:最长|最多|期限|连续|补贴期|补助期|贴息期|享受|发放|不超过|累计)[^ⓂⓅⒸⒷ,;。¶]{0,8}$"
)
_AT_LEAST = re.compile(
    "(?:不少于|不低于|不小于|至少|达到?|满|(?<!不)超过|不足|不到|未达到?|少于|低于)(?:了|连续)?$"
)
"""合同期限不少于6个月 says who is paid, not for how long."""
_LIMIT_OF_AREA = lazy(
    f"面积[^,;。]{{0,4}}(?:不超过|最多|最高|限)$"
    f"|(?:^|[,;])(?:最高|最多)(?:{AWARD}|免租|免收租金|享受|计算)*(?:的?面积)?$"
)
_UNPAID_BEYOND = lazy(
    "^(?:以上)?的?,?(?:对|其)?(?:(?:超过|超出|超|多出)的?)?部分,?(?:一律|均|将)?"
    "(?:不(?:再|予|再予以|再给予|予以|给予|享受)?(?:补|奖|支持|资助|计算|计入)|不计|不再计|不享受)"
)
"""超过1000平方米的,超过部分不补; 超过5台的部分不予补助: what is beyond is not paid for."""


def is_quota(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """Whether a number of months, years or square metres says how far a sum goes."""
    left = walk.skeleton.text[start : figure.at]
    if figure.sign != COUNT or walk.skeleton.text.startswith("以上", figure.at + 1):
        return False
    if limits_count(figure, left, walk.skeleton.text[figure.at + 1 : end]):
        return True
    if figure.unit in AREA:
        is_limit = _LIMIT_OF_AREA.search(left) is not None
        return is_limit and ("每" in walk.skeleton.text[:end] or "租" in walk.skeleton.text[:end])
    is_short = figure.unit == "个月" or (figure.unit == "年" and figure.value < 20)
    by_day = any(one.draft.period in BY_DAY for one in walk.of_paragraph)
    is_short = is_short or (figure.unit in BY_DAY and by_day)
    if not is_short or _AT_LEAST.search(left) is not None:
        return False
    return _MONTHS_OF.search(left) is not None


def apply_limits(walk: Walk) -> None:
    """Give the limits that a paragraph told to what it pays: months, areas, things."""
    for figure, end, sentence in walk.limits:
        if _limit_rent(walk, figure, sentence) or _limit_things(walk, figure, end, sentence):
            continue
        field_of = "most_things" if figure.unit in AREA else "most_months"
        per = AREA if field_of == "most_things" else ()
        monthly = [
            one
            for one in _limited(walk, sentence, partial(takes_limit, per=per))
            if (figure.unit in BY_DAY) == (one.draft.period in BY_DAY)
            if one.draft.start
            <= figure.at  # …不超过1000平方米;自购的,每平方米…: not of what follows
        ]
        open_ones = [one for one in monthly if getattr(one.draft, field_of) is None]
        for one in open_ones:
            stop = max(one.draft.end, end)
            one.draft = replace(one.draft, **{field_of: figure, "end": stop})  # type: ignore[arg-type]
            walk.used.add(figure.at)
        if not open_ones:
            # 补助面积不超过…: what limits a sum that is not read.
            reason = LIMITED if field_of == "most_things" else "年月日或期限"
            walk.reasons.setdefault(figure.at, reason)
            if field_of == "most_things":
                _tell_limit(walk, figure, end)
    walk.limits = []


def limit_beyond(walk: Walk, before: int, start: int, end: int) -> None:
    """超过5台的,超出部分不予补助: so many are paid for, and more is no other case."""
    for one in walk.pending[before:]:
        if not isinstance(one, Threshold) or one.bound is not Bound.MORE_THAN:
            continue
        figure = one.figure
        if figure.sign != COUNT or not start <= figure.at < end:
            continue
        if _UNPAID_BEYOND.match(walk.skeleton.text[figure.at + 1 : end]) is not None:
            walk.pending.remove(one)
            walk.limits.append((figure, end, walk.sentence))


def carry_limits(walk: Walk, *, is_head: bool) -> None:
    """Keep the limits of a line above a table or a list for what is paid behind it."""
    if is_head:
        walk.carried += [(one, stop, len(walk.drafts)) for one, stop, _ in walk.limits]
        walk.limits = []


def apply_carried(walk: Walk) -> None:
    """按人数和月数补助,每年最多计11个月: above a list, given to what the list pays."""
    for figure, _, first in walk.carried:
        is_area = figure.unit in AREA
        per = AREA if is_area else ()
        field_of = "most_things" if is_area else "most_months"
        own = [one for one in walk.drafts[first:] if takes_limit(one.draft, per=per)]
        counted = [one for one in walk.drafts[first:] if _is_of_them(one.draft, figure)]
        if counted:
            # 每次按不超过2人给予补助,标准如下: so many of what the list pays for each of
            own, field_of = counted, "most_things"
        for one in own:
            if getattr(one.draft, field_of) is None:
                one.draft = replace(one.draft, **{field_of: figure})  # type: ignore[arg-type]
                walk.used.add(figure.at)
        if not own:
            walk.reasons.setdefault(figure.at, LIMITED if is_area else "年月日或期限")


def _is_of_them(draft: Draft, figure: Figure) -> bool:
    """Whether a number above a list counts what the list pays for each of."""
    is_same = figure.unit == draft.per or {figure.unit, draft.per} <= PERSONS
    return bool(draft.per) and is_same and not draft.period and not draft.is_ceiling


def _tell_limit(walk: Walk, figure: Figure, end: int) -> None:
    """面积超过1000平方米的,超过部分不补 of a share of what was spent: told, not worked out."""
    text = walk.skeleton.text
    before = [one for one in walk.of_paragraph if one.draft.start < figure.at]
    if not before or _UNPAID_BEYOND.match(text[figure.at + 1 : end]) is None:
        return
    first = max(text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
    draft = before[-1].draft
    before[-1].draft = replace(draft, notes=(*draft.notes, (first, end)), end=max(draft.end, end))


def _limit_rent(walk: Walk, figure: Figure, sentence: int) -> bool:
    """补贴面积不超过1000平方米, 期限不超过24个月: of a rent that is paid for."""
    is_area = figure.unit in AREA
    rents = _limited(walk, sentence, lambda one: one.is_rent)
    is_span = figure.unit == "个月" or figure.unit == "年"
    known = [
        one
        for one in rents
        if is_area or (len(one.draft.rows) == 1 and (one.draft.unit_cap or one.draft.most_area))
    ]
    if not known or not (is_area or is_span):
        return False
    for one in known:
        stop = max(one.draft.end, figure.at + 1)
        limit = {"most_area" if is_area else "most_months": figure}
        one.draft = replace(one.draft, **limit, end=stop)  # type: ignore[arg-type]
    walk.used.add(figure.at)
    return True


def _limited(walk: Walk, sentence: int, fits: Callable[[Draft], bool]) -> list[OpenDraft]:
    """The drafts that a limit may be of: those of its own sentence, without any all before."""
    drafts = [one for one in walk.of_paragraph if fits(one.draft)]
    own = [one for one in drafts if one.sentence == sentence]
    return own or [one for one in drafts if one.sentence < sentence]


def _limit_things(walk: Walk, figure: Figure, end: int, sentence: int) -> bool:
    """最多补助10家店, 连续补助3年: how many things or years are paid for."""
    if figure.unit in (*AREA, "个月"):
        return False
    drafts = walk.of_paragraph
    if figure.unit in BY_DAY and any(one.draft.period in BY_DAY for one in drafts):
        return False
    if figure.unit == "年":
        each = [
            one
            for one in drafts
            if one.sentence == sentence
            and one.draft.per_figure is not None
            and one.draft.per_figure.unit == "年"
        ]
        if each:
            # 每续一年奖励1万元,最多奖励三年
            for one in each:
                stop = max(one.draft.end, end)
                one.draft = replace(one.draft, most_things=figure, end=stop)
            walk.used.add(figure.at)
            return True
        yearly = _limited(walk, sentence, lambda one: is_yearly(one) and not one.period)
        for one in yearly:
            one.draft = replace(one.draft, most_years=figure, end=max(one.draft.end, end))
        walk.used |= {figure.at for _ in yearly}
        return bool(yearly)
    before = [one for one in drafts if one.draft.start < figure.at]
    if not before:
        walk.reasons.setdefault(figure.at, "名额，不是金额的门槛")
        return True
    last = before[-1]
    draft = last.draft
    stop = max(draft.end, figure.at + 1)
    is_paid_for = _counts_paid(walk.skeleton, draft, figure)
    if (
        is_paid_for
        or _counts_capped(walk.skeleton, draft, figure)
        or _counts_levels(walk.skeleton, draft, figure)
    ):
        walk.used.add(figure.at)
        last.draft = replace(draft, most_things=figure, end=stop)
        if draft.extra or sentence > last.sentence:
            _limit_whole(walk, draft, figure)
        return True
    first = max(walk.skeleton.text.rfind(sign, 0, figure.at) for sign in ",;。¶") + 1
    behind = re.match("[^,;。¶ⓂⓅⒸⒷ()的]{0,6}(?=[,;。¶()]|$)", walk.skeleton.text[figure.at + 1 :])
    final = figure.at + 1 + (behind.end() if behind is not None else 0)
    last.draft = replace(draft, notes=(*draft.notes, (first, final)), end=stop)
    walk.reasons[figure.at] = "名额，没有计入"
    return True


def _limit_whole(walk: Walk, extra: Draft, figure: Figure) -> None:
    """每辆2万元。新能源车每辆另加1万元。每家最多5辆: of what it was added to as well."""
    for one in walk.of_paragraph:
        draft = one.draft
        is_paid_for = _counts_paid(walk.skeleton, draft, figure) or _counts_capped(
            walk.skeleton, draft, figure
        )
        if draft.per == extra.per and is_paid_for and draft.start < figure.at:
            stop = max(draft.end, figure.at + 1)
            one.draft = replace(draft, most_things=figure, end=stop)


def _counts_paid(skeleton: Skeleton, draft: Draft, figure: Figure) -> bool:
    """每艘补助30万元,每家企业不超过5艘; 每人每月1500元,不超过20人: so many are paid for."""
    if draft.is_ceiling or draft.most_things is not None:
        return False
    if any(row.fixed is None or row.cap is not None for row in draft.rows):
        return False
    if draft.period:
        are_persons = draft.per in PERSONS and figure.unit in PERSONS
        # 每张每月100元,最多按300张床位计算: so many of what is paid for each month
        is_same = bool(draft.per) and draft.per not in AREA and figure.unit not in BY_DAY
        is_same = is_same and _is_of_what_is_paid(skeleton, draft.per, figure)
        return are_persons or is_same or _is_named_before(skeleton, draft.per, figure)
    if any(row.label for row in draft.rows):
        return False
    is_each = draft.per_figure is not None and draft.per_figure.value == 1
    return is_each or (bool(draft.per) and _is_of_what_is_paid(skeleton, draft.per, figure))


def _is_of_what_is_paid(skeleton: Skeleton, per: str, figure: Figure) -> bool:
    """Whether so many are of what is paid for: 每班补助300元, but 最多补助4条专线 is not."""
    behind = skeleton.text[figure.at + 1 :]
    noun = re.match("[^,;。¶ⓂⓅⒸⒷ()的]{0,6}", behind)
    named = f"{figure.unit}{noun.group() if noun is not None else ''}"
    known = lexicon().units | lexicon().bulk
    if per == figure.unit or figure.unit in per or per in named or named in per:
        return True
    if figure.unit and f"每{figure.unit}{per}" in skeleton.text:
        return True  # 每张证奖励20万元,最多奖励5张
    if per in MEASURED_IN:
        return False  # 每平方米60元,每家最多补助两个: not so many square metres
    # 每家补助…,最多补助5个: whatever is counted, by the word for anything
    return figure.unit in ANY_THING and (per not in known or per in ANY_THING)


def _counts_capped(skeleton: Skeleton, draft: Draft, figure: Figure) -> bool:
    """每个展位最高1万元,最多补助4个展位: so many of what has a limit of its own count."""
    if not draft.is_capped_apart or draft.most_things is not None:
        return False
    behind = skeleton.text[figure.at + 1 :]
    noun = re.match("[^,;。¶ⓂⓅⒸⒷ()的]{0,6}", behind)
    named = noun.group() if noun is not None else ""
    if not draft.per:
        return False
    # 每条生产线最高20万元,最多补助3条; 每个标准展位最高3万元,最多支持4个展位
    is_same = named.startswith(draft.per) or figure.unit == draft.per
    is_end = len(named) >= TOLD and draft.per.endswith(named)
    before = skeleton.text[: figure.at]
    is_measure = not named and re.search(
        f"[每单]{figure.unit}[^,;。]{{0,4}}{re.escape(draft.per)}", before
    )
    return is_same or is_end or bool(is_measure) or _is_named_before(skeleton, draft.per, figure)


def _counts_levels(skeleton: Skeleton, draft: Draft, figure: Figure) -> bool:
    """每个标准展位分别补助3000元、1万元,最多补助2个展位: so many of each count."""
    if not draft.per or draft.period or draft.is_ceiling or draft.most_things is not None:
        return False
    if len(draft.rows) < 2 or not all(row.fixed and not row.cap for row in draft.rows):
        return False
    if any(row.band is not None for row in draft.rows):
        return False
    behind = skeleton.text[figure.at + 1 :]
    noun = next((n for n in range(len(draft.per)) if behind.startswith(draft.per[n:])), None)
    is_same = noun is not None or figure.unit == draft.per
    return is_same or _is_named_before(skeleton, draft.per, figure)


def _is_named_before(skeleton: Skeleton, per: str, figure: Figure) -> bool:
    """补助展位合计不超过6个, 床位最多200张: what is counted stands before the number."""
    if not per or figure.unit in BY_DAY:
        return False
    tail = re.escape(per[-TOLD:])
    limit = f"{tail}位?(?:合计|累计|总?数量?|总计)*(?:不超过|不得超过|最多|最高|限|至多)+$"
    return re.search(limit, skeleton.text[: figure.at]) is not None
