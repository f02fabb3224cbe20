from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import IndexMissingError
from assistant.policy.chunk import Chunk
from assistant.policy.clause import ClauseId
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.hit import Run
from assistant.retrieval.search import Searcher
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.thesaurus import Entry, Thesaurus
from assistant.retrieval.tuning import Tuning
from tests.retrieval.stand_ins import TEXTS, CountingEncoder

THESAURUS = Thesaurus(
    (Entry("智能算力", ("显卡",), 0.8), Entry("高层次人才", ("大牛", "牛人"), 0.6))
)


@pytest.fixture(scope="session")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    rows = [Chunk(ClauseId.parse(clause_id), text) for clause_id, text in TEXTS.items()]
    encoder = CountingEncoder()
    index = build_from_chunks(rows, "v1", tmp_path_factory.mktemp("index"), encoder)
    return Searcher(index, encoder, THESAURUS, Tuning(dense_weight=0.3))


def ids(run: Run) -> list[str]:
    return [str(hit.clause_id) for hit in run.hits]


def test_the_clause_that_says_it_comes_first(searcher: Searcher) -> None:
    assert ids(searcher.search("乙区租用算力"))[0] == "beta-2025#1"
    assert ids(searcher.search("甲区租用算力"))[0] == "alpha-2025#1"
    assert ids(searcher.search("想办一场大赛"))[0] == "beta-2025#2.1"


def test_an_everyday_word_finds_the_term_of_the_text(searcher: Searcher) -> None:
    run = searcher.search("请大牛", k=1)
    assert ids(run) == ["alpha-2025#2"]
    assert run.expansions == ("高层次人才",)


def test_scope_is_a_filter_not_a_preference(searcher: Searcher) -> None:
    run = searcher.search("甲区租用算力", policies=frozenset({"beta-2025"}))
    assert ids(run)[0] == "beta-2025#1"
    assert all(hit.clause_id.policy == "beta-2025" for hit in run.hits)
    assert ids(searcher.search("算力", policies=frozenset())) == []
    assert ids(searcher.search("算力", policies=frozenset({"nowhere"}))) == []


def test_scores_inside_a_scope_are_those_of_the_whole(searcher: Searcher) -> None:
    whole = {hit.clause_id: hit.score for hit in searcher.search("租用算力").hits}
    for hit in searcher.search("租用算力", policies=frozenset({"alpha-2025"})).hits:
        assert hit.score == pytest.approx(whole[hit.clause_id])


@pytest.mark.parametrize("query", ["", " ", "？！", "\n\t"])
def test_an_empty_query_finds_nothing(searcher: Searcher, query: str) -> None:
    run = searcher.search(query)
    assert run.hits == ()
    assert searcher.relevance(run) == 0.0


def test_k_is_a_limit(searcher: Searcher) -> None:
    assert len(searcher.search("租用算力", k=1).hits) == 1
    assert searcher.search("租用算力", k=0).hits == ()
    assert len(searcher.search("租用算力", k=10_000).hits) <= 4


@given(st.text(max_size=60))
def test_any_text_gives_an_ordered_repeatable_run(searcher: Searcher, query: str) -> None:
    run = searcher.search(query)
    assert run == searcher.search(query)
    assert [hit.rank for hit in run.hits] == list(range(1, len(run.hits) + 1))
    scores = [hit.score for hit in run.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < hit.score <= 1.0001 and 0 <= hit.sparse <= 1.0001 for hit in run.hits)
    assert 0.0 <= searcher.relevance(run) <= 1.0


def test_few_candidates_give_the_same_best_as_all(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = searcher.search("甲区租用算力", k=1)
    monkeypatch.setattr("assistant.retrieval.search.DEPTH", 1)
    monkeypatch.setattr("assistant.retrieval.search.DEPTH_PER_HIT", 1)
    assert searcher.search("甲区租用算力", k=1) == whole
    scoped = searcher.search("租用算力", k=1, policies=frozenset({"beta-2025"}))
    assert ids(scoped) == ["beta-2025#1"]


def test_relevance_rises_with_what_is_found(searcher: Searcher) -> None:
    good = searcher.relevance(searcher.search("甲区对租用智能算力开展大模型训练的企业给予补贴"))
    bad = searcher.relevance(searcher.search("今晚吃什么"))
    assert good > bad


def test_with_the_static_encoder(tmp_path: Path, model_folder: Path, chunks: list[Chunk]) -> None:
    encoder = StaticEncoder.load(model_folder)
    build_from_chunks(chunks, "v1", tmp_path / "index", encoder)
    searcher = Searcher.open(tmp_path / "index", encoder, "v1")
    assert ids(searcher.search("举办大赛"))[0] == "beta-2025#2.1"


def test_opening_nothing_is_told(tmp_path: Path, encoder: CountingEncoder) -> None:
    with pytest.raises(IndexMissingError):
        Searcher.open(tmp_path, encoder, "v1")
