"""Hits: what a search returns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from assistant.policy.clause import ClauseId


class Hit(NamedTuple):
    """One ranked clause; larger scores are better, ranks start at 1.

    ``sparse`` and ``dense`` are the raw signals behind ``score``: BM25 divided by the best BM25 the
    query could reach (0..1, comparable between queries), and cosine similarity.
    """

    clause_id: ClauseId
    score: float
    rank: int
    sparse: float
    dense: float


@dataclass(frozen=True, slots=True)
class Run:
    """The hits of one query, best first; ``expansions`` are thesaurus terms that were added."""

    hits: tuple[Hit, ...]
    expansions: tuple[str, ...] = field(default=())
