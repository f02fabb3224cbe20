"""As many sums as things of a clause were counted are what it pays for, one by one or together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.counted_rows import CountedRow, counted_row
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given
from assistant.dialogue.numbers.scores import best_facts
from assistant.dialogue.pairs import Setting, Wanted, wanted_at
from assistant.rules.facts import FactKind, FactSpec, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.units import Unit

_KNOWN = 2
_PLAIN = (Relation.PLAIN, Relation.APPROXIMATE)


def as_counted(
    ctx: NumberContext, whole: Sequence[Expression], wanted: Sequence[Wanted], setting: Setting
) -> tuple[list[Given], list[Expression]]:
    """The row of as many sums as were counted, as one list of its fact; and the others."""
    row = counted_row(setting.text, setting.every or setting.quantities)
    if row is None:
        return [], list(whole)
    labels = {item.number: item.label for item in row.items}
    sums = [e for e in whole if e.unit is Unit.YUAN]
    is_row = {e.operands[0].quantity.start for e in sums} == set(labels)
    if not is_row or any(e.relation not in _PLAIN or e.part_of is not None for e in sums):
        return [], list(whole)
    fact = _fact_of(ctx, sums, wanted, setting) if _is_of_matter(ctx, row, wanted, setting) else ""
    if not fact:
        return [], list(whole)
    operands = tuple(
        replace(e.operands[0], role="item", label=labels[e.operands[0].quantity.start])
        for e in sums
    )
    total = sum((e.value or Decimal(0) for e in sums), Decimal(0))
    made = replace(
        sums[0], relation=Relation.LIST, value=total, end=sums[-1].end, operands=operands, say=""
    )
    return [Given(made, fact, fact, 1.0)], [e for e in whole if e not in sums]


def _is_of_matter(
    ctx: NumberContext, row: CountedRow, wanted: Sequence[Wanted], setting: Setting
) -> bool:
    """Whether the clause of the count speaks of what the clause in question pays for."""
    low, high = clause_around(setting.text, row.count.start, row.count.end)
    said = setting.text[low:high]
    want = wanted_at(wanted, row.count.start)
    if any(word in said for name in want.main for word in ctx.specs[name].words):
        return True
    pairs = {said[n : n + 2] for n in range(len(said) - 1)}
    return sum(pair in setting.clause_text for pair in pairs if pair.isalpha()) > _KNOWN


def _fact_of(
    ctx: NumberContext, sums: Sequence[Expression], wanted: Sequence[Wanted], setting: Setting
) -> str:
    """The fact that the sums of a row are of: the likeliest of the main ones."""
    main = wanted_at(wanted, sums[0].start).main
    specs: list[FactSpec] = [ctx.specs[name] for name in sorted(main)]
    specs = [s for s in specs if s.kind is FactKind.YUAN and s.per is Per.NONE]
    if len(specs) == 1:
        return specs[0].name
    likely: dict[str, float] = {}
    for fact, probability in best_facts(ctx, setting, sums, wanted):
        likely[fact] = likely.get(fact, 0.0) + probability
    own = sorted(specs, key=lambda s: (-likely.get(s.name, 0.0), s.name))
    return own[0].name if own and likely.get(own[0].name) else ""
