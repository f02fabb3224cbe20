"""Two bare sums in a row where a rule compares two years: 6000 4000, of last year and before.

Nobody adds them up. The larger first is how people tell them; in any other order they are left
over.
"""

from __future__ import annotations

from assistant.dialogue.bare_rows import is_row
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.numbers.members import members_of
from assistant.dialogue.turn import Turn
from assistant.text.units import Unit

_PAIR = 2


def row_of_years(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers of a matter, two that stand alone as those of the two years it compares."""
    if part.index is None or len(turn.quantities) != _PAIR:
        return given
    if not is_row(turn.folded, turn.quantities):
        return given
    facts = ctx.rulebook.facts
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    pairs = {(facts[f].year_before or "", f) for f in every if facts[f].year_before}
    told = {s.name for s in part.matter.numbers}
    if len(pairs) != 1 or told & {name for pair in pairs for name in pair}:
        return given
    members = [m for e in turn.expressions for m in members_of(e)]
    values = [m.value for m in members if m.unit is Unit.YUAN and m.value is not None]
    if len(members) != _PAIR or len(values) != _PAIR or values[0] <= values[1]:
        return ()
    (names,) = pairs
    return tuple(Given(m, name, name, 1.0) for m, name in zip(members, names, strict=True))
