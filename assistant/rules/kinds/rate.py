"""``rate``: a rate of a sum, per item under a cap of its own, times the items."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.condition import Condition
from assistant.rules.expr import (
    UNWRITTEN,
    Expr,
    Fact,
    Less,
    Max,
    Min,
    Number,
    Role,
    Times,
    Unstated,
    When,
)
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share
from assistant.text.money import share_of

TWELFTH = share_of(1, 12)


class Variant(Frozen):
    """Another rate for a kind of applicant, and the most that it gives."""

    when: Condition
    rate: Share
    quote: str
    cap_yuan: Decimal | None = None


class RateAmount(Kind):
    """rate × base, per item under ``item_cap_yuan``, times ``count`` items if a count is named.

    ``floor_yuan`` is the least that an item gives (不少于, 最低).

    With ``count`` the base is per item ("每台"). Only what exceeds ``beyond_yuan`` is paid for, and
    at the most ``most_base_yuan`` of it. With ``months`` the rate is that of a year (年利率), paid
    for so many months of it, ``most_months`` at the most. ``each_cap_yuan`` for each of
    ``each_cap_of`` limits the whole (每亩不超过1500元). ``cap_yuan`` is the limit of the plain rate
    where a variant has another one.
    """

    kind: Literal["rate"]
    rate: Share
    base: Base
    variants: tuple[Variant, ...] = ()
    item_cap_yuan: Decimal | None = None
    floor_yuan: Decimal | None = None
    count: str | None = None
    beyond_yuan: Decimal | None = None
    most_base_yuan: Decimal | None = None
    months: str | None = None
    most_months: int | None = None
    each_cap_yuan: Decimal | None = None
    each_cap_of: str | None = None
    cap_yuan: Decimal | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """Min(base × rate, item cap) × count."""
        base: Expr = self.base.expr()
        if self.beyond_yuan is not None:
            beyond = Number(
                self.beyond_yuan, Role.THRESHOLD, Measure.MONEY, "起算数", ("beyond_yuan",)
            )
            base = Less(base, beyond, needs_more=True)
        if self.most_base_yuan is not None:
            top = Number(
                self.most_base_yuan, Role.ITEM_CAP, Measure.MONEY, "基数上限", ("most_base_yuan",)
            )
            base = Min(base, top, "基数上限")
        item: Expr = Times(base, self._rate())
        if self.cap_yuan is not None:
            item = Min(item, self._limit(), "上限")
        if self.months is not None:
            item = self._of_months(item, self.months)
        if self.each_cap_yuan is not None and self.each_cap_of is not None:
            each = Number(
                self.each_cap_yuan, Role.ITEM_CAP, Measure.MONEY, "每项上限", ("each_cap_yuan",)
            )
            item = Min(item, Times(each, Fact(self.each_cap_of, ("each_cap_of",))), "按数量的上限")
        if self.item_cap_yuan is not None:
            most = Number(
                self.item_cap_yuan, Role.ITEM_CAP, Measure.MONEY, "单项上限", ("item_cap_yuan",)
            )
            item = Min(item, most, "单项上限")
        if self.floor_yuan is not None:
            least = Number(self.floor_yuan, Role.FLOOR, Measure.MONEY, "下限", ("floor_yuan",))
            item = Max(item, least, "下限")
        if self.count is None:
            return item
        return Times(item, Fact(self.count, ("count",), Unstated.ONE))

    def _of_months(self, yearly: Expr, months: str) -> Expr:
        """What a year gives × months ÷ 12."""
        most = None
        if self.most_months is not None:
            number = Decimal(self.most_months)
            most = Number(number, Role.MOST, Measure.PLAIN, "最多月数", ("most_months",))
        twelfth = Number(TWELFTH, Role.SHARE, Measure.FRACTION, "十二分之一", (UNWRITTEN,))
        return Times(Times(yearly, Fact(months, ("months",), is_main=True, most=most)), twelfth)

    def _limit(self) -> Expr:
        """The limit of each rate: 按1%,最高30万元;…的,提高至1.5%,最高45万元."""
        assert self.cap_yuan is not None
        limit: Expr = Number(self.cap_yuan, Role.CAP, Measure.MONEY, "上限", ("cap_yuan",))
        for n, variant in reversed(list(enumerate(self.variants))):
            if variant.cap_yuan is None:
                continue
            at = ("variants", n, "cap_yuan")
            own = Number(variant.cap_yuan, Role.CAP, Measure.MONEY, "上限", at, variant.quote)
            limit = When(variant.when, limit, own, ("variants", n, "when"))
        return limit

    def _rate(self) -> Expr:
        rate: Expr = Number(self.rate, Role.RATE, Measure.FRACTION, "比例", ("rate",))
        for n, variant in reversed(list(enumerate(self.variants))):
            place = ("variants", n)
            other = Number(
                variant.rate, Role.RATE, Measure.FRACTION, "比例", (*place, "rate"), variant.quote
            )
            rate = When(variant.when, rate, other, (*place, "when"))
        return rate
