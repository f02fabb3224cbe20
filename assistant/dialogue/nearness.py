"""How close words stand to a number: the evidence for what the number is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.dialogue.words import Found
from assistant.text.units import Quantity

_REACH = 16.0
"""Characters beyond which a word says nothing about a number."""


def nearest(
    text: str,
    quantity: Quantity,
    found: Iterable[Found],
    spans: Sequence[tuple[int, int]],
    before: float = 0.0,
    after: float = 2.0,
) -> float:
    """Closeness of the nearest word, 0..1.2; ``before`` and ``after`` are added to the distance."""
    best = 0.0
    for start, end, word in found:
        if end <= quantity.start:
            gap = quantity.start - end + before + _barrier(text, end, quantity.start, spans)
        elif start >= quantity.end:
            gap = start - quantity.end + after + _barrier(text, quantity.end, start, spans)
        else:
            gap = 0.0
        best = max(best, 1 - gap / _REACH + min(len(word), 7) * 0.03 if gap < _REACH else 0.0)
    return best


def _barrier(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> float:
    """What stands between weakens the tie: commas, full stops, other numbers."""
    between = text[start:end]
    commas = sum(between.count(mark) for mark in ",、:")
    stops = sum(between.count(mark) for mark in "。;!?")
    others = sum(1 for s, e in spans if start <= s and e <= end)
    return 4.0 * commas + 9.0 * stops + 6.0 * others
