"""``per``: things counted, each with its sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.condition import Flag
from assistant.rules.expr import (
    Count,
    Counted,
    Expr,
    Fact,
    Max,
    Number,
    Place,
    Role,
    Times,
    Unstated,
)
from assistant.rules.facts import Frozen, Words
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure


class PerItem(Frozen):
    """``yuan`` for each of the counted fact; ``most`` items at the most count."""

    fact: str
    yuan: Decimal
    most: int | None = None

    def expr(self, where: Place, *, is_ceiling: bool) -> Counted:
        """The counted fact and its sum."""
        most = None
        if self.most is not None:
            most = Number(
                Decimal(self.most), Role.MOST, Measure.PLAIN, "最多计算数", (*where, "most")
            )
        each = Number(
            self.yuan,
            Role.SUM,
            Measure.MONEY,
            "每项金额",
            (*where, "yuan"),
            is_ceiling=is_ceiling,
        )
        fact = Fact(self.fact, (*where, "fact"), Unstated.SILENT, is_main=True, most=most)
        return Counted(fact, each)


class PerAmount(Kind):
    """Counts times sums, added up. At least one count must be stated; the others count as zero.

    ``excluded`` are counts of things that the clause does not pay for (团体标准): stated alone they
    give the status condition_not_met. ``count`` multiplies them (每人每月: months × persons; one
    where it is not stated), at most ``most_count``; ``needs_count``: it must be stated. What is
    paid is ``floor_yuan`` at the least.
    """

    kind: Literal["per"]
    items: tuple[PerItem, ...]
    excluded: Words = ()
    is_ceiling: Flag = False
    count: str | None = None
    most_count: int | None = None
    needs_count: Flag = False
    floor_yuan: Decimal | None = None

    def expr(self, cap: Cap | None) -> Expr:
        """The count."""
        items = tuple(
            item.expr(("items", n), is_ceiling=self.is_ceiling) for n, item in enumerate(self.items)
        )
        excluded = tuple(Fact(name, ("excluded",), Unstated.SILENT) for name in self.excluded)
        whole: Expr = Count(items, excluded)
        if self.count is not None:
            whole = Times(whole, self._times())
        if self.floor_yuan is None:
            return whole
        least = Number(self.floor_yuan, Role.FLOOR, Measure.MONEY, "下限", ("floor_yuan",))
        return Max(whole, least, "下限")

    def _times(self) -> Fact:
        """What multiplies the counts."""
        most = None
        if self.most_count is not None:
            most = Number(
                Decimal(self.most_count), Role.MOST, Measure.PLAIN, "最多计算数", ("most_count",)
            )
        unstated = Unstated.NEEDED if self.needs_count else Unstated.ONE
        assert self.count is not None
        return Fact(self.count, ("count",), unstated, most=most)
