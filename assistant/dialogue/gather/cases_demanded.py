"""A case that is told by what it alone demands: 租期8年, where only 租用房屋的 has a lease."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.side_by_side import Mention
from assistant.rules.rule import Rule
from assistant.text.normalise import fold

_NAME = 2


def key_demanded(
    ctx: GatherContext, rules: Iterable[Rule], choice: str, text: str
) -> Mention | None:
    """The one case of a choice whose own demand a text names; None where none or several are."""
    demands: dict[str, set[str]] = {}
    for rule in rules:
        for case in rule.when:
            if case.fact == choice and isinstance(case.is_, str):
                own = {c.fact for c in rule.conditions if c.assumed and not c.clause}
                demands.setdefault(case.is_, set()).update(own)
    found: dict[str, Mention] = {}
    for key, facts in demands.items():
        others = set[str]().union(*(own for other, own in demands.items() if other != key))
        for fact in sorted(facts - others):
            name = fold(ctx.label(fact))
            at = text.find(name) if len(name) >= _NAME else -1
            if at >= 0:
                found[key] = Mention(at, at + len(name), key, name)
    return next(iter(found.values())) if len(found) == 1 else None
