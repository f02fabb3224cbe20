"""Where two rules give the same for one fact, and which gives more on either side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assistant.rules.facts import Facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment
from assistant.rules.variation import vary


@dataclass(frozen=True, slots=True)
class Lead:
    """From ``first`` to ``last`` (None: onwards) of the fact, ``rule_id`` gives more.

    ``rule_id`` "" means that both give the same.
    """

    first: Decimal
    last: Decimal | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class BreakEven:
    """Two rules over one fact; ``leads`` in order, without gaps on the fact's grid."""

    fact: str
    rule_ids: tuple[str, str]
    leads: tuple[Lead, ...]


def break_even(
    rule_a: Rule, rule_b: Rule, fact: str, facts: Facts, *, rulebook: Rulebook
) -> BreakEven:
    """Which of two rules gives more for which values of a fact both look at; validity aside.

    Raises:
        FactError: one of them does not look at the fact.
        FactsMissingError: other facts are missing.
    """
    others = {name: value for name, value in facts.items() if name != fact}
    first, second = (vary(rule, fact, others, rulebook) for rule in (rule_a, rule_b))
    pieces_a, pieces_b = first.segments(), second.segments()
    names = {1: rule_a.id, -1: rule_b.id, 0: ""}
    leads: list[Lead] = []
    for start, end, sign in _stretches(pieces_a, pieces_b):
        last = None if end == first.last else first.value(end)
        if leads and leads[-1].rule_id == names[sign]:
            leads[-1] = Lead(leads[-1].first, last, names[sign])
        else:
            leads.append(Lead(first.value(start), last, names[sign]))
    return BreakEven(fact, (rule_a.id, rule_b.id), tuple(leads))


def _stretches(
    pieces_a: tuple[Segment, ...], pieces_b: tuple[Segment, ...]
) -> Iterator[tuple[int, int, int]]:
    """Stretches of grid steps (first, last) with the sign of a − b on all of them."""
    starts = sorted({piece.first for piece in (*pieces_a, *pieces_b)})
    ends = [start - 1 for start in starts[1:]] + [pieces_a[-1].last]
    n_a = n_b = 0
    for first, last in zip(starts, ends, strict=True):
        while pieces_a[n_a].last < first:
            n_a += 1
        while pieces_b[n_b].last < first:
            n_b += 1
        yield from _signs(pieces_a[n_a], pieces_b[n_b], first, last)


def _signs(a: Segment, b: Segment, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    gap, slope = a.at(first) - b.at(first), a.slope - b.slope
    if slope == 0:
        yield first, last, _sign(gap)
        return
    crossing = first - gap / slope
    if not first <= crossing <= last:
        yield first, last, _sign(gap)
        return
    step = crossing.__floor__()
    before = step - 1 if crossing == step else step
    if before >= first:
        yield first, before, _sign(gap)
    if crossing == step:
        yield step, step, 0
    if step < last:
        yield step + 1, last, _sign(slope)


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)
