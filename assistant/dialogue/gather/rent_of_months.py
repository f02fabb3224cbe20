"""A rent told for each month and for how many: 每月2.6万, 付了18个月租金.

A rule that pays for so many months at the most needs the two by themselves, and not what they come
to alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactKind, Per
from assistant.text.expressions import Operand, Relation
from assistant.text.units import Unit

_YEAR = 12


def rent_of_months(
    ctx: GatherContext, part: Part, new: Sequence[Stated], given: Sequence[Given], number: int
) -> tuple[Stated, ...]:
    """What a rent costs a month and for how many months, beside what both come to."""
    if not ctx.is_taken_in(part):
        return ()
    needed = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    known = {one.name for one in new}
    found: list[Stated] = []
    for one in given:
        operands = one.expression.operands
        if not one.fact or one.expression.relation is not Relation.PRODUCT:
            continue
        by_role = {operand.role: operand for operand in operands}
        for way in ctx.rulebook.facts[one.fact].derive if set(by_role) == _ROLES else ():
            names = [name for name in way.product if name in needed]
            if len(names) != len(_ROLES) or len(way.product) > len(names):
                continue
            specs = [ctx.rulebook.facts[name] for name in names]
            if specs[0].per is Per.MONTH and specs[1].kind is FactKind.MONTHS:
                found += [
                    _told(names[0], by_role["price"], Decimal(1), number),
                    _told(names[1], by_role["periods"], _scale(by_role["periods"]), number),
                ]
    return tuple(one for one in found if one.name not in known)


_ROLES = {"price", "periods"}


def _scale(periods: Operand) -> Decimal:
    return Decimal(_YEAR) if periods.quantity.unit is Unit.YEAR else Decimal(1)


def _told(name: str, operand: Operand, times: Decimal, number: int) -> Stated:
    q = operand.quantity
    return Stated(name, q.value * times, q.start, q.end, q.text, turn=number)
