"""``fixed``: a fixed sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Number, Role
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class FixedAmount(Kind):
    """A fixed sum."""

    kind: Literal["fixed"]
    yuan: Decimal

    def expr(self, cap: Cap | None) -> Expr:
        """The sum."""
        return Number(self.yuan, Role.SUM, Measure.MONEY, "原文金额", ("yuan",), told="原文金额 ")
