"""Where what was read of a message stands in it as typed; kept when the message itself is gone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.turn import Turn, source_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """One message of a conversation: half-open ranges of its characters, and how to come by them.

    ``folded`` holds the place of each folded character, two bytes each: conversations are many.
    ``places`` say which policies a stretch names, ``days`` which days (first, last) it names.
    """

    folded: bytes
    places: tuple[tuple[int, int, tuple[str, ...]], ...]
    days: tuple[tuple[int, int, date, date], ...]

    @classmethod
    def of(cls, turn: Turn) -> Spoken:
        """What is kept of a message."""
        return cls(
            array("H", turn.offsets).tobytes(),
            tuple((*turn.to_source(m.start, m.end), m.policies) for m in turn.scope.marks),
            tuple((*turn.to_source(d.start, d.end), d.first_day, d.last_day) for d in turn.dates),
        )

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The range of the message as typed that gave ``folded[start:end]``."""
        return source_of(memoryview(self.folded).cast("H"), start, end)

    def naming(self, policy: str) -> tuple[tuple[int, int], ...]:
        """Where it names a policy or its place; with "", a place that has no policies here."""
        return tuple(
            (start, end)
            for start, end, policies in self.places
            if (policy in policies if policy else not policies)
        )

    def on(self, day: date) -> tuple[tuple[int, int], ...]:
        """Where it names a day, or a stretch that holds it."""
        return tuple((start, end) for start, end, low, high in self.days if low <= day <= high)
