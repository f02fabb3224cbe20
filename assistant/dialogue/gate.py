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
TAKEN_IN = "taken_in"
"""The key of the second fit in it."""


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
class TakenInGate:
    """The same for a policy that was taken in and that no topic, word list or fit knows.

    Fitted leaving policies out: each collected policy as if it had just been taken in, with the
    questions it answers and those on matters it does not deal with. That its place is named proves
    nothing. ``cover`` weighs the share of a message's words that stand in the policy; nothing
    answers below ``least``.
    """

    intercept: float = -6.7
    dense: float = 18.0
    sparse: float = 2.0
    cover: float = 0.5
    least: float = 0.3

    def probability(self, dense: float, sparse: float, cover: float) -> float:
        """The probability that some clause of the policy answers."""
        z = self.intercept + self.dense * dense + self.sparse * sparse + self.cover * cover
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, z))))


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
    taken_in: TakenInGate = TakenInGate()

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
        content = json.loads(path.read_text(encoding="utf-8"))
        values, own = content["coefficients"], content.get(TAKEN_IN, {}).get("coefficients", {})
        names = [field.name for field in fields(Signals)]
        taken_in = TakenInGate(**{f.name: float(own[f.name]) for f in fields(TakenInGate) if own})
        return Gate(
            float(values["intercept"]),
            **{name: float(values[name]) for name in names},
            taken_in=taken_in,
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EncoderError(f"{path}：拟合参数读不出来（{error}），请重新生成或删除它。") from error
