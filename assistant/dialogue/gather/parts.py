"""The matters that a message is about, before and after their facts were gathered."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.understanding import Focus


@dataclass(frozen=True, slots=True)
class Part:
    """A matter in this message: its place in the ledger (None: new) and the stretches about it."""

    index: int | None
    matter: Matter
    stretches: tuple[tuple[int, int], ...]

    def holds(self, place: int) -> bool:
        """Whether the place lies in one of its stretches."""
        return any(start <= place < end for start, end in self.stretches)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The matters with their facts, what the clauses are asked with, and what was not used."""

    parts: tuple[tuple[int | None, Matter], ...]
    focus: tuple[Focus, ...]
    unused: tuple[Unused, ...]
    flags: tuple[Stated, ...]
    doubtful: tuple[str, ...] = ()
    asked: str = ""
