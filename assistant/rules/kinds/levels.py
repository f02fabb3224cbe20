"""``levels``: the level of a choice decides the sum."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.condition import Flag
from assistant.rules.expr import UNWRITTEN, Case, Choose, Expr, Fact, Number, Role, Times, Unstated
from assistant.rules.facts import Frozen
from assistant.rules.kind import Kind
from assistant.rules.measure import Measure

_MONTHS = 12


class Level(Frozen):
    """One level of a choice and its sum."""

    key: str
    yuan: Decimal


class LevelAmount(Kind):
    """The level of a choice decides the sum; an unstated level gives the highest, with the range.

    ``is_ceiling``: the sums are maxima (最高). ``count`` multiplies it, one where it is not stated;
    ``needs_count``: it must be stated (每亩, 每标准箱); ``most_count``: so many count at the most.
    ``months``: the sum is for each month (每人每月), ``most_months`` of them at the most;
    ``of_years``: for each month of the year that the level is.
    """

    kind: Literal["levels"]
    fact: str
    levels: tuple[Level, ...]
    is_ceiling: Flag = False
    count: str | None = None
    needs_count: Flag = False
    most_count: int | None = None
    months: str | None = None
    most_months: int | None = None
    of_years: Flag = False

    def expr(self, cap: Cap | None) -> Expr:
        """The sum of the level, times the count."""
        cases = tuple(
            Case(
                level.key,
                Number(
                    level.yuan,
                    Role.SUM,
                    Measure.MONEY,
                    "档次金额",
                    ("levels", n, "yuan"),
                    is_ceiling=self.is_ceiling,
                ),
                ("levels", n),
            )
            for n, level in enumerate(self.levels)
        )
        choice: Expr = Choose(self.fact, cases, ("fact",))
        if self.months is not None:
            choice = Times(choice, self._months(self.months))
        if self.count is not None:
            most = None
            if self.most_count is not None:
                number = Decimal(self.most_count)
                most = Number(number, Role.MOST, Measure.PLAIN, "最多计算数", ("most_count",))
            unstated = Unstated.NEEDED if self.needs_count else Unstated.ONE
            choice = Times(choice, Fact(self.count, ("count",), unstated, most=most))
        if self.of_years:
            year = Number(Decimal(_MONTHS), Role.SHARE, Measure.PLAIN, "12个月", (UNWRITTEN,))
            choice = Times(choice, year)
        return choice

    def _months(self, months: str) -> Fact:
        """For how many months it is paid."""
        most = None
        if self.most_months is not None:
            number = Decimal(self.most_months)
            most = Number(number, Role.MOST, Measure.PLAIN, "最多月数", ("most_months",))
        return Fact(months, ("months",), is_main=True, most=most)
