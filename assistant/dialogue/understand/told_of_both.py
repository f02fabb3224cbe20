"""A sum that is told of two matters at once: 福田租算力,龙岗买算力,同样都是1000万的合同."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping.clauses import own_claim
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_OF_BOTH = lazy(
    "(?:同样|一样|合同|金额|费用|花费|两(?:[边地处头家份笔]|个?区|个?地方)|双方|也)*都"
    "(?:是|花了?|签了?|付了?|用了?|投了?|按)(?=[^,。;!?]{0,6}\\d|[一二三四五六七八九十百千万两])"
)
_MONEY = frozenset({Unit.YUAN})
_SENTENCE_ENDS = "。;!?\n"


def with_sums_of_both(turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The matters, each with the clause of a sum that is told of it and of the one behind it.

    Only where the two stand in one sentence, in places of their own, and the first tells no sum.
    """
    found = list(parts)
    for told in _OF_BOTH.finditer(turn.folded):
        low, high = clause_around(turn.folded, told.start(), told.end())
        if told.start() != low or not own_claim(turn, low, high, _MONEY):
            continue
        at = next((n for n, part in enumerate(found) if _has(part, low)), None)
        if not at:
            continue
        first, second = found[at - 1], found[at]
        start = min(s for s, _ in first.stretches)
        is_one = not any(mark in turn.folded[start:low] for mark in _SENTENCE_ENDS)
        is_open = not any(own_claim(turn, *span, _MONEY) for span in first.stretches)
        if is_one and is_open and _places(first).isdisjoint(_places(second)):
            found[at - 1] = replace(first, stretches=(*first.stretches, (low, high)))
    return tuple(found)


def _has(part: Part, place: int) -> bool:
    return any(start <= place < end for start, end in part.stretches)


def _places(part: Part) -> frozenset[str]:
    return frozenset(c.policy for c in part.matter.clauses)
