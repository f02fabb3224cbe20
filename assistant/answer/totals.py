"""with_total(): several items under a cap per item, worked out apart and then added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus, Step
from assistant.text.money import format_yuan

_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING, EstimateStatus.CONDITION_NOT_MET)


def with_total(estimates: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """The estimates, led by the total of each rule that was worked out for several items."""
    by_rule: dict[str, list[Estimate]] = {}
    for estimate in estimates:
        if estimate.label and estimate.status in _DECIDED:
            by_rule.setdefault(estimate.rule_id, []).append(estimate)
    totals = [_total(items) for items in by_rule.values() if len(items) > 1]
    return (*totals, *estimates)


def _total(items: Sequence[Estimate]) -> Estimate:
    amounts = [item.amount for item in items if item.amount is not None]
    total = sum(amounts, Decimal(0))
    uncapped = sum((i.uncapped for i in items if i.uncapped is not None), Decimal(0))
    text = f"{' + '.join(format_yuan(amount) for amount in amounts)} = {format_yuan(total)}"
    steps = (*(step for item in items for step in item.steps), Step(text, total))
    return replace(items[0], amount=total, uncapped=uncapped, steps=steps, label="合计")
