"""The same search on a real Milvus server; slow, since the server takes seconds to start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("pymilvus")
pytest.importorskip("milvus_lite")

from assistant.errors import EngineError, IndexMissingError, IndexStaleError
from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import load_corpus
from assistant.retrieval import milvus_client, milvus_load
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.candidates import Scope
from assistant.retrieval.milvus import MilvusIndex, expression
from assistant.retrieval.milvus_client import Address, Client
from assistant.retrieval.milvus_load import build_on_milvus
from assistant.retrieval.search import Searcher
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.thesaurus import load_thesaurus
from assistant.retrieval.training.data import read_jsonl
from assistant.retrieval.tuning import load_tuning
from tests.retrieval.milvus_server import MilvusServer
from tests.retrieval.stand_ins import CountingEncoder

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent.parent
Chunks = list[Chunk]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MilvusServer]:
    server = MilvusServer(tmp_path_factory.mktemp("milvus") / "data")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[MilvusServer]:
    server = MilvusServer(tmp_path / "data")
    server.start()
    yield server
    server.kill()


def policy(name: str, n: int) -> Chunks:
    words = ("算力", "人才", "租金", "数据", "大赛", "平台", "标准")
    return [
        Chunk(ClauseId(name, i), f"{name} 第{i}条 {words[i % 7]}补贴，{words[i % 5]}奖励{i}万元")
        for i in range(1, n + 1)
    ]


def collections(url: str) -> list[str]:
    return sorted(Client(Address.parse(url)).call("list_collections"))


_EVERY = 4
"""Each fourth question: the engine answers over the network, ten a second."""


def test_the_top_ten_are_those_of_the_local_engine(running: MilvusServer, tmp_path: Path) -> None:
    chunks = chunk_corpus(load_corpus(ROOT / "corpus"))
    encoder = StaticEncoder.load(ROOT / "index" / "encoder")
    thesaurus = load_thesaurus(ROOT / "corpus" / "thesaurus.yaml")
    tuning = load_tuning(ROOT / "index" / "encoder")
    here = build_from_chunks(chunks, "v1", tmp_path / "here", encoder)
    there = build_on_milvus(chunks, "v1", running.url, tmp_path / "there", encoder)
    near, far = (Searcher(index, encoder, thesaurus, tuning) for index in (here, there))
    shared, first, n = 0.0, 0, 0
    for path in sorted((ROOT / "eval" / "questions").glob("*.jsonl")):
        for row in list(read_jsonl(path))[::_EVERY]:
            ours, theirs = (s.search(row["turns"][-1], k=10).hits for s in (near, far))
            n += 1
            ids, found = ([hit.clause_id for hit in hits] for hits in (ours, theirs))
            shared += len({*ids} & {*found}) / len(ids) if ids else not found
            first += ids[:1] == found[:1]
            scores = [[hit.score for hit in hits] for hits in (ours, theirs)]
            np.testing.assert_allclose(*scores, atol=1e-4)
    assert n > 1000 // _EVERY
    assert shared / n >= 0.99
    assert first / n >= 0.99


def test_scope_and_validity_are_filtered_by_the_engine(
    running: MilvusServer, tmp_path: Path
) -> None:
    chunks = [*policy("old-2020", 30), *policy("new-2025", 30), *policy("open-2024", 30)]
    validity = {
        "old-2020": (date(2020, 1, 1), date(2022, 12, 31)),
        "new-2025": (date(2025, 1, 10), None),
    }
    url = f"{running.url}/scope"
    encoder = CountingEncoder()
    there = Searcher(
        build_on_milvus(chunks, "v", url, tmp_path / "a", encoder, None, validity), encoder
    )
    here = Searcher(
        build_from_chunks(chunks, "v", tmp_path / "b", encoder, None, validity), encoder
    )
    for day, expected in (
        (date(2022, 12, 31), {"old-2020", "open-2024"}),
        (date(2023, 1, 1), {"open-2024"}),
        (date(2025, 1, 10), {"new-2025", "open-2024"}),
    ):
        for searcher in (here, there):
            hits = searcher.search("算力补贴", k=60, valid_on=day).hits
            assert {hit.clause_id.policy for hit in hits} == expected
            hits = searcher.search(
                "算力补贴", k=60, valid_on=day, policies=frozenset({"open-2024"})
            ).hits
            assert len(hits) == 30
    assert not there.search("算力", policies=frozenset()).hits


def test_a_new_build_swaps_the_alias_and_open_readers_follow(
    running: MilvusServer, tmp_path: Path
) -> None:
    url, encoder = f"{running.url}/swapped", CountingEncoder()
    reader = build_on_milvus(policy("a-2025", 5), "v1", url, tmp_path, encoder)
    secret = [Chunk(ClauseId("a-2025", 1), "只有新的一版才有的饕餮条款")]
    build_on_milvus(secret, "v2", url, tmp_path, encoder)
    assert len([name for name in collections(url) if name.startswith("swapped_")]) == 1
    assert len(list(tmp_path.glob("milvus-swapped_*"))) == 1
    hits = Searcher(reader, encoder).search("饕餮", k=9).hits
    assert [str(hit.clause_id) for hit in hits] == ["a-2025#1"]
    with pytest.raises(IndexStaleError):
        reader.check("v1", encoder)
    MilvusIndex.open(url, tmp_path).check("v2", encoder)


def test_nothing_loaded_or_no_vocabulary_is_told(running: MilvusServer, tmp_path: Path) -> None:
    url = f"{running.url}/nothing"
    with pytest.raises(IndexMissingError, match="cewen build"):
        MilvusIndex.open(url, tmp_path)
    build_on_milvus(policy("a-2025", 3), "v1", url, tmp_path / "a", CountingEncoder())
    with pytest.raises(IndexMissingError, match="词表"):
        MilvusIndex.open(url, tmp_path / "another-machine")


def test_a_text_without_tokens_and_a_query_without_known_ones(
    running: MilvusServer, tmp_path: Path
) -> None:
    url, encoder = f"{running.url}/empty", CountingEncoder()
    chunks = [Chunk(ClauseId("a-2025", 1), "……"), Chunk(ClauseId("a-2025", 2), "算力补贴")]
    searcher = Searcher(build_on_milvus(chunks, "v", url, tmp_path, encoder), encoder)
    assert str(searcher.search("算力").hits[0].clause_id) == "a-2025#2"
    found = searcher.index.candidates({"鑫": 1.0}, encoder.encode_queries(["鑫"])[0], 5, Scope())
    assert not found.shares.any()


def test_killed_in_mid_build_the_old_index_serves_and_the_build_goes_on(
    own: MilvusServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_load, "LOAD", 20)
    monkeypatch.setattr(milvus_client, "SECONDS", 3.0)
    url, folder, encoder = own.url, tmp_path / "index", CountingEncoder()
    build_on_milvus(policy("a-2025", 10), "v1", url, folder, encoder)
    new = policy("b-2025", 190)
    sent: list[int] = []

    def kill_after_five(done: int, total: int) -> None:
        sent.append(done)
        if len(sent) > 1 and done == 100 and sent[-2] < 100:
            own.kill()

    with pytest.raises(EngineError, match="出错"):
        build_on_milvus(new, "v2", url, folder, encoder, kill_after_five)
    own.start()
    old = MilvusIndex.open(url, folder)
    old.check("v1", encoder)
    assert Searcher(old, encoder).search("算力补贴").hits[0].clause_id.policy == "a-2025"
    resumed: list[int] = []
    built = build_on_milvus(new, "v2", url, folder, encoder, lambda done, _: resumed.append(done))
    built.check("v2", encoder)
    loaded = resumed[resumed.index(190) + 1 :]
    assert loaded
    assert loaded[0] > 20
    hits = Searcher(built, encoder).search("算力补贴", k=190).hits
    assert {hit.clause_id for hit in hits} == {chunk.clause_id for chunk in new}


def test_killed_in_mid_query_it_is_told_and_works_again_afterwards(
    own: MilvusServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_client, "SECONDS", 3.0)
    encoder = CountingEncoder()
    index = build_on_milvus(policy("a-2025", 10), "v1", own.url, tmp_path / "index", encoder)
    searcher = Searcher(index, encoder)
    before = searcher.search("算力补贴")
    own.kill()
    with pytest.raises(EngineError, match="Milvus 已启动"):
        searcher.search("算力补贴")
    own.start()
    assert searcher.search("算力补贴") == before


def test_a_server_that_is_not_there_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_client, "SECONDS", 1.0)
    with pytest.raises(EngineError, match=r"127\.0\.0\.1:1 "):
        MilvusIndex.open("http://127.0.0.1:1", tmp_path)


@pytest.mark.parametrize(
    "url", ["", "cluster:19530", "http://", "http://h/my-alias", "http://h/1a"]
)
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(EngineError, match="写法"):
        Address.parse(url)


def test_an_address_is_read_and_its_password_not_shown() -> None:
    address = Address.parse("https://root:p%40ss@milvus.example:443/park")
    assert address == Address("https://milvus.example:443", "park", "root:p@ss")
    assert Address.parse("http://h").uri == "http://h:19530"


def test_an_expression_names_policies_and_the_day() -> None:
    scope = Scope(frozenset({"b", "a"}), date(2025, 6, 1))
    assert expression(scope) == (
        'policy in ["a", "b"] and first_day <= 20250601 and last_day >= 20250601'
    )
    assert expression(Scope()) == ""
