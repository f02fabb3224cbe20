"""Whether any clause answers a message: a probability from retrieval and understanding together.

The coefficients were fitted on this project's own questions by ``assistant.evaluation.fit_gate``
and lie beside the encoder (gate.json, with their provenance); no phrase decides here.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from pathlib import Path

from assistant.errors import EncoderError

FILE = "gate.json"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a message, each about 0..1.

    ``dense`` and ``sparse`` are the best hit's raw signals, ``hint`` how strongly words of facts
    and rules point to a clause, ``topics`` the weight of topic words, ``scope`` whether a collected
    place is named, ``support`` and ``trade`` whether words of public support (补贴) and of the
    trade (人工智能, 算力) stand in it.
    """

    dense: float
    sparse: float
    hint: float
    topics: float
    scope: float
    support: float
    trade: float


@dataclass(frozen=True, slots=True)
class Gate:
    """Logistic regression over the signals; the defaults serve an encoder that has no fit."""

    intercept: float = -3.0
    dense: float = 4.0
    sparse: float = 6.0
    hint: float = 1.5
    topics: float = 2.0
    scope: float = 1.0
    support: float = 0.0
    trade: float = 1.0

    def probability(self, signals: Signals) -> float:
        """The probability that some clause answers."""
        terms = [getattr(self, f.name) * getattr(signals, f.name) for f in fields(Signals)]
        z = self.intercept + math.fsum(terms)
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


def load_gate(folder: Path) -> Gate:
    """The fitted gate beside an encoder; the defaults if there is none.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    path = folder / FILE
    if not path.is_file():
        return Gate()
    try:
        values = json.loads(path.read_text(encoding="utf-8"))["coefficients"]
        return Gate(**{field.name: float(values[field.name]) for field in fields(Gate)})
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EncoderError(f"{path}：拟合参数读不出来（{error}），请重新生成或删除它。") from error
