"""Things of which a message says in one breath what they are and in which case.

2张有机产品证书到期续展, of so much for 有机产品 and half of it where it is 续展: two that are
renewed, and none that is new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_BOTH = lazy("[和与跟及或、]|还有|以及|另外|各")
_SEVERAL = 2


def less_unchanged(ctx: GatherContext, turn: Turn, parts: Sequence[Part]) -> Turn:
    """A message without the class of a thing whose clause tells of a case that changes it."""
    rules = [r for part in parts if ctx.is_taken_in(part) for r in ctx.rules_of(part)]
    changed = {(f.when.fact, f.when.is_) for r in rules for f in r.factors if f.when.is_}
    if not changed:
        return turn
    folded, dropped = turn.folded, set[int]()
    for flag in turn.flags:
        if (flag.name, flag.value) not in changed:
            continue
        low, high = clause_around(folded, flag.start, flag.end)
        counted = [e for e in turn.expressions if e.unit is Unit.COUNT and low <= e.start < high]
        if len(counted) >= _SEVERAL:
            continue
        for other in turn.flags:
            ends = sorted((flag.start, flag.end, other.start, other.end))
            is_one = low <= other.start < high and _BOTH.search(folded, *ends[1:3]) is None
            if other.name == flag.name and other.value != flag.value and is_one:
                dropped.add(id(other))
    if not dropped:
        return turn
    return replace(turn, flags=tuple(f for f in turn.flags if id(f) not in dropped))
