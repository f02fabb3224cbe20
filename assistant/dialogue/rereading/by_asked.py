"""A bare number as the sum that was asked back for, where its clause names that sum or its matter.

模型券…效果规模都达标 → 买模型花了110; 生产费用62: who answers what was asked leaves 万 out, and the
words around the number are those of the fact.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.changes import is_of_others, is_waiting
from assistant.dialogue.language import own_pairs
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.rereading.applying import applied
from assistant.dialogue.rereading.around import is_for_each, is_sum_told
from assistant.dialogue.rereading.candidate import SET, Candidate, tells_new, values_of
from assistant.dialogue.rereading.candidates import readings_of
from assistant.dialogue.rereading.context import RereadContext
from assistant.dialogue.rereading.sights import Sight
from assistant.dialogue.understanding import Understanding
from assistant.text.normalise import fold_word
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_ASKED_FOR = 0.9
"""How sure a reading is that what was asked back for bears out."""
_NONE = lazy("[没未不]|另外|别的|其[他它]")


def by_asked(
    ctx: RereadContext, found: Understanding, before: Ledger, sights: Sequence[Sight]
) -> Understanding | None:
    """With the only sum of a message as the one that was asked for, whose words are beside it."""
    text = found.turn.folded
    sums = [(n, s) for n, s in enumerate(sights) if s.expression.unit is Unit.YUAN]
    if not before.turn or len(sums) != 1 or len(sights) != 1:
        return None
    place, sight = sums[0]
    if not sight.is_idle or not is_sum_told(text, sight) or is_for_each(text, sight):
        return None
    if is_of_others(text, sight.expression) or is_waiting(text, 0, sight.expression):
        return None
    low, high = stretch_around(text, sight.start, sight.end)
    if _NONE.search(text, low, high) or Act.DOUBT in found.turn.acts:
        return None
    lead = own_pairs(text[low : sight.start])
    given = [
        c
        for c in readings_of(ctx, found, before, sights)
        if c.anew
        and tells_new(c)
        and c.edits[0].op == SET
        and c.edits[0].number == place
        and _is_lacking(ctx, found, before, c)
        and _is_named(ctx, c.edits[0].name, lead)
    ]
    if len(given) != 1:
        return None
    return applied(found, before, given[0], sights, _ASKED_FOR)


def _is_lacking(
    ctx: RereadContext, found: Understanding, before: Ledger, reading: Candidate
) -> bool:
    """Whether a reading tells what was asked back for, or what the clauses in question lack."""
    (edit,) = reading.edits
    if before.asked:
        return edit.name == before.asked
    told = values_of(reading.numbers)
    told.pop(edit.name, None)
    clauses = found.ledger.matters[reading.place].clauses
    return any(edit.name in ctx.facts.lacking_sums(clause, told) for clause in clauses)


def _is_named(ctx: RereadContext, name: str, lead: Sequence[str]) -> bool:
    """Whether pairs of characters before a number are of the words of a fact."""
    spec = ctx.facts.specs[name]
    names = [fold_word(word) for word in (spec.label, *spec.words, *spec.parts)]
    return any(pair in one for pair in lead for one in names)
