"""What is paid in all from the first day to the last: 租房补贴最多一共能领多少.

A policy that was taken in pays so much each month or year, and so many of them at the most: who
asks for all of it and tells no time asks for as many as there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.turn import Turn
from assistant.rules.expr import Fact, walk
from assistant.rules.program import compile_rule
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ASKS = lazy(
    "(?:最多|顶多|最长|累计|从头到尾|满打满算|领满|拿满|全程)[^,。;!?]{0,8}(?:领|拿|补|得|享受|发|贴|有|资助|奖)[^,。;!?]{0,6}?(?:多少|几[万千百])"
    "|(?:一共|总共|合计|拢共|总计)(?:最多|能|可以|可|会)*(?:领|拿|得|享受|发)[^,。;!?]{0,6}?(?:多少|几[万千百])"
)
_TIMES = (Unit.MONTH, Unit.YEAR, Unit.DAY)


@dataclass(frozen=True, slots=True)
class WholeTerm:
    """How many there are at the most, and where all of it is asked for."""

    most: Decimal
    start: int
    end: int


def whole_months(ctx: GatherContext, turn: Turn, part: Part, name: str) -> WholeTerm | None:
    """As many months as the rules in question pay, where all of them agree."""
    asked = _asked(ctx, turn, part)
    limits = {
        node.most.value
        for rule in ctx.rules_of(part)
        for node in walk(compile_rule(rule).amount)
        if isinstance(node, Fact) and node.name == name and node.most is not None
    }
    return _term(limits, asked)


def whole_years(ctx: GatherContext, turn: Turn, part: Part) -> WholeTerm | None:
    """As many years as the rules in question pay, where all of them agree."""
    asked = _asked(ctx, turn, part)
    limits = {Decimal(r.most_years or 0) for r in ctx.rules_of(part) if r.yearly}
    return _term(limits, asked)


def _term(limits: set[Decimal], asked: tuple[int, int] | None) -> WholeTerm | None:
    if asked is None or len(limits) != 1 or not min(limits):
        return None
    return WholeTerm(min(limits), *asked)


def _asked(ctx: GatherContext, turn: Turn, part: Part) -> tuple[int, int] | None:
    """Where all that one gets is asked for; None where a time or several of them are told."""
    found = _ASKS.search(turn.folded)
    is_of_one = not any(
        q.unit in _TIMES or (q.unit is Unit.COUNT and q.value > 1) for q in turn.quantities
    )
    is_held = found is not None and part.holds(found.start())
    return found.span() if found is not None and is_held and is_of_one and ctx.is_taken_in(part) else None
