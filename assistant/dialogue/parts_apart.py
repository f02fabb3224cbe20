"""A sum of which a part is paid for by a rule of its own: neither rule answers without the other.

1200万元,其中400万元是本地的: 8% of what is left by the one rule, and 12% of the part by the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.rules.estimate import Estimate
from assistant.rules.rule import Rule


def of_parts(
    estimates: Sequence[Estimate], kept: Sequence[Estimate], rule_of: Callable[[str], Rule]
) -> list[Estimate]:
    """The estimates of the part, or of the rest, of what one that is kept is worked out of."""
    found = []
    for one in estimates:
        if one in kept or not one.rule_id or one.amount is None:
            continue
        plus, minus = _sums(rule_of(one.rule_id))
        for other in kept:
            if not other.rule_id or other.amount is None:
                continue
            its_plus, its_minus = _sums(rule_of(other.rule_id))
            if (minus and minus == its_plus) or (its_minus and its_minus == plus):
                found.append(one)
                break
    return found


def _sums(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The facts that a rate is of, and those that are taken off them."""
    base = getattr(rule.amount, "base", None)
    return (tuple(base.plus), tuple(base.minus)) if base is not None else ((), ())
