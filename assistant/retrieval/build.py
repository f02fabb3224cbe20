"""build_index(): chunks, as they come, to an index folder.

Chunks are read, tokenised and encoded in batches; vectors lie on disk until all are there. Only
texts that neither the index nor a broken-off build knows are encoded.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sized
from itertools import islice
from pathlib import Path
from types import MappingProxyType

import numpy as np

from assistant.errors import EncoderError
from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.corpus import Corpus
from assistant.retrieval.counts import CountsWriter
from assistant.retrieval.encoder import Encoder, TokenEncoder, Vectors
from assistant.retrieval.generation import Content, building, publish
from assistant.retrieval.index import Index
from assistant.retrieval.known import KnownVectors, Parts
from assistant.retrieval.rows import RowsWriter, Validity, text_hash
from assistant.text.tokens import tokenise

Progress = Callable[[int, int], None]
"""Called with (chunks done, chunks in all; as many as done while nobody knows)."""

BATCH = 256


def build_index(
    corpus: Corpus, folder: Path, encoder: Encoder, progress: Progress | None = None
) -> Index:
    """Build the index of a corpus into a folder, and open it.

    Raises:
        CorpusError: no clause, or one clause twice.
        IndexWriteError: the folder cannot be written; an index already there stays usable.
    """
    validity = validity_of(corpus)
    chunks = chunk_corpus(corpus)
    return build_from_chunks(chunks, corpus.version, folder, encoder, progress, validity)


def validity_of(corpus: Corpus) -> Validity:
    """First and last day of every policy."""
    return {policy.id: (policy.first_day, policy.last_day) for policy in corpus.policies}


def build_from_chunks(
    chunks: Iterable[Chunk],
    corpus_version: str,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    validity: Validity = MappingProxyType({}),
) -> Index:
    """As build_index, from chunks; they are read once, and never all held."""
    with building(folder) as aside:
        known = KnownVectors.of(folder, encoder)
        content = read_content(
            chunks, aside, encoder, known, Parts(folder, encoder), progress, validity
        )
        publish(content, aside, folder, corpus_version, encoder)
    return Index.open(folder)


def read_content(
    chunks: Iterable[Chunk],
    aside: Path,
    encoder: Encoder,
    known: KnownVectors,
    parts: Parts,
    progress: Progress | None = None,
    validity: Validity = MappingProxyType({}),
) -> Content:
    """Tokenise and encode every chunk; the vectors are mapped from a nameless file.

    Raises:
        CorpusError: a clause comes twice.
        EncoderError: the encoder gives something else than vectors.
    """
    report = progress or _silent
    n_chunks = len(chunks) if isinstance(chunks, Sized) else 0
    rows, counts = RowsWriter(validity), CountsWriter()
    report(0, n_chunks)
    with tempfile.TemporaryFile(dir=aside) as spool:
        for batch in _batches(chunks):
            hashes = [text_hash(chunk.text) for chunk in batch]
            for chunk, digest in zip(batch, hashes, strict=True):
                rows.append(chunk.clause_id, digest)
            tokens = [tokenise(chunk.text) for chunk in batch]
            counts.add(tokens)
            vectors = np.zeros((len(batch), encoder.dim), np.float32)
            new = known.fill(hashes, vectors)
            if new:
                vectors[new] = _encode(encoder, batch, tokens, new)
                parts.add([hashes[n] for n in new], vectors[new])
            spool.write(vectors.tobytes())
            report(len(rows), max(n_chunks, len(rows)))
        spool.flush()
        shape = (len(rows), encoder.dim)
        mapped = np.memmap(spool, np.float32, "r", shape=shape) if len(rows) else np.zeros(shape)
    return Content(rows.finish(), np.asarray(mapped, np.float32), counts.finish())


def _silent(done: int, total: int) -> None:
    """Nobody looks."""


def _batches(chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    source = iter(chunks)
    while batch := tuple(islice(source, BATCH)):
        yield batch


def _encode(
    encoder: Encoder, batch: tuple[Chunk, ...], tokens: list[list[str]], new: list[int]
) -> Vectors:
    if isinstance(encoder, TokenEncoder):
        vectors = encoder.encode_tokens([tokens[n] for n in new])
    else:
        vectors = encoder.encode_passages([batch[n].text for n in new])
    if vectors.shape != (len(new), encoder.dim) or not np.isfinite(vectors).all():
        raise EncoderError(
            f"编码器 {encoder.name} 的输出不合规：形状 {vectors.shape}，"
            f"应为 {(len(new), encoder.dim)} 的有限数；请换一个编码器。"
        )
    return vectors
