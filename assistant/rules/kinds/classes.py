"""``classes``: the named class of an applicant or project gives the rate, and its limits."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.expr import Case, Choose, Expr, Max, Min, Number, Place, Role, Times
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.kinds.rent import RentLimits
from assistant.rules.measure import Measure
from assistant.rules.share import Share


class ClassAmount(Frozen):
    """One class: its rate, the most and the least it gives."""

    key: str
    rate: Share
    cap_yuan: Decimal | None = None
    floor_yuan: Decimal | None = None


class ClassesAmount(Kind):
    """The class (an option of the choice ``fact``) decides the rate on ``base``.

    An unstated class gives the highest, with the range. ``rent``: what of the rent of a year
    counts.
    """

    kind: Literal["classes"]
    fact: str
    classes: tuple[ClassAmount, ...]
    base: Base
    rent: RentLimits | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """For each class: Max(Min(base × rate, cap), floor)."""
        base = self.base.expr()
        cases = tuple(
            Case(one.key, self._case(one, ("classes", n), base), ("classes", n))
            for n, one in enumerate(self.classes)
        )
        return Choose(self.fact, cases, ("fact",))

    def _case(self, one: ClassAmount, place: Place, base: Expr) -> Expr:
        rate = Number(one.rate, Role.RATE, Measure.FRACTION, "比例", (*place, "rate"))
        value: Expr = Times(base, rate)
        if self.rent is not None:
            value = self.rent.of_year(value, rate, ("rent",))
        if one.cap_yuan is not None:
            most = Number(one.cap_yuan, Role.CAP, Measure.MONEY, "本类上限", (*place, "cap_yuan"))
            value = Min(value, most, "本类上限")
        if one.floor_yuan is not None:
            least = Number(
                one.floor_yuan, Role.FLOOR, Measure.MONEY, "本类下限", (*place, "floor_yuan")
            )
            value = Max(value, least, "本类下限")
        return value
