"""``rent``: a rate of the rent, for so much floor space and up to so much for each square metre."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.expr import (
    UNWRITTEN,
    Expr,
    Fact,
    Min,
    Number,
    Place,
    Role,
    Times,
    Unstated,
)
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share

_MONTHS = 12


class RentLimits(Frozen):
    """What of the rent of one year counts: so many square metres, so much for each and month.

    As in `RentAmount`, without months: a year has twelve.
    """

    area: str
    price: str
    most_area: Decimal | None = None
    unit_yuan: Decimal | None = None
    price_yuan: Decimal | None = None

    def of_year(self, whole: Expr, rate: Number, place: Place) -> Expr:
        """Min(rent × rate, limits), of twelve months."""
        year = Number(Decimal(_MONTHS), Role.SHARE, Measure.PLAIN, "12个月", (UNWRITTEN,))
        return _Limited(self, year, None, place).limit(whole, rate)


class RentAmount(Kind):
    """rate × rent, never above what the limits for each square metre and month allow.

    ``monthly`` is the rent of a month: of ``most_months`` of them at the most, where it is told.

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
    monthly: str = ""
    most_area: Decimal | None = None
    most_months: int | None = None
    unit_yuan: Decimal | None = None
    price_yuan: Decimal | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """Min(rent × rate, limits)."""
        rate = Number(self.rate, Role.RATE, Measure.FRACTION, "比例", ("rate",))
        most = None
        if self.most_months is not None:
            number = Decimal(self.most_months)
            most = Number(number, Role.MOST, Measure.PLAIN, "最多月数", ("most_months",))
        months = Fact(self.months, ("months",), Unstated.SILENT, is_main=True, most=most)
        limits = RentLimits(
            area=self.area, price=self.price, most_area=self.most_area,
            unit_yuan=self.unit_yuan, price_yuan=self.price_yuan,
        )  # fmt: skip
        whole: Expr = Times(self.base.expr(), rate)
        if self.monthly and most is not None:
            of_month = Fact(self.monthly, ("monthly",), Unstated.SILENT)
            own = Times(Times(of_month, rate), months)
            whole = Min(whole, own, "补贴期限内的租金", unless=_LEFT_OUT)
        return _Limited(limits, months, most, ()).limit(whole, rate)


class _Limited:
    """The limits of a rent over its months; ``most``: of how many months, where a text says it."""

    def __init__(
        self, limits: RentLimits, months: Fact | Number, most: Number | None, place: Place
    ) -> None:
        self.limits = limits
        self.months = months
        self.most = most
        self.place = place

    def limit(self, whole: Expr, rate: Number) -> Expr:
        """What is paid of the rent, below each of the limits."""
        limits = self.limits
        if limits.most_area is not None or self.most is not None:
            at = (*self.place, "price")
            price = Fact(limits.price, at, Unstated.SILENT, is_main=True)
            own = self._over_area(Times(price, rate))
            whole = Min(whole, own, "补贴面积和期限内的租金", unless=_LEFT_OUT)
        if limits.price_yuan is not None:
            at = (*self.place, "price_yuan")
            top = Number(limits.price_yuan, Role.UNIT, Measure.MONEY, "租金单价上限", at)
            own = self._over_area(Times(top, rate))
            whole = Min(whole, own, "按单价上限计算的租金", unless=_LEFT_OUT)
        if limits.unit_yuan is not None:
            at = (*self.place, "unit_yuan")
            unit = Number(limits.unit_yuan, Role.UNIT, Measure.MONEY, "每平方米每月上限", at)
            whole = Min(whole, self._over_area(unit), "每平方米每月的上限", unless=_LEFT_OUT)
        return whole

    def _over_area(self, each: Expr) -> Expr:
        """So much for each square metre and month that count."""
        area = None
        if self.limits.most_area is not None:
            at = (*self.place, "most_area")
            area = Number(self.limits.most_area, Role.MOST, Measure.PLAIN, "最多面积", at)
        at = (*self.place, "area")
        fact = Fact(self.limits.area, at, Unstated.SILENT, is_main=True, most=area)
        return Times(Times(each, fact), self.months)


_LEFT_OUT = "未说明{label}：与它有关的限制未计入"
