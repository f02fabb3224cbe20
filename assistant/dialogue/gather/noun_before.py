"""A count whose noun stands right before it: 核定床位120张, of a clause that pays for each 床."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy

_LINK = lazy("(?:位|总?数量?|规模)?(?:大概|大约|约|差不多|一共|总共|合计|共|有|是|为|达到?|:)*$")
_THINGS = frozenset("床证柜桩池店馆园社车船井棚窑田")
"""Nouns of one character; 台, 家, 个 before a number are the end of another word."""
_NO_THING = frozenset("人名位年月天日元次届")
_NOUN = 2


def fact_before(turn: Turn, told: Expression, measures: Mapping[str, str]) -> str:
    """The one fact whose noun stands right before a count; "" where there are none or several.

    ``measures``: of each fact what it is counted in.
    """
    if told.classifier in _NO_THING or told.classifier in measures.values():
        return ""
    low, _ = clause_around(turn.folded, told.start, told.end)
    lead = _LINK.sub("", turn.folded[low : told.start])
    fitting = {
        fact: measure
        for fact, measure in measures.items()
        if (len(measure) >= _NOUN or measure in _THINGS) and lead.endswith(measure)
    }
    longest = max(map(len, fitting.values()), default=0)
    best = [fact for fact, measure in fitting.items() if len(measure) == longest]
    return best[0] if len(best) == 1 else ""
