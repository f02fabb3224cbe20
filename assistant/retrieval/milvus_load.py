"""Build an index on Milvus: load a new collection, then point the alias at it.

Readers see the old collection until the alias moves, in one step. The name of the new one follows
from its content: a load that broke off goes on where it was. Afterwards every other collection of
the alias is dropped, so nothing of a deleted policy remains.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.errors import EngineError
from assistant.policy.chunk import Chunk
from assistant.retrieval.build import Progress, read_content
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.generation import Content, building
from assistant.retrieval.known import KnownVectors, Parts, remove_parts
from assistant.retrieval.manifest import FORMAT, Manifest, file_sum
from assistant.retrieval.milvus import (
    MilvusIndex,
    as_sparse,
    named_by_alias,
    vocabulary_folder,
)
from assistant.retrieval.milvus_client import Address, Client
from assistant.retrieval.rows import Validity
from assistant.retrieval.sparse import SparseIndex, document_weights, length_norms

LOAD = 1000
"""Rows sent at a time."""

_FLAT_BELOW = 50_000
_EMPTY = {0: 1.0}
_FILES = "files"


def build_on_milvus(
    chunks: Iterable[Chunk],
    corpus_version: str,
    url: str,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    validity: Validity = MappingProxyType({}),
) -> MilvusIndex:
    """Encode, load and swap in; ``folder`` gets the vocabulary.

    Raises:
        CorpusError: no clause, or one clause twice.
        EngineError: Milvus cannot be reached or refuses; what was there stays in use.
        IndexWriteError: the folder cannot be written.
    """
    client = Client(Address.parse(url))
    with building(folder) as aside:
        known = KnownVectors.of(folder, encoder)
        parts = Parts(folder, encoder)
        content = read_content(chunks, aside, encoder, known, parts, progress, validity)
        content.check()
        name = f"{client.address.alias}_{_digest(content, corpus_version, encoder)}"
        _save_vocabulary(content, aside, vocabulary_folder(folder, name), corpus_version, encoder)
        _load(client, name, content, progress)
    _swap(client, name)
    remove_parts(folder)
    for left in folder.glob(vocabulary_folder(Path(), f"{client.address.alias}_*").name):
        if left != vocabulary_folder(folder, name):
            shutil.rmtree(left, ignore_errors=True)
    return MilvusIndex(client, name, folder)


def _digest(content: Content, corpus_version: str, encoder: Encoder) -> str:
    digest = hashlib.sha256(f"{FORMAT}:{corpus_version}:{encoder.fingerprint}".encode())
    digest.update(json.dumps(content.rows.policies).encode())
    for array in (content.rows.places, content.rows.hashes, content.rows.days):
        digest.update(array.tobytes())
    return digest.hexdigest()[:16]


def _save_vocabulary(
    content: Content, aside: Path, folder: Path, corpus_version: str, encoder: Encoder
) -> None:
    """Vocabulary and idf, without postings."""
    made = aside / _FILES
    made.mkdir()
    SparseIndex.from_counts(content.counts).without_postings().save(made)
    files = {path.name: file_sum(path) for path in sorted(made.iterdir())}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    made.rename(folder / _FILES)
    n_rows, dim = len(content.rows), encoder.dim
    fingerprint = encoder.fingerprint
    Manifest(FORMAT, corpus_version, fingerprint, dim, n_rows, 1.0, _FILES, files).save(folder)


def _load(client: Client, name: str, content: Content, progress: Progress | None) -> None:
    """Create the collection, or go on with it, and wait until it can be searched."""
    n_rows = len(content.rows)
    done = 0
    if client.call("has_collection", name):
        done = _loaded(client, name) // LOAD * LOAD
    else:
        dense = "FLAT" if n_rows < _FLAT_BELOW else "HNSW"
        schema = client.schema(content.vectors.shape[1])
        client.call("create_collection", name, schema=schema, index_params=client.indices(dense))
    for rows in _entities(content, done):
        client.call("upsert", name, rows)
        done += len(rows)
        if progress is not None:
            progress(done, n_rows)
    client.call("flush", name)
    client.call("load_collection", name)
    found = _loaded(client, name)
    if found != n_rows:
        raise EngineError(
            f"检索引擎 {client.address.uri} 的 {name} 里有 {found} 条，应有 {n_rows} 条："
            "请重新运行 cewen build。"
        )


def _loaded(client: Client, name: str) -> int:
    """How many rows are there, the latest included."""
    client.call("load_collection", name)
    counted = client.call(
        "query", name, filter="", output_fields=["count(*)"], consistency_level="Strong"
    )
    return int(counted[0]["count(*)"])


def _entities(content: Content, first: int) -> Iterator[list[dict[str, Any]]]:
    norms = length_norms(content.counts)
    rows = content.rows
    for start in range(first, len(rows), LOAD):
        batch = []
        for row in range(start, min(start + LOAD, len(rows))):
            clause_id = rows[row]
            first_day, last_day = rows.days[int(rows.places[row, 0])].tolist()
            weights = as_sparse(document_weights(content.counts, norms, row))
            batch.append(
                {
                    "row": row,
                    "clause": str(clause_id),
                    "policy": clause_id.policy,
                    "first_day": first_day,
                    "last_day": last_day,
                    "dense": content.vectors[row].tolist(),
                    "sparse": weights or _EMPTY,
                }
            )
        yield batch


def _swap(client: Client, name: str) -> None:
    """Move the alias, then drop what it no longer names."""
    alias = client.address.alias
    before = named_by_alias(client)
    if before is None:
        client.call("create_alias", name, alias)
    elif before != name:
        client.call("alter_alias", name, alias)
    for other in client.call("list_collections"):
        rest = str(other).removeprefix(f"{alias}_")
        if other != name and rest != other and len(rest) == 16:
            client.call("drop_collection", other)
