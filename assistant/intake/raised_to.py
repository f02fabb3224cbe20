"""A sum that is raised to another one from a number on takes the place of the first.

按每人每月1500元补贴;留用率达到50%以上的,补贴标准提高到每人每月2000元: whoever reaches it gets the
second alone, and all others the first. What the first demands is demanded of the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.intake.comparisons import condition_of
from assistant.intake.draft import Bound, Draft, Threshold
from assistant.intake.place import Place
from assistant.intake.vocabulary import Vocabulary
from assistant.intake.written import Mapped
from assistant.text.pattern import lazy

_RAISED_TO = lazy("(?:标准|金额|额度)?[^,;。]{0,4}(?:提高|提升|上调|调高|增加|提)(?:至|到|为)")
Done = tuple[Draft, list[Mapped]]


def tell_raised(place: Place, earlier: Sequence[Done], own: Done, facts: Vocabulary) -> None:
    """Tell a sum that is raised from a number on apart from the one that it is raised from."""
    draft, rules = own
    if len(rules) != 1 or not earlier:
        return
    first, before = earlier[-1]
    extra = [t for t in draft.thresholds if t not in first.thresholds]
    paid = [row.fixed for row in (*first.rows, *draft.rows)]
    alike = (first.per, first.period) == (draft.per, draft.period)
    if len(extra) != 1 or len(draft.rows) != 1 or None in paid or not alike:
        return
    reached = extra[0]
    if reached.bound is not Bound.AT_LEAST or reached.is_other or not (draft.per or draft.period):
        return
    if len(before) != len(first.rows) or len(first.rows) != 1:
        return
    if _RAISED_TO.search(place.skeleton.text, reached.figure.at, draft.rows[0].at) is None:
        return
    (rule,), (raised,) = before, rules
    below: Threshold = replace(reached, bound=Bound.LESS_THAN)
    # Who tells nothing of the number is told the first sum, and that it may be more.
    rule["when"] = [
        *rule.get("when", ()), condition_of(below, first, facts) | {"assumed": "true"}
    ]  # fmt: skip
    raised["when"] = [*raised.get("when", ()), condition_of(reached, draft, facts)]
    rule["more_quotes"] = [*rule.get("more_quotes", ()), raised["quote"]]
    known = {one["fact"] for one in raised["conditions"]}
    lacking = [
        one
        for one in (*rule["conditions"], *rule["when"][:-1])
        if one["fact"] not in known and "quote" not in one
    ]
    raised["conditions"] = [*raised["conditions"], *lacking]
    raised["more_quotes"] = [*raised.get("more_quotes", ()), rule["quote"]]
