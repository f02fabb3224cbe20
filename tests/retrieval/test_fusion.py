from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieval.fusion import fuse

SHARE = st.floats(0, 1)
COSINE = st.floats(-1, 1)


def test_the_sum_itself() -> None:
    assert fuse(0.6, 0.3, 0.25) == 0.75 * 0.6 + 0.25 * 0.3


@given(SHARE, COSINE, SHARE)
def test_lies_between_the_two_signals(sparse: float, dense: float, weight: float) -> None:
    low, high = sorted((sparse, max(dense, 0.0)))
    assert low - 1e-12 <= fuse(sparse, dense, weight) <= high + 1e-12


@given(SHARE, SHARE, COSINE, SHARE)
def test_more_of_a_signal_is_never_worse(one: float, two: float, dense: float, w: float) -> None:
    low, high = sorted((one, two))
    assert fuse(low, dense, w) <= fuse(high, dense, w)
    assert fuse(one, dense, 1.0) == max(dense, 0.0)
    assert fuse(one, dense, 0.0) == one
