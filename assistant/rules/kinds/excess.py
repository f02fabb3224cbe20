"""``excess``: what was paid above a rate of a sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Fact, Less, Number, Role, Times
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class ExcessAmount(Kind):
    """What was paid above rate × base: max(0, paid − rate × base)."""

    kind: Literal["excess"]
    paid: str
    base: str
    rate: Decimal

    def expr(self, cap: Cap | None) -> Expr:
        """Paid − base × rate."""
        rate = Number(self.rate, Role.SHARE, Measure.FRACTION, "比例", ("rate",))
        line = Times(Fact(self.base, ("base",), is_main=True), rate)
        return Less(Fact(self.paid, ("paid",), is_main=True), line, needs_more=True)
