"""The order in which estimates are shown: the largest amount first, what gives nothing last."""

from __future__ import annotations

from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus

_PLACE = {
    EstimateStatus.PAYABLE: 0,
    EstimateStatus.CEILING: 0,
    EstimateStatus.FACTS_MISSING: 1,
    EstimateStatus.NOT_QUANTIFIED: 2,
    EstimateStatus.CONDITION_NOT_MET: 3,
    EstimateStatus.NOT_IN_FORCE: 4,
}


def order_key(estimate: Estimate) -> tuple[int, Decimal, str]:
    """Sort key: known amounts, then those that lack facts, no sum, condition missed, not in force.

    Within each the larger (possible) amount first; equal ones by rule id.
    """
    top = estimate.range[1] if estimate.range else Decimal(0)
    amount = estimate.amount if estimate.amount is not None else estimate.would_be or top
    return (_PLACE[estimate.status], -amount, estimate.rule_id)
