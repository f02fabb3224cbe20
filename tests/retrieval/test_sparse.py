from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import IndexBrokenError
from assistant.retrieval.sparse import SparseIndex
from assistant.text.tokens import tokenise

TEXTS = ["租用算力补贴", "人才奖励", "租用办公用房", "", "人才奖励"]
TOKEN = st.sampled_from(list("甲乙丙丁戊己庚辛"))
CORPUS = st.lists(st.lists(TOKEN, max_size=12), min_size=1, max_size=12)


def index_of(texts: list[str]) -> SparseIndex:
    return SparseIndex.from_tokens(tokenise(text) for text in texts)


def weights(text: str) -> dict[str, float]:
    return dict.fromkeys(tokenise(text), 1.0)


@given(CORPUS, st.lists(TOKEN, unique=True, max_size=6))
def test_scores_equal_those_of_bm25s(corpus: list[list[str]], query: list[str]) -> None:
    index = SparseIndex.from_tokens(corpus)
    known = [token for token in query if any(token in tokens for tokens in corpus)]
    if not known:
        assert not index.scores(dict.fromkeys(query, 1.0)).any()
        return
    model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
    model.index(corpus, show_progress=False)
    expected = model.get_scores(known)[: len(corpus)]
    np.testing.assert_allclose(index.scores(dict.fromkeys(query, 1.0)), expected, rtol=1e-5)


def test_one_score_by_hand() -> None:
    # two texts of one and two tokens, 甲 in one of them: idf = ln(1 + 1.5/1.5), avgdl = 1.5
    index = SparseIndex.from_tokens([["甲"], ["乙", "丙"]])
    expected = np.log(1 + (2 - 1 + 0.5) / (1 + 0.5)) * 1 / (1 + 1.2 * (1 - 0.75 + 0.75 * 1 / 1.5))
    assert index.scores({"甲": 1.0})[0] == pytest.approx(expected)
    assert index.scores({"甲": 0.5})[0] == pytest.approx(expected / 2)


@given(CORPUS, st.dictionaries(TOKEN, st.floats(0.1, 3), min_size=1))
def test_no_score_passes_the_best_possible(
    corpus: list[list[str]], query: dict[str, float]
) -> None:
    index = SparseIndex.from_tokens(corpus)
    assert index.scores(query).max() <= index.best_possible(query) * 1.00001


def test_ties_come_in_corpus_order_and_zero_scores_are_dropped() -> None:
    scores, rows = index_of(TEXTS).search(weights("人才奖励"), 10)
    assert rows.tolist() == [1, 4]
    assert scores[0] == scores[1] > 0


def test_k_is_clipped_and_cuts_ties_by_corpus_order() -> None:
    index = index_of(TEXTS)
    assert index.search(weights("人才"), 1)[1].tolist() == [1]
    assert index.search(weights("人才"), 0)[1].tolist() == []
    assert index.search(weights("租用"), 99)[1].tolist() == [2, 0]


def test_rows_outside_the_scope_are_not_found() -> None:
    assert index_of(TEXTS).search(weights("人才奖励"), 9, np.asarray([0, 4]))[1].tolist() == [4]


@pytest.mark.parametrize("query", ["", "？！", "鑫"])
def test_nothing_known_nothing_found(query: str) -> None:
    assert index_of(TEXTS).search(weights(query), 5)[1].size == 0


def test_an_index_of_empty_texts_finds_nothing(tmp_path: Path) -> None:
    index_of(["", ""]).save(tmp_path)
    assert SparseIndex.load(tmp_path).search(weights("人才"), 5)[1].size == 0


def test_saved_files_are_reproducible_and_open_again(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
        index_of(TEXTS).save(folder)
    for path in sorted(one.iterdir()):
        assert path.read_bytes() == (two / path.name).read_bytes()
    opened = SparseIndex.load(one)
    query = weights("租用人才")
    np.testing.assert_array_equal(opened.scores(query), index_of(TEXTS).scores(query))


@pytest.mark.parametrize("name", ["sparse.rows.npy", "sparse.vocabulary.txt", "sparse.size.txt"])
def test_a_missing_or_cut_file_is_told(tmp_path: Path, name: str) -> None:
    index_of(TEXTS).save(tmp_path)
    path = tmp_path / name
    if name.endswith(".npy"):
        path.write_bytes(path.read_bytes()[:20])
    else:
        path.unlink()
    with pytest.raises(IndexBrokenError, match="cewen build"):
        SparseIndex.load(tmp_path)
