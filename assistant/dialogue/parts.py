"""Several numbers for one fact: which of them count.

合同总额640万，首付192万，尾款448万 is one contract of 640万; 合同900万，实际发生650万 counts 650万;
其中软件1200万 is a part of what was named before; 单价8块 is no sum at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.stated import Stated
from assistant.dialogue.words import Words

_REACH = 24
_CLOSE, _FAR = 0.9, 0.2
_LISTED = 8
_NEXT = 8
_EACH = re.compile("每[^,。;!?]{0,8}$")
_STOP = re.compile("[。;!?]")
_NEARLY = 0.15
"""A part whose own words stand this much farther than the whole's is only a detail."""


class PartReader:
    """Sifts the statements of one fact; the order is kept."""

    def __init__(self, words: Words, counts: frozenset[str]) -> None:
        self._words = words
        self._counts = counts

    def sift(self, text: str, stated: Sequence[Stated]) -> tuple[Stated, ...]:
        """All statements, less those of a fact that do not count beside another of it."""
        dropped: set[int] = set()
        for name in dict.fromkeys(s.name for s in stated):
            same = [s for s in stated if s.name == name]
            if len(same) > 1:
                kept = self._sifted(text, same, stated)
                dropped |= {id(s) for s in same} - {id(s) for s in kept}
        return tuple(s for s in stated if id(s) not in dropped)

    def _sifted(self, text: str, same: list[Stated], every: Sequence[Stated]) -> list[Stated]:
        leads = {id(s): _lead(text, s, every) for s in same}
        words = self._words
        if same[0].name in self._counts:
            same = [s for s in same if not words.pending.within(text[s.end :][:_NEXT])] or same
        kept = [s for s in same if not _EACH.search(leads[id(s)])] or same
        current = [s for s in kept if not words.year_prior.within(leads[id(s)])]
        kept = current or kept
        kept = [s for s in kept if not words.remainder.within(leads[id(s)])] or kept
        if same[0].name not in self._counts:
            kept = _total(_near_ones(text, kept))
        return self._narrowed(kept, leads)

    def _narrowed(self, kept: list[Stated], leads: dict[int, str]) -> list[Stated]:
        """实际 takes what stands after it; 其中 what the fact's own words stand nearer to."""
        for n, part in enumerate(kept):
            if n == 0:
                continue
            if self._words.narrowing.within(leads[id(part)]) and part.name not in self._counts:
                return kept[n:]
            if not self._words.subset.within(leads[id(part)]):
                continue
            is_detail = part.name in self._counts or all(
                part.closeness < whole.closeness - _NEARLY for whole in kept[:n]
            )
            return kept[:n] if is_detail else kept[n:]
        return kept


def _lead(text: str, stated: Stated, every: Sequence[Stated]) -> str:
    """What stands before a number since the number or the sentence before it."""
    start = max((s.end for s in every if s.end <= stated.start), default=0)
    lead = text[max(start, stated.start - _REACH) : stated.start]
    return _STOP.split(lead)[-1]


def _near_ones(text: str, kept: list[Stated]) -> list[Stated]:
    """Less those far from any word of the fact, unless they are listed with one that is near."""
    if max(s.closeness for s in kept) < _CLOSE:
        return kept
    near: list[Stated] = []
    for n, stated in enumerate(kept):
        between = text[kept[n - 1].end : stated.start] if n else ""
        is_listed = near[-1:] == kept[n - 1 : n] and n > 0 and len(between) <= _LISTED
        if stated.closeness >= _FAR or is_listed:
            near.append(stated)
    return near


def _total(kept: list[Stated]) -> list[Stated]:
    """The one that is the sum of the others, if there is one, else all.

    Where a single part stands beside the fact's own words and the whole does not, it is the part.
    """
    numbers = [s.value for s in kept if isinstance(s.value, Decimal)]
    if len(numbers) < 3 or len(numbers) != len(kept):
        return kept
    whole = sum(numbers, Decimal(0))
    # A total is named first or last; 30 + 25 beside 55 in the middle is three parts.
    ends = (kept[0], kept[-1])
    total = next((s for s in ends if isinstance(s.value, Decimal) and s.value * 2 == whole), None)
    if total is None:
        return kept
    close = [s for s in kept if s is not total and s.closeness >= _CLOSE]
    return close if len(close) == 1 and total.closeness < _CLOSE else [total]
