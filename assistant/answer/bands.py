"""Items of one list that test the same number: the one whose band holds it is the answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assistant.dialogue.understanding import Focus, Understanding
from assistant.rules.estimate import Estimate, EstimateStatus
from assistant.rules.rulebook import Rulebook

_PAYS = (EstimateStatus.PAYABLE, EstimateStatus.CEILING)


def without_other_bands(
    understanding: Understanding,
    estimates: Sequence[tuple[Estimate, ...]],
    rulebook: Rulebook,
    is_taken_in: Callable[[Collection[str]], bool],
) -> tuple[Understanding, list[tuple[Estimate, ...]]]:
    """Without what an item does not pay for a number that another item of its list pays for.

    （一）500公斤以上、不足1000公斤的…；（二）1000公斤以上的…: of 1200公斤 the first is no answer.
    """
    every = list(zip(understanding.focus, estimates, strict=True))
    kept = []
    for focus, found in every:
        beside = [
            one
            for other, sums in every
            if _are_items_of_one_list(focus, other)
            for one in sums
            if one.status in _PAYS
        ]
        if beside and is_taken_in({focus.clause_id.policy}):
            left = tuple(e for e in found if not any(_fails(e, o, rulebook) for o in beside))
            if found and not left:
                continue
            found = left
        kept.append((focus, found))
    focus_kept = tuple(focus for focus, _ in kept)
    return replace(understanding, focus=focus_kept), [found for _, found in kept]


def _are_items_of_one_list(one: Focus, other: Focus) -> bool:
    here, there = one.clause_id, other.clause_id
    is_list = (here.policy, here.article) == (there.policy, there.article)
    return is_list and here != there and None not in (here.item, there.item)


def _fails(estimate: Estimate, paid: Estimate, rulebook: Rulebook) -> bool:
    """Whether a number fails one rule that the other, which pays, tests as well."""
    if estimate.status is not EstimateStatus.CONDITION_NOT_MET:
        return False
    tested = _tested(estimate, rulebook) & _tested(paid, rulebook)
    told, also = dict(estimate.facts), dict(paid.facts)
    return any(name in told and told[name] == also.get(name) for name in tested)


def _tested(estimate: Estimate, rulebook: Rulebook) -> frozenset[str]:
    rule = rulebook.rule(estimate.rule_id)
    return frozenset(c.fact for c in (*rule.conditions, *rule.when))
