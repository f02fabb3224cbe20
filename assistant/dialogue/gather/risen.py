"""The level that is asked about where a clause pays only the difference to the one before.

丙级领过8万, 今年升到甲级; 从丙级升到甲级: the lower one was paid before, as it says where nobody
tells how much. Of several ladders of one clause (以前领过甲证三级的, 今年通过甲证五级, 又通过乙证
四级) each takes the levels beside its own name, and what was paid is of one of them alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.before_and_now import held_before
from assistant.dialogue.cases import sum_of_case
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import own_pairs
from assistant.dialogue.side_by_side import Mention
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.policy.clause import ClauseId
from assistant.rules.read.names import choices_of
from assistant.rules.rule import Rule
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_TOKEN = lazy("[a-z][a-z0-9-]+")


def risen_to(
    ctx: GatherContext, clause: ClauseId, facts: tuple[Stated, ...], turn: Turn, part: Part
) -> tuple[Stated, ...]:
    """The facts with the levels that are asked about; () where none was risen to."""
    rules = [r for r in ctx.rulebook.rules_of(str(clause)) if r.received]
    ladders = [(rule, choice) for rule in rules for choice in choices_of(rule)]
    told = {
        (rule.id, choice): [
            m
            for m in ctx.classes.mentions(choice, turn.folded)
            if not part.stretches or part.holds(m.start)
        ]
        for rule, choice in ladders
    }
    told = _each_of_its_own(ctx, ladders, told, turn)
    found: list[Stated] = []
    chosen: dict[str, Stated] = {}
    for rule, choice in ladders:
        mine = told[rule.id, choice]
        before = held_before(turn.folded, mine)
        now = [m for m in mine if m not in before]
        if not now or len({m.key for m in now}) > 1:
            continue
        last = now[-1]
        text = turn.folded[last.start : last.end]
        chosen[choice] = Stated(choice, last.key, last.start, last.end, text)
        if len({m.key for m in mine}) == 1 or found:
            continue
        found = _paid(facts, rule, rules, choice, next(m for m in mine if m.key != last.key), turn)
        risen = choice
    if not found:
        return ()
    # Of ladders that share no words each is told by the flags of the message as ever.
    more = chosen.values() if _are_alike(ctx, ladders) else [chosen[risen]]
    names = {s.name for s in (*found, *more)}
    return (*(s for s in facts if s.name not in names), *more, *(s for s in found if s.value))


def _paid(
    facts: Sequence[Stated],
    rule: Rule,
    rules: Sequence[Rule],
    choice: str,
    lower: Mention,
    turn: Turn,
) -> list[Stated]:
    """What was paid for the lower level, as told or as the rule says; of that rule alone."""
    # A级与星级可以分别享受: what was paid for one is taken off that one alone.
    is_shared = any(r is not rule and r.received == rule.received for r in rules)
    only = (rule.id,) if is_shared else ()
    told = [replace(s, rules=only) for s in facts if s.name == rule.received]
    paid = sum_of_case(rule, choice, lower.key)
    name = rule.received or ""
    text = turn.folded[lower.start : lower.end]
    return told or [Stated(name, paid or Decimal(0), lower.start, lower.end, text, rules=only)]


def _are_alike(ctx: GatherContext, ladders: Sequence[tuple[Rule, str]]) -> bool:
    """Whether several ladders have levels of one name."""
    facts = ctx.rulebook.facts
    words = [
        {word for one in facts[choice].choices.values() for word in one.words}
        for _, choice in ladders
    ]
    return len(words) > 1 and bool(set.intersection(*words))


def _each_of_its_own(
    ctx: GatherContext,
    ladders: Sequence[tuple[Rule, str]],
    told: Mapping[tuple[str, str], list[Mention]],
    turn: Turn,
) -> dict[tuple[str, str], list[Mention]]:
    """The levels named, each of the ladder whose own name stands in its comma clause."""
    if not _are_alike(ctx, ladders):
        return dict(told)
    names = {rule.id: _names(re.split("[,;。]", fold(rule.quote))[0]) for rule, _ in ladders}
    shared = frozenset.intersection(*names.values())
    found: dict[tuple[str, str], list[Mention]] = {}
    for (rule, choice), mine in told.items():
        own = names[rule] - shared
        others = [names[r.id] - shared for r, _ in ladders if r.id != rule]
        found[rule, choice] = [
            m
            for m in mine
            for here in (_names(turn.folded[slice(*clause_around(turn.folded, m.start, m.end))]),)
            if len(own & here) >= max((len(other & here) for other in others), default=0)
        ]
    return found


def _names(text: str) -> frozenset[str]:
    """What tells names apart: pairs of characters, and words of letters as a whole."""
    folded = fold(text)
    return frozenset((*own_pairs(_TOKEN.sub(" ", folded)), *_TOKEN.findall(folded)))
