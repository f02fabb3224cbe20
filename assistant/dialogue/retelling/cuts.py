"""Which messages a later one likely takes back, by the network (``retrieval.edit_reader``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.retelling.standing import Stands
from assistant.dialogue.roles import apart, told
from assistant.retrieval.edit_reader import BACK, VOID, EditReader

_MOST, _LEAST = 6, 0.03
"""So many of the likeliest cuts are worked out, none that is less likely."""
_TWO = 2


@dataclass(frozen=True, slots=True)
class Cut:
    """What a message takes back, and how likely it does.

    All messages behind the ``turn``-th (from 1), or that one alone (``is_alone``).
    """

    turn: int
    is_alone: bool
    probability: float

    def stands(self, history: Sequence[Stands]) -> Stands:
        """The messages that stand then, of those that stood after each one before."""
        if self.is_alone:
            return tuple(n for n in history[-1] if n != self.turn)
        return history[self.turn - 1]


class Cutter:
    """Says what messages take back; without a network nothing."""

    def __init__(self, reader: EditReader | None) -> None:
        self._reader = reader

    @property
    def reads(self) -> bool:
        """Whether there is a network to read with."""
        return self._reader is not None

    def cuts(self, turns: Sequence[str]) -> tuple[Cut, ...]:
        """What the last of the messages, as typed, may take back, the likeliest first."""
        messages = tuple(told(turn) for turn in turns)
        if self._reader is None or len(messages) < _TWO:
            return ()
        if not all(apart([(f.start, f.end) for f in m.figures]) for m in messages):
            return ()
        shares = self._reader.shares(messages[:-1], messages[-1])
        found = [
            Cut(turn + 1, op == VOID, math.exp(share))
            for (op, turn, _), share in shares.items()
            if op in (BACK, VOID)
        ]
        found.sort(key=lambda cut: -cut.probability)
        return tuple(cut for cut in found[:_MOST] if cut.probability >= _LEAST)
