"""Retrieval metrics over one Run; a hit is relevant if a wanted clause covers it.

Wanted clauses are judged as a whole: ``futian-2024#1`` is found by its item ``futian-2024#1.2``.
Manning, Raghavan, Schütze (2008), Introduction to Information Retrieval, chapter 8.
"""

from __future__ import annotations

from collections.abc import Sequence

from scipy.stats import binomtest

from assistant.policy.clause import ClauseId
from assistant.retrieval.hit import Run


def recall_at_k(run: Run, wanted: Sequence[ClauseId], k: int) -> float:
    """Share of the wanted clauses found among the first k hits.

    ``recall@k = |{w ∈ wanted : some hit of rank ≤ k is covered by w}| / |wanted|``
    """
    _check(wanted, k)
    top = [hit.clause_id for hit in run.hits[:k]]
    return sum(any(want.covers(got) for got in top) for want in wanted) / len(wanted)


def hit_rate_at_k(run: Run, wanted: Sequence[ClauseId], k: int) -> float:
    """1 if any wanted clause is among the first k hits, else 0."""
    return 1.0 if mrr_at_k(run, wanted, k) > 0 else 0.0


def mrr_at_k(run: Run, wanted: Sequence[ClauseId], k: int) -> float:
    """Reciprocal rank of the first relevant hit, 0 if none is among the first k.

    ``mrr@k = 1 / rank`` for one query; the mean over queries gives the usual MRR.
    """
    _check(wanted, k)
    for rank, hit in enumerate(run.hits[:k], start=1):
        if any(want.covers(hit.clause_id) for want in wanted):
            return 1 / rank
    return 0.0


def interval_95(right: int, n: int) -> tuple[float, float]:
    """Wilson's score interval for a share, in which the true share lies 19 times of 20.

    Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> [round(bound, 3) for bound in interval_95(8, 10)]
    [0.49, 0.943]
    """
    if n == 0:
        return 0.0, 1.0
    bounds = binomtest(right, n).proportion_ci(0.95, "wilson")
    return float(bounds.low), float(bounds.high)


def _check(wanted: Sequence[ClauseId], k: int) -> None:
    if not wanted or k < 1:
        raise ValueError(f"needs a wanted clause and k >= 1, got {len(wanted)} and {k}")
