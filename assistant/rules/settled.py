"""A rule worked out, before it is written down as an Estimate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.rules.estimate import EstimateStatus, Part, Tested
from assistant.rules.payment import Value
from assistant.rules.rule import Rule
from assistant.rules.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Settled:
    """A rule worked out on its sheet.

    ``found`` is exact and after all caps, not yet cut to the fen. ``failed`` tells why nothing is
    paid, ``unquantified`` why there is no sum. ``is_several``: the facts had several numbers.
    """

    rule: Rule
    sheet: Worksheet
    checks: tuple[Tested, ...]
    status: EstimateStatus
    found: Value
    failed: str = ""
    unquantified: str = ""
    lines: tuple[Part, ...] = ()
    period: str = ""
    is_several: bool = False

    @property
    def value(self) -> Decimal | None:
        """The sum, None if there is none or it is open."""
        known = (EstimateStatus.PAYABLE, EstimateStatus.CEILING, EstimateStatus.CONDITION_NOT_MET)
        return self.found.value if self.status in known else None
