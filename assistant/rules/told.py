"""How a number was told: as a sum that the words make, or as one of the two ends of a range.

Such a fact is a list whose items say it in ``relation``. Rules are worked out for plain numbers:
the sum becomes the first step, the range gives two ends. So an estimate's own facts
are all that is needed to work it out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.rules.estimate import Estimate, EstimateStatus, Step
from assistant.rules.facts import FactItem, Facts, FactValue

LOW, HIGH = "从", "到"
"""The relations of the two ends of a range (从800万到1000万)."""
LONGEST = 200
"""The most characters of a written sum."""

_DECIDED = (EstimateStatus.PAYABLE, EstimateStatus.CEILING, EstimateStatus.CONDITION_NOT_MET)


def total_of(value: FactValue) -> Decimal | None:
    """The number that a fact states, its items added up; None for a flag or a choice."""
    if isinstance(value, tuple):
        return sum((item.total for item in value), Decimal(0))
    return value if isinstance(value, Decimal) else None


def with_sum(value: FactValue, written: str) -> FactValue:
    """The fact with the sum that the words make of it, if it comes to what the fact states."""
    total = total_of(value)
    if not written or total is None or len(written) > LONGEST or not _gives(written, total):
        return value
    first, *others = value if isinstance(value, tuple) else (FactItem(total),)
    return (replace(first, relation=written), *others)


def _gives(written: str, total: Decimal) -> bool:
    from assistant.text.sums import gives  # the calculator starts without it

    return gives(written, total)


def is_told(facts: Facts) -> bool:
    """Whether some fact says how it was told."""
    return any(
        any(item.relation for item in value) for value in facts.values() if isinstance(value, tuple)
    )


def is_range(value: FactValue | None) -> bool:
    """Whether a fact is the two ends of a range."""
    return isinstance(value, tuple) and value[0].relation == LOW


def is_ranged(facts: Facts) -> bool:
    """Whether some fact is a range."""
    return any(map(is_range, facts.values()))


def plain(facts: Facts, *, end: str = HIGH) -> Facts:
    """The facts as rules are worked out for them; of a range one end."""
    return {name: _plain(value, end) for name, value in facts.items()}


def _plain(value: FactValue, end: str) -> FactValue:
    if not isinstance(value, tuple):
        return value
    if is_range(value):
        return next(item.value for item in value if item.relation == end)
    items = tuple(replace(item, relation="") if item.relation else item for item in value)
    return items[0].value if items == (FactItem(items[0].value),) else items


def estimate_told(facts: Facts, work_out: Callable[[Facts], Estimate]) -> Estimate:
    """What a rule gives for facts that say how they were told; ``work_out`` takes plain ones."""
    high = led(work_out(plain(facts)), facts)
    if not is_ranged(facts):
        return high
    low = led(work_out(plain(facts, end=LOW)), facts)
    return between(low, high)


def led(estimate: Estimate, facts: Facts) -> Estimate:
    """The estimate with its facts as they were told, led by the sums that were made of them."""
    if not is_told(facts):
        return estimate
    bare = plain(facts)
    told = tuple(
        (name, facts[name] if bare.get(name) == value else value) for name, value in estimate.facts
    )
    steps = [
        Step(value[0].relation, total_of(value) or Decimal(0))
        for _, value in told
        if isinstance(value, tuple) and value[0].relation not in ("", LOW)
    ]
    return replace(estimate, facts=told, steps=(*steps, *estimate.steps) if estimate.steps else ())


def between(low: Estimate, high: Estimate) -> Estimate:
    """The estimate of a range: both ends, no single amount unless both ends give the same.

    A number that differs between the two, or was told as a range, is one in its facts.
    """
    told = tuple(_facts_between(dict(low.facts), dict(high.facts)))
    is_decided = low.status in _DECIDED and high.status in _DECIDED
    if low.amount is None or high.amount is None or low.amount == high.amount or not is_decided:
        return replace(high, facts=told)
    return replace(
        high,
        status=EstimateStatus.PAYABLE,
        amount=None,
        uncapped=None,
        range=(low.amount, high.amount),
        steps=tuple(dict.fromkeys((*low.steps, *high.steps))),
        facts=told,
    )


def _facts_between(low: Facts, high: Facts) -> Iterator[tuple[str, FactValue]]:
    for name in dict.fromkeys((*high, *low)):
        first, last = low.get(name), high.get(name)
        if first is None or last is None or first == last or is_range(last):
            yield name, high[name] if last is not None else low[name]
        elif isinstance(first, Decimal) and isinstance(last, Decimal):
            yield name, ranged(first, last)


def ranged(low: Decimal, high: Decimal) -> FactValue:
    """The two ends of a range as one fact."""
    return (FactItem(low, relation=LOW), FactItem(high, relation=HIGH))
