import gc
from pathlib import Path

import faiss  # noqa: F401 - loaded at the first search, which must not be a timed example
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import EncoderError, IndexBrokenError
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Vectors, unit_rows


def make_vectors(n: int, dim: int = 8, seed: int = 0) -> Vectors:
    return unit_rows(np.random.default_rng(seed).normal(size=(n, dim)))


@given(st.integers(1, 40), st.integers(1, 60), st.integers(0, 1000))
def test_search_equals_the_numpy_inner_product(n: int, k: int, seed: int) -> None:
    vectors = make_vectors(n + 1, seed=seed)
    query, vectors = vectors[0], vectors[1:]
    scores, rows = DenseIndex.from_vectors(vectors).search(query, k)
    expected = vectors @ query
    assert len(rows) == min(k, n)
    np.testing.assert_allclose(scores, np.sort(expected)[::-1][:k], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(expected[rows], scores, rtol=1e-5, atol=1e-6)


def test_only_rows_of_the_scope_are_found() -> None:
    vectors = make_vectors(20)
    index = DenseIndex.from_vectors(vectors)
    scope = np.asarray([3, 7, 11], np.int64)
    scores, rows = index.search(vectors[5], 10, scope)
    assert set(rows.tolist()) == {3, 7, 11}
    np.testing.assert_allclose(scores, index.scores(vectors[5], rows), rtol=1e-5)


def test_equal_scores_come_in_row_order() -> None:
    vectors = np.repeat(make_vectors(1), 6, axis=0)
    _, rows = DenseIndex.from_vectors(vectors).search(vectors[0], 6)
    assert rows.tolist() == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(("k", "scope"), [(0, None), (-1, None), (3, [])])
def test_nothing_asked_nothing_found(k: int, scope: list[int] | None) -> None:
    rows = None if scope is None else np.asarray(scope, np.int64)
    assert DenseIndex.from_vectors(make_vectors(4)).search(make_vectors(1)[0], k, rows)[1].size == 0


def test_saved_and_opened_again_it_is_the_same(tmp_path: Path) -> None:
    vectors = make_vectors(9)
    DenseIndex.from_vectors(vectors).save(tmp_path)
    opened = DenseIndex.load(tmp_path)
    np.testing.assert_array_equal(opened.vectors, vectors)
    assert opened.search(vectors[4], 1)[1].tolist() == [4]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "dense.vectors.npy"
    DenseIndex.from_vectors(make_vectors(9)).save(tmp_path)
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(IndexBrokenError, match="cewen build"):
        DenseIndex.load(tmp_path)
    with pytest.raises(IndexBrokenError):
        DenseIndex.load(tmp_path / "nothing")


def test_a_query_of_another_length_is_told() -> None:
    with pytest.raises(EncoderError, match=r"4 维.*8 维"):
        DenseIndex.from_vectors(make_vectors(3)).search(make_vectors(1, dim=4)[0], 1)


def test_the_vectors_outlive_the_index(tmp_path: Path) -> None:
    expected = make_vectors(500)
    DenseIndex.from_vectors(expected).save(tmp_path)
    vectors = DenseIndex.load(tmp_path).vectors
    gc.collect()
    np.testing.assert_array_equal(vectors, expected)
    assert not vectors.flags.writeable
