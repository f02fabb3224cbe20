"""Caps: the most that one applicant gets, and what it counts over."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from assistant.rules.condition import Flag
from assistant.rules.facts import Frozen


class Period(StrEnum):
    """What a cap counts over; NONE = the text names no period."""

    NONE = "none"
    ONCE = "once"
    YEAR = "year"
    TOTAL = "total"


PERIOD_WORDS = {
    Period.NONE: "",
    Period.ONCE: "一次性",
    Period.YEAR: "每年",
    Period.TOTAL: "累计",
}


class Cap(Frozen):
    """The most one applicant gets; ``less`` is a fact with what was already received under it.

    ``per`` says whom it caps when that is not the applicant ("每个平台", "单个活动");
    ``each_item`` that several of them are capped apart. ``clause`` is the clause that states it
    where it is another one than the rule's: ``quote`` then stands there.
    """

    yuan: Decimal
    period: Period = Period.NONE
    less: str | None = None
    quote: str = ""
    clause: str = ""
    per: str = ""
    each_item: Flag = False

    @property
    def name(self) -> str:
        """What the cap is called in a step: 每家企业每年上限."""
        return f"{self.per}{PERIOD_WORDS[self.period]}上限"
