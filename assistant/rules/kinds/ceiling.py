"""``ceiling``: only a maximum is stated."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Fact, Number, Role, Times, Unstated
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class CeilingAmount(Kind):
    """Only a maximum is stated; times the count of ``per`` if stated (default one)."""

    kind: Literal["ceiling"]
    yuan: Decimal
    per: str | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """The maximum, for each of what is counted."""
        most = Number(
            self.yuan,
            Role.SUM,
            Measure.MONEY,
            "原文金额",
            ("yuan",),
            told="原文只写了最高 ",
            is_ceiling=True,
        )
        if self.per is None:
            return most
        return Times(most, Fact(self.per, ("per",), Unstated.ONE), needs_some=True)
