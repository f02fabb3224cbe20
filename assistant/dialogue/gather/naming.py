"""Which of several matters a few words of a message call."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.turn import Turn


def told_words(turn: Turn, part: Part) -> str:
    """The words that the asker told a matter with, those of this message apart."""
    return part.matter.text.removesuffix(turn.matter)


def one_called(ctx: GatherContext, turn: Turn, words: str, parts: Sequence[Part]) -> int | None:
    """The place of the only matter that some words call; None where none or several may be.

    First by the words that the asker told it with, then by those of what its rules work with.
    """
    own = naming_pairs(words)
    told = [told_words(turn, part) for part in parts]
    for texts in (told, [ctx.called(part) for part in parts]):
        hits = [len(own & naming_pairs(text)) for text in texts]
        most = max(hits, default=0)
        if most and hits.count(most) == 1:
            return hits.index(most)
    return None
