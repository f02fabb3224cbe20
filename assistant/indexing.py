"""Open or build the index of a workspace: encoder, thesaurus and tuning put together."""

from __future__ import annotations

import hashlib
from pathlib import Path

from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.corpus import Corpus, load_corpus
from assistant.retrieval.build import Progress, build_from_chunks
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.encoders import load_encoder as open_encoder
from assistant.retrieval.index import Index
from assistant.retrieval.search import Searcher
from assistant.retrieval.thesaurus import load_thesaurus
from assistant.retrieval.tuning import load_tuning
from assistant.settings import Settings


def encoder_folder(settings: Settings) -> Path:
    """Where the default encoder lies."""
    return settings.index / "encoder"


def load_encoder(settings: Settings) -> Encoder:
    """The encoder that is set, else the workspace's own.

    Raises:
        EncoderError: it is missing, half-written or cannot be reached.
    """
    return open_encoder(settings.encoder or encoder_folder(settings))


def open_searcher(settings: Settings, corpus: Corpus) -> Searcher:
    """The searcher over the built index.

    Raises:
        InstallationError: index or encoder are missing, damaged or of another corpus.
    """
    return Searcher.open(
        settings.index,
        load_encoder(settings),
        texts_version(chunk_corpus(corpus)),
        load_thesaurus(settings.corpus / "thesaurus.yaml"),
        load_tuning(encoder_folder(settings)),
    )


def build(settings: Settings, progress: Progress | None = None) -> Index:
    """Build the index of the workspace aside and swap it in.

    Raises:
        InstallationError: corpus or encoder cannot be used, or the folder cannot be written.
    """
    chunks = chunk_corpus(load_corpus(settings.corpus))
    version = texts_version(chunks)
    return build_from_chunks(chunks, version, settings.index, load_encoder(settings), progress)


def texts_version(chunks: tuple[Chunk, ...]) -> str:
    """A hash over what is searched: words lists and rules may change without a new index."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(f"{chunk.clause_id}\x1f{chunk.text}\x1e".encode())
    return digest.hexdigest()
