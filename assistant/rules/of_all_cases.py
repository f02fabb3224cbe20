"""A bound on what all cases come to together: 合计2000人次以上的, told as 1晚1800、2晚2400人次.

So is one on how many there are in a year (全年组织团队游客3000人以上的) of what is paid for each.

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
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.text.pattern import lazy

_TOGETHER = lazy("合计|累计|总计|总共|共计")
_OF_YEAR = lazy("全年|年度|当年|年内|一年")
_OF_EACH = lazy("[单每](?!年)|一次|场均|平均")
_NOT_LESS = lazy("不低于|高于|超过")
_SIGNS = lazy("[，,；;。:：]")
_REACH = 24


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
    counted = _counted(rule)
    kept = tuple(
        c
        for c in rule.conditions
        if not _is_reached(c, cases, is_of_year=c.fact in counted and _is_of_year(rule, c))
    )
    if rule.topic or len(kept) == len(rule.conditions):
        return estimate
    alone = rule.model_copy(update={"conditions": kept})
    return calculate(alone, facts, policy=policy, as_of=as_of, rulebook=rulebook)


def _counted(rule: Rule) -> frozenset[str]:
    """The numbers for each of which a rule pays so much."""
    return frozenset(main_facts(rule)) if rule.amount.kind == "per" else frozenset()


def _is_of_year(rule: Rule, condition: Condition) -> bool:
    """Whether the text demands it of a year's whole, and not of each project or event."""
    subject = _NOT_LESS.split(condition.say)[0]
    at = rule.quote.find(subject)
    before = rule.quote[max(0, at - _REACH) : at + len(subject)] if at >= 0 else ""
    before = _SIGNS.split(before)[-1]
    return _OF_YEAR.search(before) is not None and _OF_EACH.search(before) is None


def _is_reached(condition: Condition, cases: Sequence[Facts], *, is_of_year: bool = False) -> bool:
    """Whether a bound is on the whole, and the numbers of all cases come to it."""
    if condition.at_least is None:
        return False
    if _TOGETHER.search(condition.say) is None and not is_of_year:
        return False
    told = [case.get(condition.fact) for case in cases]
    numbers = [value for value in told if isinstance(value, Decimal)]
    is_each = len(numbers) == len(told)
    return (
        is_each and isinstance(condition.at_least, Decimal) and sum(numbers) >= condition.at_least
    )
