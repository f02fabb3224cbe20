"""``tiers``: the band that a number falls in gives the rate on a sum, and its cap."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.base import Base
from assistant.rules.cap import Cap
from assistant.rules.expr import Band, Expr, Fact, Min, Number, Role, Steps, Times
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure
from assistant.rules.share import Share


class Tier(Frozen):
    """From ``at_least`` on: this rate under this cap."""

    at_least: Decimal
    rate: Share
    cap_yuan: Decimal


class TierAmount(Kind):
    """The tier of the fact ``by`` gives the rate on ``base`` and its cap; below all tiers: 0."""

    kind: Literal["tiers"]
    by: str
    tiers: tuple[Tier, ...]
    base: Base

    def expr(self, cap: Cap | None) -> Expr:
        """For each band: Min(base × rate, cap)."""
        base = self.base.expr()
        bands = tuple(self._band(n, tier, base) for n, tier in enumerate(self.tiers))
        return Steps(bands, Fact(self.by, ("by",), is_main=True))

    def _band(self, n: int, tier: Tier, base: Expr) -> Band:
        place, nth = ("tiers", n), f"第{n + 1}档"
        rate = Number(tier.rate, Role.RATE, Measure.FRACTION, f"{nth}比例", (*place, "rate"))
        most = Number(tier.cap_yuan, Role.CAP, Measure.MONEY, f"{nth}上限", (*place, "cap_yuan"))
        floor = Number(
            tier.at_least, Role.THRESHOLD, Measure.MONEY, f"{nth}门槛", (*place, "at_least")
        )
        return Band(floor, Min(Times(base, rate), most, "本档上限"))
