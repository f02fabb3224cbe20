"""Metrics against sums by hand and against a brute-force definition."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evaluation.metrics import hit_rate_at_k, interval_95, mrr_at_k, recall_at_k
from assistant.policy.clause import ClauseId
from assistant.retrieval.hit import Hit, Run

IDS = st.builds(
    ClauseId,
    st.sampled_from(["a", "b"]),
    st.integers(1, 4),
    st.sampled_from([None, 1, 2]),
)
LISTS = st.lists(IDS, max_size=12, unique=True)
WANTED = st.lists(IDS, min_size=1, max_size=4, unique=True)


def run_of(*ids: ClauseId) -> Run:
    return Run(tuple(Hit(c, 1 / rank, rank, 0.0, 0.0) for rank, c in enumerate(ids, start=1)))


def ids(*texts: str) -> list[ClauseId]:
    return [ClauseId.parse(text) for text in texts]


def test_by_hand() -> None:
    run = run_of(*ids("a#1", "a#2.1", "a#3"))
    wanted = ids("a#2", "a#3", "a#9")
    assert recall_at_k(run, wanted, 1) == 0
    assert recall_at_k(run, wanted, 2) == pytest.approx(1 / 3)
    assert recall_at_k(run, wanted, 3) == pytest.approx(2 / 3)
    assert mrr_at_k(run, wanted, 3) == pytest.approx(1 / 2)
    assert mrr_at_k(run, wanted, 1) == 0
    assert hit_rate_at_k(run, wanted, 2) == 1
    assert recall_at_k(run, ids("a#2.2"), 3) == 0


def same(want: ClauseId, got: ClauseId) -> bool:
    """Covering, told from the written ids alone."""
    return str(got) == str(want) or str(got).startswith(f"{want}.")


@settings(deadline=None)
@given(LISTS, WANTED, st.integers(1, 15))
def test_against_brute_force(found: list[ClauseId], wanted: list[ClauseId], k: int) -> None:
    run = run_of(*found)
    found_wants = {w for w in wanted for g in found[:k] if same(w, g)}
    ranks = [r for r, g in enumerate(found, start=1) for w in wanted if r <= k and same(w, g)]
    assert recall_at_k(run, wanted, k) == pytest.approx(len(found_wants) / len(wanted))
    assert mrr_at_k(run, wanted, k) == pytest.approx(1 / min(ranks) if ranks else 0)
    assert hit_rate_at_k(run, wanted, k) == (1 if ranks else 0)


@settings(deadline=None)
@given(LISTS, WANTED, st.integers(1, 14))
def test_more_hits_never_lower_a_metric(
    found: list[ClauseId], wanted: list[ClauseId], k: int
) -> None:
    run = run_of(*found)
    for metric in (recall_at_k, mrr_at_k, hit_rate_at_k):
        assert 0 <= metric(run, wanted, k) <= metric(run, wanted, k + 1) <= 1


@pytest.mark.parametrize(("wanted", "k"), [([], 1), (ids("a#1"), 0)])
def test_nothing_wanted_or_no_hits_allowed_is_a_mistake(wanted: list[ClauseId], k: int) -> None:
    with pytest.raises(ValueError, match="needs"):
        recall_at_k(run_of(), wanted, k)


@settings(deadline=None)
@given(st.integers(0, 50), st.integers(1, 50))
def test_the_interval_holds_the_share(right: int, more: int) -> None:
    n = right + more
    low, high = interval_95(right, n)
    assert 0 <= low <= right / n <= high <= 1
    assert interval_95(0, 0) == (0, 1)
