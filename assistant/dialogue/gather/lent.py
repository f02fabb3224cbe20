"""What was lent is no interest: 贷款300万元,年利率4%, where a policy pays a share of the interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactSpec
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LENT = lazy("[贷借]|本金")


def less_lent(ctx: GatherContext, turn: Turn, given: Sequence[Given]) -> tuple[Given, ...]:
    """The numbers, none that was lent as the interest of a policy that was taken in."""
    return tuple(
        replace(g, fact="", best="")
        if g.expression.unit is Unit.YUAN
        and _is_lent(ctx, turn, g.fact, g.expression.start, g.expression.end)
        else g
        for g in given
    )


def without_lent(
    stated: Sequence[Stated], turn: Turn, number: int, facts: Mapping[str, FactSpec]
) -> tuple[Stated, ...]:
    """What is told, without what was lent that nothing but being left over made interest."""
    return tuple(
        s
        for s in stated
        if s.turn not in (number, None)
        or s.name not in facts
        or not is_lent(facts[s.name].label, turn.folded, s.start, s.end)
    )


def _is_lent(ctx: GatherContext, turn: Turn, fact: str, start: int, end: int) -> bool:
    label = ctx.rulebook.facts[fact].label if fact in ctx.rulebook.facts else ""
    return is_lent(label, turn.folded, start, end)


def is_lent(label: str, text: str, start: int, end: int) -> bool:
    """Whether what is called so is interest, and the number of a text what was lent."""
    if "息" not in label or "本金" in label or "贷款" in label.replace("贷款利息", ""):
        return False
    low, high = clause_around(text, start, end)
    words = text[low:high]
    return "息" not in words and _LENT.search(words) is not None
