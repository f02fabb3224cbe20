"""The rule of a clause that a few words name beside the one that was told of: 园区运营呢."""

from __future__ import annotations

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.ledger import Matter
from assistant.dialogue.needs import needs_of
from assistant.rules.program import parts_of
from assistant.rules.rule import Rule
from assistant.text.normalise import fold


def names_other_rule(ctx: GatherContext, text: str, matter: Matter) -> Rule | None:
    """The only rule of a matter that folded words name, where another was told of."""
    rules = [r for c in matter.clauses for r in ctx.rulebook.rules_of(str(c)) if not parts_of(r)]
    told = [rule for rule in rules if is_told(ctx, rule, matter)]
    if not told or len(rules) == len(told):
        return None
    named = [rule for rule in rules if any(fold(word) in text for word in rule.words)]
    named = named or [rule for rule in rules if _names_main(ctx, text, rule)]
    return named[0] if len(named) == 1 and named[0] not in told else None


def _names_main(ctx: GatherContext, text: str, rule: Rule) -> bool:
    """Whether folded words name a number that a rule works with (运营费呢)."""
    return any(ctx.near[name].within(text) for name in needs_of([rule], ctx.rulebook.facts).main)


def is_told(ctx: GatherContext, rule: Rule, matter: Matter) -> bool:
    """Whether a number that a rule works with was told of a matter."""
    known = {s.name for s in matter.numbers if not s.is_assumed}
    return bool(needs_of([rule], ctx.rulebook.facts).main & known)
