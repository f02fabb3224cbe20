"""A sum that is told of two matters at once.

福田租算力,龙岗买算力,同样都是1000万的合同; 租智能算力,合同500万。龙华算力券最多补多少,市里训力券
最多又是多少: what is told before both are asked about, of one topic in two places.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.grouping.clauses import ATOM, own_claim
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


def with_sums_told_first(turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The matters that only ask, each with what was told before an earlier one of its topic asked.

    Only where they are of different places, and no clause that tells a sum names one.
    """
    found = list(parts)
    for n, part in enumerate(parts):
        if any(own_claim(turn, *span) for span in part.stretches):
            continue
        first = next((one for one in parts[:n] if _are_alike(one, part)), None)
        told = _told_before_asked(turn, first) if first is not None else ()
        if told and max(end for _, end in told) <= min(s for s, _ in part.stretches):
            found[n] = replace(part, stretches=(*told, *part.stretches))
    return tuple(found)


def _are_alike(one: Part, other: Part) -> bool:
    """Whether two matters are of one topic in different places."""
    topics = {name for name, _ in one.matter.topics} & {name for name, _ in other.matter.topics}
    return bool(topics) and _places(one).isdisjoint(_places(other))


def _told_before_asked(turn: Turn, part: Part) -> tuple[tuple[int, int], ...]:
    """The clauses of a matter before it asks for anything, where they tell all of its sums."""
    clauses = [
        match.span()
        for start, end in part.stretches
        for match in ATOM.finditer(turn.folded, start, end)
    ]
    asks = next((n for n, (a, b) in enumerate(clauses) if ASKS.search(turn.folded, a, b)), None)
    if asks is None:
        return ()
    told = [c for c in clauses[:asks] if own_claim(turn, *c)]
    names = [mark.start for mark in turn.scope.marks]
    is_there = any(low <= at < high for low, high in told for at in names)
    is_later = any(own_claim(turn, *c) for c in clauses[asks:])
    return () if not told or is_there or is_later else tuple(clauses[:asks])


def _has(part: Part, place: int) -> bool:
    return any(start <= place < end for start, end in part.stretches)


def _places(part: Part) -> frozenset[str]:
    return frozenset(c.policy for c in part.matter.clauses)
