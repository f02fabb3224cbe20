"""A message that is nothing but numbers, one behind the other: 800 120 300.

Nothing says what they are of but their order and what was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.text.pattern import lazy
from assistant.text.units import Quantity

_MARK = lazy("[ ,、;/]{1,2}|(?<=[万亿元])")
_HEAD = lazy("(?:那就?|好的?|嗯|,)?(?:按?顺序|依次|分别|一个个)?(?:是|为)?[ ,:]?")
_END = lazy("[ ,。!]?(?:吧|这样|这些|左右)?[。!?]?")
_PAIR = 2


def is_row(text: str, quantities: Sequence[Quantity]) -> bool:
    """Whether a folded text is nothing but several numbers."""
    if len(quantities) < _PAIR or any(q.role != "amount" for q in quantities):
        return False
    ends = [0, *(q.end for q in quantities)]
    starts = [*(q.start for q in quantities), len(text)]
    gaps = list(zip(ends, starts, strict=True))
    between = all(_MARK.fullmatch(text, end, start) for end, start in gaps[1:-1])
    is_alone = _HEAD.fullmatch(text, *gaps[0]) and _END.fullmatch(text, *gaps[-1])
    return between and is_alone is not None
