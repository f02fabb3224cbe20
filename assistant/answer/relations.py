"""What a relation between numbers does to an estimate: a step is shown, or two ends of a range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus
from assistant.rules.estimate import Estimate, EstimateStatus, Step

_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING, EstimateStatus.CONDITION_NOT_MET)


def is_range(focus: Focus) -> bool:
    """Whether the cases of a clause are the two ends of a range (800万到1000万)."""
    return len(focus.cases) == 2 and all(
        any(s.is_range for s in stated) for _, stated in focus.cases
    )


def with_relations(estimate: Estimate, stated: Sequence[Stated]) -> Estimate:
    """The estimate led by the sums that the asker's numbers make (65万元 × 12个月 = 780万元)."""
    used = {name for name, _ in estimate.facts}
    worth = [(s.say, _worth(s)) for s in stated if s.say and s.name in used]
    steps = [Step(say, value) for say, value in worth if value is not None]
    if not steps or not estimate.steps:
        return estimate
    return replace(estimate, steps=(*steps, *estimate.steps))


def _worth(stated: Stated) -> Decimal | None:
    """The number that a fact states, its items added up; None for a flag or a choice."""
    value = stated.value
    if isinstance(value, tuple):
        return sum((item.total for item in value), Decimal(0))
    return value if isinstance(value, Decimal) else None


def between(low: Sequence[Estimate], high: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """The estimates of a range: both ends, no single amount unless both ends give the same."""
    ends = {e.rule_id: e for e in high}
    found = []
    for first in low:
        last = ends.get(first.rule_id)
        both = last is not None and first.status in _DECIDED and last.status in _DECIDED
        if last is None or not both or first.amount is None or last.amount is None:
            found.append(first if last is None else last)
            continue
        if first.amount == last.amount:
            found.append(last)
            continue
        steps = tuple(dict.fromkeys((*first.steps, *last.steps)))
        found.append(
            replace(
                last,
                status=EstimateStatus.PAYABLE,
                amount=None,
                uncapped=None,
                range=(first.amount, last.amount),
                steps=steps,
            )
        )
    return tuple(found)
