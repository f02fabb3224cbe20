"""What a number of a message does to what was told before: a fitted score over the words around it.

A figure is told, put in the place of one told before, comes on top of it, goes off it, is told
again unchanged, is a share or a number of times, or has nothing to do with it. How that is said is
an open class (翻出一张发票, 卖家退了一笔), so a small network reads it off the message and those
before it (``retrieval.role_reader``); without it, hashed n-grams of the clause and the message that
the number stands in (weights in roles.json with their provenance,
``assistant.evaluation.fit_roles``). It decides nothing alone: second readings are weighed with it
(``rereading``).
"""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from assistant.dialogue.aspects import stretch_around
from assistant.dialogue.fitted import load_fit, unpacked
from assistant.retrieval.role_reader import EFFECTS, ROLES, Figure, RoleReader, Told
from assistant.text.normalise import fold
from assistant.text.quantities import find_quantities

FILE = Path(__file__).with_name("roles.json")
TOLD, OTHER, SET, ADD, LESS, STILL, FACTOR = ROLES
SIZE = 32768
"""So many buckets a role."""
_LONGEST = 3
_NEAR, _SIDE = 4, 8
_READ = 120
"""Characters of a message on each side of a number that are weighed."""
_MESSAGE, _SIDES = 0.7, 0.7
_GRID = 0.01
_CHANGES = 0.7
"""From here on a number changes what was told: its clause is no aside, and it is told if unused."""

Span = tuple[int, int]


def features(text: str, spans: Sequence[Span], place: int, *, is_later: bool) -> dict[str, float]:
    """What is weighed of the number at ``place`` of a folded message, by name.

    ``spans`` are those of all its numbers in order, ``is_later``: there were messages before.
    """
    start, end = spans[place]
    low, high = stretch_around(text, start, end)
    side = "L" if is_later else "F"
    values: dict[str, float] = {side: 3.0}
    before, behind = masked(text, spans, low, start), masked(text, spans, end, high)
    whole = (
        f"{masked(text, spans, max(0, start - _READ), start)}#"
        f"{masked(text, spans, end, min(len(text), end + _READ))}"
    )
    for name, weight, words in (
        ("c", 1.0, f"<{before}#{behind}>"),
        ("m", _MESSAGE, f"<{whole}>"),
        ("b", _SIDES, before[-_SIDE:]),
        ("a", _SIDES, behind[:_SIDE]),
    ):
        for gram in _grams(words):
            values[f"{side}{name}|{gram}"] = weight
    lead, tail = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    for size in range(1, _NEAR + 1):
        values[f"{side}l|{lead[-size:]}"] = 1.0
        values[f"{side}r|{tail[:size]}"] = 1.0
    values[f"{side}n|{min(len(spans), 4)}"] = 1.0
    values[f"{side}k|{min(place, 3)}"] = 1.0
    values[f"{side}e|{low == 0}|{high == len(text)}"] = 1.0
    return values


def masked(text: str, spans: Sequence[Span], low: int, high: int) -> str:
    """A stretch of the text with each number that lies in it as one character."""
    parts = []
    for start, end in spans:
        if start >= low and end <= high:
            parts += [text[low:start], "0"]
            low = end
    return "".join((*parts, text[low:high]))


def _grams(words: str) -> Iterator[str]:
    for size in range(1, _LONGEST + 1):
        yield from {words[n : n + size] for n in range(len(words) - size + 1)}


def hashed(values: Mapping[str, float], size: int = SIZE) -> dict[int, float]:
    """The features as buckets, the same in every process and on every machine."""
    found: dict[int, float] = {}
    for name, value in values.items():
        bucket = zlib.crc32(name.encode()) % size
        found[bucket] = found.get(bucket, 0.0) + value
    return found


@dataclass(frozen=True, slots=True)
class RoleFit:
    """The weights of each role in turn: whole numbers, worth ``step`` each."""

    weights: array[int]
    step: float

    def shares(
        self, text: str, spans: Sequence[Span], place: int, *, is_later: bool
    ) -> dict[str, float]:
        """The logarithm of how likely each role is for one number."""
        own = sorted(hashed(features(text, spans, place, is_later=is_later)).items())
        size, weights = len(self.weights) // len(ROLES), self.weights
        scores = [
            self.step * math.fsum(weights[n * size + bucket] * value for bucket, value in own)
            for n in range(len(ROLES))
        ]
        top = max(scores)
        whole = top + math.log(math.fsum(math.exp(s - top) for s in scores))
        return {
            role: round((score - whole) / _GRID) * _GRID
            for role, score in zip(ROLES, scores, strict=True)
        }


class Roles:
    """What numbers do: by the network where there is one, else by the words around them."""

    def __init__(self, reader: RoleReader | None, fit: RoleFit | None) -> None:
        self._reader = reader
        self._fit = fit

    @property
    def reads_earlier(self) -> bool:
        """Whether there is the network, which reads a message behind those before it."""
        return self._reader is not None

    def shares(
        self, text: str, figures: Sequence[Figure], earlier: Sequence[str]
    ) -> tuple[Mapping[str, float], ...]:
        """The logarithm of how likely each role is, of each number of a folded message.

        ``figures`` are all its numbers in order, ``earlier`` the messages before it as typed.
        Nothing is said of numbers that reach into each other, or where nothing was fitted.
        """
        spans = [(f.start, f.end) for f in figures]
        if not spans or not apart(spans):
            return ({},) * len(spans)
        read: Sequence[Sequence[float] | None] = (None,) * len(spans)
        if self._reader is not None:
            before = tuple(told(message) for message in earlier)
            read = self._reader.shares(before, Told(text, tuple(figures)))
        return tuple(
            self._by_words(text, spans, n, is_later=bool(earlier))
            if own is None or self._reader is None
            else dict(zip(self._reader.roles, own, strict=True))
            for n, own in enumerate(read)
        )

    def effects(
        self, text: str, figures: Sequence[Figure], earlier: Sequence[str]
    ) -> Mapping[str, float]:
        """The logarithm of how likely a message does each of EFFECTS; nothing if none can say."""
        if self._reader is None or not apart([(f.start, f.end) for f in figures]):
            return {}
        before = tuple(told(message) for message in earlier)
        read = self._reader.effects(before, Told(text, tuple(figures)))
        return dict(zip(EFFECTS, read, strict=True)) if read else {}

    @property
    def network(self) -> str:
        """The sha256 of the network's files; empty where there is none."""
        return self._reader.sha256 if self._reader is not None else ""

    def states(
        self, text: str, figures: Sequence[Figure], earlier: Sequence[str]
    ) -> Sequence[float] | None:
        """What the network makes of a whole message; None if there is none to say."""
        if self._reader is None or not apart([(f.start, f.end) for f in figures]):
            return None
        before = tuple(told(message) for message in earlier)
        found: Sequence[float] = self._reader.whole(before, Told(text, tuple(figures))).tolist()
        return found

    def _by_words(
        self, text: str, spans: Sequence[Span], place: int, *, is_later: bool
    ) -> Mapping[str, float]:
        if self._fit is None:
            return {}
        return self._fit.shares(text, spans, place, is_later=is_later)


def changes(shares: Mapping[str, float]) -> bool:
    """Whether a number surely changes one told before."""
    return math.fsum(math.exp(shares[r]) for r in (SET, ADD, LESS) if r in shares) >= _CHANGES


@lru_cache(maxsize=256)
def told(message: str) -> Told:
    """An earlier message as the network reads it."""
    text = fold(message)
    found = (Figure(q.start, q.end, q.value, q.unit) for q in find_quantities(text))
    return Told(text, tuple(found))


def apart(spans: Sequence[Span]) -> bool:
    """Whether stretches stand in order and none reaches into the next."""
    return all(end <= start for (_, end), (start, _) in pairwise(spans))


def read_fit(content: Mapping[str, Any]) -> RoleFit:
    """The fit that a file holds."""
    return RoleFit(unpacked(content["weights"]), float(content["step"]))


@cache
def load_roles(path: Path = FILE) -> RoleFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
