"""More of a sum that was told, and no first word of another: 总投资9800万, 再投600万.

A number that comes on top presupposes what it comes on top of. Where the rule still lacks another
sum that it might be, that one is meant only if a word of its own says so (上一年度实际投了600万).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.pattern import lazy

_MORE = lazy(
    "(?:追加|增加|新增|加码|[再又还另]外?(?:要|得|会)?(?:追|增|加)?)(?P<verb>[^,。;!?\\d]{0,3}?)(?:了|的|进去)?$"
)
_OF_YEAR = lazy("去年|前年|上一?个?年|(?<!\\d)(?:20)?\\d\\d年")
_LEAST = 2


def more_of_told(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one that comes on top as the only sum told before that its verb speaks of."""
    told = [s for s in part.matter.numbers if isinstance(s.value, Decimal) and not s.is_assumed]
    if part.index is None or not told:
        return given
    facts = ctx.rulebook.facts
    names = {s.name for s in told}
    taken = {g.fact for g in given}
    found = []
    for g in given:
        is_new = bool(g.fact) and g.fact not in names and len(g.expression.operands) == 1
        if not is_new or facts[g.fact].kind is not FactKind.YUAN:
            found.append(g)
            continue
        start = g.expression.start
        low, _ = clause_around(turn.folded, start, start)
        more = _MORE.search(turn.folded, low, start)
        own = {w for w in ctx.label_words(g.fact) if len(w) >= _LEAST}
        fits = [s.name for s in told if ctx.fits(s, g.expression)]
        words = {w for name in fits for w in ctx.label_words(name)}
        lead = turn.folded[low:start]
        says_so = any(word in lead for word in own - words) or _OF_YEAR.search(lead)
        if more is None or says_so or len(fits) != 1 or fits[0] in taken:
            found.append(g)
            continue
        verb = more["verb"]
        if verb and not any(c in word for c in verb for word in words):
            found.append(g)
            continue
        found.append(replace(g, fact=fits[0], best=fits[0], rival=False))
    return tuple(found)
