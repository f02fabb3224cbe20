"""Open or build the index of a workspace: encoder, thesaurus and tuning put together."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

from assistant.errors import IndexWriteError, RuleError, system_reason
from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.corpus import Corpus, corpus_version, load_corpus
from assistant.policy.snapshot import Snapshot
from assistant.retrieval.build import Progress, validity_of
from assistant.retrieval.candidates import Engine
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.encoders import load_encoder as open_encoder
from assistant.retrieval.index import Index
from assistant.retrieval.milvus import MilvusIndex
from assistant.retrieval.milvus_load import build_on_milvus
from assistant.retrieval.rerank import CrossEncoderReranker, Reranking
from assistant.retrieval.rows import Validity
from assistant.retrieval.search import Searcher
from assistant.retrieval.thesaurus import load_thesaurus
from assistant.retrieval.tuning import load_tuning
from assistant.retrieval.update import refresh_index
from assistant.rules.rulebook import keep_rules
from assistant.settings import Settings


def encoder_folder(settings: Settings) -> Path:
    """Where the default encoder lies."""
    return settings.index / "encoder"


def prompts_folder(settings: Settings) -> Path:
    """Where the compiled prompts are kept, beside the index."""
    return settings.index / "prompts"


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that is set, else the workspace's own.

    Raises:
        EncoderError: it is missing, half-written or cannot be reached.
    """
    return open_encoder(settings.encoder or encoder_folder(settings), settings.encoder_key)


def open_searcher(settings: Settings, corpus: Corpus) -> Searcher:
    """The searcher over the built index, here or on the engine that is set.

    Raises:
        InstallationError: index or encoder are missing, damaged or of another corpus.
    """
    encoder = load_encoder(settings)
    chunks = chunk_corpus(corpus)
    index: Engine
    if settings.engine:
        index = MilvusIndex.open(settings.engine, settings.index)
    else:
        index = Index.open(settings.index)
    index.check(texts_version(chunks, validity_of(corpus)), encoder)
    return Searcher(
        index,
        encoder,
        load_thesaurus(settings.corpus / "thesaurus.yaml"),
        load_tuning(encoder_folder(settings)),
        open_reranking(settings, chunks),
    )


def open_reranking(settings: Settings, chunks: tuple[Chunk, ...]) -> Reranking | None:
    """The reranker that is set, reading these texts; None if there is none.

    Raises:
        EncoderError: the model is missing or damaged.
    """
    if not settings.reranker:
        return None
    texts = {chunk.clause_id: chunk.text for chunk in chunks}
    return Reranking(CrossEncoderReranker.load(settings.reranker), texts.__getitem__)


def build(
    settings: Settings, progress: Progress | None = None, snapshot: Snapshot | None = None
) -> Index | MilvusIndex:
    """Build the index of the workspace aside and swap it in, here or on the engine that is set.

    ``snapshot`` is the workspace's, where the caller has read from it already.

    Raises:
        InstallationError: corpus or encoder cannot be used, or the folder cannot be written.
    """
    snapshot = snapshot or Snapshot.open(settings.snapshot)
    corpus = load_corpus(settings.corpus, snapshot)
    with suppress(RuleError):  # told by whatever needs the rules; the texts can be searched
        keep_rules(settings.corpus, corpus, snapshot)
    chunks = chunk_corpus(corpus)
    days = validity_of(corpus)
    version = texts_version(chunks, days)
    encoder, folder = load_encoder(settings), settings.index
    index: Index | MilvusIndex
    if settings.engine:
        index = build_on_milvus(chunks, version, settings.engine, folder, encoder, progress, days)
    else:
        index = refresh_index(chunks, version, folder, encoder, progress, days)
    _save(snapshot, settings, corpus)
    return index


def _save(snapshot: Snapshot, settings: Settings, corpus: Corpus) -> None:
    """Keep what was read, unless a file has changed meanwhile.

    Raises:
        IndexWriteError: it cannot be written; the index itself is complete.
    """
    path = settings.snapshot
    try:
        if corpus_version(settings.corpus, snapshot) == corpus.version:
            snapshot.save(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise IndexWriteError(
            f"写不了 {path}（{system_reason(error)}）：请检查权限和磁盘空间；索引本身已经建好。"
        ) from error


def texts_version(chunks: tuple[Chunk, ...], validity: Validity) -> str:
    """A hash over what is searched: words lists and rules may change without a new index."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(f"{chunk.clause_id}\x1f{chunk.text}\x1e".encode())
    for policy, (first, last) in validity.items():
        digest.update(f"{policy}\x1f{first}\x1f{last}\x1e".encode())
    return digest.hexdigest()
