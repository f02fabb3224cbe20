"""What changed from year to year, where a rule pays for the earlier: 去年房租60万,今年涨了10%.

A rule that asks for last year's figure takes that of last year, whatever became of it since;
one that asks for two years (前年研发5000万,去年涨了20%) has both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.changed_by import is_changed
from assistant.text.pattern import lazy

_OF_LAST_YEAR = lazy("上一?年度?")
_LAST, _YEAR_BEFORE = lazy("去年|上一?年"), lazy("前年")


def before_change(ctx: GatherContext, turn: Turn, stated: Stated) -> Iterator[Stated]:
    """The number as the rules ask for it, and that of the year before where it was told."""
    made = next((e for e in turn.expressions if e.start == stated.start), None)
    spec = ctx.rulebook.facts[stated.name]
    if made is None or not is_changed(made) or stated.value != made.value:
        yield stated
        return
    was = replace(stated, value=made.operands[0].quantity.value, say="")
    low, _ = clause_around(turn.folded, made.start, made.end)
    if _OF_LAST_YEAR.match(spec.label) and _LAST.search(turn.folded, low, made.start):
        yield was
        return
    if not _YEAR_BEFORE.search(turn.folded, low, made.start):
        yield stated
    elif spec.year_before:
        yield was
        yield replace(stated, name=spec.year_before)
    else:
        yield stated
        earlier = (f for f in ctx.rulebook.facts.values() if f.year_before == stated.name)
        yield from (replace(was, name=f.name) for f in earlier)
