"""Counts of several kinds of one thing, each put to the kind whose own words stand beside it.

A policy that was taken in pays 中型无人机 and 大型无人机 so much for each, and both are told in 架:
卖了中型无人机30架、大型10架; 35架中型无人机. What tells one kind from the others must stand in
front of the number or right behind it, and of no other kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.numbers.members import members_of
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_MARK = lazy("[,、。;!?:]|和|跟|还有|以及|另外?|外加")
_KINDS = 2


def kinds_by_words(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The same, the counts of the kinds given to the facts of those kinds."""
    found = list(given)
    by_unit: dict[str, list[str]] = {}
    for name in sorted({name for c in part.matter.clauses for name in ctx.needs(c).main}):
        if ctx.is_count(name) and not ctx.is_beyond(name):
            by_unit.setdefault(ctx.rulebook.facts[name].unit_name, []).append(name)
    for unit, names in by_unit.items():
        if len(names) < _KINDS or not unit:
            continue
        own = _own_words(ctx, names)
        told = [g for g in found if _is_told_in(g, unit) and part.holds(g.expression.start)]
        members = {id(g): _members(g.expression) for g in told}
        spans = [(one.start, one.end) for own_ones in members.values() for one in own_ones]
        kinds = {
            (one.start, one.end): _kind_of(turn.folded, one, spans, own)
            for own_ones in members.values()
            for one in own_ones
        }
        if not kinds or not all(kinds.values()):
            continue
        found = [
            one
            for g in found
            for one in (
                [
                    Given(e, kinds[e.start, e.end], kinds[e.start, e.end], 1.0)
                    for e in members[id(g)]
                ]
                if id(g) in members
                else [g]
            )
        ]
    return tuple(found)


def _is_told_in(given: Given, unit: str) -> bool:
    one = given.expression
    return one.unit is Unit.COUNT and one.classifier == unit


def _members(expression: Expression) -> tuple[Expression, ...]:
    """The numbers of a list, each alone; 卖了35架 of what is paid for takes nothing off."""
    if expression.relation is Relation.DIFFERENCE and len(expression.operands) == 1:
        listed = replace(expression, relation=Relation.LIST)
    else:
        listed = expression
    return tuple(
        replace(one, operands=tuple(replace(o, role="term") for o in one.operands))
        for one in members_of(listed)
    )


def _own_words(ctx: GatherContext, names: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """The words of each fact that are in none of the others'."""
    facts = ctx.rulebook.facts
    words = {name: {fold(word) for word in facts[name].words} for name in names}
    return {
        name: tuple(
            word
            for word in words[name]
            if not any(word in far for other in names if other != name for far in words[other])
        )
        for name in names
    }


def _kind_of(
    text: str,
    given: Expression,
    spans: Sequence[tuple[int, int]],
    own: Mapping[str, Sequence[str]],
) -> str:
    """The one kind named beside a number; ""."""
    start, end = given.start, given.end
    low = max([0, *(stop for _, stop in spans if stop <= start)])
    high = min([len(text), *(first for first, _ in spans if first >= end)])
    behind = _MARK.split(text[end:high])[0]
    ahead = _MARK.split(text[low:start])[-1]
    for words in (ahead, behind):
        kinds = {name for name, known in own.items() if any(word in words for word in known)}
        if len(kinds) == 1:
            return kinds.pop()
    return ""
