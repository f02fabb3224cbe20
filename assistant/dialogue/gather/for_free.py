"""What of several sums cost nothing: 改造是车厂白送的,我们没花钱.

A clause names one of the sums told before by its words and says that it was given. That sum is
nothing from now on; the others stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.prepared import without_spans
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_FREE = lazy(
    "(?:白送|免费|赠送|奉送|附送|搭送|白给)(?:给?我们|给?咱们)?的?(?=[,。;!?]|$)"
    "|(?:不要|不收|没收|没要|不用花|没花)(?:我们|咱们)?(?:的)?钱(?=[,。;!?]|$)"
)
_DENIED = lazy("(?:不|没|并非|哪)(?:有|是)?[^,。;!?]{0,6}$")
_ASKS = lazy("[?吗呢]|多少|是不是|要是|如果|假如|万一|的话")
_SEVERAL = 2


def without_free(
    ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int
) -> tuple[Turn, tuple[Part, ...]]:
    """The message less what says so, and the matters with the sum that was given as nothing."""
    match = _FREE.search(turn.folded)
    if match is None or _ASKS.search(turn.folded):
        return turn, tuple(parts)
    low, high = clause_around(turn.folded, match.start(), match.start())
    counts = any(low <= q.start < high for q in turn.quantities)
    if counts or _DENIED.search(turn.folded, low, match.start()):
        return turn, tuple(parts)
    found = list(parts)
    for n, part in enumerate(parts):
        named = _named(ctx, part, turn.folded[low : match.start()])
        if named is None:
            continue
        nothing = replace(
            named, value=Decimal(0), parts=(), terms=(), alternatives=(), say="", turn=number,
            start=low, end=high, text=turn.folded[low:high],
        )  # fmt: skip
        numbers = tuple(nothing if s is named else s for s in part.matter.numbers)
        found[n] = replace(part, matter=replace(part.matter, numbers=numbers))
        after = _FREE.search(turn.folded, high)
        stop = after.end() if after is not None else high
        return without_spans(turn, [(low, stop)]), tuple(found)
    return turn, tuple(parts)


def _named(ctx: GatherContext, part: Part, lead: str) -> Stated | None:
    """The one of several sums that a clause names, and none of the others."""
    units = ctx.units_told_in(part)
    sums = [
        s
        for s in part.matter.numbers
        if units.get(s.name) is Unit.YUAN and not s.is_assumed and s.total
    ]
    if part.index is None or len(sums) < _SEVERAL:
        return None
    words = {s.name: {w for w in ctx.label_words(s.name) if w in lead} for s in sums}
    own = [
        s
        for s in sums
        if words[s.name] - set().union(*(w for name, w in words.items() if name != s.name))
    ]
    return own[0] if len(own) == 1 else None
