"""The sums that the rules of a clause still want, where none of them comes to anything yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.needs import names_of, needs_of, stand_ins
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind, FactValue, Per
from assistant.rules.rule import Rule


def lacking_sums(
    ctx: GatherContext, clause: ClauseId, told: Mapping[str, FactValue]
) -> tuple[str, ...]:
    """The sums that the rules of a clause want; ``told`` are the facts that were stated.

    Of rules that have the numbers they are worked out with, those that they test; of others both,
    less what follows from something that was told (总投入 where 财政资金 is).
    """
    facts = ctx.rulebook.facts
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if not _is_of_other_case(r, told)]
    had = {*told, *(f for other, f in stand_ins(rules).items() if other in told)}
    mains = [needs_of([r], facts).main for r in rules]
    fed = [r for r, main in zip(rules, mains, strict=True) if main and main <= had]
    wanted: list[str] = []
    for rule in fed or rules:
        named = names_of(rule)
        wanted += named.tested if fed else (*needs_of([rule], facts).main, *named.tested)
    return tuple(
        sorted(
            name
            for name in {*wanted}
            if name not in had
            and facts[name].kind is FactKind.YUAN
            and facts[name].per in (Per.NONE, Per.YEAR)
            and not _follows(ctx, name, had)
        )
    )


def _is_of_other_case(rule: Rule, told: Mapping[str, FactValue]) -> bool:
    """Whether a rule is for another case than the one that was told (已建 beside 新建)."""
    return any(c.is_ is not None and c.fact in told and told[c.fact] != c.is_ for c in rule.when)


def _follows(ctx: GatherContext, name: str, had: Collection[str]) -> bool:
    """Whether something was told that a fact may be worked out from."""
    ways = ctx.rulebook.facts[name].derive
    return any(source in had for way in ways for source in way.sources)
