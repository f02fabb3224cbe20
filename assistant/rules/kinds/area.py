"""``area``: a sum for each square metre and month, within a share of what was paid."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Literal

from assistant.rules.cap import Cap, Period
from assistant.rules.expr import Expr, Fact, Min, Number, Role, Spread, Times, Unstated
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class AreaAmount(Kind):
    """unit_yuan × area × months (at most ``most_months``), never above paid_rate × paid."""

    kind: Literal["area"]
    spreads_years: ClassVar[bool] = True
    unit_yuan: Decimal
    area: str
    months: str
    most_months: int
    paid: str
    paid_rate: Decimal

    def expr(self, cap: Cap | None) -> Expr:
        """Min(months spread over years under the yearly cap, share of what was paid)."""
        unit = Number(self.unit_yuan, Role.UNIT, Measure.MONEY, "每平方米每月", ("unit_yuan",))
        most = Number(
            Decimal(self.most_months), Role.MOST, Measure.PLAIN, "最多月数", ("most_months",)
        )
        yearly = None
        if cap is not None and cap.period is Period.YEAR:
            yearly = Number(
                cap.yuan, Role.CAP, Measure.MONEY, "每年上限", ("cap", "yuan"), cap.quote
            )
        spread = Spread(
            unit,
            Fact(self.area, ("area",), is_main=True),
            Fact(self.months, ("months",), is_main=True, most=most),
            yearly,
        )
        share = Number(
            self.paid_rate, Role.SHARE, Measure.FRACTION, "不超过实付的比例", ("paid_rate",)
        )
        paid = Times(Fact(self.paid, ("paid",), Unstated.SILENT), share)
        unless = "未说明{label}：补贴不超过它的{share}，这一限制未计入"
        return Min(spread, paid, "实际支付的限额", unless=unless)
