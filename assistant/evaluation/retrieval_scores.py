"""Retrieval alone: is the one wanted clause among the first hits?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer.answer import Outcome
from assistant.evaluation.gold import GoldQuestion
from assistant.evaluation.metrics import hit_rate_at_k, mrr_at_k, recall_at_k
from assistant.retrieval.hit import Run

CUT_OFFS = (1, 3, 5, 10)


class Searching(Protocol):
    """What is scored: a Searcher, or a stand-in."""

    def search(self, query: str, *, k: int = 10) -> Run:
        """The k best clauses, best first."""


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """Means over n questions: (``recall@5``, value) each; ``missed`` are ids beyond the last k."""

    n: int
    values: tuple[tuple[str, float], ...]
    missed: tuple[str, ...]


def single_clause(gold: Sequence[GoldQuestion]) -> tuple[GoldQuestion, ...]:
    """The questions that search alone can answer: one message, one clause, an answer expected."""
    return tuple(
        q
        for q in gold
        if len(q.turns) == 1 and len(q.last.cite) == 1 and Outcome.ANSWERED in q.last.outcome
    )


def evaluate_retrieval(
    searcher: Searching, gold: Sequence[GoldQuestion], *, cut_offs: tuple[int, ...] = CUT_OFFS
) -> RetrievalScores:
    """Search every single-clause question and average the metrics."""
    asked = single_clause(gold)
    runs = [(searcher.search(q.turns[0], k=max(cut_offs)), q.last.cite) for q in asked]
    last = max(cut_offs)
    wanted = [("recall", recall_at_k, k) for k in cut_offs] + [("mrr", mrr_at_k, last)]
    values = [
        (f"{name}@{k}", math.fsum(metric(run, cite, k) for run, cite in runs) / max(1, len(runs)))
        for name, metric, k in wanted
    ]
    missed = tuple(
        q.id
        for q, (run, cite) in zip(asked, runs, strict=True)
        if not hit_rate_at_k(run, cite, max(cut_offs))
    )
    return RetrievalScores(len(asked), tuple(values), missed)
