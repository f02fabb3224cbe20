"""Which of several levels that a message names held before, and which is told of now.

去年评上省级,现在又评上国家级: the earlier of two times is what it was before, as it is where words
of having got it stand by (丙级已经领了8万) or of having risen from it (从丙级升到甲级).
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.cases import was_before
from assistant.dialogue.side_by_side import Mention
from assistant.text.pattern import lazy

_EARLIER = lazy(
    "以前|之前|此前|先前|原来|原先|早先|早些?年|大?前年|上[次回]|往年|曾|那[年时]|当[年时]"
)
_LAST_YEAR = lazy("去年|上年")
_NOW = lazy("现在|今年|这[次回]|如今|刚|最近|近期|本年|又|升|晋")
_TIMES = (_EARLIER, _LAST_YEAR, _NOW)


def held_before(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of levels that held before the one that is told of now."""
    found = [m for m in mentions if was_before(text, m.start, m.end)]
    left = [m for m in mentions if m not in found]
    if found or len({m.key for m in left}) < 2:
        return found
    times = [_time(text, m) for m in left]
    if any(time is None for time in times):
        return found
    latest = max(time for time in times if time is not None)
    return [m for m, time in zip(left, times, strict=True) if time is not None and time < latest]


def _time(text: str, mention: Mention) -> int | None:
    """When the comma clause of a mention says that it was: the earliest time that it names."""
    low, high = clause_around(text, mention.start, mention.end)
    return next((n for n, one in enumerate(_TIMES) if one.search(text, low, high)), None)
