"""Whether what a later message likely does to those before it takes the place of its first reading.

A fitted score over how sure the network is of it and of the first reading, and over what the first
reading left over (weights in deciding.json with their provenance,
``assistant.evaluation.fit_retelling``). Without that file nothing is told anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.dialogue.fitted import load_fit

FILE = Path(__file__).with_name("deciding.json")
_SMALL = 0.005


@dataclass(frozen=True, slots=True)
class DecidingFit:
    """The weights of what is known of a message, and from which probability on it is told anew."""

    intercept: float
    weights: Mapping[str, float]
    least: float

    def probability(self, signs: Mapping[str, float]) -> float:
        """How likely the message told anew is right and its first reading is not."""
        score = self.intercept + math.fsum(w * signs[name] for name, w in self.weights.items())
        return 1 / (1 + math.exp(-score))

    def takes(self, signs: Mapping[str, float]) -> bool:
        """Whether the message is told anew."""
        return self.probability(signs) >= self.least


def logit(share: float) -> float:
    """The logarithm of the odds, of no share surer than can be told apart."""
    share = min(max(share, _SMALL), 1 - _SMALL)
    return math.log(share / (1 - share))


def read_deciding(content: Mapping[str, Any]) -> DecidingFit:
    """The fit that a file holds."""
    weights = {str(name): float(w) for name, w in content["weights"].items()}
    return DecidingFit(float(content["intercept"]), weights, float(content["least"]))


@cache
def load_deciding(path: Path = FILE) -> DecidingFit | None:
    """The fit beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_deciding)
