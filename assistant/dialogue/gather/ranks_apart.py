"""Things of several ranks in one list, where a rule pays by rank: 排名第一的1项、排名第三的2项.

A clause that pays less for 第二、第三 and nothing from 第四 on holds for each of them on its own.
Where one sum is worked out for all, the ranks that it is not of are told as unused.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

_RANK = lazy(
    "(?:排名|排序|排在|位列|位居|名列)(?:为|在|是)?第(?P<n>[一二三四五六七八九十]{1,2}|[0-9]{1,2})"
)


def ranks_apart(
    ctx: GatherContext, turn: Turn, part: Part, numbers: Sequence[Stated]
) -> tuple[Unused, ...]:
    """The ranks of a message behind its first, where several things are counted by rank."""
    if not ctx.is_taken_in(part):
        return ()
    listed = any(isinstance(s.value, tuple) and ctx.is_count(s.name) for s in numbers)
    if not listed or not any(_pays_by_rank(fold(r.quote)) for r in ctx.rules_of(part)):
        return ()
    told = list(_RANK.finditer(turn.folded))
    first = told[0]["n"] if told else ""
    return tuple(
        Unused(match.group(), match.start(), match.end(), "condition")
        for match in told[1:]
        if match["n"] != first
    )


def _pays_by_rank(quote: str) -> bool:
    """Whether a rule speaks of several ranks."""
    return len({match["n"] for match in _RANK.finditer(quote)}) > 1
