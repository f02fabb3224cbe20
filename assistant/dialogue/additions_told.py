"""What is added in a case of which nobody told: 新能源车每辆另加1.5万元, where a car burns oil.

A rule for what is added stands beside the one it is added to. Where that one still lacks a number,
the addition alone would be the only sum of the answer, of a case that was never said to hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.rulebook import Rulebook

_ADDS = re.compile("另[加补奖外给]|再[给加补奖增]|额外|加[补奖发]|增发")


def less_untold_additions(
    estimates: Sequence[Estimate], rulebook: Rulebook
) -> tuple[Estimate, ...]:
    """The estimates, without additions whose case is not told, where the rest lacks a number."""
    missing = [e for e in estimates if e.status is EstimateStatus.FACTS_MISSING and e.rule_id]
    kept = tuple(e for e in estimates if not _is_untold_addition(e, rulebook))
    return kept if missing and any(e in kept for e in missing) else tuple(estimates)


def _is_untold_addition(estimate: Estimate, rulebook: Rulebook) -> bool:
    if not estimate.rule_id or not estimate.amount:
        return False
    rule = rulebook.rule(estimate.rule_id)
    known = {name for name, _ in estimate.facts}
    flags = [c for c in rule.when if c.is_ is True and c.fact not in known]
    words = next((w.quote for w in rule.beside if _ADDS.search(w.quote)), rule.quote)
    return bool(flags) and not rule.topic and _ADDS.search(words) is not None
