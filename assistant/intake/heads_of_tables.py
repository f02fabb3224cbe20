"""A limit that the sentence above a table or list states (按下表补助,每家企业每年最高80万元)."""

from __future__ import annotations

from dataclasses import replace

from assistant.intake.bounds import lacks_cap
from assistant.intake.demands import ListHead
from assistant.intake.draft import CapOf
from assistant.intake.grammar import AWARD
from assistant.intake.walk import OpenDraft, Walk
from assistant.text.pattern import lazy

BY_TABLE = lazy(
    f"按照?(?:下表|(?:下列|以下|如下)(?:标准|表格))[^,;。ⓂⓅⒸⒷ]{{0,8}}(?:{AWARD})|标准如下|见下表|如下表"
)


def limit_by_head(walk: Walk, first: int, start: int) -> None:
    """Give the limit of the sentence above a table to what the table pays, with its conditions.

    It was read as a sum that is but a maximum, for nothing stood before it. ``first`` is the first
    draft of the table, ``start`` where the table begins.
    """
    if _gives_limit(walk, first, start):
        walk.of_table = first - 1


def limit_by_line(walk: Walk, shared: ListHead) -> None:
    """按下列标准补助,单个项目最高250万元: in the line above a list, of what its lines pay."""
    at = walk.skeleton.text.find(":¶", shared.start) + 1
    _gives_limit(walk, shared.drafts, max(at, shared.start))


def _gives_limit(walk: Walk, first: int, start: int) -> bool:
    if not 0 < first < len(walk.drafts):
        return False
    head = walk.drafts[first - 1]
    own = walk.drafts[first:]
    if not _is_limit(walk, head, start) or not all(lacks_cap(one.draft) for one in own):
        return False
    limit = head.draft.rows[0].fixed
    if limit is None:
        return False
    cap = CapOf(limit, head.draft.span)
    for one in own:
        draft = one.draft
        known = (*head.draft.thresholds, *draft.thresholds)
        who = draft.who or head.draft.who
        one.draft = replace(draft, cap=cap, thresholds=known, start=head.draft.start, who=who)
    del walk.drafts[first - 1]
    return True


def _is_limit(walk: Walk, head: OpenDraft, start: int) -> bool:
    """Whether a maximum stands right above a table and says that the table tells the sums."""
    draft = head.draft
    text = walk.skeleton.text[draft.start : start]
    is_alone = draft.is_ceiling and len(draft.rows) == 1 and not draft.per and not draft.extra
    is_told = BY_TABLE.search(text) is not None or text.rstrip("¶").endswith(":")
    return is_alone and "¶" not in text.rstrip("¶") and is_told
