"""``sum``: other rules of the clause together, under a common cap."""

from __future__ import annotations

from typing import Literal

from assistant.rules.cap import Cap
from assistant.rules.expr import Expr, Parts
from assistant.rules.facts import Words
from assistant.rules.kind import Kind


class SumAmount(Kind):
    """The amounts of other rules of the clause added up, then the common applicant cap."""

    kind: Literal["sum"]
    rules: Words

    def expr(self, cap: Cap | None) -> Expr:
        """The parts."""
        return Parts(self.rules, ("rules",))
