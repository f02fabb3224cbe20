"""Each figure of a part, given to the reader of its role: limit, threshold, rate, cap or sum."""

from __future__ import annotations

from assistant.intake.base_of import subject_of
from assistant.intake.caps import read_cap
from assistant.intake.caps_of_rent import caps_price
from assistant.intake.conditions import known_subject, reaches_again, read_threshold
from assistant.intake.draft import Band
from assistant.intake.figures import MONEY, Figure
from assistant.intake.grammar import Role, role_of
from assistant.intake.interest import is_part_lent, limits_loan, tops_base
from assistant.intake.lists import EachOf
from assistant.intake.quotas import is_quota
from assistant.intake.rates import read_rate
from assistant.intake.sums import read_sum
from assistant.intake.things import is_time
from assistant.intake.walk import Walk
from assistant.text.pattern import lazy

_BULLETS = "△▲●■◆◇☆★·•◎○□"


def _tells_age(walk: Walk, figure: Figure) -> bool:
    """乳儿班(6至12个月)每人每月400元: how old they are is but what the name means."""
    text = walk.skeleton.text
    is_in_brackets = text[figure.at - 1 : figure.at] == "(" and text[figure.at + 1 :][:1] == ")"
    return is_in_brackets and figure.unit in ("个月", "周岁", "日龄")


def read_figures(
    walk: Walk, start: int, first: int, end: int, inside: EachOf | None = None
) -> None:
    """Read the figures of a part from ``first`` on, and those before the list ``inside`` it."""
    begins = start if inside is None else first
    if inside is not None:
        for figure in walk.skeleton.within(start, inside.start):
            if figure.at not in walk.used:
                read_figure(walk, figure, start, end, before_list=True)
    for figure in walk.skeleton.within(first, end):
        if figure.at not in walk.used:
            read_figure(walk, figure, begins, end)


def read_figure(
    walk: Walk, figure: Figure, start: int, end: int, *, before_list: bool = False
) -> None:
    """Read one figure by its role in ``text[start:end]``; ``before_list``: it stands before one."""
    if is_quota(walk, figure, start, end):
        walk.limits.append((figure, end, walk.sentence))
        return
    if figure.sign == MONEY and caps_price(walk, figure, start, end):
        return
    if limits_loan(walk, figure, start) or is_part_lent(walk, figure, start, end):
        return
    if tops_base(walk, figure, start, end):
        return
    role, reason = role_of(walk.skeleton, figure, start, end, is_granted=bool(walk.head))
    if role is Role.OTHER and reaches_again(walk, figure, start, end):
        role = Role.BOUND
    if role is Role.OTHER:
        walk.reasons.setdefault(figure.at, reason)
    elif role is Role.BAND:
        is_date = is_time(figure) and not _is_of_age(walk, figure, start, end)
        if is_date or _tells_age(walk, figure):
            walk.reasons.setdefault(figure.at, "年月日或期限")
        else:
            subject = subject_of(walk.skeleton.text[start : figure.at]).strip(_BULLETS)
            subject = known_subject(walk, figure, subject)
            walk.subjects[figure.at] = subject or walk.spoken
            walk.pending.append(
                Band(figure, figure.value, figure.upper, True, figure.includes_upper)
            )
    elif role is Role.BOUND:
        read_threshold(walk, figure, start, end, before_list=before_list)
    elif role is Role.RATE:
        read_rate(walk, figure, start, end)
    elif role is Role.CAP:
        read_cap(walk, figure, start, end)
    else:
        read_sum(walk, figure, start, end, is_floor=role is Role.FLOOR)


_AGED = lazy("(?:龄|年限)(?:在|为|达到?|满|超过)?$")
_IS_CASE = lazy("(?:\\(不?含\\))?(?:及?以[上下内])?的")


def _is_of_age(walk: Walk, figure: Figure, start: int, end: int) -> bool:
    """船龄15年以上、不足20年的: how old a thing is, which says what is paid, and no date."""
    text = walk.skeleton.text
    if _IS_CASE.match(text, figure.at + 1, end) is None:
        return False
    if _AGED.search(text, start, figure.at) is not None:
        return True
    last = walk.last_here()
    known = last.draft.rows[-1].band if last is not None else None
    is_bare = text[figure.at - 1 : figure.at] in (",", ";", "、", "¶")
    return is_bare and known is not None and known.figure.unit == figure.unit
