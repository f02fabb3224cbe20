"""Bare numbers of a later message as sums of 万, where no sum was told with its unit so far.

发榜方 → 项目总投1500,里头财政出了300: read once more with 万, and told as doubtful; what is read
so must leave no number over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue.aspects import clause_around, stretch_around
from assistant.dialogue.language import pairs_of
from assistant.dialogue.ledger import Ledger
from assistant.dialogue.stated import Stated
from assistant.dialogue.understand.context import UnderstandContext
from assistant.dialogue.understanding import Reread, Understanding
from assistant.rules.facts import FactKind
from assistant.text.normalise import fold_word
from assistant.text.units import Unit

_LIKELY = 0.9
"""How sure such a reading is: who pays for a company leaves 万 out."""
_MONEY = (Unit.YUAN, Unit.YUAN_PER_YEAR, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_UNIT)


def in_wan(
    ctx: UnderstandContext,
    found: Understanding,
    ledger: Ledger,
    read: Callable[[Ledger], Understanding],
) -> Understanding:
    """The message with its bare numbers in 万, where that uses all that was left over."""
    idle = [u for u in found.unused if u.kind == "number"]
    if not (ledger.turn and ledger.live and idle) or found.reread is not None or ledger.in_wan:
        return found
    if found.refusal or found.query is not None or found.ledger.current != ledger.current:
        return found
    amounts = [q for q in found.turn.quantities if q.role == "amount"]
    if any(q.unit in _MONEY for q in amounts):
        return found
    bare = [q for q in amounts if q.unit is Unit.NUMBER]
    if not any(u.start <= q.start < u.end for q in bare for u in idle) or _has_sums(ctx, ledger):
        return found
    clauses = [c for m in ledger.in_question for c in m.clauses]
    told = {s.name: s.value for m in ledger.in_question for s in m.flags}
    lacks = any(ctx.facts.lacking_sums(clause, told) for clause in clauses)
    is_open = lacks and not any(map(ctx.facts.counts_things, clauses))
    again = read(replace(ledger, in_wan=True))
    left = any(u.kind == "number" for u in again.unused)
    if left or again.refusal or again.ledger.current != ledger.current:
        return found
    if not is_open and not _are_named(ctx, again):
        return found
    again = replace(again, ledger=replace(again.ledger, in_wan=ledger.in_wan))
    used = [q for q in bare if any(low <= q.start < high for low, high in again.used)]
    if len(used) != len(bare):
        return found
    low, _ = stretch_around(found.turn.folded, used[0].start, used[0].end)
    return replace(again, reread=Reread(_LIKELY, low, used[-1].end))


def _are_named(ctx: UnderstandContext, found: Understanding) -> bool:
    """Whether each sum of a message stands in a clause with a word of its fact.

    具身智能模型研发花了120, beside filed models that were counted.
    """
    text, specs = found.turn.folded, ctx.facts.specs
    told = [
        s
        for m in found.ledger.in_question
        for s in m.numbers
        if s.turn == found.ledger.turn and specs[s.name].kind is FactKind.YUAN
    ]

    def is_named(stated: Stated) -> bool:
        low, _ = clause_around(text, stated.start, stated.end)
        spec = specs[stated.name]
        names = [fold_word(word) for word in (spec.label, *spec.words, *spec.parts)]
        return any(p in name for p in pairs_of(text[low : stated.start]) for name in names)

    return bool(told) and all(map(is_named, told))


def _has_sums(ctx: UnderstandContext, ledger: Ledger) -> bool:
    """Whether some sum was told of the matters in question."""
    specs = ctx.facts.specs
    return any(specs[s.name].kind is FactKind.YUAN for m in ledger.in_question for s in m.numbers)
