"""锂回收率90%以上的给予50万元;93%以上的,奖励提高至100万元: a step that stands for the one below.

Both hold for whoever reaches the higher, who gets what it pays and not that of the lower one: which
of the two it is the number says, not the words of a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.intake.written import Mapped

_RAISED = re.compile("(?:提高|提升|提|增加|调整|增)(?:至|到|为)")
_ONE_ONLY = re.compile(
    "[两二三]档[^。;；]{0,6}(?:不重复|不累计|不叠加|不同时)|就高(?:不重复|享受|奖励|执行)"
)


def tell_steps(text: str, rules: Sequence[Mapped]) -> None:
    """Bound each sum of a clause above where another one takes its place."""
    for low in rules:
        above = [high for high in rules if high is not low and _is_step(text, low, high)]
        for high in above:
            _bound(low, high)


def _is_step(text: str, low: Mapped, high: Mapped) -> bool:
    """Whether a rule pays more for more of one of the numbers that the other one looks at."""
    kinds = [rule["amount"]["kind"] for rule in (low, high)]
    if kinds != ["fixed", "fixed"] or low.get("when") or high.get("when"):
        return False
    if Decimal(high["amount"]["yuan"]) <= Decimal(low["amount"]["yuan"]):
        return False
    return bool(_RAISED.search(high["quote"]) or _ONE_ONLY.search(text)) and _differs(low, high)


def _bounds(rule: Mapped) -> dict[str, Decimal]:
    """The least that a rule demands of each number."""
    return {
        one["fact"]: Decimal(one["at_least"]) for one in rule["conditions"] if "at_least" in one
    }


def _differs(low: Mapped, high: Mapped) -> bool:
    """Whether two rules demand so much of the same numbers but one, and of that one more."""
    first, second = _bounds(low), _bounds(high)
    return first.keys() == second.keys() and len(_more(first, second)) == 1


def _more(first: dict[str, Decimal], second: dict[str, Decimal]) -> list[str]:
    """The numbers of which the second demands more; several where it demands less of any."""
    if any(second[name] < first[name] for name in first):
        return []
    return [name for name in first if second[name] > first[name]]


def _bound(low: Mapped, high: Mapped) -> None:
    """Part two rules by the number of which the higher one demands more."""
    (name,) = _more(_bounds(low), _bounds(high))
    (step,) = (one for one in high["conditions"] if one["fact"] == name and "at_least" in one)
    say = re.sub("不低于|不少于|达到|以上", "低于", str(step["say"]), count=1)
    low.setdefault("when", []).append(
        {"fact": name, "less_than": step["at_least"], "say": say}
    )  # fmt: skip
    high.setdefault("when", []).append(
        {"fact": name, "at_least": step["at_least"], "say": step["say"]}
    )
    high["conditions"] = [one for one in high["conditions"] if one is not step]
