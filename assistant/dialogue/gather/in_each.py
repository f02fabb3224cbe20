"""How many there are in each of something: 每班都收了15个孩子, beside 3个托班."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.times_told import before
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_TOLD = (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND)
_EACH_THING = lazy("每(?![年月日天季周人名位户家元次])(?P<thing>[\u4e00-\u9fff])")


def in_each(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers, one told of each as what a rule asks of each: 3个托班,每班都收了15个孩子.

    How many of them there are (3个) is no number in each.
    """
    facts = ctx.rulebook.facts
    needs = [ctx.needs(c) for c in part.matter.clauses]
    for name in sorted(frozenset[str]().union(*(n.all for n in needs))):
        label = _EACH_THING.match(ctx.label(name))
        if label is None or facts[name].kind is not FactKind.COUNT:
            continue
        led = re.compile(f"(?:每(?:一?个?)|平均(?:每)?|各)[^,。;!?0-9]{{0,4}}{label['thing']}")
        told = [
            n
            for n, g in enumerate(given)
            if g.expression.unit is Unit.COUNT
            and g.expression.relation in _TOLD
            and led.search(turn.folded, *before(turn, g.expression))
        ]
        if len(told) != 1:
            given = tuple(
                replace(g, fact="", best="")
                if g.fact == name and _counts(turn, g.expression, label["thing"])
                else g
                for g in given
            )
            continue
        rest = tuple(replace(g, fact="", best="") if g.fact == name else g for g in given)
        n = told[0]
        one = replace(rest[n], fact=name, best=name, rival=False)
        given = (*rest[:n], one, *rest[n + 1 :])
    return given


def _counts(turn: Turn, told: Expression, thing: str) -> bool:
    """Whether a number tells how many there are of a thing (2个全日制托班)."""
    _, high = clause_around(turn.folded, told.start, told.end)
    behind = _MARK.split(turn.folded[told.end : high])[0]
    return thing in behind[:_NOUN_PHRASE] or turn.folded[told.start : told.end].endswith(thing)


_MARK = lazy("[、0-9]")
_NOUN_PHRASE = 12
