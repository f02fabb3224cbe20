"""The parts of a sentence, between semicolons: what each pays, shares, limits and denies."""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.actual_limits import limits_to_what_is
from assistant.intake.additions import counts_whole
from assistant.intake.class_limits import caps_classes
from assistant.intake.demands import close_part, exclude_case
from assistant.intake.draft import FactorOf, Row
from assistant.intake.each_of_two import pays_each_of_two
from assistant.intake.grammar import AWARD
from assistant.intake.listings import last_cases, limits_a_rate, sums_before, take_list
from assistant.intake.lists import (
    read_awarded,
    read_by_number,
    read_each,
    read_editions,
    read_named_rates,
    read_named_sums,
    read_named_units,
    read_sums_where,
)
from assistant.intake.monthly_limits import limits_to_less, read_monthly_limits
from assistant.intake.phrases import cut_at, who_of
from assistant.intake.raises import factor_in, share_of
from assistant.intake.ranked_sums import read_ranked
from assistant.intake.rates_of_years import read_metres_of_years, read_years
from assistant.intake.roles import read_figure, read_figures
from assistant.intake.shares import (
    by_years,
    lessens_below,
    raises_each,
    share_draft,
    share_of_years,
    shares_all,
    shares_within,
    tops_up,
)
from assistant.intake.slices import Sliced, read_slice
from assistant.intake.unread import (
    converts,
    drop_beside_unread,
    lessens_later,
    sets_apart,
    tell_what_is,
)
from assistant.intake.walk import Walk
from assistant.intake.whole_for_cases import pays_whole_of_case
from assistant.text.pattern import lazy

_THESE_SUMS = lazy(f"(?:按照?)?(?:上述|以上|前述|前款|该|本条)(?:{AWARD})?(?:标准|金额|额度)")


def slice_of_list(walk: Walk, first: int, last: int) -> Sliced | None:
    """200万元以下的部分,补贴5% in an item: one of the slices of what the list is of."""
    if walk.clause.id.item is None or walk.drafts:
        return None
    return read_slice(walk.skeleton, first, last, walk.cut)


def take_slices(walk: Walk, sliced: Sliced, first: int, last: int) -> None:
    """300万元以内部分按10%,超过300万元部分按6%: what is demanded, paid and limited."""
    walk.sub += 1
    for one in sliced.slices:
        walk.used |= {one.rate.at, *(figure.at for figure in one.bounds)}
    for figure in walk.skeleton.within(first, sliced.start):
        read_figure(walk, figure, first, sliced.start)
    paid = sliced.slices[0].rate
    row = Row(fixed=paid) if sliced.per else Row(rate=paid)
    walk.open(
        first, sliced.end, (row,), walk.take_pending(),
        base="" if sliced.per else sliced.base, measure=sliced.base if sliced.per else "",
        who=who_of(walk.skeleton.text, first, sliced.start), slices=sliced.slices,
        per=sliced.per,
    )  # fmt: skip
    if not sliced.per:
        read_figures(walk, first, sliced.end, last)
        return
    for begin, stop in cut_at(walk.skeleton.text, sliced.end, last, ";"):
        read_part(walk, begin, stop)


def read_part(walk: Walk, start: int, end: int) -> None:
    """Read ``text[start:end]``, a part of a sentence, into the drafts."""
    known = len(walk.drafts)
    before = len(walk.pending)
    own = [figure.at for figure in walk.skeleton.within(start, end)]
    if caps_classes(walk, start, end) or (own and walk.paid_out.issuperset(own)):
        return
    if lessens_later(walk, start, end) or by_years(walk, start, end):
        return
    _read_paid(walk, start, end)
    tell_what_is(walk, start, end)
    limits_to_what_is(walk, start, end)
    limits_to_less(walk, start, end)
    shares_within(walk, start, end)
    close_part(walk, known, before, start, end)
    exclude_case(walk, start, end)
    tops_up(walk, start, end)
    counts_whole(walk, start, end)
    sets_apart(walk, known, start, end)
    converts(walk, start, end)
    drop_beside_unread(walk, known, start, end)


def _read_paid(walk: Walk, start: int, end: int) -> None:
    """Read what a part pays: a share of what is paid before, a list, or figure by figure."""
    if lessens_below(walk, start, end):
        return
    earlier = walk.drafts[-1].draft if len(walk.drafts) > walk.paragraph else None
    factor = factor_in(walk.skeleton, start, end) or share_of(walk.skeleton, start, end, earlier)
    own = walk.skeleton.within(start, end)
    if factor is not None and factor.figure is None and own and own[-1].at < factor.start:
        # …认证的奖励2万元,续展认证的减半奖励
        _read_paid(walk, start, factor.start)
        if len(walk.drafts) > walk.paragraph:
            share_draft(walk, walk.drafts[-1], factor)
        return
    if factor is not None and factor.above is not None:
        _raise_from(walk, factor, start, end)
        return
    if _is_read_whole(walk, start, end):
        return
    if factor is not None and len(walk.drafts) > walk.paragraph:
        if factor.figure is not None:
            walk.used.add(factor.figure.at)
        if own in ((), (factor.figure,)):
            share_draft(walk, walk.drafts[-1], factor)
            return
    each = (
        read_monthly_limits(walk.skeleton, start, end)
        or read_metres_of_years(walk.skeleton, start, end)
        or read_years(walk.skeleton, start, end)
        or read_editions(walk.skeleton, start, end)
        or read_each(walk.skeleton, start, end, walk.last_bands, last_cases(walk))
        or read_named_rates(walk.skeleton, start, end)
        or read_named_units(walk.skeleton, start, end)
        or read_named_sums(walk.skeleton, start, end)
        or read_sums_where(walk.skeleton, start, end)
        or read_awarded(walk.skeleton, start, end)
        or read_ranked(walk.skeleton, start, end)
        or read_by_number(walk.skeleton, start, end)
    )
    if each is not None and not limits_a_rate(walk.skeleton, each, start):
        cut = sums_before(walk.skeleton, each, start)
        if cut:
            _read_paid(walk, start, cut)
            _read_paid(walk, cut + 1, end)
            return
        if each.bases and _THESE_SUMS.fullmatch(each.bases[0]) and share_of_years(walk, each):
            return
        take_list(walk, each, start)
        rest = each.end
        read_figures(walk, start, rest, end, inside=each)
        return
    read_figures(walk, start, start, end)


def _is_read_whole(walk: Walk, start: int, end: int) -> bool:
    """Whether a part is one of the forms that are read by themselves, with what limits it."""
    if shares_all(walk, start, end) or raises_each(walk, start, end):
        return True
    if pays_whole_of_case(walk, start, end):
        return True
    if not pays_each_of_two(walk, start, end):
        return False
    read_figures(walk, start, start, end)
    return True


def _raise_from(walk: Walk, factor: FactorOf, start: int, end: int) -> None:
    """每亩补助3000元,连片50亩以上的上浮30%: what is before it, it, what limits it."""
    if walk.skeleton.within(start, factor.start):
        _read_paid(walk, start, factor.start)
    figures = [one for one in (factor.figure, factor.above and factor.above.figure) if one]
    if len(walk.drafts) <= walk.paragraph:
        walk.reasons |= {one.at: "比例的基数没有写明" for one in figures}
        return
    last = walk.drafts[-1]
    walk.used |= {one.at for one in figures}
    share_draft(walk, last, factor)
    if factor.is_named and factor.above is not None:
        # …且租期5年以上的: demanded in that case beside its name, which no fact tells.
        first = max(
            walk.skeleton.text.rfind(sign, 0, factor.above.figure.at) for sign in "、,;。¶且并"
        )
        note = (first + 1, factor.above.figure.at + 1)
        for one in walk.of_paragraph:
            if factor in one.draft.factors:
                one.draft = replace(one.draft, notes=(*one.draft.notes, note))
    rest = walk.skeleton.within(factor.end, end)
    if not rest:
        return
    if last.draft.cap is None:
        last.sub = walk.sub
        read_figures(walk, factor.end, factor.end, end)
        return
    # Another limit where it is raised: told, for the sum is under the one of all.
    stop = max(last.draft.end, end)
    note = (factor.start, end)
    last.draft = replace(last.draft, notes=(*last.draft.notes, note), end=stop)
    walk.reasons |= {one.at: "上浮以后另有上限，没有计入" for one in rest}
