"""Which edit of the conversation a later message surely is, and the messages as it leaves them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.retelling.edits import (
    Edit,
    Op,
    edits_of,
    may_change,
    values_of,
    written,
)
from assistant.dialogue.retelling.heard import Heard, Piece
from assistant.dialogue.roles import apart, told
from assistant.retrieval.edit_reader import NOTHING, EditReader, Shares
from assistant.retrieval.role_reader import Figure, Told

Key = tuple[str, int, int]
_MOST, _LEAST = 6, 0.03
"""So many of the likeliest edits are worked out, none that is less likely."""


@dataclass(frozen=True, slots=True)
class Retold:
    """Messages as a later one leaves them, how likely it does, and the stretch of it that says so.

    ``changed`` are the places (message, counted from 1, start, end, as they would be told now) of
    the numbers that were told anew, ``before`` those where each was told last, as typed;
    ``is_cut``: it took back all behind one of them.
    """

    heard: tuple[Heard, ...]
    probability: float
    start: int
    end: int
    edits: tuple[Edit, ...]
    changed: tuple[tuple[int, int, int], ...]
    before: tuple[tuple[int, int, int], ...] = ()

    @property
    def is_cut(self) -> bool:
        """Whether it takes back whole messages."""
        return any(e.op in (Op.BACK, Op.VOID) for e in self.edits)


class Reteller:
    """Says which edit a message is; without a network none is."""

    def __init__(self, reader: EditReader | None) -> None:
        self._reader = reader

    @property
    def reads(self) -> bool:
        """Whether there is a network to read with."""
        return self._reader is not None

    @property
    def network(self) -> str:
        """The sha256 of the network's files; empty where there is none."""
        return self._reader.sha256 if self._reader is not None else ""

    def shares(self, turns: Sequence[str]) -> Shares | None:
        """How likely the last of the messages, as typed, does what to those before it."""
        messages = tuple(told(turn) for turn in turns)
        if self._reader is None or len(messages) < 2:
            return None
        if not all(apart([(f.start, f.end) for f in m.figures]) for m in messages):
            return None
        return self._reader.shares(messages[:-1], messages[-1])


@dataclass(frozen=True, slots=True)
class Likely:
    """What a message may do to those before it (no edits: nothing), and how likely."""

    edits: tuple[Edit, ...]
    probability: float


def likeliest(turns: Sequence[str], shares: Shares) -> tuple[Likely, ...]:
    """What the last of the messages may do, the likeliest first: by itself, or all its numbers.

    What no edit may be (one fewer of a sum, a part larger than its whole), it does not do.
    """
    messages = tuple(told(turn) for turn in turns)
    may = {*edits_of(messages[:-1], messages[-1])}
    rows = []
    for key, share in shares.message.items():
        edit = _edit(key, None)
        if edit is None or edit.op is Op.RESTORE or edit in may:
            rows.append(Likely(() if edit is None else (edit,), math.exp(share)))
    rows = sorted(rows, key=lambda row: -row.probability)[:_MOST]
    for number, own in enumerate(shares.numbers):
        if own is None:
            continue
        kept = {
            key: share
            for key, share in own.items()
            if (e := _edit(key, number)) is None or e in may
        }
        best = sorted(kept, key=lambda k, kept=kept: -kept[k])[:_MOST]  # type: ignore[misc]
        rows = [
            more for row in rows for key in best if (more := _with(row, key, number, kept[key]))
        ]
        rows = sorted(rows, key=lambda row: -row.probability)[: 4 * _MOST]
    return tuple(one for one in rows[:_MOST] if one.probability >= _LEAST)


def _with(row: Likely, key: Key, number: int, share: float) -> Likely | None:
    """What a message does with what one more number of it does; None where they cannot both be."""
    edit = _edit(key, number)
    probability = row.probability * math.exp(share)
    if edit is None:
        return Likely(row.edits, probability)
    for other in row.edits:
        is_gone = other.op is Op.BACK and edit.turn > other.turn
        is_void = other.op is Op.VOID and edit.turn == other.turn
        if is_gone or is_void or (other.turn, other.figure) == (edit.turn, edit.figure):
            return None
    return Likely((*row.edits, edit), probability)


def _edit(key: Key, number: int | None) -> Edit | None:
    """The edit that a share is of; None for nothing."""
    op, turn, figure = key
    return None if key == NOTHING else Edit(Op(op), turn, figure if figure >= 0 else None, number)


def edited(
    turns: Sequence[str],
    heards: Sequence[tuple[Heard, ...]],
    edits: Sequence[Edit],
    probability: float,
) -> Retold | None:
    """The messages as edits of the last one leave them; None where they cannot be made."""
    messages = tuple(told(turn) for turn in turns)
    if any(len(m.text) != len(t) for m, t in zip(messages, turns, strict=True)):
        return None  # places would not be those of what was typed
    now, number = messages[-1], len(turns)
    start, end = 0, len(now.text)
    heard = heards[-1]
    changed: list[tuple[int, int, int]] = []
    last: list[tuple[int, int, int]] = []
    for edit in edits:
        if edit.op is Op.BACK:
            heard = heards[edit.turn]
            continue
        if edit.op is Op.VOID:
            heard = tuple(h for h in heard if h.turn != edit.turn + 1)
            continue
        if edit.number is not None:
            own = now.figures[edit.number]
            if not may_change(now, own):
                return None
            start, end = stretch_around(now.text, own.start, own.end)
        last += _told_last(messages, heard, edit)
        made = _changed(messages, heard, edit, now, number)
        if made is None:
            return None
        heard, places = made
        changed += places
    if heard == heards[-1]:
        return None
    return Retold(heard, probability, start, end, tuple(edits), tuple(changed), tuple(last))


def _told_last(
    messages: Sequence[Told], heard: Sequence[Heard], edit: Edit
) -> list[tuple[int, int, int]]:
    """Where the number that an edit changes was told last, as typed."""
    if edit.figure is None or edit.op is Op.RESTORE:
        return []
    figure = messages[edit.turn].figures[edit.figure]
    one = next((h for h in heard if h.turn == edit.turn + 1), None)
    anew = (
        [p.told for p in one.pieces if p.start < figure.end and figure.start < p.end] if one else []
    )
    return anew or [(edit.turn + 1, figure.start, figure.end)]


def _changed(
    messages: Sequence[Told],
    heard: tuple[Heard, ...],
    edit: Edit,
    now: Told,
    number: int,
) -> tuple[tuple[Heard, ...], list[tuple[int, int, int]]] | None:
    """The messages with the numbers that an edit tells anew, and where those stand then."""
    at = next((n for n, h in enumerate(heard) if h.turn == edit.turn + 1), None)
    if at is None or edit.figure is None:
        return None
    one, typed = heard[at], messages[edit.turn]
    if edit.op is Op.RESTORE:
        figure = typed.figures[edit.figure]
        again = one.without_piece(figure.start, figure.end)
        if again == one:
            return None
        place = (at + 1, *again.at(figure.start, figure.end))
        return (*heard[:at], again, *heard[at + 1 :]), [place]
    current = _as_heard(one, typed)
    if current is None:
        return None
    values = values_of(current, now, edit)
    if not values or any(v < 0 for v in values.values()):
        return None
    own = now.figures[edit.number] if edit.number is not None else None
    said = (number, own.start, own.end) if own is not None else (number, 0, len(now.text))
    for n, value in values.items():
        text = written(current.text, current.figures[n], value)
        figure = typed.figures[n]
        is_set = edit.op in (Op.SET, Op.DROP, Op.ONLY)
        one = one.with_piece(Piece(figure.start, figure.end, text, said, is_set))
    places = []
    for n in values:
        figure = typed.figures[n]
        places.append((at + 1, *one.at(figure.start, figure.end)))
    return (*heard[:at], one, *heard[at + 1 :]), places


def _as_heard(one: Heard, typed: Told) -> Told | None:
    """A message as it would be told now, its numbers in the places of those that were typed."""
    figures = []
    text = one.text
    read = {f.start: f for f in told(text).figures} if one.pieces else {}
    for figure in typed.figures:
        if not one.pieces:
            figures.append(figure)
            continue
        start, end = one.at(figure.start, figure.end)
        now = read.get(start)
        if now is None:
            figures.append(Figure(start, end, None, None))
        else:
            figures.append(now)
    return Told(text, tuple(figures))
