"""A later message that says nothing but how many there are: 3个, after 福田场景."""

from __future__ import annotations

from assistant.dialogue.gather.parts import Part
from assistant.dialogue.turn import Turn
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy

_NOTHING_ELSE = lazy(
    "(?:我们?|咱们?|公司|一共|总共|共|有|是|做了?|报了?|中了?|评了?|上|项目|吧|了|[,。!])*"
)


def says_only_how_many(turn: Turn, part: Part, e: Expression) -> bool:
    """Whether a message about a matter spoken of before tells a count and nothing besides."""
    rest = turn.folded[: e.start] + turn.folded[e.end :]
    return part.index is not None and _NOTHING_ELSE.fullmatch(rest) is not None
