"""What the rules of a clause give for what is stated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.dialogue.stated import Stated
from assistant.policy.clause import ClauseId
from assistant.policy.policy import Policy
from assistant.rules.estimate import EstimateStatus
from assistant.rules.estimate_clause import estimate_clause
from assistant.rules.rulebook import Rulebook


def paid_for(
    clause: ClauseId, stated: Sequence[Stated], policy: Policy, as_of: date, rulebook: Rulebook
) -> Decimal | None:
    """The only sum that a clause pays out for numbers stated; None where it gives none, or several.

    A range, or a sum that is said in words only, is not worked with here.
    """
    if any(s.is_range for s in stated):
        return None
    facts = {s.name: s.value for s in stated}
    found = estimate_clause(str(clause), facts, policy=policy, as_of=as_of, rulebook=rulebook)
    sums = {e.amount for e in found if e.status is EstimateStatus.PAYABLE and e.amount}
    return sums.pop() if len(sums) == 1 else None


def sums_paid(
    clause: ClauseId, stated: Sequence[Stated], policy: Policy, as_of: date, rulebook: Rulebook
) -> frozenset[Decimal]:
    """Every sum that rules of a clause pay out for numbers stated."""
    if any(s.is_range for s in stated):
        return frozenset()
    facts = {s.name: s.value for s in stated}
    found = estimate_clause(str(clause), facts, policy=policy, as_of=as_of, rulebook=rulebook)
    return frozenset(e.amount for e in found if e.amount)
