"""What is told besides of a case that gets nothing: 气调库4000方,还有2000方普通库房.

A rule that was taken in bars a case (普通库房不予补助). Told of one more thing it bars that thing
alone; what was told before is paid for, and the thing is told as left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around, content_of
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Unused
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.rules.rule import Rule
from assistant.text.pattern import lazy

_BESIDES = lazy("[,。;!?、]?(?:另外|还有|此外|外加|以及|再加上?|还[弄搞开办建设带]了?)")
_LEAST = 4


def _is_of_article(rule: Rule, clause: str) -> bool:
    """Whether what a clause bars is a kind of what a rule pays for, no conduct of who applies."""
    return not clause or clause.partition(".")[0] == rule.clause_id.partition(".")[0]


def without_barred_besides(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part]
) -> tuple[Turn, tuple[Unused, ...]]:
    """The message less the cases that bar only what a clause adds, and what they are told of."""
    rules = [rule for part in parts if ctx.is_taken_in(part) for rule in ctx.rules_of(part)]
    barring = {
        c.fact
        for rule in rules
        for c in rule.conditions
        if c.is_ is False and _is_of_article(rule, c.clause)
    }
    facts = ctx.rulebook.facts
    gone: dict[int, Unused] = {}
    for flag in turn.flags:
        if flag.value is not True or flag.name not in barring:
            continue
        low, high = clause_around(turn.folded, flag.start, flag.end)
        is_flag = facts[flag.name].kind is FactKind.FLAG
        if is_flag and _BESIDES.match(turn.folded, low) and content_of(turn.folded[:low]) >= _LEAST:
            counts = any(low <= q.start < high for q in turn.quantities)
            kind = "number" if counts else "matter"
            gone[flag.start] = Unused(turn.folded[low:high], low, high, kind)
    if not gone:
        return turn, ()
    kept = tuple(f for f in turn.flags if f.start not in gone)
    return replace(turn, flags=kept), tuple(dict.fromkeys(gone.values()))
