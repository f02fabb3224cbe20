"""``growing``: a sum from a number on, and so much again for every further step of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Add, Band, Expr, Fact, Further, Number, Role, Steps, Times
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class GrowingAmount(Kind):
    """``yuan`` from ``at_least`` on, and ``each_yuan`` for every whole ``step`` beyond it.

    年加工5000吨以上的奖励20万元，每增加1000吨再奖励3万元. Below ``at_least`` nothing is paid.
    """

    kind: Literal["growing"]
    by: str
    at_least: Decimal
    yuan: Decimal
    step: Decimal
    each_yuan: Decimal

    def expr(self, cap: Cap | None) -> Expr:
        """The sum, and each × the whole steps."""
        by = Fact(self.by, ("by",), is_main=True)
        start = Number(self.at_least, Role.THRESHOLD, Measure.MONEY, "门槛", ("at_least",))
        step = Number(self.step, Role.THRESHOLD, Measure.MONEY, "每增加", ("step",))
        first = Number(self.yuan, Role.SUM, Measure.MONEY, "原文金额", ("yuan",))
        each = Number(self.each_yuan, Role.SUM, Measure.MONEY, "每档再加", ("each_yuan",))
        more = Times(each, Further(Fact(self.by, ("by",)), start, step))
        return Steps((Band(start, Add((first, more))),), by)
