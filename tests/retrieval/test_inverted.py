"""The index for many vectors: lists, 8-bit codes, exact scores of what they propose."""

from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexBrokenError
from assistant.retrieval import dense
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Vectors, unit_rows

N = 4000


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    chance = np.random.default_rng(3)
    centres = chance.normal(size=(60, 32))
    return unit_rows(centres[chance.integers(60, size=N)] + 0.7 * chance.normal(size=(N, 32)))


@pytest.fixture(scope="module")
def folder(vectors: Vectors, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dense")
    assert DenseIndex.write(vectors, made, exact_below=100) >= 0.99
    return made


def test_below_the_limit_the_index_is_flat(vectors: Vectors, tmp_path: Path) -> None:
    assert DenseIndex.write(vectors[:50], tmp_path, exact_below=51) == 1.0
    assert DenseIndex.load(tmp_path).vectors.dtype == np.float32


def test_it_finds_what_a_flat_index_finds(vectors: Vectors, folder: Path) -> None:
    lists, flat = DenseIndex.load(folder), DenseIndex.from_vectors(vectors)
    chance = np.random.default_rng(9)
    queries = unit_rows(vectors[::40] + 0.1 * chance.normal(size=vectors[::40].shape))
    found = [
        len(set(lists.search(query, 100)[1][:10]) & set(flat.search(query, 10)[1])) / 10
        for query in queries
    ]
    assert np.mean(found) >= 0.98


def test_scores_are_exact_up_to_sixteen_bits(vectors: Vectors, folder: Path) -> None:
    scores, rows = DenseIndex.load(folder).search(vectors[7], 20)
    np.testing.assert_allclose(scores, vectors[rows] @ vectors[7], atol=1e-3)
    assert (np.diff(scores) <= 0).all()
    assert rows[0] == 7


@pytest.mark.parametrize("limit", [0, 4000])
def test_only_rows_of_the_scope_are_found(
    vectors: Vectors, folder: Path, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "EXACT_SCOPE", limit)
    scope = np.arange(5, N, 9)
    _, rows = DenseIndex.load(folder).search(vectors[0], 10, scope)
    assert len(rows) == 10
    assert set(rows.tolist()) <= set(scope.tolist())
    best = scope[np.argsort(-(vectors[scope] @ vectors[0]))[:10]]
    assert len(set(rows.tolist()) & set(best.tolist())) >= 9


def test_built_twice_it_finds_the_same(vectors: Vectors, folder: Path, tmp_path: Path) -> None:
    DenseIndex.write(vectors, tmp_path, exact_below=100)
    one, two = DenseIndex.load(folder), DenseIndex.load(tmp_path)
    for query in vectors[:20]:
        np.testing.assert_array_equal(one.search(query, 10)[1], two.search(query, 10)[1])


@pytest.mark.parametrize("name", ["dense.faiss", "dense.vectors.npy"])
def test_a_damaged_file_is_told(vectors: Vectors, tmp_path: Path, name: str) -> None:
    DenseIndex.write(vectors, tmp_path, exact_below=100)
    path = tmp_path / name
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(IndexBrokenError, match="cewen build"):
        DenseIndex.load(tmp_path)
