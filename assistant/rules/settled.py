"""A rule worked out, before it is written down as an Estimate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.estimate import EstimateStatus, Part, Tested
from assistant.rules.payment import Payment
from assistant.rules.rule import Rule
from assistant.rules.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Settled:
    """A rule worked out on its sheet, before it is written down as an Estimate.

    ``value`` is the exact sum after all caps, not yet cut to the fen; None when there is no sum.
    """

    rule: Rule
    sheet: Worksheet
    checks: tuple[Tested, ...]
    payment: Payment
    status: EstimateStatus
    value: Decimal | None
    lines: tuple[Part, ...] = ()
