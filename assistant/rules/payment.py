"""What an amount kind gives before the cap of the applicant is applied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Payment:
    """The outcome of one amount kind.

    ``uncapped`` is before any cap, ``value`` after caps per item; both None when a fact is missing.
    ``lowest`` and ``highest`` bound the value when facts leave it open; ``highest`` None: no bound.
    ``failed`` tells why the amount is 0; ``unquantified`` why there is no sum of money at all.
    ``is_open``: the facts allow several sums and ``value`` is the highest (an unstated level).
    ``is_capped``: the cap per year was already applied, year by year; ``period`` is what it covers.
    """

    uncapped: Decimal | None = None
    value: Decimal | None = None
    lowest: Decimal = ZERO
    highest: Decimal | None = None
    is_ceiling: bool = False
    is_open: bool = False
    failed: str = ""
    unquantified: str = ""
    is_capped: bool = False
    period: str = ""


def known(uncapped: Decimal, value: Decimal | None = None, *, is_ceiling: bool = False) -> Payment:
    """A payment that the facts decide."""
    return Payment(uncapped, uncapped if value is None else value, is_ceiling=is_ceiling)


def nothing(why: str) -> Payment:
    """A payment of 0 with its reason."""
    return Payment(ZERO, ZERO, failed=why)
