"""What was reached before, beside what is reached now (1亿那年领过30万，今年首次做到5.6亿).

A policy that was taken in pays for a level that is reached for the first time. The level of an
earlier payment and where a rise began (从9000万冲到3.2亿) are told to say what is known, they are
not what is paid for now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_GOT = lazy("[领拿得奖补获](?:到|取|奖)?(?:过|完|了)")
_REACHES = lazy("(?:[做达冲升涨]到|突破|迈[过上]|超过|首次|[头第]一[次回])[^,。;!?]*$")
_FROM = lazy("从[^,。;!?到]{0,4}$")
_TO = lazy("[^,。;!?0-9]{0,8}(?:到|至|突破)了?")


def without_levels_before(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the sums that were reached before the one that is paid for.

    And what was got then, as unused where no rule takes it off.
    """
    if not any(ctx.is_taken_in(part) for part in parts):
        return turn, ()
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN and e.value is not None]
    paid = [(e, got) for e in sums if (got := _got_for(turn, e, sums)) is not None]
    gone = [level for level, _ in paid]
    if not any(rule.received for part in parts for rule in ctx.rules_of(part)):
        gone += [got for _, got in paid]
    if not _compares(ctx, parts):
        gone += [e for e in sums if _is_risen_from(turn, e, sums)]
    left = [e for e in sums if e not in gone]
    rose = any(_is_risen_from(turn, e, sums) for e in gone)
    if not gone or not (rose or any(_is_reached(turn, e) for e in left)):
        return turn, ()
    told = tuple(
        Unused(turn.folded[low : got.end], low, got.end, "number")
        for level, got in paid
        if got in gone
        for low in (level.end,)
    )
    kept = tuple(_alone(e) if e in left else e for e in turn.expressions if e not in gone)
    return replace(turn, expressions=kept), told


def _alone(expression: Expression) -> Expression:
    """A sum that replaces none: where it rose from is gone."""
    first = expression.operands[0]
    role = "term" if first.role == "new" else first.role
    return replace(expression, operands=(replace(first, role=role), *expression.operands[1:]))


def _got_for(turn: Turn, one: Expression, sums: Sequence[Expression]) -> Expression | None:
    """What was got for a level, the smaller sum behind it in one clause (过1亿的时候领过30万)."""
    _, high = clause_around(turn.folded, one.start, one.end)
    found = (
        other
        for other in sums
        if one.end < other.start < high
        and _GOT.search(turn.folded, one.end, other.start)
        and (one.value or 0) > (other.value or 0)
    )
    return next(found, None)


def _is_risen_from(turn: Turn, one: Expression, sums: Sequence[Expression]) -> bool:
    at = one.operands[0].quantity
    led = _FROM.search(turn.folded, 0, at.start) is not None
    to = _TO.match(turn.folded, at.end)
    return led and to is not None and any(o.operands[0].quantity.start == to.end() for o in sums)


def _is_reached(turn: Turn, one: Expression) -> bool:
    at = one.operands[0].quantity.start
    low, _ = clause_around(turn.folded, at, at)
    return _REACHES.search(turn.folded, low, at) is not None


def _compares(ctx: GatherContext, parts: Sequence[Part]) -> bool:
    """Whether some rule in question is for what came on top: it needs where the rise began."""
    facts = {name for p in parts for c in p.matter.clauses for name in ctx.needs(c).all}
    return any(ctx.rulebook.facts[name].derive for name in facts)
