"""A bound on what all cases come to together: 合计2000人次以上的, told as 1晚1800、2晚2400人次.

Each case is worked out with its own number, and one alone may be below a bound that all of them
together reach: what a policy that was taken in pays would be nothing for that case.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from assistant.policy.policy import Policy
from assistant.rules.calculate import calculate
from assistant.rules.condition import Condition
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.facts import Facts
from assistant.rules.rulebook import Rulebook
from assistant.text.pattern import lazy

_TOGETHER = lazy("合计|累计|总计|总共|共计")


def of_all_cases(
    estimate: Estimate,
    facts: Facts,
    cases: Sequence[Facts],
    *,
    policy: Policy,
    as_of: date,
    rulebook: Rulebook,
) -> Estimate:
    """The estimate of one case, without the bounds that all cases reach together."""
    if len(cases) < 2 or estimate.status is not EstimateStatus.CONDITION_NOT_MET:
        return estimate
    rule = rulebook.rule(estimate.rule_id)
    kept = tuple(c for c in rule.conditions if not _is_reached(c, cases))
    if rule.topic or len(kept) == len(rule.conditions):
        return estimate
    alone = rule.model_copy(update={"conditions": kept})
    return calculate(alone, facts, policy=policy, as_of=as_of, rulebook=rulebook)


def _is_reached(condition: Condition, cases: Sequence[Facts]) -> bool:
    """Whether a bound is on the whole, and the numbers of all cases come to it."""
    if condition.at_least is None or _TOGETHER.search(condition.say) is None:
        return False
    told = [case.get(condition.fact) for case in cases]
    numbers = [value for value in told if isinstance(value, Decimal)]
    is_each = len(numbers) == len(told)
    return (
        is_each and isinstance(condition.at_least, Decimal) and sum(numbers) >= condition.at_least
    )
