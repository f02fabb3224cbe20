import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import (
    CorpusError,
    EncoderError,
    IndexBrokenError,
    IndexMissingError,
    IndexStaleError,
    IndexWriteError,
)
from assistant.policy.chunk import Chunk
from assistant.policy.clause import ClauseId
from assistant.retrieval import build, generation
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.index import Index, is_current
from assistant.retrieval.manifest import FORMAT, Manifest
from tests.retrieval.stand_ins import CountingEncoder

Chunks = list[Chunk]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changed(chunks: Chunks, row: int, text: str) -> Chunks:
    return [*chunks[:row], Chunk(chunks[row].clause_id, text), *chunks[row + 1 :]]


def test_what_was_built_is_what_is_opened(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    built = build_from_chunks(chunks, "v1", tmp_path, encoder)
    opened = Index.open(tmp_path)
    assert list(opened.clause_ids) == list(built.clause_ids) == [c.clause_id for c in chunks]
    np.testing.assert_array_equal(
        opened.dense.vectors, encoder.encode_queries([chunk.text for chunk in chunks])
    )
    opened.check("v1", encoder)
    assert is_current(tmp_path, "v1", encoder)


def test_built_twice_it_is_equal_byte_for_byte(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path / "one", encoder)
    build_from_chunks(chunks, "v1", tmp_path / "two", encoder)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
    build_from_chunks(chunks, "v1", tmp_path / "two", encoder)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_only_changed_chunks_are_encoded_again(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    encoder.passages.clear()
    new = changed(chunks, 1, "甲区 人才奖励 奖励提高了")
    index = build_from_chunks(new, "v2", tmp_path, encoder)
    assert encoder.passages == ["甲区 人才奖励 奖励提高了"]
    build_from_chunks(new, "v2", tmp_path / "fresh", encoder)
    assert snapshot(tmp_path / "fresh").keys() <= snapshot(tmp_path).keys()
    np.testing.assert_array_equal(index.dense.vectors, Index.open(tmp_path / "fresh").dense.vectors)


def test_a_deleted_clause_leaves_nothing_behind(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    index = build_from_chunks(chunks[:-1], "v2", tmp_path, encoder)
    assert len(index.dense) == index.sparse.n_rows == len(index.clause_ids) == len(chunks) - 1
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1
    everything = b"".join(snapshot(tmp_path).values())
    assert b"beta-2025#2.1" not in everything
    assert "赛".encode() not in everything


def test_another_encoder_encodes_everything_again(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    other = CountingEncoder(fingerprint="counting:2")
    with pytest.raises(IndexStaleError, match="编码器"):
        Index.open(tmp_path).check("v1", other)
    build_from_chunks(chunks, "v1", tmp_path, other)
    assert len(other.passages) == len(chunks)


def test_progress_counts_up_to_all(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "BATCH", 3)
    seen: list[tuple[int, int]] = []
    build_from_chunks(chunks, "v1", tmp_path, encoder, lambda done, n: seen.append((done, n)))
    assert seen == [(0, 4), (3, 4), (4, 4)]


class CrashError(BaseException):
    """The process is gone: nothing may catch it but the finally clauses."""


def crash(*_: object, **__: object) -> None:
    raise CrashError


def crash_in_dense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DenseIndex, "save", crash)


def crash_before_rename(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_settle", crash)


def crash_before_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Manifest, "save", crash)


def crash_in_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CountingEncoder, "encode_passages", crash)


@pytest.mark.parametrize(
    "crash_somewhere",
    [crash_in_encoder, crash_in_dense, crash_before_rename, crash_before_manifest],
)
def test_a_crash_leaves_the_old_index_and_the_next_build_mends_all(
    tmp_path: Path,
    chunks: Chunks,
    encoder: CountingEncoder,
    crash_somewhere: Callable[[pytest.MonkeyPatch], None],
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    new = changed(chunks, 0, "甲区 全新的内容")
    with pytest.MonkeyPatch.context() as monkeypatch:
        crash_somewhere(monkeypatch)
        with pytest.raises(CrashError):
            build_from_chunks(new, "v2", tmp_path, encoder)
    Index.open(tmp_path).check("v1", encoder)
    build_from_chunks(new, "v2", tmp_path, encoder).check("v2", encoder)
    build_from_chunks(new, "v2", tmp_path / "fresh", encoder)
    assert snapshot(tmp_path / "fresh").keys() <= snapshot(tmp_path).keys()


def test_killed_at_any_write_an_index_is_there(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    folder = tmp_path / "index"
    build_from_chunks(chunks, "v1", folder, encoder)
    child = os.fork()
    if child == 0:
        # os._exit skips every finally clause, as SIGKILL would
        Manifest.save = lambda self, folder: os._exit(9)  # type: ignore[method-assign]
        build_from_chunks(changed(chunks, 0, "甲区 新"), "v2", folder, encoder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9
    Index.open(folder).check("v1", encoder)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told_and_the_old_index_stays(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    monkeypatch.setattr(
        DenseIndex, "save", lambda self, folder: Path("/dev/full").write_bytes(b"x" * 99_999)
    )
    with pytest.raises(IndexWriteError, match=r"空间.*仍可使用"):
        build_from_chunks(changed(chunks, 0, "甲区 新"), "v2", tmp_path, encoder)
    Index.open(tmp_path).check("v1", encoder)
    assert not list(tmp_path.glob(".building-*"))


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(IndexWriteError, match="权限"):
        build_from_chunks(chunks, "v1", tmp_path / "file" / "index", encoder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(IndexWriteError, match="权限"):
        build_from_chunks(chunks, "v1", tmp_path, encoder)


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError, match="cewen build"):
        Index.open(tmp_path)


def test_another_corpus_is_told(tmp_path: Path, chunks: Chunks, encoder: CountingEncoder) -> None:
    index = build_from_chunks(chunks, "v1", tmp_path, encoder)
    with pytest.raises(IndexStaleError, match="改动"):
        index.check("v2", encoder)
    assert not is_current(tmp_path, "v2", encoder)


def test_another_dimension_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    index = build_from_chunks(chunks, "v1", tmp_path, encoder)
    with pytest.raises(EncoderError, match=r"32 维.*16 维"):
        index.check("v1", CountingEncoder(dim=32))


def test_every_damaged_file_is_told_and_built_anew(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path / "good", encoder)
    for name in snapshot(tmp_path / "good"):
        for damage in ("missing", "cut", "changed"):
            folder = tmp_path / f"{name.replace('/', '_')}-{damage}"
            shutil.copytree(tmp_path / "good", folder)
            path = folder / name
            content = path.read_bytes()
            path.unlink()
            if damage == "cut":
                path.write_bytes(content[: len(content) // 2])
            elif damage == "changed":
                path.write_bytes(bytes([content[0] ^ 255]) + content[1:])
            with pytest.raises((IndexBrokenError, IndexMissingError), match="cewen build"):
                Index.open(folder)
            build_from_chunks(chunks, "v1", folder, encoder).check("v1", encoder)


def test_an_index_of_another_format_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder
) -> None:
    build_from_chunks(chunks, "v1", tmp_path, encoder)
    path = tmp_path / "manifest.json"
    path.write_text(path.read_text("utf-8").replace(f'"format": {FORMAT}', '"format": 99'), "utf-8")
    with pytest.raises(IndexStaleError, match="99"):
        Index.open(tmp_path)


def test_an_empty_corpus_is_told(tmp_path: Path, encoder: CountingEncoder) -> None:
    with pytest.raises(CorpusError, match="没有任何条款"):
        build_from_chunks([], "v1", tmp_path, encoder)


def test_a_clause_twice_is_told(tmp_path: Path, chunks: Chunks, encoder: CountingEncoder) -> None:
    with pytest.raises(CorpusError, match=r"alpha-2025#1 重复"):
        build_from_chunks([*chunks, chunks[0]], "v1", tmp_path, encoder)


def test_an_encoder_that_gives_nonsense_is_told(
    tmp_path: Path, chunks: Chunks, encoder: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        CountingEncoder, "encode_passages", lambda self, texts: np.full((len(texts), 16), np.nan)
    )
    with pytest.raises(EncoderError, match="有限数"):
        build_from_chunks(chunks, "v1", tmp_path, encoder)


def test_a_very_long_clause_is_indexed(tmp_path: Path, encoder: CountingEncoder) -> None:
    text = "对企业给予奖励" * 50_000
    index = build_from_chunks(
        [Chunk(ClauseId.parse("alpha-2025#1"), text)], "v1", tmp_path, encoder
    )
    assert len(index.clause_ids) == 1
