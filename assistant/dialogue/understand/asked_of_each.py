"""A closing question that asks of each matter by name: 办公楼一年补多少,车一共补多少.

Each of its clauses belongs to the matter that it names, with what it tells (一年), wherever the
stretches of the message were cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather import Part
from assistant.dialogue.grouping import ASKS
from assistant.dialogue.grouping.clauses import ATOM, own_claim
from assistant.dialogue.turn import Turn
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understand.subject import less_strays
from assistant.policy.clause import ClauseId
from assistant.rules.facts import FactKind
from assistant.text.joining import TIMES
from assistant.text.units import Unit

_MONEY = frozenset({Unit.YUAN, Unit.COUNT})


def with_questions(ctx: UnderstandContext, turn: Turn, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The matters, each with the questions that name it alone of them.

    Or that tell a length of time that it alone works with.
    """
    if len(parts) <= 1 or any(part.index is not None for part in parts):
        return parts
    found = list(parts)
    for match in ATOM.finditer(turn.folded):
        start, end = match.span()
        if not ASKS.search(turn.folded, start, end) or own_claim(turn, start, end, _MONEY):
            continue
        named = [n for n, part in enumerate(found) if _names(ctx, turn, start, end, part)]
        if not named and own_claim(turn, start, end, TIMES):
            named = [n for n, part in enumerate(found) if _takes_time(ctx, part)]
        host = [n for n, part in enumerate(found) if _has(part.stretches, start)]
        if len(named) != 1 or len(host) != 1 or named == host:
            continue
        if (start, end) in found[host[0]].stretches:
            continue  # all that is said of the other
        found[host[0]] = less_strays(found[host[0]], ((start, end),))
        own = found[named[0]]
        found[named[0]] = replace(own, stretches=(*own.stretches, (start, end)))
    return tuple(found)


def _names(ctx: UnderstandContext, turn: Turn, start: int, end: int, part: Part) -> bool:
    """Whether a clause of the message has a word of a matter."""
    clauses: set[ClauseId] = set(part.matter.clauses)
    matters = ctx.topics.of_clauses(clauses)
    text = turn.folded[start:end]
    return any(to & clauses for _, _, to in ctx.hints.places(text)) or any(
        matters & ctx.topics.of_word(word).keys() for _, _, word in ctx.topics.words_in(text)
    )


def _takes_time(ctx: UnderstandContext, part: Part) -> bool:
    """Whether rules of a matter work with a length of time."""
    names = {name for c in part.matter.clauses for name in ctx.facts.needed(c)}
    return any(ctx.facts.specs[name].kind is FactKind.MONTHS for name in names)


def _has(stretches: Sequence[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in stretches)
