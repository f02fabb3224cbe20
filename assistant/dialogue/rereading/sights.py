"""What is seen of each number of a message, and what it likely does by the words around it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.borne_out import is_said_to_be_none, said_to_be_never
from assistant.dialogue.budgets import is_budget, was_spent
from assistant.dialogue.gather.paired_years import says_of_year_before
from assistant.dialogue.language import own_pairs
from assistant.dialogue.rereading.candidate import ADD, LESS, SET, Edit
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.roles import STILL, TOLD
from assistant.dialogue.still_to_come import is_still_to_come
from assistant.dialogue.turn import Turn
from assistant.dialogue.understanding import Understanding
from assistant.retrieval.role_reader import Figure
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

COUNTED = frozenset({Unit.YUAN, Unit.COUNT})
LEAST_ROLE = -6.0
"""The logarithm from which down a role is as good as ruled out."""
SAID = 0.5
"""How likely the words around a number alone must find what a reading does with it."""
_SURE = math.log(0.9)
"""From here on the role of a number decides alone, where one fact may have it."""
_GOES_ON_COUNTING = lazy(
    "元?(?:[^,。;!?]{0,8},)?(?:也|照样|还是)?(?:算|属于|包括|含)(?:在)?(?:内|里|进|算力|这|同)"
    "|元?[^,。;!?]{0,8},也(?:算|是|属于)"
    "|元?是[^,。;!?]{0,2}(?:上个?月|这个?月|上周|昨天|前天|年初|年底|\\d月)[^,。;!?]{0,3}[付签买交]的"
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of one number of the message.

    ``is_idle``: the first reading used it for nothing; ``clause`` is the stretch between marks that
    it stands in, with # for it, ``unknown`` how many pairs of characters of it nobody knows;
    ``roles`` the logarithm of how likely it does each thing, by the words around it;
    ``of_year_before``: of two years that were both told it is of the earlier or the later one.
    """

    start: int
    end: int
    expression: Expression
    is_idle: bool
    clause: str
    unknown: int
    roles: Mapping[str, float] = field(default_factory=dict)
    of_year_before: bool | None = None


def plain_sights(ctx: RereadContext, found: Understanding) -> tuple[Sight, ...]:
    """The numbers of a message that state one value, without what each of them does."""
    turn, used = found.turn, found.used
    stated = {s.name for focus in found.focus for _, own in focus.cases for s in own}
    specs = [ctx.facts.specs[name] for name in sorted(stated)]
    words = [word for spec in specs for word in (spec.label, *spec.words)]
    sights = []
    for e in map(_taken_off, ctx.facts.in_kept_unit(turn, found.ledger.in_question)):
        if e.value is None or is_said_to_be_none(turn.folded, e.end, words):
            continue
        if said_to_be_never(turn.folded, e.start, e.end) >= 0:
            continue
        if is_budget(turn.folded, e.start) and _was_spent(found):
            continue
        if found.ledger.turn > 1 and is_still_to_come(turn.folded, e):
            continue
        low, high = stretch_around(turn.folded, e.start, e.end)
        clause = f"{turn.folded[low : e.start]}#{turn.folded[e.end : high]}"
        unknown = unknown_pairs(ctx, turn.folded[low:high])
        idle = not any(a < e.end and e.start < b for a, b in used)
        year = says_of_year_before(turn, e)
        sights.append(Sight(e.start, e.end, e, idle, clause, unknown, of_year_before=year))
    return tuple(sights)


def _was_spent(found: Understanding) -> bool:
    """Whether a number of a matter in question was told as spent by an earlier message."""
    return any(
        was_spent(matter.figures, s.turn, s.start)
        for matter in found.ledger.in_question
        for s in matter.numbers
        if s.turn < found.ledger.turn
    )


def with_roles(
    ctx: RereadContext, turn: Turn, sights: Sequence[Sight], earlier: Sequence[str]
) -> tuple[Sight, ...]:
    """What each number does, among all numbers of the message."""
    if not sights:
        return ()
    figures = all_figures(turn, sights)
    shares = ctx.roles.shares(turn.folded, figures, earlier)
    at = {f.start: n for n, f in enumerate(figures)}
    found = (replace(sight, roles=shares[at[sight.start]]) for sight in sights)
    return tuple(_less_kept(turn.folded, sight) for sight in found)


def all_figures(turn: Turn, sights: Sequence[Sight]) -> tuple[Figure, ...]:
    """All numbers of a message, in order: those that are weighed, and the rest."""
    own = [Figure(s.start, s.end, s.expression.value, s.expression.unit) for s in sights]
    others = [
        Figure(q.start, q.end, q.value, q.unit)
        for q in turn.quantities
        if not any(f.start < q.end and q.start < f.end for f in own)
    ]
    return tuple(sorted((*own, *others), key=lambda f: (f.start, f.end)))


def unknown_pairs(ctx: RereadContext, text: str) -> int:
    """How many pairs of characters of a text neither the language nor the policies know."""
    held = ctx.held()
    return sum(pair not in held for pair in own_pairs(text))


def share_said(sight: Sight, edit: Edit) -> float:
    """How likely, by the words around a number alone, is what a reading does with it.

    What is a part of a sum told before (里头六十万是…) is half as likely to go off it.
    """
    if not sight.roles:
        return 0.0
    shares = {role: math.exp(share) for role, share in sight.roles.items()}
    if edit.op == LESS:
        return shares[LESS] + shares[STILL] / 2
    if edit.op == ADD:
        return shares[ADD]
    return shares[SET] + shares[TOLD] + (0.0 if edit.old else shares[ADD])


def does_surely(sight: Sight, op: str) -> bool:
    """Whether the words around a number surely say that it does this."""
    return sight.roles.get(op, LEAST_ROLE) >= _SURE


def _taken_off(expression: Expression) -> Expression:
    """The number alone, of one that goes off what nothing names (退了机房两百五十万的量)."""
    if expression.relation is not Relation.DIFFERENCE or len(expression.operands) != 1:
        return expression
    value = expression.operands[0].quantity.value
    return replace(expression, relation=Relation.PLAIN, value=value, say="")


def _less_kept(text: str, sight: Sight) -> Sight:
    """A number that is said to go on counting (80万是人工,也算算力) takes nothing off."""
    if LESS not in sight.roles or not _GOES_ON_COUNTING.match(text, sight.end):
        return sight
    return replace(sight, roles={**sight.roles, LESS: LEAST_ROLE})
