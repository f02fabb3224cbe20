"""Parts that grant nothing: what they demand of what is paid before, and whom they deny it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.intake.bounds import counts_only
from assistant.intake.conditions import NOUN, read_threshold
from assistant.intake.demands_of_classes import demands_of_class
from assistant.intake.draft import Band, Bound, Threshold
from assistant.intake.figures import MONEY
from assistant.intake.grammar import AWARD, Role, role_of
from assistant.intake.labels import core
from assistant.intake.quotas import limit_beyond
from assistant.intake.tails import excluded_case
from assistant.intake.things import TOLD, is_time
from assistant.intake.unread import BESIDE_UNREAD, is_unread
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

_LEAST_PAID = lazy(
    f"(?:计算|核算|测算|核定|应补|应奖|(?:{AWARD}))[^,;。ⓂⓅⒸⒷ]{{0,6}}(?:不足|低于|不到|少于){MONEY}"
    "(?:以下)?的?,?(?:一律|均)?(?:不予|不再|不给予|不)(?:兑|发|拨|补|奖|支付|受理|资)"
)
_REQUIRES = lazy(
    "(?:且|并|其中)?[^,;。ⓂⓅⒸⒷ]{2,16}?(?:须|应当?|需|要求|必须)[^,;。ⓂⓅⒸⒷ]{0,6}[ⓂⒸⓅ](?:\\(含\\))?(?:及?以上)?[^,;。ⓂⓅⒸⒷ]{0,4}"
)
"""流转合同期限须在3年以上: what all that stands before it demands."""
_ONLY_FROM = lazy(
    "的?,?(?:企业|单位|主体|项目)?,?(?:才|方|始)(?:可以?|能够?|予以?|给予)?(?:申[请报领]|享受|给予|获得|领取|受理|补[助贴]|奖励|纳入|拨付)"
)
"""年出口达到50个标准箱的方可申请: from there on it is paid, for all of them."""
_NOUN_BEHIND = lazy("(?P<noun>[^,;。ⓂⓅⒸⒷ的及以]{1,8}?)(?:\\(含\\))?(?:及?以上)?(?=的|,|方|才|始)")
_NOT_GIVEN = (
    "(?:不予|不给予|不享受|不再|不得|不)(?:给予|享受)?(?:兑现|奖励|补助|补贴|奖|补|支持|资助|享受)"
)
NOTHING = re.compile(
    "不[补奖][助贴励]?(?=[,;。)¶]|$)|不予(?!以)|不给予|不享受|不得享受|不再(?:给予|予以|享受|补|奖)|不予以"
)
"""Nothing is paid."""
_PAYS_WITHOUT_FIGURE = re.compile(f"(?:全额|据实|全部|足额)(?:给予|予以)?(?:{AWARD})")
"""…以下的小微企业,保费全额补助;其他企业按50%补助: a whole grant of its own."""
_LESS_THAN_BEFORE = lazy(
    "(?:(?P<noun>[^,;。ⓂⓅⒸⒷ]{2,16}?)(?:低于|少于|不及|不如)(?:上一?年度?|去年|上年同期|上一?届)(?:同期|水平)?|(?:年?度?同比|(?:比|较)(?:上一?年度?|去年|上年同期))"
    f"(?:下降|减少|负增长|下滑))的?,?(?:一律|均)?{_NOT_GIVEN}"
)
"""年网络零售额低于上一年度的,不予奖励: what decides must be no less than the year before."""
_OPPOSITE = {Bound.LESS_THAN: Bound.AT_LEAST, Bound.AT_MOST: Bound.MORE_THAN}
_DENIED = _OPPOSITE | {Bound.AT_LEAST: Bound.LESS_THAN, Bound.MORE_THAN: Bound.AT_MOST}
_NOT_PAID = lazy(
    r"(?:\(不?含\))?(?:及)?(?:以下)?(?:\(不?含\))?(?:[^,;。ⓂⓅⒸⒷ的不]{1,6}(?=的))?的?,?(?:一律|均)?(?:不予(?:补|奖|资|支|扶|享)|不给予|不享受|不[补奖]|不再(?:给予|享受|补|奖))"
)


@dataclass(frozen=True, slots=True)
class ListHead:
    """What a line that ends in a colon demands, and the first draft and line of its list."""

    start: int
    thresholds: tuple[Threshold, ...]
    drafts: int
    paragraph: int


def close_part(walk: Walk, known: int, before: int, start: int, end: int) -> None:
    """Thresholds that no sum took: of what is not paid at all, or behind what is paid."""
    _demand(walk, start, end)
    limit_beyond(walk, before, start, end)
    fresh = walk.pending[before:]
    if len(walk.drafts) == known:
        if fresh and (
            _least_paid(walk, fresh, start, end) or demands_of_class(walk, fresh, start, end)
        ):
            del walk.pending[before:]
        elif fresh and NOTHING.search(walk.skeleton.text, start, end):
            # 1亿元以下的项目不予补助
            del walk.pending[before:]
            fresh = _demand_later(walk, fresh, end, is_denied=True)
            walk.spoken = next((one.subject for one in fresh if isinstance(one, Threshold)), "")
            walk.reasons |= {one.figure.at: "不予资助的情形" for one in fresh}
        elif fresh and _REQUIRES.fullmatch(walk.skeleton.text, start, end):
            # 流转合同期限须在3年以上
            fresh = _demand_later(walk, fresh, end)
            del walk.pending[before:]
            walk.reasons |= {one.figure.at: "没有与金额连上的条件" for one in fresh}
        elif fresh and _ONLY_FROM.search(walk.skeleton.text, start, end):
            del walk.pending[before:]
            left = _demand_at_least(walk, fresh, end)
            walk.reasons |= {one.figure.at: "没有与金额连上的条件" for one in left}
        elif fresh and (
            is_unread(walk, start, end)
            or _PAYS_WITHOUT_FIGURE.search(walk.skeleton.text, start, end)
        ):
            # What a sentence that is not read demands is no condition of the next one.
            del walk.pending[before:]
            walk.reasons |= {one.figure.at: BESIDE_UNREAD for one in fresh}
        return


def demand_in_list(walk: Walk, shared: ListHead) -> None:
    """What the line above a list demands is a condition of all that the list pays."""
    own = walk.drafts[shared.drafts :]
    units = {band.figure.unit for one in own for row in one.draft.rows if (band := row.band)}
    units |= {t.figure.unit for one in own for t in one.draft.thresholds}
    decided = [one.draft.measure or one.draft.base for one in own]
    fresh = tuple(
        t
        for t in shared.thresholds
        if (t.figure.unit not in units or _is_of_none(t.subject, decided))
        and len(t.subject) >= TOLD
        and t.figure.at not in walk.used
    )
    if not own or not fresh:
        return
    walk.used |= {t.figure.at for t in fresh}
    for one in own:
        known = one.draft.thresholds
        one.draft = replace(one.draft, start=shared.start, thresholds=(*fresh, *known))


def demand_of_head(walk: Walk, start: int) -> None:
    """单座容积100立方米以上的,按以下标准: above the items of an article, of which this is one.

    Few who ask of an item tell what stands above it: it is taken to hold, and told.
    """
    walk.pending = []
    for figure in walk.skeleton.within(start, len(walk.skeleton.text)):
        role, _ = role_of(walk.skeleton, figure, start, len(walk.skeleton.text))
        if role is Role.BOUND:
            read_threshold(walk, figure, start, len(walk.skeleton.text), before_list=False)
    demanded = tuple(
        replace(one, is_assumed=True)
        for one in walk.pending
        if isinstance(one, Threshold) and not is_time(one.figure)
    )
    walk.pending = []
    starts = [one.draft.start for one in walk.drafts]
    demand_in_list(walk, ListHead(0, demanded, 0, 0))
    for one, first in zip(walk.drafts, starts, strict=True):
        one.draft = replace(one.draft, start=first)


def _demand(walk: Walk, start: int, end: int) -> None:
    """…补助150元,面积不足1000平方米的不予补助: what is paid demands at least that."""
    for one in walk.pending[:]:
        if not isinstance(one, Threshold) or one.bound not in _OPPOSITE:
            continue
        if _demands_of_case(walk, one):
            walk.pending.remove(one)
            continue
        if _is_demanded(walk, one):
            walk.pending.remove(one)
            walk.reasons[one.figure.at] = "不予资助的情形"
            continue
        paid = walk.last_here() or _paid_before(walk, one)
        if paid is None:
            continue
        if not start <= one.figure.at < end or paid.draft.start > one.figure.at:
            continue
        if _NOT_PAID.match(walk.skeleton.text[one.figure.at + 1 : end]) is None:
            continue
        draft = paid.draft
        if draft.rows[0].band is not None and draft.rows[0].band.figure.unit == one.figure.unit:
            continue
        demanded = replace(one, bound=_OPPOSITE[one.bound])
        stop = max(draft.end, one.figure.at + 1)
        paid.draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=stop)
        walk.pending.remove(one)
        walk.used.add(one.figure.at)


def _is_demanded(walk: Walk, one: Threshold) -> bool:
    """不满240天的不予补贴 behind a draft that demands 240 of the same."""
    bound = _OPPOSITE[one.bound]
    return any(
        (t.bound, t.figure.value, t.figure.unit) == (bound, one.figure.value, one.figure.unit)
        and (not one.subject or one.subject in t.subject)
        for paid in walk.of_paragraph
        for t in paid.draft.thresholds
    )


def _demands_of_case(walk: Walk, one: Threshold) -> bool:
    """联合出品、投资占比20%以上的,按上述金额的50%;不足20%的不予奖励: whoever tells it has it.

    It is demanded in the case that the share is of; the others do not tell such a number.
    """
    bound = _OPPOSITE[one.bound]
    done = False
    for paid in walk.of_paragraph:
        for factor in paid.draft.factors:
            above = factor.above
            if above is None or not factor.is_named:
                continue
            alike = (above.bound, above.figure.value, above.figure.unit)
            if alike != (bound, one.figure.value, one.figure.unit):
                continue
            draft, place = paid.draft, above.figure.at
            demanded = replace(
                one, bound=bound, subject=above.subject or one.subject, is_assumed=True
            )
            paid.draft = replace(
                draft,
                thresholds=(*draft.thresholds, demanded),
                notes=tuple(note for note in draft.notes if not note[0] <= place < note[1]),
                end=max(draft.end, one.figure.at + 1),
            )
            done = True
    if done:
        walk.used.add(one.figure.at)
    return done


def _demand_of_bands(walk: Walk, one: Threshold, end: int) -> bool:
    """每人800元;300人以上的每人1000元;不足50人的不予补助: of bands that have no lowest one."""
    own = [
        paid
        for paid in walk.of_paragraph
        if (band := paid.draft.rows[0].band) is not None
        and band.lower is None
        and band.figure.unit == one.figure.unit
    ]
    if len(own) != 1 or one.bound not in _OPPOSITE:
        return False
    draft = own[0].draft
    demanded = replace(one, subject=draft.measure, bound=_OPPOSITE[one.bound])
    own[0].draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=max(draft.end, end))
    walk.used.add(one.figure.at)
    return True


def _demand_later(
    walk: Walk, fresh: Sequence[Threshold | Band], end: int, *, is_denied: bool = False
) -> list[Threshold | Band]:
    """租期不足5年的不予补助: what the paragraph pays demands it; what is left of the others.

    ``is_denied``: nothing is paid where it holds (建设期超过3年的,不予奖励).
    """
    own = walk.of_paragraph
    (one,) = fresh if len(fresh) == 1 else (None,)
    if not own or not isinstance(one, Threshold):
        return list(fresh)
    if is_denied and _demand_of_bands(walk, one, end):
        return []
    named = len(one.subject) >= NOUN and not set(one.subject) & set("ⓂⓅⒸⒷ,")
    known = {other.figure.unit for paid in own for other in paid.draft.thresholds}
    bands = [row.band for paid in own for row in paid.draft.rows if row.band is not None]
    known |= {band.figure.unit for band in bands}
    if not named or one.figure.unit in known:
        return list(fresh)
    bound = (_DENIED if is_denied else _OPPOSITE).get(one.bound, one.bound)
    demanded = replace(one, bound=bound, is_assumed=True)
    for paid in own:
        draft = paid.draft
        stop = max(draft.end, end)
        paid.draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=stop)
    walk.used.add(one.figure.at)
    return []


def _demand_at_least(
    walk: Walk, fresh: Sequence[Threshold | Band], end: int
) -> list[Threshold | Band]:
    """…达到50个标准箱的方可申请: what the paragraph pays demands it; those of nothing it pays."""
    own = walk.of_paragraph
    left: list[Threshold | Band] = []
    for one in fresh:
        if not own or not isinstance(one, Threshold) or one.bound in _OPPOSITE:
            left.append(one)
            continue
        behind = _NOUN_BEHIND.match(walk.skeleton.text, one.figure.at + 1, end)
        for paid in own:
            draft = paid.draft
            # 50个标准箱 beside 每标准箱600元: so many of what is paid for.
            is_thing = behind is not None and behind["noun"] == draft.per
            figure = replace(one.figure, unit=draft.per) if is_thing else one.figure
            demanded = replace(one, figure=figure, is_assumed=not is_thing)
            stop = max(draft.end, end)
            paid.draft = replace(draft, thresholds=(*draft.thresholds, demanded), end=stop)
        walk.used.add(one.figure.at)
    return left


def _paid_before(walk: Walk, one: Threshold) -> OpenDraft | None:
    """按投资额的8%补助,…。投资额不足2000万元的,不予补助: the one rule that is paid by it."""
    own = walk.of_paragraph
    alike = [
        paid
        for paid in own
        if counts_only(paid.draft, one.figure.unit)
        or any(
            name and one.subject
            and (name.endswith(one.subject) or one.subject.endswith(name))
            for name in (core(paid.draft.base), core(paid.draft.measure))
        )
    ]  # fmt: skip
    return alike[0] if len(own) == len(alike) == 1 else None


def exclude_case(walk: Walk, start: int, end: int) -> None:
    """购置二手设备的不补: a case of what the paragraph pays for which nothing is paid."""
    own = walk.of_paragraph
    if own and _LESS_THAN_BEFORE.fullmatch(walk.skeleton.text, start, end):
        for one in own:
            one.draft = replace(one.draft, not_less=True, end=max(one.draft.end, end))
        return
    case = excluded_case(walk.skeleton.text[start:end])
    if not case:
        return
    for one in own:
        draft = one.draft
        stop = max(draft.end, end)
        one.draft = replace(draft, excluded=(*draft.excluded, case), end=stop)


def _least_paid(walk: Walk, fresh: Sequence[Threshold | Band], start: int, end: int) -> bool:
    """计算所得不足3万元的,不予兑付: told, for it is asked of the sum itself."""
    text = walk.skeleton.text
    own = walk.of_paragraph
    if len(fresh) != 1 or not own or _LEAST_PAID.search(text, start, end) is None:
        return False
    figure = fresh[0].figure
    for one in own:
        stop = max(one.draft.end, end)
        notes = (*one.draft.notes, (start, end))
        one.draft = replace(one.draft, notes=notes, least=figure, end=stop)
    walk.reasons[figure.at] = "不足这笔数的不发"
    return True


def _is_of_none(subject: str, names: Sequence[str]) -> bool:
    """实缴资本500万元以上的 beside bands of 首年营业收入: another sum than those that decide."""
    bare = core(subject)
    return all(names) and not any(bare in core(one) or core(one) in bare for one in names)
