"""The tier that a message asks for by its place: 最低的一档, 最好的那档, 垫底的那等.

一档 in 最低的一档 counts tiers; it is not the first one. Which is the lowest is read off the sums
that the rule pays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.expr import Choose, Number, Role, walk
from assistant.rules.program import compile_rule
from assistant.text.pattern import lazy

_END = "(?:的)?(?:那|这)?一?(?:[个])?(?:[档等](?![过期额料点不])|等级|档次|级别|级(?![以上]))"
_LOWEST = lazy(f"(?:最(?:低|差|末|少|小|次|后)|垫底|末尾|倒数第一){_END}")
_HIGHEST = lazy(f"(?:最(?:高|好|优|多|大|上|顶)|顶格|顶尖|头){_END}")
_DENIED = lazy("(?:不是|没(?:有)?(?:评|拿|得|够|到)?[上到]?|不算|别)[^,。;!?]{0,2}$")


def of_tier_asked(ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int) -> Turn:
    """A message that asks for the lowest or the highest tier, with that choice told."""
    low, high = _LOWEST.search(turn.folded), _HIGHEST.search(turn.folded)
    match = low or high
    if match is None or (low and high) or _DENIED.search(turn.folded, 0, match.start()):
        return turn
    for name, key in _tiers(ctx, parts, highest=match is high):
        told = Stated(name, key, *match.span(), match.group(), turn=number)
        rest = tuple(s for s in turn.flags if s.name != name)
        return replace(turn, flags=(*rest, told))
    return turn


def _tiers(
    ctx: GatherContext, parts: Sequence[Part], *, highest: bool
) -> tuple[tuple[str, str], ...]:
    """(choice, key) of the tier, for the rules that pay a sum for each."""
    found: list[tuple[str, str]] = []
    for rule in (rule for part in parts for rule in ctx.rules_of(part)):
        for node in walk(compile_rule(rule).amount):
            if not isinstance(node, Choose):
                continue
            paid = {
                case.key: case.value.value
                for case in node.cases
                if isinstance(case.value, Number) and case.value.role is Role.SUM
            }
            if len(paid) > 1 and len(set(paid.values())) == len(node.cases):
                ordered = sorted(paid, key=paid.__getitem__)
                found.append((node.fact, ordered[-1 if highest else 0]))
    return tuple(dict.fromkeys(found))
