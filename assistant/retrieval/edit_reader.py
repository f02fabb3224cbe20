"""EditReader: what a later message does to those before it, by a small network.

It is optional: without its files or onnxruntime there is none, and no message is read as an edit.
It is opened only when it is first asked.

All messages are read in one go, each number as ``0`` with its unit, so that no value is ever seen;
how values stand to each other, and which characters two stretches share, is told apart. Of a
message it says how likely it is that it does nothing to those before it, takes back all behind one
of them, or changes one of their numbers without one of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.network import Floats, HeadedNetwork, find_card
from assistant.retrieval.role_reader import Told
from assistant.retrieval.role_reader import masked as masked_numbers
from assistant.text.units import Unit

BY_NUMBER = ("set", "add", "less")
"""What a number of the message does to one told before: learned, not asked."""
BY_MESSAGE = ("drop", "restore", "fewer", "more", "only", "swap")
"""What a message does to a number told before without one of its own."""
FOLDER = "edits"
"""Its place beside the encoder; the tokenizer is the clause reader's."""
LONGEST, OWN = 160, 64
"""Tokens that are read at most, and those of them that the message itself may have."""
GRID = 0.01
KINDS = 4
"""Kinds of tokens: of earlier messages, of their numbers, of the message, of its numbers."""
OF_CUT, OF_FIGURE = 9, 12
"""So many figures are told of a message that may be gone back to, and of a number."""
BACK, VOID = "back", "void"
"""All behind a message is taken back; that message alone is."""
NOTHING: tuple[str, int, int] = ("nothing", -1, -1)
_RECENT = 32
_NEAR = 14

Key = tuple[str, int, int]
"""What is done, to which message (from 0), to which of its numbers; -1 for none."""
Target = tuple[int, int]
"""A number told before: the place of its message, and its place among the numbers of that."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Messages laid out for the network.

    ``ids`` and ``kinds`` a token each; ``messages`` the first and last token of each earlier
    message, None where it is not read; ``own`` those of the message itself; ``told`` the earlier
    numbers with their first and last token, ``now`` the same of the message's own; ``cuts``
    and ``figures`` what is told of each message and number.
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    messages: tuple[tuple[int, int] | None, ...]
    own: tuple[int, int]
    told: tuple[tuple[Target, tuple[int, int]], ...]
    now: tuple[tuple[int, int] | None, ...]
    cuts: tuple[tuple[float, ...], ...]
    figures: tuple[tuple[float, ...], ...]


def laid(tokenizer: Any, earlier: Sequence[Told], now: Told) -> Laid:
    """All messages as one row of tokens: the earlier ones, the latest that fit, then the last."""
    text, places = masked_numbers(now)
    encoded = tokenizer.encode(text)
    own_ids, own_offsets = encoded.ids[1:OWN], encoded.offsets[1:OWN]
    if own_ids and own_ids[-1] == encoded.ids[-1]:
        own_ids, own_offsets = own_ids[:-1], own_offsets[:-1]
    begin, end = encoded.ids[0], encoded.ids[-1]
    room = LONGEST - len(own_ids) - 3
    rows: list[tuple[int, list[int], list[tuple[int, int]], list[tuple[int, int]]]] = []
    for turn in reversed(range(len(earlier))):
        said, spans = masked_numbers(earlier[turn])
        read = tokenizer.encode(said)
        ids, offsets = read.ids[1:-1], read.offsets[1:-1]
        if len(ids) + 1 > room:
            break
        room -= len(ids) + 1
        rows.append((turn, ids, offsets, spans))
    ids, kinds = [begin], [0]
    messages: list[tuple[int, int] | None] = [None] * len(earlier)
    told: list[tuple[Target, tuple[int, int]]] = []
    for turn, own, offsets, spans in reversed(rows):
        first = len(ids)
        ids += [*own, end]
        kinds += [0] * (len(own) + 1)
        messages[turn] = (first, len(ids) - 1)
        for place, span in enumerate(spans):
            inside = _inside(offsets, span, first)
            if inside is None:
                continue
            for n in range(inside[0], inside[1] + 1):
                kinds[n] = 1
            told.append(((turn, place), inside))
    first = len(ids)
    ids += [*own_ids, end]
    kinds += [2] * (len(own_ids) + 1)
    places_now = tuple(_inside(own_offsets, span, first) for span in places)
    for inside in places_now:
        if inside is not None:
            for n in range(inside[0], inside[1] + 1):
                kinds[n] = 3
    targets = [target for target, _ in told]
    return Laid(
        tuple(ids),
        tuple(kinds),
        tuple(messages),
        (first, len(ids) - 1),
        tuple(told),
        places_now,
        tuple(_of_cut(earlier, now, turn) for turn in range(len(earlier))),
        tuple(_of_figure(earlier, now, target, targets) for target in targets),
    )


def _inside(
    offsets: Sequence[tuple[int, int]], span: tuple[int, int], first: int
) -> tuple[int, int] | None:
    start, end = span
    inside = [
        first + n
        for n, (low, high) in enumerate(offsets)
        if low < end and high > start and high > low
    ]
    return (inside[0], inside[-1]) if inside else None


def bigrams(text: str) -> frozenset[str]:
    """The pairs of Chinese characters of a text."""
    return frozenset(
        text[n : n + 2]
        for n in range(len(text) - 1)
        if all("一" <= c <= "鿿" for c in text[n : n + 2])
    )


@lru_cache(maxsize=512)
def around(message: Told, place: int) -> str:
    """The words before a number, behind the one before it, and the few behind it."""
    figure = message.figures[place]
    low = message.figures[place - 1].end if place else 0
    high = (
        message.figures[place + 1].start if place + 1 < len(message.figures) else len(message.text)
    )
    return (
        message.text[max(low, figure.start - _NEAR) : figure.start]
        + "\n"
        + (message.text[figure.end : min(high, figure.end + 6)])
    )


def _of_cut(earlier: Sequence[Told], now: Told, turn: int) -> tuple[float, ...]:
    """What is told of a message that may be the last that stands."""
    behind = len(earlier) - 1 - turn
    own = bigrams(now.text)
    here = bigrams(earlier[turn].text)
    later = frozenset[str]().union(*(bigrams(m.text) for m in earlier[turn + 1 :]))
    values = {(f.unit, f.value) for f in now.figures if f.value is not None}
    said = {(f.unit, f.value) for f in earlier[turn].figures}
    after = {(f.unit, f.value) for m in earlier[turn + 1 :] for f in m.figures}
    return (
        min(behind, 6) / 6,
        float(behind == 0),
        float(behind == 1),
        float(turn == 0),
        min(len(own & here - later), 4) / 4,
        min(len(own & later - here), 4) / 4,
        float(bool(values & said)),
        float(bool(values & after)),
        float(bool(now.figures)),
    )


def _of_figure(
    earlier: Sequence[Told], now: Told, target: Target, targets: Sequence[Target]
) -> tuple[float, ...]:
    """What is told of a number told before, beside the message and the other numbers."""
    turn, place = target
    figure = earlier[turn].figures[place]
    near = bigrams(around(earlier[turn], place))
    others = frozenset[str]().union(
        *(bigrams(around(earlier[t], p)) for t, p in targets if (t, p) != target)
    )
    own = bigrams(now.text)
    value = figure.value
    same = [
        (t, p) for t, p in targets if earlier[t].figures[p].unit is figure.unit and (t, p) != target
    ]
    values = [v for t, p in same if (v := earlier[t].figures[p].value) is not None]
    one = singles(around(earlier[turn], place), now.text)
    rest = {
        c for t, p in targets if (t, p) != target for c in singles(around(earlier[t], p), now.text)
    }
    return (
        min(len(near & own), 4) / 4,
        min(len((near & own) - others), 3) / 3,
        min(len(one - rest), 4) / 4,
        min(len(earlier) - 1 - turn, 6) / 6,
        float(turn == len(earlier) - 1),
        float(turn == 0),
        min(len(same), 5) / 5,
        float(any(f.value == value and f.unit is figure.unit for f in now.figures)),
        float("yuan" in figure.unit.value) if figure.unit else 0.0,
        float(figure.unit in (Unit.COUNT, Unit.NUMBER)),
        float(value is not None and bool(values) and value >= max(values)),
        float(value is not None and bool(values) and value <= min(values)),
    )


def singles(words: str, text: str) -> set[str]:
    """The Chinese characters of some words that a text has too."""
    return {c for c in words if "一" <= c <= "鿿" and c in text}


class EditReader(HeadedNetwork):
    """Says what later messages do to those before them; thread-safe, loads itself when asked."""

    def __init__(self, folder: Path, sums: Mapping[str, str]) -> None:
        super().__init__(folder, sums)
        self._read = lru_cache(maxsize=_RECENT)(self._shares)

    @classmethod
    def find(cls, encoder: Path) -> EditReader | None:
        """The one that lies beside the encoder; None where there is none to run.

        Raises:
            EncoderError: its card is broken, or its files have not the size that the card names.
        """
        found = find_card(encoder, FOLDER)
        return None if found is None else cls(encoder / FOLDER, found[1])

    def shares(self, earlier: Sequence[Told], now: Told) -> Mapping[Key, float]:
        """The logarithms of how likely a message does what to those before.

        Nothing, takes back (BACK: the message that stands last; VOID), or an operation on one of
        their numbers: (operation, message, place of the number), -1 for none.
        """
        return self._read(tuple(earlier), now)

    def _shares(self, earlier: tuple[Told, ...], now: Told) -> Mapping[Key, float]:
        given = laid(self.tokenizer, earlier, now)
        return _shares_of(given, self.states(given.ids, given.kinds), self._scored)

    def _scored(self, layer: str, rows: Floats) -> Floats:
        head = self.head
        inner = rows @ head[f"{layer}_inner"].T + head[f"{layer}_inner_bias"]
        inner = inner.astype(np.float64)
        erf = np.vectorize(math.erf)
        inner = 0.5 * inner * (1 + erf(inner / math.sqrt(2)))
        scores: Floats = inner @ head[f"{layer}_outer"].T.astype(np.float64)
        return scores + head[f"{layer}_outer_bias"]


def keys_of(given: Laid) -> list[Key]:
    """What a message may do, in the order of its scores."""
    count = len(given.messages)
    found = [NOTHING]
    found += [(BACK, t, -1) for t in range(count - 1) if given.messages[t] is not None]
    found += [(VOID, t, -1) for t in range(1, count - 1) if given.messages[t] is not None]
    return [*found, *((op, *target) for target, _ in given.told for op in BY_MESSAGE)]


def _shares_of(
    given: Laid, states: Floats, scored: Callable[[str, Floats], Floats]
) -> Mapping[Key, float]:
    """What the scores of the head's layers come to."""
    start = states[0]
    own = states[given.own[0] : given.own[1] + 1].mean(axis=0)
    message = keys_of(given)
    scores = [float(scored("nothing", np.concatenate([start, own])[None])[0, 0])]
    means = [
        states[m[0] : m[1] + 1].mean(axis=0) if m is not None else None for m in given.messages
    ]
    for layer, shift in ((BACK, 1), (VOID, 0)):
        for op, turn, _ in message:
            if op != layer:
                continue
            beside = means[turn + shift] if turn + shift < len(means) else None
            row = np.concatenate(
                [
                    start,
                    own,
                    means[turn],
                    beside if beside is not None else np.zeros_like(start),
                    np.asarray(given.cuts[turn], np.float32),
                ]
            )
            scores.append(float(scored(layer, row[None])[0, 0]))
    spans = [states[a : b + 1].mean(axis=0) for _, (a, b) in given.told]
    if spans:
        rows = np.stack(
            [
                np.concatenate([start, own, span, np.asarray(figure, np.float32)])
                for span, figure in zip(spans, given.figures, strict=True)
            ]
        )
        scores += scored("does", rows).reshape(-1).tolist()
    return _logs(dict(zip(message, scores, strict=True)))


def _logs(scores: dict[tuple[str, int, int], float]) -> dict[tuple[str, int, int], float]:
    top = max(scores.values())
    whole = top + math.log(math.fsum(math.exp(s - top) for s in scores.values()))
    return {key: round((s - whole) / GRID) * GRID for key, s in scores.items()}
