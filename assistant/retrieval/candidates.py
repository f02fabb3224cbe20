"""What an engine does: find candidates by words and by vector, within a scope.

``Index`` is the engine on this machine, ``MilvusIndex`` one elsewhere; tokens, weights and scores
are the same in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.policy.clause import ClauseId
from assistant.retrieval.encoder import Encoder, Vectors

FIRST_OF_ALL, LAST_OF_ALL = 0, 99991231


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to search: only these policies, only what is valid on a day; None: no limit.

    A policy that states no first or last day is valid on every day.
    """

    policies: frozenset[str] | None = None
    valid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows with both signals: BM25 as a share of what the query could reach, and the cosine.

    ``clause_ids[n]`` is the clause of ``rows[n]``.
    """

    rows: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    clause_ids: tuple[ClauseId, ...] = ()
    shares: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))
    cosines: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))


class Engine(Protocol):
    """An opened index, wherever it lies."""

    def check(self, corpus_version: str, encoder: Encoder) -> None:
        """Make sure that the index is of this corpus and encoder."""
        ...

    def candidates(
        self, tokens: Mapping[str, float], vector: Vectors, depth: int, scope: Scope
    ) -> Candidates:
        """The ``depth`` best by words and the ``depth`` best by vector, each with both signals."""
        ...


def day_number(day: date) -> int:
    """A day as a number that sorts: 20250601."""
    return day.year * 10000 + day.month * 100 + day.day
