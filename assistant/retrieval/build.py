"""build_index(): chunks to an index folder, aside first, then swapped in one step.

Order of events: files into ``.building-<pid>``, rename to ``<generation>``, replace
``manifest.json``, remove what the manifest no longer names. A crash between any two leaves the old
index (or the new one) whole. Only chunks whose text is new are encoded.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from assistant.errors import CorpusError, EncoderError, IndexWriteError, InstallationError
from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.corpus import Corpus
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.index import CHUNKS, DENSE, Index
from assistant.retrieval.manifest import FORMAT, FileSum, Manifest, file_sum
from assistant.retrieval.sparse import SparseIndex
from assistant.text.tokens import tokenise

Progress = Callable[[int, int], None]
"""Called with (chunks done, chunks in all)."""

BATCH = 256
_BUILDING = ".building-"
_GENERATION = "g-"
_LEFT_SECONDS = 3600.0


def build_index(
    corpus: Corpus, folder: Path, encoder: Encoder, progress: Progress | None = None
) -> Index:
    """Build the index of a corpus into a folder, and open it.

    Raises:
        CorpusError: no clause, or one clause twice.
        IndexWriteError: the folder cannot be written; an index already there stays usable.
    """
    return build_from_chunks(chunk_corpus(corpus), corpus.version, folder, encoder, progress)


def build_from_chunks(
    chunks: Iterable[Chunk],
    corpus_version: str,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
) -> Index:
    """As build_index, from chunks."""
    rows = tuple(chunks)
    _check_chunks(rows)
    hashes = [_sha256(chunk.text) for chunk in rows]
    vectors = _encode(rows, hashes, _known_vectors(folder, encoder), encoder, progress)
    aside = folder / f"{_BUILDING}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        _write(aside, rows, hashes, vectors)
        files = {path.name: file_sum(path) for path in sorted(aside.iterdir())}
        generation = _settle(aside, folder, files)
        Manifest(
            FORMAT, corpus_version, encoder.fingerprint, encoder.dim, len(rows), generation, files
        ).save(folder)
    except OSError as error:
        raise IndexWriteError(
            f"索引无法写入 {folder}（{error.strerror or error}）：请检查权限和磁盘空间；"
            "原有索引没有改动，仍可使用。"
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _remove_others(folder, generation)
    return Index.open(folder)


def _check_chunks(chunks: tuple[Chunk, ...]) -> None:
    if not chunks:
        raise CorpusError("语料里没有任何条款，无法建立索引：请在 corpus/ 中放入政策文件。")
    seen = set()
    for chunk in chunks:
        if chunk.clause_id in seen:
            raise CorpusError(f"条款 {chunk.clause_id} 重复出现：请检查该政策的编号。")
        seen.add(chunk.clause_id)


def _known_vectors(folder: Path, encoder: Encoder) -> dict[str, Vectors]:
    """Vectors of the index that is there, by hash, if this encoder made them."""
    try:
        index = Index.open(folder)
    except InstallationError:
        return {}
    if index.manifest.encoder != encoder.fingerprint or index.dense.dim != encoder.dim:
        return {}
    return dict(zip(index.hashes, index.dense.vectors, strict=True))


def _encode(
    chunks: tuple[Chunk, ...],
    hashes: list[str],
    known: dict[str, Vectors],
    encoder: Encoder,
    progress: Progress | None,
) -> Vectors:
    """One row per chunk; known rows are copied, the others encoded in batches."""
    vectors = np.zeros((len(chunks), encoder.dim), np.float32)
    new = [n for n, digest in enumerate(hashes) if digest not in known]
    for n, digest in enumerate(hashes):
        if digest in known:
            vectors[n] = known[digest]
    done = len(chunks) - len(new)
    if progress is not None:
        progress(done, len(chunks))
    for first in range(0, len(new), BATCH):
        batch = new[first : first + BATCH]
        encoded = encoder.encode_passages([chunks[n].text for n in batch])
        if encoded.shape != (len(batch), encoder.dim) or not np.isfinite(encoded).all():
            raise EncoderError(
                f"编码器 {encoder.name} 的输出不合规：形状 {encoded.shape}，"
                f"应为 {(len(batch), encoder.dim)} 的有限数；请换一个编码器。"
            )
        vectors[batch] = encoded
        done += len(batch)
        if progress is not None:
            progress(done, len(chunks))
    return vectors


def _write(folder: Path, chunks: tuple[Chunk, ...], hashes: list[str], vectors: Vectors) -> None:
    with (folder / CHUNKS).open("w", encoding="utf-8") as file:
        for chunk, digest in zip(chunks, hashes, strict=True):
            file.write(json.dumps({"clause_id": str(chunk.clause_id), "sha256": digest}) + "\n")
    DenseIndex.from_vectors(vectors).save(folder / DENSE)
    SparseIndex.from_tokens(tokenise(chunk.text) for chunk in chunks).save(folder)


def _settle(aside: Path, folder: Path, files: dict[str, FileSum]) -> str:
    """Give the files their final place; its name follows from their content."""
    sums = json.dumps({name: sums.sha256 for name, sums in files.items()}, sort_keys=True)
    first = name = _GENERATION + _sha256(sums)[:16]
    n = 1
    while (folder / name).exists():
        _, differing, unreadable = filecmp.cmpfiles(
            aside, folder / name, list(files), shallow=False
        )
        if not differing and not unreadable:
            return name
        n += 1
        name = f"{first}-{n}"
    aside.rename(folder / name)
    return name


def _remove_others(folder: Path, generation: str) -> None:
    """Remove older generations and what crashed builds left; open readers keep their files."""
    for path in folder.iterdir():
        old = path.name.startswith(_GENERATION) and path.name != generation
        left = (
            path.name.startswith(_BUILDING) and time.time() - path.stat().st_mtime > _LEFT_SECONDS
        )
        if old or left:
            shutil.rmtree(path, ignore_errors=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
