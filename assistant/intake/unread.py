"""Sums and cases that are not read: what stands beside them is told, or not proposed."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.intake.draft import Band, Bound
from assistant.intake.figures import BAND, MONEY, RATE, Figure
from assistant.intake.grammar import AWARD, LIMITED, UNREAD_SUM
from assistant.intake.tails import LATER_LESS, unread_case
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_SPOILS = frozenset(
    (
        UNREAD_SUM,
        LIMITED,
        "比例的基数没有写明",
        "比例的用途读不出",
        "按面积或月数计算，还不能提议",
    )
)
BESIDE_UNREAD = "同一句里有读不出的数，没有提议"
UNREAD = _SPOILS | {BESIDE_UNREAD}
"""Reasons for which a sum or rate that the text grants is in no rule."""
_BY_WHAT_IS = lazy(f"的,?(?:则|一律|均)?按(?:照)?(?:其)?实际[^,;。ⓂⓅⒸⒷ]{{1,10}}(?:计算|{AWARD})")
_GROWS = re.compile(
    "(?:在此基础上,?|[ⓂⒸ]?(?:及)?以上的?(?:部分)?,?|超[过出](?:[ⓂⒸ]的?)?部分,?|此后,?|之后,?|(?P<noun>[^,;。ⓂⓅⒸⒷ每]{2,8}))?"
    "每(?:多|再?增加|再?新增|超过?|增长|再|满)"
)
_PART_BEYOND = lazy("(?:以上)?的?部分[,按每]")
_PART = lazy("(?:[(]不?含[)])?(?:及?以上)?(?:[(]不?含[)])?的?部分")


def drop_beside_unread(walk: Walk, known: int, start: int, end: int) -> None:
    """Take back what a part grants where another of its sums is not read: the rest would mislead.

    ``known`` is how many drafts there were before it.
    """
    left = [
        figure
        for figure in walk.skeleton.within(start, end)
        if walk.reasons.get(figure.at) in _SPOILS and figure.at not in walk.used
    ]
    left += _lost_figures(walk, start, end)
    left += _of_part_only(walk, known)
    if any(_adds_to_what_stands(walk, figure, start) for figure in left):
        # …的,奖励10万元;每增加100吨,再奖励2万元: the sum before is but a part of what is paid.
        known = next(
            (n for n, one in enumerate(walk.drafts) if one.sentence == walk.sentence), known
        )
    if left and len(walk.drafts) > known:
        for one in walk.drafts[known:]:
            for figure in one.draft.figures():
                walk.reasons[figure.at] = BESIDE_UNREAD
        del walk.drafts[known:]


def tell_what_is(walk: Walk, start: int, end: int) -> None:
    """贷款利率低于2%的按实际利率贴息: told, for no number says how much that is."""
    last = walk.last_here()
    for one in walk.pending[:]:
        if last is None or not start <= one.figure.at < end:
            continue
        if _BY_WHAT_IS.match(walk.skeleton.text, one.figure.at + 1, end) is None:
            continue
        walk.pending.remove(one)
        walk.reasons[one.figure.at] = "按实际计算的情形"
        first = max(walk.skeleton.text.rfind(sign, 0, one.figure.at) for sign in ",;。¶") + 1
        stop = next(
            (
                at
                for at in range(one.figure.at, end)
                if walk.skeleton.text[at] in ",;。"
                and at > one.figure.at + 2
            ),
            end,
        )  # fmt: skip
        notes = (*last.draft.notes, (first, stop))
        last.draft = replace(last.draft, notes=notes, end=max(last.draft.end, stop))


def _lost_figures(walk: Walk, start: int, end: int) -> list[Figure]:
    """Sums and rates that were taken for a part of a draft and stand in none of them."""
    kept = {figure.at for one in walk.drafts for figure in one.draft.figures()}
    kept |= {one.figure.at for one in walk.pending} | walk.reasons.keys()
    kept |= {
        one.upper_figure.at
        for one in walk.pending
        if isinstance(one, Band) and one.upper_figure is not None
    }
    lost = [
        figure
        for figure in walk.skeleton.within(start, end)
        if figure.sign in (MONEY, RATE) and figure.at not in kept
    ]
    walk.reasons |= {figure.at: UNREAD_SUM for figure in lost}
    return lost


def _of_part_only(walk: Walk, known: int) -> list[Figure]:
    """超过2000辆的部分,燃油车每辆60元,新能源车每辆150元: of all it would be too much."""
    text = walk.skeleton.text
    found = []
    for one in walk.drafts[known:]:
        draft = one.draft
        if draft.beyond is not None or draft.slices:
            continue
        found += [row.band.figure for row in draft.rows if row.band and _is_part(text, row.band)]
        if draft.above is not None or draft.more:
            continue
        found += [
            t.figure
            for t in draft.thresholds
            if t.bound is Bound.MORE_THAN
            and _PART_BEYOND.match(text, t.figure.at + 1)
            and draft.rows[0].fixed is not None
        ]
    walk.reasons |= {figure.at: UNREAD_SUM for figure in found}
    return found


def _is_part(text: str, band: Band) -> bool:
    """1000吨至5000吨的部分每吨10元: what is below 1000 is not paid for, as a band of all would."""
    ends = [one for one in (band.figure, band.upper_figure) if one is not None]
    return bool(band.lower) and any(_PART.match(text, one.at + 1) for one in ends)


def _adds_to_what_stands(walk: Walk, figure: Figure, start: int) -> bool:
    """Whether an unread sum grows with what exceeds the sum before it."""
    before = walk.skeleton.text[start : figure.at]
    own = (before, before.rpartition(",")[2])
    found = [match for words in own if (match := _GROWS.match(words)) is not None]
    # 首次备案的奖励5万元;年出口额每多10万美元再奖励1万元: of something else than what stands.
    stands = "".join(
        walk.skeleton.text[one.draft.start : one.draft.end]
        for one in walk.drafts
        if one.sentence == walk.sentence
    )
    return figure.sign == MONEY and any(
        one["noun"] is None or one["noun"] in stands for one in found
    )


def lessens_later(walk: Walk, start: int, end: int) -> bool:
    """从第二个起每个减半,合计不超过10万元: what more than one of them gets is not read."""
    own = walk.of_paragraph
    text = walk.skeleton.text[start:end]
    if not own or LATER_LESS.search(text) is None:
        return False
    case = text.split(",")[0].removesuffix("的")
    for one in own:
        one.draft = replace(one.draft, apart=(*one.draft.apart, (case, start, end)))
    figures = walk.skeleton.within(start, end)
    walk.reasons |= dict.fromkeys((one.at for one in figures), "读不出的情形")
    return True


def sets_apart(walk: Walk, known: int, start: int, end: int) -> None:
    """…的,按标准的八成执行: a case of the paragraph whose sum is not read stands apart."""
    own = walk.drafts[walk.paragraph : known]
    if not own or len(walk.drafts) > known or any(one.draft.end > start for one in own):
        return
    case = unread_case(walk.skeleton.text[start:end])
    for one in own if case else ():
        one.draft = replace(one.draft, apart=(*one.draft.apart, (case, start, end)))


_CONVERTED = lazy(
    "(?:^|[,;。])(?:其中)?(?:每|一|1|Ⓒ)?(?:个|台|辆|只|头|份|张|人)?(?P<case>[^,;。ⓂⓅⒸⒷ]{2,12}?)(?:按照?|可)?(?:折算|折合|换算|折)[为成]?"
    "[^,;。]{0,3}Ⓒ[^,;。]{0,8}"
)
"""一个40英尺箱折算为2个标准箱: what counts for more than one of what is paid for."""


def converts(walk: Walk, start: int, end: int) -> None:
    """A thing that counts for several of another is not read: 30 of it are not 30."""
    found = _CONVERTED.search(walk.skeleton.text[start:end])
    counted = [one for one in walk.of_paragraph if one.draft.per and one.draft.rows[0].fixed]
    if found is None or not counted:
        return
    first, stop = start + found.start("case"), start + found.end()
    case = found["case"].removesuffix("按")
    for one in counted:
        one.draft = replace(one.draft, apart=(*one.draft.apart, (case, first, stop)))
    figures = walk.skeleton.within(first, stop)
    walk.reasons |= dict.fromkeys((one.at for one in figures), "读不出的情形")


_FREED = lazy(
    "(?:^|[,;。])(?:其中,?)?(?:对于?)?(?P<case>[^,;。ⓂⓅⒸⒷ]{2,24}?)的?,?(?:可以?|均)?不受[^,;。ⓂⓅⒸⒷ]{0,8}[ⓂⓅⒸ]"
    "[^,;。ⓂⓅⒸⒷ]{0,8}(?:限制|约束)"
)
"""在册低收入农户不受3万袋数量限制: what is demanded of all others is not demanded of them."""


def frees(walk: Walk, start: int, end: int) -> None:
    """Who is freed of a threshold stands apart: what they are paid is not worked out."""
    found = _FREED.search(walk.skeleton.text[start:end])
    if found is None:
        return
    first, stop = start + found.start("case"), start + found.end()
    free = walk.skeleton.within(first, stop)
    for one in walk.drafts:
        held = [t.figure for t in one.draft.thresholds]
        held += [row.band.figure for row in one.draft.rows if row.band is not None]
        if any((f.value, f.unit) == (g.value, g.unit) for f in free for g in held):
            apart = (found["case"], first, stop)
            one.draft = replace(one.draft, apart=(*one.draft.apart, apart))


def is_unread(walk: Walk, start: int, end: int) -> bool:
    """Whether a sum or rate of ``text[start:end]`` is in no draft for want of reading."""
    return any(
        walk.reasons.get(figure.at) in UNREAD and figure.sign in (MONEY, RATE, BAND)
        for figure in walk.skeleton.within(start, end)
    )
