"""How close words stand to a number: the evidence for what the number is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.dialogue.words import Found
from assistant.text.units import Quantity

_REACH = 16.0
"""Characters beyond which a word says nothing about a number."""


def nearest(
    text: str,
    quantity: Quantity,
    found: Sequence[Found],
    spans: Sequence[tuple[int, int]],
    before: float = 0.0,
    after: float = 2.0,
) -> float:
    """Closeness of the nearest word, 0..1.2; ``before`` and ``after`` are added to the distance.

    ``found`` and ``spans`` (the places of all numbers) stand in order and do not overlap: only what
    is within reach is looked at, so that a message of many numbers and words is read in linear
    time.
    """
    best = 0.0
    for at in range(bisect_left(found, quantity.start - _REACH, key=_end), len(found)):
        start, end, word = found[at]
        if start - quantity.end >= _REACH:
            break
        if end <= quantity.start:
            left, right, gap = end, quantity.start, quantity.start - end + before
        elif start >= quantity.end:
            left, right, gap = quantity.end, start, start - quantity.end + after
        else:
            left, right, gap = start, start, 0.0
        if left < right and gap < _REACH:
            gap += _barrier(text, left, right, spans)
        best = max(best, 1 - gap / _REACH + min(len(word), 7) * 0.03 if gap < _REACH else 0.0)
    return best


def _end(found: Found) -> int:
    return found[1]


def _barrier(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    """What stands between weakens the tie: commas, full stops, other numbers."""
    between = text[start:end]
    commas = sum(between.count(mark) for mark in ",、:")
    stops = sum(between.count(mark) for mark in "。;!?")
    others = 0
    for at in range(bisect_left(spans, (start, start)), len(spans)):
        if spans[at][1] > end:
            break
        others += 1
    return 4.0 * commas + 9.0 * stops + 6.0 * others
