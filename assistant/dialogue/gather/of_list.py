"""The items of a list of which a message names the kinds: 乳儿班10人、托小班20人、托大班15人.

A policy that was taken in pays each kind in an item of its own; the one item that is found first
brings those of the other kinds that are counted beside its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.policy.clause import ClauseId
from assistant.rules.read.names import names_of


def with_listed(
    ctx: GatherContext, part: Part, clauses: tuple[ClauseId, ...], numbers: Sequence[Stated]
) -> tuple[ClauseId, ...]:
    """The clauses, and beside each the items of its list whose kinds the numbers name."""
    if not ctx.is_taken_in(part):
        return clauses
    more = [c for clause in clauses for c in _beside(ctx, clause, numbers)]
    return tuple(dict.fromkeys((*clauses, *more)))


def _beside(ctx: GatherContext, clause: ClauseId, numbers: Sequence[Stated]) -> Iterator[ClauseId]:
    for fact in sorted(lists_of(ctx, clause)):
        choices = ctx.rulebook.facts[fact].choices
        counted = {
            item.kind
            for stated in numbers
            if isinstance(stated.value, tuple)
            and any(
                {fact, stated.name} <= {*names_of(rule).all}
                for rule in ctx.rulebook.rules_of(str(clause))
            )
            for item in stated.value
        }
        keys = {key for key, choice in choices.items() if choice.label in counted}
        if len(keys) > 1:
            yield from _items_of(ctx, fact, keys)


def lists_of(ctx: GatherContext, clause: ClauseId) -> frozenset[str]:
    """The choices between the items of the list that a clause is an item of."""
    if clause.item is None:
        return frozenset()
    return frozenset(
        one.fact
        for rule in ctx.rulebook.rules_of(str(clause))
        for one in rule.when
        if isinstance(one.is_, str)
    )


def _items_of(ctx: GatherContext, fact: str, keys: set[str]) -> Iterator[ClauseId]:
    for rule in ctx.rulebook.rules:
        if any(one.fact == fact and one.is_ in keys for one in rule.when):
            yield ClauseId.parse(rule.clause_id)
