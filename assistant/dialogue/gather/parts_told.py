"""A part of a sum that a rule of its own is paid of: 其中400万是本地企业造的, 全是本地企业造的.

No other number is such a part: of 其中400万是软件 nothing says that it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy

_OF_IT = "其中的"
_ALL = lazy("(?:全部?|都|均|统统)(?:是|为|由|从|在|买|购)?[^,。;!?0-9]{0,6}$")


def parts_told(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The same, numbers of a part only where it is named, and the whole where all of it is."""
    wholes = parts_of_sums(ctx, part)
    found = [
        replace(g, fact="") if g.fact in wholes and not _is_named(ctx, turn, g) else g
        for g in given
    ]
    told = {g.fact for g in found}
    for name, whole in wholes.items():
        of_whole = [g for g in found if g.fact == whole]
        if name not in told and len(of_whole) == 1 and _is_all(ctx, turn, name):
            found.append(replace(of_whole[0], fact=name))
    return tuple(found)


def parts_of_sums(ctx: GatherContext, part: Part) -> dict[str, str]:
    """The facts that are taken off a sum and paid for otherwise → that sum."""
    found: dict[str, str] = {}
    for rule in ctx.rules_of(part):
        base = getattr(rule.amount, "base", None)
        for name in base.minus if base is not None else ():
            if ctx.rulebook.facts[name].label.startswith(_OF_IT) and base is not None:
                found[name] = base.plus[0]
    return found


def _is_named(ctx: GatherContext, turn: Turn, given: Given) -> bool:
    """Whether a word of the part stands in the clause of a number, and is not denied."""
    e = given.expression
    low, high = clause_around(turn.folded, e.start, e.end)
    for word in ctx.rulebook.facts[given.fact].words:
        at = turn.folded.find(word, low, high)
        if at >= 0:
            return not is_negated(ctx.words, turn.folded, at)
    return False


def _is_all(ctx: GatherContext, turn: Turn, name: str) -> bool:
    """全是本地企业造的: the part is all of it."""
    for word in ctx.rulebook.facts[name].words:
        at = turn.folded.find(word)
        if at < 0 or is_negated(ctx.words, turn.folded, at):
            continue
        low, _ = clause_around(turn.folded, at, at)
        if _ALL.search(turn.folded, low, at) is not None:
            return True
    return False
