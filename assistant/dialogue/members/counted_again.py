"""Some of the things that dropped out of a count count again: 不认账的里头有三家又认了."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.borne_out import counted_again, drops_out_once_more
from assistant.dialogue.members.said import Said, total
from assistant.dialogue.stated import Stated
from assistant.text.units import Unit


def some_counted_again(
    said: Said, stated: Stated, was: Stated
) -> tuple[Stated, tuple[int, int]] | None:
    """A count with those of the ones that dropped out which are told to have done so after all.

    ``was`` is the count before they dropped out; that some of them fall away altogether changes
    nothing.
    """
    before, now = total(was.value), total(stated.value)
    if before is None or now is None or not isinstance(stated.value, Decimal):
        return None
    for e in said.expressions:
        is_some = e.unit is Unit.COUNT and e.value is not None and 0 < e.value <= before - now
        clause = clause_around(said.text, e.start, e.end)
        if is_some and drops_out_once_more(said.text, e.start, e.end):
            return stated, clause
        if not is_some or not counted_again(said.text, e.start, e.end):
            continue
        value = now + (e.value or 0)
        more = replace(stated, value=value, say="", parts=(), alternatives=(), turn=said.number)
        return more, clause
    return None
