"""The tier that a message asks for by its place: 最低的一档, 最好的那档, 中间那档.

一档 in 最低的一档 counts tiers; it is not the first one. Which is the lowest is read off the sums
that the rule pays; only of an odd number is one in the middle.
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
_MIDDLE = lazy(
    "(?:(?:正|居|最)?(?:中间|当中|居中|中等|折中)|不[上高]不[下低]的?|不大不小的?)"
    "(?:的)?(?:那|这)?一?个?(?:[档等](?![过期额料点不])|等级|档次|级别|级(?!以上))"
)
_DENIED = lazy("(?:不是|没(?:有)?(?:评|拿|得|够|到)?[上到]?|不算|别)[^,。;!?]{0,2}$")


def names_tier(text: str) -> bool:
    """Whether a text names a tier by its place."""
    return any(pattern.search(text) for pattern in (_LOWEST, _MIDDLE, _HIGHEST))


def of_tier_asked(ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int) -> Turn:
    """A message that asks for the lowest or the highest tier, with that choice told."""
    named = [
        (match, place)
        for pattern, place in ((_LOWEST, 0.0), (_MIDDLE, 0.5), (_HIGHEST, 1.0))
        if (match := pattern.search(turn.folded)) is not None
    ]
    if len(named) != 1 or _DENIED.search(turn.folded, 0, named[0][0].start()):
        return turn
    match, place = named[0]
    for name, key in _tiers(ctx, parts, place):
        told = Stated(name, key, *match.span(), match.group(), turn=number)
        rest = tuple(s for s in turn.flags if s.name != name)
        return replace(turn, flags=(*rest, told))
    return turn


def _tiers(ctx: GatherContext, parts: Sequence[Part], place: float) -> tuple[tuple[str, str], ...]:
    """(choice, key) of the tier, for the rules that pay a sum for each; ``place`` from 0 to 1."""
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
                at = place * (len(ordered) - 1)
                if at == int(at):
                    found.append((node.fact, ordered[int(at)]))
    return tuple(dict.fromkeys(found))
