"""Sums told one by one, each with what it was for, where a rule pays for one use only.

训练那份500万,推理那份300万: of a rule for training the first alone, of one for any use both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.inner_parts import Cases
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactItem, FactKind


def of_tested_choice(ctx: GatherContext, clause: ClauseId, cases: Cases, turn: Turn) -> Cases:
    """The facts of a clause, sums of several less those told for what no rule of it pays for."""
    rules = ctx.rulebook.rules_of(str(clause))
    tested = {c.fact: c.is_ for r in rules for c in r.conditions if isinstance(c.is_, str)}
    if len(rules) != 1 or len(cases) != 1 or not tested:
        return cases
    ((label, facts),) = cases
    if not any(isinstance(s.value, tuple) for s in facts):
        return cases
    for name, value in tested.items():
        if ctx.rulebook.facts[name].kind is FactKind.CHOICE:
            facts = _less_others(facts, turn, _told(ctx, turn, name), value)
    return ((label, facts),)


def _told(ctx: GatherContext, turn: Turn, name: str) -> tuple[tuple[int, str], ...]:
    """Where each option of a choice is named in a message."""
    choices = ctx.rulebook.facts[name].choices
    found = (
        (turn.folded.find(word, low), key)
        for key, choice in choices.items()
        for word in choice.words
        for low in range(len(turn.folded))
        if turn.folded.startswith(word, low)
    )
    return tuple(sorted({pair for pair in found if pair[0] >= 0}))


def _less_others(
    facts: tuple[Stated, ...], turn: Turn, told: Sequence[tuple[int, str]], value: str
) -> tuple[Stated, ...]:
    """Some facts; of items each told with one option, those of ``value`` alone."""
    found = []
    for stated in facts:
        if not isinstance(stated.value, tuple):
            found.append(stated)
            continue
        own = [_option(item, turn, told) for item in stated.value]
        kept = tuple(i for i, key in zip(stated.value, own, strict=True) if key == value)
        is_apart = all(own) and 0 < len(kept) < len(own)
        found.append(replace(stated, value=kept) if is_apart else stated)
    return tuple(found)


def _option(item: FactItem, turn: Turn, told: Sequence[tuple[int, str]]) -> str:
    """The one option named in the clause of an item; "" without."""
    if item.start is None:
        return ""
    low, high = clause_around(turn.folded, item.start, item.end or item.start)
    keys = {key for at, key in told if low <= at < high}
    return keys.pop() if len(keys) == 1 else ""
