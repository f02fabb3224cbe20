"""The best lawful combination of what some estimates give."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.rules.combine import Combination, best_combination
from assistant.rules.estimate import Estimate
from assistant.rules.program import parts_of
from assistant.rules.rulebook import Rulebook


def combined(estimates: Iterable[Estimate], rulebook: Rulebook) -> Combination:
    """Which of the estimates may be taken together and give most; see best_combination.

    A rule that only adds others up is left to its parts; what has no amount plays no part.
    """
    amounts = {
        estimate.rule_id: estimate.amount
        for estimate in estimates
        if estimate.rule_id and estimate.amount is not None
    }
    whole = {name for name in amounts if parts_of(rulebook.rule(name))}
    known = {name: amount for name, amount in amounts.items() if name not in whole}
    titles = {name: rulebook.rule(name).title for name in known}
    return best_combination(known, rulebook.statements, titles)
