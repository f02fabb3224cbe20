"""``rent``: a rate of the rent, for so much floor space and up to so much for each square metre."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Fact, Min, Number, Role, Times, Unstated
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share


class RentAmount(Kind):
    """rate × rent, never above what the limits for each square metre and month allow.

    ``most_area`` square metres count, ``most_months`` months; ``unit_yuan`` is the most that is
    paid for a square metre and month, ``price_yuan`` the most of its rent that counts. A limit is
    left out, and told, while the asker has not said what it needs.
    """

    kind: Literal["rent"]
    rate: Share
    base: Base
    area: str
    months: str
    price: str
    most_area: Decimal | None = None
    most_months: int | None = None
    unit_yuan: Decimal | None = None
    price_yuan: Decimal | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """Min(rent × rate, limits)."""
        rate = Number(self.rate, Role.RATE, Measure.FRACTION, "比例", ("rate",))
        whole: Expr = Times(self.base.expr(), rate)
        if self.most_area is not None or self.most_months is not None:
            price = Fact(self.price, ("price",), Unstated.SILENT, is_main=True)
            own = self._over_area(Times(price, rate))
            whole = Min(whole, own, "补贴面积和期限内的租金", unless=_LEFT_OUT)
        if self.price_yuan is not None:
            top = Number(self.price_yuan, Role.UNIT, Measure.MONEY, "租金单价上限", ("price_yuan",))
            own = self._over_area(Times(top, rate))
            whole = Min(whole, own, "按单价上限计算的租金", unless=_LEFT_OUT)
        if self.unit_yuan is not None:
            unit = Number(
                self.unit_yuan, Role.UNIT, Measure.MONEY, "每平方米每月上限", ("unit_yuan",)
            )
            whole = Min(whole, self._over_area(unit), "每平方米每月的上限", unless=_LEFT_OUT)
        return whole

    def _over_area(self, each: Expr) -> Expr:
        """So much for each square metre and month that count."""
        area = months = None
        if self.most_area is not None:
            area = Number(self.most_area, Role.MOST, Measure.PLAIN, "最多面积", ("most_area",))
        if self.most_months is not None:
            number = Decimal(self.most_months)
            months = Number(number, Role.MOST, Measure.PLAIN, "最多月数", ("most_months",))
        paid = Times(each, Fact(self.area, ("area",), Unstated.SILENT, is_main=True, most=area))
        return Times(
            paid, Fact(self.months, ("months",), Unstated.SILENT, is_main=True, most=months)
        )


_LEFT_OUT = "未说明{label}：与它有关的限制未计入"
