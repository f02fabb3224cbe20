"""The fit of second readings: a softmax over hashed features, with weights in rereading.json."""

from __future__ import annotations

import math
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.dialogue.fitted import load_fit, unpacked

FILE = Path(__file__).with_name("rereading.json")
Part = tuple[Hashable, Callable[[], Iterable[tuple[str, float]]]]
"""Features with their name: those of one name are the same for all readings of a message."""


@dataclass(frozen=True, slots=True)
class RereadFit:
    """The weights: whole numbers, worth ``step`` each.

    From ``least`` on the reading of a later message is taken, from ``least_first`` on that of a
    first one, which changes nothing that was told before.
    """

    weights: array[int]
    step: float
    least: float
    least_first: float

    def score(self, values: Iterable[tuple[str, float]]) -> float:
        """What named features come to."""
        size, weights = len(self.weights), self.weights
        return self.step * math.fsum(
            weights[zlib.crc32(name.encode()) % size] * value for name, value in values
        )

    def scores(self, readings: Iterable[Iterable[Part]]) -> list[float]:
        """The logarithm of how probable each reading is, up to what all of a message share."""
        known: dict[Hashable, float] = {}
        found = []
        for parts in readings:
            own = []
            for name, part in parts:
                if name not in known:
                    known[name] = self.score(part())
                own.append(known[name])
            found.append(math.fsum(own))
        return found


def read_fit(content: Mapping[str, Any]) -> RereadFit:
    """The fit that a file holds."""
    return RereadFit(
        unpacked(content["weights"]),
        float(content["step"]),
        float(content["least"]),
        float(content["least_first"]),
    )


@cache
def load_rereading(path: Path = FILE) -> RereadFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_fit)
