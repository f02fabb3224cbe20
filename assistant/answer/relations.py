"""What a relation between numbers does to an estimate: a step is shown, or two ends of a range."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.stated import Stated
from assistant.dialogue.understanding import Focus
from assistant.rules import told
from assistant.rules.bounded import ABOVE, AT_LEAST, AT_MOST, BELOW, bounded
from assistant.rules.estimate import Estimate
from assistant.rules.facts import Facts


def is_range(focus: Focus) -> bool:
    """Whether the cases of a clause are the two ends of a range (800万到1000万)."""
    return len(focus.cases) == 2 and all(
        any(s.is_range for s in stated) for _, stated in focus.cases
    )


_BOUNDS = {"less_than": BELOW, "more_than": ABOVE, "at_most": AT_MOST, "at_least": AT_LEAST}


def facts_told(stated: Sequence[Stated]) -> Facts:
    """What is stated, as it was told: with the sums that the words make (65万元 × 12个月)."""
    values = told.plain({s.name: s.value for s in stated})
    said = {s.name: s.say for s in stated if not s.is_range}
    facts = {name: told.with_sum(value, said.get(name, "")) for name, value in values.items()}
    for one in stated:
        bound = _BOUNDS.get(one.bound, "")
        if bound and not (one.is_range or one.alternatives or one.parts):
            facts[one.name] = bounded(facts[one.name], bound)
    return facts


def between(low: Sequence[Estimate], high: Sequence[Estimate]) -> tuple[Estimate, ...]:
    """The estimates of a range, rule by rule; one that only one end has is of that end."""
    ends = {estimate.rule_id: estimate for estimate in high}
    pairs = ((first, ends.get(first.rule_id)) for first in low)
    return tuple(first if last is None else told.between(first, last) for first, last in pairs)
