"""What was spent on something that the text leaves out of what it pays for: 软装开支不算在内.

A policy that was taken in says so beside its rate. A sum that a message tells with such words is
no part of what the rate is paid of, and is told as unused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LEFT_OUT = lazy(
    "(?P<what>[^,。;:()]{2,40}?)(?:等[^,。;:()]{0,6})?(?:均|都|一律|也)?"
    "(?:不(?:计算|算|包括|包含)?在内|不(?:计入|算入|列入|纳入)[^,。;]{0,8})(?=[,。;\\s]|$)"
)
_LISTED = lazy("[、和及与]|以及")
_SHORTEST = 2


def without_not_counted(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the sums for what the clauses in question leave out."""
    if not any(ctx.is_taken_in(part) for part in parts):
        return turn, ()
    words = {w for part in parts for c in part.matter.clauses for w in _words_of(ctx.texts[c])}
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN and e.value is not None]
    gone = []
    for one in sums if words else ():
        low, high = clause_around(turn.folded, one.start, one.end)
        if any(word in turn.folded[low:high] for word in words):
            gone.append((one, low, high))
    left_out = [one for one, _, _ in gone]
    if not gone or len(left_out) == len(sums):
        return turn, ()
    told = tuple(Unused(turn.folded[low:high], low, high, "number") for _, low, high in gone)
    kept = tuple(e for e in turn.expressions if e not in left_out)
    return replace(turn, expressions=kept), told


def _words_of(text: str) -> Iterator[str]:
    """The names in what a text leaves out that it says nowhere else."""
    folded = fold(text)
    for match in _LEFT_OUT.finditer(folded):
        for word in _LISTED.split(match["what"]):
            if len(word) >= _SHORTEST and folded.count(word) == 1:
                yield word
