"""The amount of a rule against one fact, as the corners of its line: exact points for a chart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.facts import Facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment
from assistant.rules.variation import Variation, vary


@dataclass(frozen=True, slots=True)
class Point:
    """A value of the fact and the amount there, in yuan to the fen."""

    x: Decimal
    y: Decimal


@dataclass(frozen=True, slots=True)
class Curve:
    """Join the points by straight lines; two points one step apart are a jump.

    ``kinks`` are the values of the fact where the line bends or jumps.
    """

    rule_id: str
    fact: str
    label: str
    points: tuple[Point, ...]
    kinks: tuple[Decimal, ...]


def curve(
    rule: Rule, fact: str, facts: Facts, *, rulebook: Rulebook, up_to: Decimal | None = None
) -> Curve:
    """The curve from 0 to ``up_to`` (a quarter beyond the last kink if not given).

    Raises:
        FactError: the rule does not look at the fact.
        FactsMissingError: other facts are missing.
    """
    others = {name: value for name, value in facts.items() if name != fact}
    variation = vary(rule, fact, others, rulebook)
    pieces = variation.segments()
    last = variation.step(up_to) if up_to is not None else _far_enough(pieces, variation)
    shown = [piece for piece in pieces if piece.first <= last]
    points: list[Point] = []
    kinks: list[Decimal] = []
    for n, piece in enumerate(shown):
        end = min(piece.last, last)
        meets = n > 0 and piece.at(shown[n - 1].last) == shown[n - 1].at_last
        if n > 0:
            kinks.append(variation.value(shown[n - 1].last if meets else piece.first))
        steps = (end,) if meets else (piece.first, end)
        points.extend(_point(variation, piece, step) for step in dict.fromkeys(steps))
    return Curve(rule.id, fact, variation.spec.label, tuple(points), tuple(kinks))


def _far_enough(pieces: tuple[Segment, ...], variation: Variation) -> int:
    """A quarter beyond the last kink; for a straight line a round number of the fact."""
    kink = pieces[-1].first
    if kink == 0:
        return min(variation.last, variation.step(Decimal(10) ** 7 * variation.grid * 100))
    return min(variation.last, kink + max(kink // 4, 1))


def _point(variation: Variation, piece: Segment, step: int) -> Point:
    fen = int(piece.at(step) * 100)
    return Point(variation.value(step), Decimal(fen).scaleb(-2))
