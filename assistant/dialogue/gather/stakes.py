"""The conditions on which the sums in question stand, and what it takes to miss each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.needs import needs_of, stand_ins
from assistant.policy.clause import ClauseId
from assistant.rules.condition import Condition
from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Stake:
    """One condition: its fact, the value that meets it, one that misses it.

    ``others`` are the facts that meet it as well, ``says`` its words.
    """

    fact: str
    met: bool | str
    missed: bool | str
    others: tuple[str, ...]
    says: str


def stakes_of(
    ctx: GatherContext, clauses: Iterable[ClauseId], told: Mapping[str, FactValue]
) -> tuple[Stake, ...]:
    """The conditions of the rules that have their numbers; of all, where none has.

    No rule for another case than the one told is in question (已建 beside 新建).
    """
    facts = ctx.rulebook.facts
    rules = [
        rule
        for clause in clauses
        for rule in ctx.rulebook.rules_of(str(clause))
        if not any(
            c.is_ is not None and c.fact in told and told[c.fact] != c.is_ for c in rule.when
        )
    ]
    had = {*told, *(fact for other, fact in stand_ins(rules).items() if other in told)}
    fed = [rule for rule in rules if needs_of([rule], facts).main <= had]
    asked = fed or rules
    found: dict[str, Stake] = {}
    for condition in (c for rule in asked for c in rule.conditions):
        missed = _missed(condition, asked, facts[condition.fact])
        if condition.is_ is not None and missed is not None:
            own = Stake(condition.fact, condition.is_, missed, condition.or_facts, condition.say)
            found.setdefault(condition.fact, own)
    return tuple(found.values())


def _missed(condition: Condition, rules: Iterable[Rule], spec: FactSpec) -> bool | str | None:
    """A value of its fact that misses a condition; None where there is none to tell."""
    if isinstance(condition.is_, bool):
        return not condition.is_
    if spec.kind is not FactKind.CHOICE:
        return None
    meet = {c.is_ for rule in rules for c in (*rule.conditions, *rule.when)}
    meet |= {one for rule in rules for c in rule.conditions for one in c.one_of}
    return next((key for key in reversed([*spec.choices]) if key not in meet), None)
