"""One sum in the place of several that were told: 签个1900万的大框架把它们都替掉.

What replaces all of them is no sum beside them, and none of them is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.members import members_of
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_VERB = "(?:替代?|替换|换|顶替|取代|代替|覆盖)(?:掉|下来?|了)?"
_ALL = (
    "(?:它们?|他们|这些|那些|全部|所有|前[面头]的?(?:所有|几[份笔个]?)?|[这那][几两二三四五六][份笔个单项]?(?:合同)?"
    "|原来的?(?:几[份笔个]?)?)"
)
_FOR_ALL = lazy(
    f"(?:把|将)?{_ALL}(?:合同|单子)?(?:都|全|一起|一并|全部)*(?:给)?{_VERB}|{_VERB}(?:掉)?{_ALL}"
)
_DENIES = lazy("[不没未别][^,。;!?]{0,3}$|[吗么?]")
_SEVERAL = 2


def one_for_all(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """Message and matters, the only sum that a clause tells in the place of several told before."""
    sums = [e for e in turn.expressions if e.unit is Unit.YUAN and len(e.operands) == 1]
    match = _FOR_ALL.search(turn.folded, sums[0].end) if len(sums) == 1 else None
    several = [(n, s) for n, part in enumerate(parts) if (s := _several(ctx, part)) is not None]
    value = sums[0].value if len(sums) == 1 else None
    if match is None or len(several) != 1 or value is None:
        return turn, tuple(parts)
    told, (n, own) = sums[0], several[0]
    between = turn.folded[told.end : match.start()]
    known = {m.total for m in members_of(own)}
    is_apart = any(mark in between for mark in "。;!?") or _DENIES.search(between)
    if is_apart or value in known or told.operands[0].role in ("plus", "minus"):
        return turn, tuple(parts)
    whole = replace(
        own, value=value, text=told.operands[0].quantity.text, turn=number,
        start=told.start, end=told.end, parts=(), terms=(), say="", alternatives=(), places=(),
    )  # fmt: skip
    part = parts[n]
    numbers = tuple(whole if s is own else s for s in part.matter.numbers)
    found = list(parts)
    found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
    low = 1 + max(turn.folded.rfind(mark, 0, told.start) for mark in ",。;!?")
    return without_spans(turn, [(low, match.end())]), tuple(found)


def _several(ctx: GatherContext, part: Part) -> Stated | None:
    """The only sum of a matter, where it was told in several."""
    sums = [s for s in part.matter.numbers if ctx.is_sum(s.name)] if part.index is not None else []
    one = sums[0] if len(sums) == 1 else None
    if one is None or not isinstance(one.value, Decimal | tuple):
        return None
    return one if len(members_of(one)) >= _SEVERAL else None
