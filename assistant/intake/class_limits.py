"""Parts that limit what is paid for each class of applicant or kind of thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.bounds import lacks_cap
from assistant.intake.draft import Draft, Row, Span
from assistant.intake.roles import read_figures
from assistant.intake.tails import is_yearly as is_yearly_limit
from assistant.intake.tails import (
    read_class_cap,
    read_class_caps,
    read_class_counts,
    read_thing_caps,
)
from assistant.intake.walk import OpenDraft, Walk


def caps_classes(walk: Walk, start: int, end: int) -> bool:
    """企业最高80万元,农户最高6万元: a limit of what the paragraph pays for each class."""
    # In a paragraph of its own it is of all that is paid before.
    mine = walk.of_paragraph or walk.drafts
    own = [
        one
        for one in mine
        if lacks_cap(one.draft) and one.draft.item_cap is None and not one.draft.class_caps
    ]
    if _counts_classes(walk, mine, start, end):
        return True
    caps = read_class_caps(walk.skeleton, start, end) if own and not walk.pending else ()
    if not caps:
        return _caps_kinds(walk, start, end) or _caps_class(walk, start, end)
    walk.used |= {figure.at for _, figure in caps}
    is_yearly = is_yearly_limit(walk.skeleton.text[start:end])
    for one in own:
        draft = one.draft
        span = Span.YEAR if is_yearly else draft.span
        stop = max(draft.end, end)
        one.draft = replace(draft, class_caps=caps, span=span, end=stop)
    return True


def _counts_classes(walk: Walk, mine: Sequence[OpenDraft], start: int, end: int) -> bool:
    """农户每户每年不超过30亩,合作社不超过200亩: so many are paid for, for each class."""
    counts = read_class_counts(walk.skeleton, start, end) if not walk.pending else ()
    unit = counts[0][1].unit if counts else ""
    own = [
        one
        for one in mine
        if (one.draft.per == unit or _capped_by(one.draft, unit))
        and not one.draft.class_counts
        and one.draft.most_things is None
    ]
    if not counts or not own:
        return False
    walk.used |= {figure.at for _, figure in counts}
    for one in own:
        stop = max(one.draft.end, end)
        one.draft = replace(one.draft, class_counts=counts, end=stop)
    return True


def _capped_by(draft: Draft, unit: str) -> bool:
    """单台补助不超过3000元,…不超过2台: so many of what has a limit of its own count."""
    return draft.is_capped_apart and (draft.per == unit or draft.per.endswith(unit))


def _caps_kinds(walk: Walk, start: int, end: int) -> bool:
    """造雪机每台不超过6万元,压雪车每台不超过60万元: of each thing of a kind that is paid."""
    found = read_thing_caps(walk.skeleton, start, end)
    own = [
        one
        for one in walk.of_paragraph
        if len(one.draft.rows) == 1
        and one.draft.rows[0].rate is not None
        and lacks_cap(one.draft)
        and found is not None
        and all(name in one.draft.who for name, _ in found.caps)
    ]
    if found is None or not own or walk.pending:
        return False
    walk.used |= {figure.at for _, figure in found.caps}
    for one in own:
        draft, rate = one.draft, one.draft.rows[0].rate
        rows = tuple(Row(name, rate=rate, cap=figure) for name, figure in found.caps)
        one.draft = replace(draft, rows=rows, per=found.per, end=max(draft.end, found.end))
        one.sub = walk.sub
    if walk.skeleton.within(found.end, end):
        read_figures(walk, found.end + 1, found.end + 1, end)
    return True


def _caps_class(walk: Walk, start: int, end: int) -> bool:
    """…,最高50万元;国家级的最高100万元: another limit of the rate before it, for a class."""
    last = walk.last_here()
    found = read_class_cap(walk.skeleton, start, end)
    if found is None or last is None or walk.pending:
        return False
    draft = last.draft
    caps = draft.class_caps or ((("", draft.cap.figure),) if draft.cap is not None else ())
    is_rate = len(draft.rows) == 1 and draft.rows[0].rate is not None
    if not caps or not is_rate or draft.item_cap is not None:
        return False
    walk.used.add(found[1].at)
    span = draft.cap.span if draft.cap is not None else draft.span
    last.draft = replace(
        draft, class_caps=(*caps, found), cap=None, span=span, end=max(draft.end, end)
    )
    return True
