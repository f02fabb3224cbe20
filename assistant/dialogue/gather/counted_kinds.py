"""Things of several kinds told in one count, where a rule pays for one of the kinds only.

买了2台压雪车和12台造雪机: both are told in 台, and a rule that pays for each 造雪机 must not count
the others, which another clause of the policy pays for. What is left off is told as unused.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem
from assistant.rules.read.names import names_of
from assistant.text.normalise import fold

_NAME_ENDS = 2
"""How much of the end of a kind's name tells it: 雪机 of 造雪机 and of 新型造雪机."""


def of_own_kinds(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[tuple[Stated, ...], tuple[Unused, ...]]:
    """The numbers, each count less the kinds that only rules without it speak of."""
    if not ctx.is_taken_in(part) or part.index is not None:
        return numbers, ()
    policies = {c.policy for c in part.matter.clauses}
    kept, left = [], []
    for stated in numbers:
        gone: tuple[FactItem, ...] = ()
        if stated.turn == number and isinstance(stated.value, tuple) and ctx.is_count(stated.name):
            rules = [r for r in ctx.rulebook.rules if r.clause_id.partition("#")[0] in policies]
            own = [fold(r.quote) for r in rules if stated.name in names_of(r).all]
            gone = _of_others(stated, own, [fold(r.quote) for r in rules])
        if not gone:
            kept.append(stated)
            continue
        kept.append(_without(stated, gone))
        left += [_told(turn, item) for item in gone]
    return tuple(kept), tuple(left)


def _of_others(
    stated: Stated, quotes: Sequence[str], others: Collection[str]
) -> tuple[FactItem, ...]:
    """The items of kinds that other clauses name and that the rules of this count do not."""
    items = stated.value if isinstance(stated.value, tuple) else ()
    if any(len(item.kind) < _NAME_ENDS for item in items):
        return ()
    ends = [fold(item.kind)[-_NAME_ENDS:] for item in items]
    here = [any(end in quote for quote in quotes) for end in ends]
    gone = tuple(
        item
        for item, end, is_own in zip(items, ends, here, strict=True)
        if not is_own and any(end in other for other in others)
    )
    return gone if any(here) else ()


def _without(stated: Stated, gone: Collection[FactItem]) -> Stated:
    items = stated.value if isinstance(stated.value, tuple) else ()
    rest = tuple(replace(item, relation="") for item in items if item not in gone)
    value = rest[0].total if len(rest) == 1 else rest
    return replace(stated, value=value, say="", parts=(), terms=())


def _told(turn: Turn, item: FactItem) -> Unused:
    """The words of a kind that is left off, with its number."""
    start, end = item.start or 0, item.end or 0
    if turn.folded.startswith(item.kind, end):
        end += len(item.kind)
    return Unused(turn.folded[start:end], start, end, "number")
