"""A word of a fact that only names what is paid: 才95万,那笔服务费补助给不给.

The sum is none of the fee that the support is called by, where the words before it name another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_SUPPORT = lazy("(?:的)?(?:补助|补贴|资助|奖励|奖补|贴补|补偿|支持)")


def less_named_support(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The numbers, one given to a fact that only names the support as what stands before it."""
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    told = {g.fact for g in given}
    found = list(given)
    for n, g in enumerate(given):
        if g.expression.unit is not Unit.YUAN or not g.fact or not ctx.is_sum(g.fact):
            continue
        places = list(_places(ctx, turn.folded, g.fact))
        if not places or not all(_SUPPORT.match(turn.folded, end) for _, end in places):
            continue
        low, _ = clause_around(turn.folded, g.expression.start, g.expression.start)
        begin = clause_around(turn.folded, low - 1, low - 1)[0] if low > 1 else low
        others = {
            name
            for name in every - told
            if ctx.is_sum(name)
            and any(
                begin <= start and end <= g.expression.start
                for start, end in _places(ctx, turn.folded, name)
            )
        }
        if len(others) == 1:
            (name,) = others
            found[n] = replace(g, fact=name, best=name, rival=False)
    return tuple(found)


def _places(ctx: GatherContext, text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the longest words of a fact stand in a text."""
    for start, end, _ in ctx.near[name].find(text):
        yield start, end
