"""``slices``: a sum cut at its bounds, each slice with a rate of its own, all added up."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.expr import Add, Expr, Less, Min, Number, Role, Times
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share


class Slice(Frozen):
    """What of the sum lies above ``beyond_yuan`` and not above ``upto_yuan``: this rate of it."""

    rate: Share
    beyond_yuan: Decimal | None = None
    upto_yuan: Decimal | None = None


class SlicesAmount(Kind):
    """300万元以内部分按10%,超过300万元至1000万元部分按6%,超过1000万元部分按3%: added up."""

    kind: Literal["slices"]
    base: Base
    slices: tuple[Slice, ...]

    def expr(self, cap: Cap | None) -> Expr:
        """Σ (Min(base, upper end) − lower end) × rate."""
        return Add(tuple(self._slice(n, one) for n, one in enumerate(self.slices)))

    def _slice(self, n: int, one: Slice) -> Expr:
        place, nth = ("slices", n), f"第{n + 1}段"
        part: Expr = self.base.expr()
        if one.upto_yuan is not None:
            top = Number(
                one.upto_yuan, Role.THRESHOLD, Measure.MONEY, f"{nth}止", (*place, "upto_yuan")
            )
            part = Min(part, top, f"{nth}止")
        if one.beyond_yuan is not None:
            start = Number(
                one.beyond_yuan, Role.THRESHOLD, Measure.MONEY, f"{nth}起", (*place, "beyond_yuan")
            )
            part = Less(part, start)
        rate = Number(one.rate, Role.RATE, Measure.FRACTION, f"{nth}比例", (*place, "rate"))
        return Times(part, rate)
