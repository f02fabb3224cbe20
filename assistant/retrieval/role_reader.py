"""RoleReader: what each number of a message does to what was told before, by a small network.

It is optional: without its files or onnxruntime there is none, and the words around a number alone
are weighed. It is opened only when it is first asked.

A message is read behind those before it, each number of them as ``0`` with its unit, so that no
value is ever seen; how a value stands to those told before is told apart (``_beside``). Of each
number the states of its own tokens, of the token before it and of the first one give the logarithm
of how likely each role is, on a grid far coarser than what processors differ by.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import EncoderError
from assistant.retrieval.network import REMEDY, Floats, HeadedNetwork, find_card
from assistant.text.units import Unit

ROLES = ("told", "other", "set", "add", "less", "still", "factor")
"""What a number does: told anew, of something else, in the place of one told before, on top of it,
off it, told again unchanged, a share or a number of times."""
EFFECTS = ("nothing", "back", "holds", "fails", "more", "fewer")
"""What a message does without a number: it takes back an earlier one, a condition holds or fails
now, something counted is one more or one fewer."""
FOLDER = "roles"
"""Its place beside the encoder; the tokenizer is the clause reader's."""
LONGEST, OWN = 72, 60
"""Tokens that are read at most, and those of them that the message itself may have."""
GRID = 0.01
BESIDE = 14
"""What is told of a value: so many figures."""
KINDS = 3
"""Kinds of tokens: of earlier messages, of the message, of its numbers."""
_BETWEEN = " / "
_DIGITS = re.compile("[0-9][0-9.,]*|[零〇一二三四五六七八九十百千两]+")
_RECENT = 64


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a message: where it stands, what it is worth (None: unclear), its unit."""

    start: int
    end: int
    value: Decimal | None
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class Told:
    """A folded message and its numbers in order, none reaching into the next."""

    text: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A message laid out for the network.

    ``ids`` and ``kinds`` a token each; ``spans`` the first and last token of each number, None
    where it lies beyond what is read; ``beside`` what is told of each value.
    """

    ids: tuple[int, ...]
    kinds: tuple[int, ...]
    spans: tuple[tuple[int, int] | None, ...]
    beside: tuple[tuple[float, ...], ...]


def laid(tokenizer: Any, earlier: Sequence[Told], now: Told) -> Laid:
    """A message behind those before it: the start, their last tokens, an end, its own tokens."""
    text, places = masked(now)
    encoded = tokenizer.encode(text)
    own, offsets = encoded.ids[:OWN], encoded.offsets[:OWN]
    before = tokenizer.encode(_BETWEEN.join(masked(told)[0] for told in earlier)).ids[1:-1]
    before = before[max(0, len(before) - (LONGEST - len(own) - 1)) :] if earlier else []
    first = len(before) + 1
    spans: list[tuple[int, int] | None] = []
    kinds = [0] * first + [1] * len(own)
    for start, end in places:
        inside = [
            first + n
            for n, (low, high) in enumerate(offsets)
            if n and low < end and high > start and high > low
        ]
        spans.append((inside[0], inside[-1]) if inside else None)
        for n in inside:
            kinds[n] = 2
    return Laid(
        (encoded.ids[0], *before, encoded.ids[-1], *own[1:]),
        tuple(kinds),
        tuple(spans),
        _beside(earlier, now),
    )


def masked(told: Told) -> tuple[str, list[tuple[int, int]]]:
    """The message with 0 for the digits of each number, and where each stands in it."""
    text, done, places = "", 0, []
    for figure in told.figures:
        text += told.text[done : figure.start]
        start = len(text)
        text += _DIGITS.sub("0", told.text[figure.start : figure.end]) or "0"
        places.append((start, len(text)))
        done = figure.end
    return text + told.text[done:], places


def _beside(earlier: Sequence[Told], now: Told) -> tuple[tuple[float, ...], ...]:
    """What is told of each value: whether and how it stands to others of its unit."""
    before = [f for told in earlier for f in told.figures if f.value is not None]
    found = []
    for place, figure in enumerate(now.figures):
        values = [0.0] * BESIDE
        values[0] = float(bool(earlier))
        values[13] = min(len(now.figures), 5) / 5
        if figure.value is None or figure.unit is None:
            values[10] = 1.0
            found.append(tuple(values))
            continue
        value, unit = figure.value, figure.unit
        same = [f.value for f in before if f.unit is unit and f.value is not None]
        values[1] = float(value in same)
        values[2] = float(any(f.value == value for f in now.figures[:place]))
        values[11] = float(any(f.value == value for f in now.figures[place + 1 :]))
        values[8] = float("yuan" in unit.value)
        values[9] = float(unit is Unit.COUNT)
        values[12] = float(unit is Unit.PERCENT)
        if same:
            most = max(same)
            values[3], values[4] = float(value < same[-1]), float(value > same[-1])
            values[5], values[6] = float(value < most), 1.0
            if most > 0 and value > 0:
                values[7] = max(-3.0, min(3.0, math.log(float(value / most)))) / 2
        found.append(tuple(values))
    return tuple(found)


class RoleReader(HeadedNetwork):
    """Says what numbers do; thread-safe, loads itself when first asked."""

    def __init__(self, folder: Path, sums: Mapping[str, str], roles: Sequence[str]) -> None:
        super().__init__(folder, sums)
        self.roles = tuple(roles)
        self._read = lru_cache(maxsize=_RECENT)(self._shares)
        self._read_states = lru_cache(maxsize=_RECENT)(self._states)

    @classmethod
    def find(cls, encoder: Path) -> RoleReader | None:
        """The one that lies beside the encoder; None where there is none to run.

        Raises:
            EncoderError: its card is broken, or its files have not the size that the card names.
        """
        found = find_card(encoder, FOLDER)
        if found is None:
            return None
        card, sums = found
        try:
            roles = [str(role) for role in card["roles"]]
        except (KeyError, TypeError) as error:
            raise EncoderError(f"{encoder / FOLDER}/card.json 读不了：{REMEDY}") from error
        return cls(encoder / FOLDER, sums, roles)

    def shares(self, earlier: Sequence[Told], now: Told) -> tuple[tuple[float, ...] | None, ...]:
        """The logarithm of how likely each of ``roles`` is, of each number.

        None for a number that lies beyond what is read.
        """
        return self._read(tuple(earlier), now)

    def effects(self, earlier: Sequence[Told], now: Told) -> tuple[float, ...]:
        """The logarithm of how likely each of EFFECTS is; () where nothing was learned of them."""
        if "effect_inner" not in self.head:
            return ()
        _, states = self._read_states(tuple(earlier), now)
        return self._of_row(states[0], "effect_")

    def whole(self, earlier: Sequence[Told], now: Told) -> Floats:
        """What the network makes of a whole message: the state of its start, the mean of its own.

        Shape (2 × width,).
        """
        given, states = self._read_states(tuple(earlier), now)
        own = np.asarray(given.kinds) > 0
        whole: Floats = np.concatenate([states[0], states[own].mean(axis=0)])
        return whole

    def _states(self, earlier: tuple[Told, ...], now: Told) -> tuple[Laid, Floats]:
        given = laid(self.tokenizer, earlier, now)
        return given, self.states(given.ids, given.kinds)

    def _shares(self, earlier: tuple[Told, ...], now: Told) -> tuple[tuple[float, ...] | None, ...]:
        if not now.figures:
            return ()
        given, states = self._read_states(earlier, now)
        read = [n for n, span in enumerate(given.spans) if span is not None]
        found: list[tuple[float, ...] | None] = [None] * len(given.spans)
        for n in read:
            span = given.spans[n]
            if span is not None:
                found[n] = self._scored(states, span, given.beside[n])
        return tuple(found)

    def _scored(
        self, states: Floats, span: tuple[int, int], beside: Sequence[float]
    ) -> tuple[float, ...]:
        low, high = span
        row = np.concatenate(
            [
                states[low : high + 1].mean(axis=0),
                states[max(0, low - 1)],
                states[0],
                np.asarray(beside, np.float32),
            ]
        )
        return self._of_row(row, "")

    def _of_row(self, row: Floats, layer: str) -> tuple[float, ...]:
        """The logarithms that two layers of the head give for a row of states."""
        head = self.head
        inner = (head[f"{layer}inner"] @ row + head[f"{layer}inner_bias"]).astype(np.float64)
        inner = np.array([0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in inner])
        scores = head[f"{layer}outer"].astype(np.float64) @ inner + head[f"{layer}outer_bias"]
        top = float(scores.max())
        whole = top + math.log(math.fsum(math.exp(float(s) - top) for s in scores))
        return tuple(round((float(s) - whole) / GRID) * GRID for s in scores)
