"""Whether any clause answers a message: a probability from retrieval and understanding together.

The coefficients were fitted on this project's own questions by ``assistant.evaluation.fit_gate``
and lie beside the encoder (gate.json, with their provenance); no phrase decides here.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import EncoderError

FILE = "gate.json"
TAKEN_IN, READ, RANKING = "taken_in", "taken_in_read", "taken_in_ranking"
"""The keys of the other fits in it."""


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
        return _logistic(self.odds(dense, sparse, cover))

    def odds(self, dense: float, sparse: float, cover: float) -> float:
        """Its log-odds."""
        return self.intercept + self.dense * dense + self.sparse * sparse + self.cover * cover


@dataclass(frozen=True, slots=True)
class ReadGate(TakenInGate):
    """The same where the learned reader was asked as well: ``read`` weighs its best score."""

    intercept: float = -3.0
    dense: float = 0.0
    sparse: float = 20.0
    cover: float = 3.0
    least: float = 0.25
    read: float = 0.5

    def probability(self, dense: float, sparse: float, cover: float, read: float = 0.0) -> float:
        """The probability that some clause of the policy answers."""
        return _logistic(self.odds(dense, sparse, cover) + self.read * read)


@dataclass(frozen=True, slots=True)
class TakenInRanking:
    """How clauses of such a policy are told apart: log-odds of BM25's share and of the reader.

    Fitted on which clause answers (multinomial), leaving sets out. Likeness of meaning as the own
    encoder sees it, and words of the derived facts, added nothing to these two.
    """

    sparse: float = 59.0
    read: float = 0.25

    def odds(self, sparse: float, read: float) -> float:
        """The log-odds of a clause, up to what all clauses of a message share."""
        return self.sparse * sparse + self.read * read


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
    taken_in_read: ReadGate = ReadGate()
    taken_in_ranking: TakenInRanking = TakenInRanking()

    def probability(self, signals: Signals) -> float:
        """The probability that some clause answers."""
        terms = [getattr(self, f.name) * getattr(signals, f.name) for f in fields(Signals)]
        return _logistic(self.intercept + math.fsum(terms))


def _logistic(z: float) -> float:
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
        values = content["coefficients"]
        names = [field.name for field in fields(Signals)]
        return Gate(
            float(values["intercept"]),
            **{name: float(values[name]) for name in names},
            taken_in=_fitted(TakenInGate, content, TAKEN_IN),
            taken_in_read=_fitted(ReadGate, content, READ),
            taken_in_ranking=_fitted(TakenInRanking, content, RANKING),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EncoderError(f"{path}：拟合参数读不出来（{error}），请重新生成或删除它。") from error


_Fit = TypeVar("_Fit", TakenInGate, ReadGate, TakenInRanking)


def _fitted(kind: type[_Fit], content: Mapping[str, Any], key: str) -> _Fit:
    """One of the other fits, its defaults where the file has none."""
    own = content.get(key, {}).get("coefficients", {})
    return kind(**{f.name: float(own[f.name]) for f in fields(kind) if own})
