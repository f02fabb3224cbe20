"""Two numbers of a later message that add up with one told before bear each other out."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.candidate import SET, Candidate, values_of, with_edits
from assistant.dialogue.rereading.candidates import edits_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.first_reading import comes_to_the_same, drops_used, matter_before
from assistant.dialogue.rereading.sights import Sight
from assistant.dialogue.understanding import Understanding
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy

_PART_BEHIND = lazy("[个台项款家份笔]?[里中当其]")
_ADDS_UP = 0.95
"""How sure a reading is that two numbers bear out."""


def by_sum(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With what two numbers of a later message say of one told before that they add up with.

    没用完退了270,实际发生980, of 1250: what is left, whatever the words around them.
    """
    turn, readings = found.ledger.turn, list[Candidate]()
    told = [(s.expression.unit, o.quantity.value) for s in sights for o in s.expression.operands]
    for place in found.ledger.current if before.turn else ():
        now = found.ledger.matters[place]
        was = matter_before(before, place, now)
        if was is None or values_of(was.flags) != values_of(now.flags):
            continue
        for n, sight in enumerate(sights):
            if sight.expression.relation not in (Relation.PLAIN, Relation.INSTEAD):
                continue
            for edit in edits_of(ctx, now.clauses, was.numbers, n, sight, turn):
                had = edit.old.total if edit.old is not None else None
                value = sight.expression.value
                if edit.op != SET or had is None or not value or value == had:
                    continue
                if _PART_BEHIND.match(found.turn.folded, sight.end):
                    continue  # 剩下9台里还有两台是送快递的
                unit = sight.expression.unit
                changes = [c for u, c in told if u is unit and c and c not in (value, had)]
                if had - value in changes or value - had in changes:
                    numbers = with_edits(was.numbers, (edit,))
                    own = Candidate(place, True, (edit,), numbers)
                    is_told = any(s.expression.value == had for s in sights)
                    if not drops_used(was, now, own, value if is_told else None):
                        readings.append(own)
    same = {(c.place, c.edits[0].name, str(c.edits[0].value.total)) for c in readings}
    if len(same) != 1:
        return None
    if comes_to_the_same(found, readings[0]):
        return found  # it was read so, and nothing else is believed of it
    return applied(found, before, readings[0], sights, _ADDS_UP)
