"""Adding, replacing and deleting policies, and builds that were broken off."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import CorpusError, EncoderError, IndexMissingError, IndexStaleError
from assistant.policy.chunk import Chunk
from assistant.policy.clause import ClauseId
from assistant.retrieval import build, dense, known
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.index import Index
from assistant.retrieval.rows import Validity
from assistant.retrieval.search import Searcher
from assistant.retrieval.update import refresh_index, update_index
from tests.retrieval.stand_ins import CountingEncoder

Chunks = list[Chunk]
SECRET = "丙区 鑫淼焱垚 独有的 zzsecret 条款"


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def policy(name: str, *texts: str) -> Chunks:
    return [Chunk(ClauseId(name, n), text) for n, text in enumerate(texts, start=1)]


def test_an_added_policy_is_found_and_only_it_is_encoded(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    encoder.passages.clear()
    new = policy("gamma-2025", "丙区 购买数据 给予补贴", "丙区 落户奖励")
    index = update_index(tmp_path, encoder, "v2", put=new)
    assert encoder.passages == [chunk.text for chunk in new]
    index.check("v2", encoder)
    assert Searcher(index, encoder).search("落户奖励").hits[0].clause_id == new[1].clause_id


def test_a_deleted_policy_leaves_no_trace_on_disk(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(
        [*chunks[:2], *policy("secret-2025", SECRET), *chunks[2:]], "v1", tmp_path / "a", encoder
    )
    vector = encoder.encode_queries([SECRET])[0]
    assert holds(tmp_path / "a", vector)
    index = update_index(tmp_path / "a", encoder, "v2", drop=frozenset({"secret-2025"}))
    build_from_chunks(chunks, "v2", tmp_path / "fresh", encoder)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")
    assert not holds(tmp_path / "a", vector)
    hits = Searcher(index, encoder).search(SECRET, k=99).hits
    assert "secret-2025" not in {hit.clause_id.policy for hit in hits}


def holds(folder: Path, vector: np.ndarray) -> bool:
    """Whether any file holds the policy's id, a token of its own, its hash or its vector."""
    everything = b"".join(snapshot(folder).values())
    marks = (b"secret-2025", b"zzsecret", "淼焱".encode(), vector.tobytes())
    digest = build.text_hash(SECRET)
    found = [mark in everything for mark in (*marks, digest)]
    assert len(set(found)) == 1
    return found[0]


def test_a_replaced_policy_keeps_its_place_and_loses_its_old_text(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path / "a", encoder)
    new = policy(
        "alpha-2025", "甲区 全新条文", "甲区 人才奖励 对引进的高层次人才给予一次性奖励", "三"
    )
    update_index(tmp_path / "a", encoder, "v2", put=new)
    build_from_chunks([*new, *chunks[2:]], "v2", tmp_path / "fresh", encoder)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")


NAMES = st.sampled_from(["p1", "p2", "p3", "p4"])
WORDS = st.lists(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=8).map("".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=4)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(NAMES, TEXTS, min_size=1),
    st.lists(st.tuples(st.dictionaries(NAMES, TEXTS), st.sets(NAMES)), max_size=3),
)
def test_any_series_of_changes_equals_a_fresh_build(
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, list[str]],
    changes: list[tuple[dict[str, list[str]], set[str]]],
) -> None:
    folder, encoder = tmp_path_factory.mktemp("series"), CountingEncoder()

    def all_of(policies: dict[str, list[str]]) -> Chunks:
        return [chunk for name, texts in policies.items() for chunk in policy(name, *texts)]

    here = dict(first)
    build_from_chunks(all_of(here), "v", folder / "a", encoder)
    for put, drop in changes:
        after = {name: put.get(name, texts) for name, texts in here.items()} | put
        after = {name: texts for name, texts in after.items() if name in put or name not in drop}
        if not after:
            continue
        update_index(folder / "a", encoder, "v", put=all_of(put), drop=frozenset(drop))
        here = after
    build_from_chunks(all_of(here), "v", folder / "fresh", encoder)
    assert snapshot(folder / "a") == snapshot(folder / "fresh")


def test_deleting_everything_is_refused_and_the_index_stays(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    with pytest.raises(CorpusError, match="没有任何条款"):
        update_index(tmp_path, encoder, "v2", drop=frozenset({"alpha-2025", "beta-2025"}))
    Index.open(tmp_path).check("v1", encoder)


def test_an_update_of_nothing_or_by_another_encoder_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    with pytest.raises(IndexMissingError):
        update_index(tmp_path, encoder, "v2", put=chunks)
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    with pytest.raises(IndexStaleError):
        update_index(tmp_path, CountingEncoder(fingerprint="counting:2"), "v2", put=chunks)
    with pytest.raises(EncoderError, match="8 维"):
        update_index(tmp_path, CountingEncoder(dim=8), "v2", put=chunks)


def test_a_large_index_loses_a_deleted_policy_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dense, "EXACT_BELOW", 100)
    encoder = CountingEncoder()
    chunks = [*many(300), *policy("secret-2025", SECRET)]
    build_from_chunks(chunks, "v1", tmp_path / "a", encoder)
    vector = encoder.encode_queries([SECRET])[0].astype(np.float16).tobytes()
    assert vector in b"".join(snapshot(tmp_path / "a").values())
    index = update_index(tmp_path / "a", encoder, "v2", drop=frozenset({"secret-2025"}))
    build_from_chunks(many(300), "v2", tmp_path / "fresh", encoder)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")
    assert vector not in b"".join(snapshot(tmp_path / "a").values())
    assert index.manifest.recall > 0.9
    assert len(index.dense) == 300


class BreaksOff(CountingEncoder):
    """Encodes a number of batches, then the power goes."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches

    def encode_passages(self, texts: list[str]) -> np.ndarray:
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return super().encode_passages(texts)


def many(n: int) -> Chunks:
    return policy("many-2025", *(f"条文{n}" for n in range(n)))


def test_a_broken_off_build_resumes_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BATCH", 10)
    monkeypatch.setattr(known, "PART", 20)
    chunks = many(75)
    with pytest.raises(KeyboardInterrupt):
        build_from_chunks(chunks, "v1", tmp_path / "a", BreaksOff(5))
    again = CountingEncoder()
    index = build_from_chunks(iter(chunks), "v1", tmp_path / "a", again)
    assert len(again.passages) == 75 - 40
    build_from_chunks(chunks, "v1", tmp_path / "fresh", CountingEncoder())
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")
    index.check("v1", again)


def test_a_damaged_part_is_encoded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "BATCH", 10)
    monkeypatch.setattr(known, "PART", 20)
    chunks = many(60)
    with pytest.raises(KeyboardInterrupt):
        build_from_chunks(chunks, "v1", tmp_path, BreaksOff(4))
    damaged = next(iter(tmp_path.rglob("*.vectors.npy")))
    damaged.write_bytes(damaged.read_bytes()[:200])
    again = CountingEncoder()
    build_from_chunks(chunks, "v1", tmp_path, again).check("v1", again)
    assert len(again.passages) == 40
    assert not list(tmp_path.glob(".parts-*"))


def test_the_parts_of_another_encoder_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BATCH", 10)
    monkeypatch.setattr(known, "PART", 20)
    with pytest.raises(KeyboardInterrupt):
        build_from_chunks(many(60), "v1", tmp_path, BreaksOff(4))
    other = CountingEncoder(fingerprint="counting:2")
    build_from_chunks(many(60), "v1", tmp_path, other)
    assert len(other.passages) == 60


def test_progress_of_a_stream_counts_what_has_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BATCH", 10)
    seen: list[tuple[int, int]] = []
    build_from_chunks(
        iter(many(25)), "v1", tmp_path, CountingEncoder(), lambda *report: seen.append(report)
    )
    assert seen == [(0, 0), (10, 10), (20, 20), (25, 25)]


REFRESHED: tuple[tuple[str, list[tuple[str, tuple[str, ...]]]], ...] = (
    ("nothing changed", [("a", ("甲 一", "甲 二")), ("b", ("乙 一",)), ("c", ("丙 一",))]),
    ("one more", [("a", ("甲 一", "甲 二")), ("b", ("乙 一",)), ("c", ("丙 一",)), ("d", ("丁",))]),
    ("one less", [("a", ("甲 一", "甲 二")), ("c", ("丙 一",))]),
    ("one changed", [("a", ("甲 一", "甲 二")), ("b", ("乙 改",)), ("c", ("丙 一",))]),
    ("a clause less", [("a", ("甲 一",)), ("b", ("乙 一",)), ("c", ("丙 一",))]),
    ("another order", [("b", ("乙 一",)), ("a", ("甲 一", "甲 二")), ("c", ("丙 一",))]),
    ("one in between", [("a", ("甲 一", "甲 二")), ("d", ("丁",)), ("b", ("乙 一",))]),
    ("most changed", [("a", ("改",)), ("b", ("改 二",)), ("c", ("丙 一",))]),
)


@pytest.mark.parametrize(("name", "after"), REFRESHED, ids=[name for name, _ in REFRESHED])
def test_a_refreshed_index_equals_one_built_anew(
    tmp_path: Path,
    encoder: CountingEncoder,
    name: str,
    after: list[tuple[str, tuple[str, ...]]],
) -> None:
    before = [c for name, texts in REFRESHED[0][1] for c in policy(name, *texts)]
    wanted = [c for name, texts in after for c in policy(name, *texts)]
    days: Validity = {"a": (date(2025, 1, 1), None)}
    build_from_chunks(before, "v1", tmp_path / "a", encoder, None, days)
    refresh_index(wanted, "v2", tmp_path / "a", encoder, None, days)
    build_from_chunks(wanted, "v2", tmp_path / "fresh", encoder, None, days)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")


def test_a_policy_whose_days_changed_is_put_again(tmp_path: Path, encoder: CountingEncoder) -> None:
    chunks = [*policy("a", "甲 一"), *policy("b", "乙 一"), *policy("c", "丙 一")]
    days: Validity = {"b": (date(2025, 1, 1), date(2025, 12, 31))}
    build_from_chunks(chunks, "v1", tmp_path / "a", encoder)
    refresh_index(chunks, "v1", tmp_path / "a", encoder, None, days)
    build_from_chunks(chunks, "v1", tmp_path / "fresh", encoder, None, days)
    assert snapshot(tmp_path / "a") == snapshot(tmp_path / "fresh")
