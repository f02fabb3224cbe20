"""Some of what is counted that misses a bound: 8个网点,其中2个才运营4个月,其余都满了.

The number that misses it is told of the part inside the whole and of nothing else: what is paid for
is the whole less that part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.own_measures import INSIDE
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.condition import Condition
from assistant.rules.conditions import compares
from assistant.rules.facts import FactItem
from assistant.rules.read.names import names_of
from assistant.text.expressions import Expression
from assistant.text.units import Unit


def less_short_parts(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers, a whole less its part of which alone a bound is told to be missed."""
    if not ctx.is_taken_in(part) or part.index is not None:
        return numbers
    for short, counts in _missed(ctx, part, numbers, number):
        inner = _inside(turn, short)
        if inner is None or inner.value is None:
            continue
        for n, whole in enumerate(numbers):
            rest = _rest(whole, inner) if whole.name in counts and whole.turn == number else None
            if rest is not None:
                kept = (*numbers[:n], rest, *numbers[n + 1 :])
                return tuple(s for s in kept if s is not short)
    return numbers


def _missed(
    ctx: GatherContext, part: Part, numbers: Sequence[Stated], number: int
) -> Iterator[tuple[Stated, Collection[str]]]:
    """Each number of this message that misses a bound, and the counts that its rules pay for."""
    rules = ctx.rules_of(part)
    for stated in numbers:
        if stated.turn != number or not isinstance(stated.value, Decimal):
            continue
        own = [r for r in rules if any(_misses(c, stated) for c in r.conditions)]
        tested = {c.fact for r in own for c in (*r.conditions, *r.when)}
        counts = {f for r in own for f in {*names_of(r).all} - tested if ctx.is_count(f)}
        if counts:
            yield stated, counts


def _misses(condition: Condition, stated: Stated) -> bool:
    return (
        condition.fact == stated.name
        and not condition.or_
        and isinstance(stated.value, Decimal)
        and (condition.at_least is not None or condition.more_than is not None)
        and not compares(condition, stated.value)
    )


def _inside(turn: Turn, short: Stated) -> Expression | None:
    """The only count before a number in its clause, where it is told to be inside another."""
    low, _ = clause_around(turn.folded, short.start, short.end)
    found = [
        e
        for e in turn.expressions
        if low <= e.start < short.start and e.unit is Unit.COUNT and len(e.operands) == 1
    ]
    if len(found) != 1 or INSIDE.search(turn.folded, low, found[0].start) is None:
        return None
    return found[0]


def _rest(whole: Stated, inner: Expression) -> Stated | None:
    """A count less the part inside it; None where it is told of another or not so many."""
    amount = inner.value or Decimal(0)
    if isinstance(whole.value, Decimal):
        is_more = whole.start < inner.start and whole.value > amount
        return replace(whole, value=whole.value - amount, say="") if is_more else None
    if not isinstance(whole.value, tuple):
        return None
    own = next((i for i in whole.value if i.start == inner.start), None)
    others = [i for i in whole.value if i is not own]
    wholes = [i for i in others if _holds(i, own, inner)]
    if len(wholes) != 1:
        return None
    less = tuple(replace(i, value=i.value - amount) if i is wholes[0] else i for i in others)
    return replace(whole, value=less)


def _holds(item: FactItem, own: FactItem | None, inner: Expression) -> bool:
    """Whether an item may be the whole of a part: told before it, of its kind, and more."""
    is_kind = own is None or item.kind == own.kind
    is_before = item.start is not None and item.start < inner.start
    return is_kind and is_before and item.value > (inner.value or 0)
