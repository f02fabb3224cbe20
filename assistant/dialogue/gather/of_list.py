"""The items of a list of which a message names the kinds: 乳儿班10人、托小班20人、托大班15人.

A policy that was taken in pays each kind in an item of its own; the one item that is found first
brings those of the other kinds that are counted beside its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.read.names import names_of
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy


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


def lost_of_lists(turn: Turn, told: Sequence[Stated]) -> Iterator[Unused]:
    """The numbers of a list of which others alone became items: 1个绿色食品,还有2个到期续展.

    Nothing else that is told stands where they do.
    """
    items = [
        item
        for stated in told
        if isinstance(stated.value, tuple)
        for item in stated.value
        if item.start is not None
    ]
    starts = {item.start for item in items}
    spans = [(s.start, s.end) for s in told if not isinstance(s.value, tuple)]
    for e in turn.expressions:
        own = [o.quantity for o in e.operands]
        if e.relation is not Relation.LIST or not any(q.start in starts for q in own):
            continue
        for q in own:
            is_told = q.start in starts or any(low <= q.start < high for low, high in spans)
            if not is_told:
                noun = _NOUN.match(turn.folded, q.end)
                end = noun.end() if noun is not None else q.end
                yield Unused(turn.folded[q.start : end], q.start, end, "number")


_NOUN = lazy("[\u4e00-\u9fff]{1,8}?(?=[,。;!?、的了]|$)|[\u4e00-\u9fff]{2,6}")
