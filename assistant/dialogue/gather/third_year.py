"""A year before the two that are compared: it takes the place of neither (大前年8000万)."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.paired_years import pair_of
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_EARLIER = lazy("大前年|上上上年|三年前|再往前两年")
_CALENDAR = lazy("(?<![\\d.])(20[12]\\d)(?:年度?|(?![\\d.万亿千百元w]))")
_THIRD = 3


def without_third_year(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message less the sums of a year before the two that were told."""
    facts = ctx.rulebook.facts
    stated = [[s.name for s in p.matter.numbers] for p in parts if p.index is not None]
    if not any(pair_of(facts, n, own) for own in stated for n in own if facts[n].year_before):
        return turn
    spans = []
    for e in turn.expressions:
        low, high = clause_around(turn.folded, e.start, e.end)
        if e.unit is Unit.YUAN and _is_early(turn, low, high):
            spans.append((low, high))
    return without_spans(turn, spans) if spans else turn


def tells_third_year(turn: Turn) -> bool:
    """Whether all that a message tells is of a year before the two that are compared."""
    return _is_early(turn, 0, len(turn.folded))


def _is_early(turn: Turn, low: int, high: int) -> bool:
    years = [int(y) for y in _CALENDAR.findall(turn.folded[low:high])]
    is_early = _EARLIER.search(turn.folded, low, high) is not None
    return is_early or (bool(years) and max(years) <= turn.year - _THIRD)
