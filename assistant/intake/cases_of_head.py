"""Cases of one sentence behind a colon, some with a demand of their own, as one choice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.figures import SIGNS
from assistant.intake.walk import OpenDraft, Walk

_LONG = 22
"""So many characters at the most name a case."""
_LEAD = re.compile("^(?:对于?|其中|属于?)")
_DEMANDED = re.compile("(?:且|并且?|同时|、)(?=[^,;。]*[ⓂⓅⒸⒷ])")


def tell_cases_of_head(walk: Walk, own: Sequence[OpenDraft]) -> bool:
    """按床位补助:自有产权用房的,每张9000元;租用且租期5年以上的,每张5000元: alternatives.

    What stands above the colon is demanded of each; what a case demands is demanded of it alone.
    """
    text = walk.skeleton.text
    first = own[0].draft
    colon = text.find(":", first.start, first.rows[0].at)
    is_one = len({(one.draft.per, one.draft.period) for one in own}) == 1 and bool(first.per)
    if len(own) < 2 or colon < 0 or not walk.head or not is_one:
        return False
    names: list[str] = []
    for one in own:
        start = colon + 1 if one is own[0] else one.draft.start
        case, comma, _ = text[start : one.draft.rows[0].at].partition(",")
        if not comma or not case.endswith("的"):
            return False
        names.append(_LEAD.sub("", _DEMANDED.split(case)[0].removesuffix("的")))
    is_plain = all(1 < len(name) <= _LONG and not set(name) & set(SIGNS) for name in names)
    if not is_plain or len(set(names)) < len(names):
        return False
    shared = [one for one in first.thresholds if one.figure.at < colon]
    for one, name in zip(own, names, strict=True):
        thresholds = one.draft.thresholds
        if one is not own[0]:
            thresholds = (*shared, *(t for t in thresholds if t not in shared))
        one.draft = replace(one.draft, thresholds=thresholds, case=name, group=walk.sentence)
    return True
