"""Two sums of one breath, each with the words of its own: 新设立甲站的给予50万元,新设立乙站的…."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.draft import Draft
from assistant.intake.figures import Skeleton

_DENIES = ("不", "非", "未", "并非")
"""不是首次认定的: a case of the sum before, told by what it is not."""
_NAMES = 6
"""So many characters at the least name whose sum it is."""


def with_own_quotes(skeleton: Skeleton, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, those that begin in one place cut to the words that each of them is read from.

    A rule that quotes the words of its neighbour cannot be told from it by a rank (国家级, 省级)
    nor by a word that stands in one of them alone.
    """
    found = list(drafts)
    for n in range(1, len(found)):
        first, second = found[n - 1], found[n]
        if not (_is_plain(first) and _is_plain(second)) or first.end > second.end:
            continue
        if first.per and first.per == second.per:
            continue  # 高温库每立方米120元,低温库每立方米200元: one number that nothing tells apart
        at = skeleton.text.find(second.who, second.start, second.rows[0].at)
        of_first = [figure.at for figure in first.figures() if figure.at < second.rows[0].at]
        paid = first.rows[0].at
        begins_alike = first.start == second.start or skeleton.text[first.start : at].count(",") < 1
        is_own = paid < at and max(of_first) < at and skeleton.text[at - 1] in ",;"
        is_own = is_own and not second.who.startswith(_DENIES)
        if begins_alike and is_own and len(second.who) >= _NAMES:
            found[n - 1] = replace(first, end=at - 1)
            found[n] = replace(second, start=at)
    return found


def _is_plain(draft: Draft) -> bool:
    (row, *others) = draft.rows
    is_sum = not others and row.fixed is not None and row.band is None
    is_told = bool(draft.extra or draft.case or draft.added is not None or draft.factors)
    return is_sum and not is_told and not draft.notes and draft.difference is None
