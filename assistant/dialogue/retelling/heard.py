"""Messages as they would be told now: each as typed, but for stretches that were told anew since.

What is read of them stands at places of these texts; ``Typed`` puts every place back to where the
words, or the message that told them anew, stand in what was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated

Place = tuple[int, int, int]
"""A message, counted from 1, and a stretch of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message as typed with the words that take its place, and where they were told.

    ``is_set``: the new words alone hold; else they were worked out with the old ones.
    """

    start: int
    end: int
    text: str
    told: Place
    is_set: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """One message as typed, the ``turn``-th (from 1), and what was told anew of it."""

    turn: int
    source: str
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """The message as it would be told now."""
        text, done = "", 0
        for piece in self.pieces:
            text += self.source[done : piece.start] + piece.text
            done = piece.end
        return text + self.source[done:]

    def with_piece(self, piece: Piece) -> Heard:
        """The message with a stretch told anew, in the place of any told anew within it."""
        kept = [p for p in self.pieces if p.end <= piece.start or piece.end <= p.start]
        return replace(self, pieces=tuple(sorted((*kept, piece), key=lambda p: p.start)))

    def without_piece(self, start: int, end: int) -> Heard:
        """The message with a stretch as it was typed."""
        kept = tuple(p for p in self.pieces if p.end <= start or end <= p.start)
        return replace(self, pieces=kept)

    @property
    def _segments(self) -> tuple[tuple[int, int, int, int, Piece | None], ...]:
        """Stretches of the text, where each stands in what was typed, and what was told anew."""
        found: list[tuple[int, int, int, int, Piece | None]] = []
        at = done = 0
        for piece in (*self.pieces, None):
            stop = len(self.source) if piece is None else piece.start
            found.append((at, at + stop - done, done, stop, None))
            at += stop - done
            if piece is not None:
                found.append((at, at + len(piece.text), piece.start, piece.end, piece))
                at += len(piece.text)
                done = piece.end
        return tuple(found)

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch as typed stands in the text; of one told anew, all of it."""
        low = next(
            (at + (0 if piece else start - src))
            for at, _, src, stop, piece in reversed(self._segments)
            if src <= start and (start < stop or src == stop or stop == len(self.source))
        )
        high = next(
            (last if piece else at + end - src)
            for at, last, src, stop, piece in self._segments
            if src <= end <= stop and (end > src or not src)
        )
        return low, high

    def typed(self, start: int, end: int) -> tuple[Place, tuple[Place, ...]]:
        """Where a stretch of the text was told, and what else it was worked out with."""
        low = high = 0
        pieces = []
        for at, last, src, stop, piece in self._segments:
            if piece is not None and at < end and start < last:
                pieces.append(piece)
            if at <= start < last or at == start:
                low = src if piece else src + start - at
            if at < end <= last:
                high = stop if piece else src + end - at
        if not pieces:
            return (self.turn, low, max(low, high)), ()
        first = pieces[0]
        others = tuple((self.turn, p.start, p.end) for p in pieces if not p.is_set)
        return first.told, others


@dataclass(frozen=True, slots=True)
class Typed:
    """Puts places of messages as they are heard back to those of what was typed.

    ``inner`` tell where what was read stands in the messages as heard, ``outer`` the same of all
    messages as typed; ``turn`` is the number of the one that is being read.
    """

    heard: tuple[Heard, ...]
    inner: tuple[Spoken, ...]
    outer: tuple[Spoken, ...]
    turn: int

    def place(self, place: Place) -> tuple[Place, tuple[Place, ...]]:
        """A place as typed, and those of what else it was worked out with."""
        turn, start, end = place
        if not 0 < turn <= len(self.heard):
            return (self.number(turn), start, end), ()
        told, others = self.heard[turn - 1].typed(*self.inner[turn - 1].to_source(start, end))
        return self._folded(told), tuple(map(self._folded, others))

    def number(self, turn: int) -> int:
        """The number of a message as typed."""
        if 0 < turn <= len(self.heard):
            return self.heard[turn - 1].turn
        return self.turn if turn > len(self.heard) else turn

    def _folded(self, place: Place) -> Place:
        turn, start, end = place
        if not 0 < turn <= len(self.outer):
            return place
        return turn, *self.outer[turn - 1].from_source(start, end)

    def of(self, value: Any) -> Any:
        """Anything that was read, with its places as typed."""
        if isinstance(value, Stated):
            return self._stated(value)
        if type(value) is tuple:  # a named one holds no places
            return tuple(self.of(one) for one in value)
        if not is_dataclass(value) or isinstance(value, type | Spoken):
            return value
        changed: dict[str, Any] = {}
        held = {f.name: getattr(value, f.name) for f in fields(value)}
        if isinstance(held.get("turn"), int):
            changed["turn"] = self.number(held["turn"])
            if isinstance(held.get("start"), int) and isinstance(held.get("end"), int):
                place, _ = self.place((held["turn"], held["start"], held["end"]))
                changed["turn"], changed["start"], changed["end"] = place
        for name, old in held.items():
            if name not in changed and (type(old) is tuple or is_dataclass(old)):
                changed[name] = self.of(old)
        return replace(value, **changed) if changed else value

    def _stated(self, stated: Stated) -> Stated:
        own, others = self.place((stated.turn, stated.start, stated.end))
        places = []
        for one in stated.places:
            place, more = self.place(one)
            places += [place, *more]
        kept = tuple(dict.fromkeys(p for p in (*places, *others) if p != own))
        value = self.of(stated.value) if isinstance(stated.value, tuple) else stated.value
        return replace(
            stated,
            value=value,
            turn=own[0],
            start=own[1],
            end=own[2],
            places=kept,
            parts=self.of(stated.parts),
            beside=self.of(stated.beside),
            terms=self.of(stated.terms),
        )


def histories(
    turns: Sequence[str], retold: Sequence[tuple[int, tuple[Heard, ...]]]
) -> list[tuple[Heard, ...]]:
    """The messages as they stood after each of those typed.

    ``retold`` are those after which not all of them stood as typed, by their number.
    """
    known, found = dict(retold), []
    now: tuple[Heard, ...] = ()
    for number, turn in enumerate(turns, 1):
        now = known.get(number, (*now, Heard(number, turn)))
        found.append(now)
    return found
