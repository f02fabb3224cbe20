"""``bands``: the band that a number falls in gives a sum, or a rate of another sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.condition import Flag
from assistant.rules.expr import Band, Expr, Fact, Max, Min, Number, Place, Role, Steps, Times
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share


class BandAmount(Frozen):
    """From ``at_least`` on: a sum (``yuan``), or a ``rate`` of the base; with its own limits."""

    at_least: Decimal
    yuan: Decimal | None = None
    rate: Share | None = None
    cap_yuan: Decimal | None = None
    floor_yuan: Decimal | None = None


class BandsAmount(Kind):
    """The band of the fact ``by`` decides; below all of them nothing is paid.

    ``base`` is what rates are applied to; ``exchange`` the fact that says how many yuan one unit of
    foreign money in it is worth: without it nothing is converted.
    """

    kind: Literal["bands"]
    by: str
    bands: tuple[BandAmount, ...]
    base: Base | None = None
    exchange: str | None = None
    is_ceiling: Flag = False

    def expr(self, cap: Cap | None) -> Expr:
        """The expression of each band."""
        bands = tuple(self._band(n, band) for n, band in enumerate(self.bands))
        return Steps(bands, Fact(self.by, ("by",), is_main=True))

    def _band(self, n: int, band: BandAmount) -> Band:
        place: Place = ("bands", n)
        nth = f"第{n + 1}档"
        floor = Number(
            band.at_least, Role.THRESHOLD, Measure.MONEY, f"{nth}门槛", (*place, "at_least")
        )
        return Band(floor, self._limited(self._sum(band, place, nth), band, place, nth))

    def _sum(self, band: BandAmount, place: Place, nth: str) -> Expr:
        if band.yuan is not None or self.base is None:
            yuan = band.yuan if band.yuan is not None else Decimal(0)
            told = f"{nth}最高 " if self.is_ceiling else f"{nth}金额 "
            where = (*place, "yuan")
            is_most = self.is_ceiling
            return Number(yuan, Role.SUM, Measure.MONEY, f"{nth}金额", where, "", told, is_most)
        share = band.rate if band.rate is not None else Decimal(0)
        rate = Number(share, Role.RATE, Measure.FRACTION, f"{nth}比例", (*place, "rate"))
        paid: Expr = Times(self.base.expr(), rate)
        return paid if self.exchange is None else Times(paid, Fact(self.exchange, ("exchange",)))

    def _limited(self, value: Expr, band: BandAmount, place: Place, nth: str) -> Expr:
        if band.cap_yuan is not None:
            most = Number(
                band.cap_yuan, Role.CAP, Measure.MONEY, f"{nth}上限", (*place, "cap_yuan")
            )
            value = Min(value, most, "本档上限")
        if band.floor_yuan is not None:
            least = Number(
                band.floor_yuan, Role.FLOOR, Measure.MONEY, f"{nth}下限", (*place, "floor_yuan")
            )
            value = Max(value, least, "本档下限")
        return value
