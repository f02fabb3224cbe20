"""A condition that the lowest of the bands behind it says again.

单船合同额2000万元以上的,…:合同额2000万元以上、不足5000万元的…. Both are of one number, which is
called as the condition calls it. Of bands of what one thing costs (单船合同额, 单台价格) each thing
is paid by its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.intake.draft import Bound, Draft, Threshold
from assistant.intake.labels import core, same_end
from assistant.intake.walk import Walk

_DONE = re.compile("^(?:年内|当年)?(?:完成|实现|达到|新增)?(?=.{4})")
_OF_ONE = re.compile("^[单每](?![位独纯项个]|个?项目|年|月|家|户|个?企业)")
_SHARED = 2
_AGAIN = "就是最低的一档"


def merge_lowest(walk: Walk) -> None:
    """Leave out of each draft the condition that its lowest band states as well."""
    for one in walk.drafts:
        draft = one.draft
        again = next(filter(lambda t: _is_again(draft, t), draft.thresholds), None)
        if again is None:
            continue
        name = _DONE.sub("", again.subject)
        base = name if draft.base and draft.base == draft.measure else draft.base
        kept = tuple(t for t in draft.thresholds if t is not again)
        one.draft = replace(draft, thresholds=kept, measure=name, base=base)
        walk.reasons[again.figure.at] = _AGAIN


def _is_again(draft: Draft, threshold: Threshold) -> bool:
    bands = [row.band for row in draft.rows if row.band is not None]
    lowers = [band.lower for band in bands if band.lower is not None]
    if len(bands) < len(draft.rows) or len(lowers) < len(bands) or threshold.is_other:
        return False
    first = min(bands, key=lambda band: band.lower or 0)
    is_same = (threshold.figure.value, threshold.figure.unit) == (first.lower, first.figure.unit)
    is_from = threshold.bound is Bound.AT_LEAST and first.includes_lower
    is_from = is_from or (threshold.bound is Bound.MORE_THAN and not first.includes_lower)
    named, known = core(threshold.subject), core(draft.measure or draft.base)
    is_akin = bool(named and known) and len(same_end(named, known)) >= min(_SHARED, len(known))
    return is_same and is_from and is_akin and threshold.figure.at < first.figure.at


def is_of_one(draft: Draft) -> bool:
    """Whether the bands of a draft are of what one thing costs, and each is paid by its own."""
    bands = [row.band for row in draft.rows if row.band is not None]
    is_sum = all(row.fixed is not None and row.cap is None for row in draft.rows)
    is_money = len(bands) == len(draft.rows) > 1 and {b.figure.unit for b in bands} == {"元"}
    is_plain = is_sum and is_money and bool(draft.per) and not draft.period and not draft.is_ceiling
    return is_plain and _OF_ONE.match(draft.measure) is not None and not _limits(draft)


def _limits(draft: Draft) -> Iterable[object]:
    return [one for one in (draft.more, draft.added, draft.upto, draft.least) if one is not None]
