"""MilvusIndex: the same search on Milvus.

BM25 is an inner product of sparse vectors: the weights of a text, tf / (tf + norm), are stored; the
query brings w · idf. So tokens and scores are those of the index on this machine, on every shard.
Scope and validity are filtered by the engine. Vocabulary and idf lie in a small folder beside the
local index (``milvus-<collection>``), which every process that asks must have.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from assistant.errors import EngineError, IndexMissingError
from assistant.policy.clause import ClauseId
from assistant.retrieval.candidates import Candidates, Scope, day_number
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.manifest import Manifest, check_manifest
from assistant.retrieval.milvus_client import Address, Client
from assistant.retrieval.sparse import SparseIndex

Found = dict[int, float]
"""Scores by row."""

_CONSISTENCY = "Bounded"


class MilvusIndex:
    """The collection behind an alias, with its vocabulary."""

    def __init__(self, client: Client, collection: str, folder: Path) -> None:
        self._client = client
        self._folder = folder
        self._pin(collection)

    @classmethod
    def open(cls, url: str, folder: Path) -> MilvusIndex:
        """Open what the alias of the address names now.

        Raises:
            EngineError: Milvus cannot be reached.
            IndexMissingError: nothing was loaded there, or its vocabulary is not here.
        """
        client = Client(Address.parse(url))
        return cls(client, current_collection(client), folder)

    def _pin(self, collection: str) -> None:
        beside = vocabulary_folder(self._folder, collection)
        if not beside.is_dir():
            raise IndexMissingError(
                f"Milvus 里的 {collection} 缺少词表文件夹 {beside}："
                "从建立索引的机器复制过来，或运行 cewen build。"
            )
        self.manifest = Manifest.load(beside)
        self.manifest.check_files(beside)
        self._sparse = SparseIndex.load(beside / self.manifest.generation)
        self._client.call("load_collection", collection)
        self.collection = collection

    def check(self, corpus_version: str, encoder: Encoder) -> None:
        """Whether the collection is of this corpus and this encoder.

        Raises:
            EncoderError: the encoder's vectors have another length.
            IndexStaleError: the corpus or the encoder has changed.
        """
        check_manifest(self.manifest, corpus_version, encoder)

    def candidates(
        self, tokens: Mapping[str, float], vector: Vectors, depth: int, scope: Scope
    ) -> Candidates:
        """The best rows by words and by vector.

        After a failure it is tried once more, with what the alias names by then: a collection that
        was swapped in is taken up, one that a restarted server has not loaded yet is loaded.
        """
        try:
            return self._candidates(tokens, vector, depth, scope)
        except EngineError:
            self._pin(current_collection(self._client))
            return self._candidates(tokens, vector, depth, scope)

    def _candidates(
        self, tokens: Mapping[str, float], vector: Vectors, depth: int, scope: Scope
    ) -> Candidates:
        within = expression(scope)
        names: dict[int, str] = {}
        words = as_sparse(self._sparse.query_weights(tokens))
        dense = vector.tolist()
        by_words = self._search("sparse", words, depth, within, names) if words else {}
        by_vector = self._search("dense", dense, depth, within, names)
        if words and (missing := by_vector.keys() - by_words.keys()):
            by_words |= self._search("sparse", words, len(missing), _rows(missing), names)
        if missing := by_words.keys() - by_vector.keys():
            by_vector |= self._search("dense", dense, len(missing), _rows(missing), names)
        rows = sorted(names)
        lexical = np.asarray([by_words.get(row, 0.0) for row in rows], np.float32)
        return Candidates(
            np.asarray(rows, np.int64),
            tuple(ClauseId.parse(names[row]) for row in rows),
            lexical / self._sparse.best_possible(tokens),
            np.asarray([by_vector.get(row, 0.0) for row in rows], np.float32),
        )

    def _search(
        self, field: str, vector: Any, limit: int, within: str, names: dict[int, str]
    ) -> Found:
        """Scores by row; the clauses of the rows are written into ``names``."""
        hits = self._client.call(
            "search",
            self.collection,
            data=[vector],
            anns_field=field,
            limit=limit,
            filter=within,
            output_fields=["clause"],
            search_params={"metric_type": "IP", "params": {"ef": max(limit, 256)}},
            consistency_level=_CONSISTENCY,
        )[0]
        scores: Found = {}
        for hit in hits:
            if field == "dense" or hit["distance"] > 0:
                scores[int(hit["row"])] = float(hit["distance"])
                names[int(hit["row"])] = hit["entity"]["clause"]
        return scores


def current_collection(client: Client) -> str:
    """The collection that the alias names.

    Raises:
        IndexMissingError: there is no such alias yet.
    """
    found = named_by_alias(client)
    if found is None:
        raise IndexMissingError(
            f"检索引擎 {client.address.uri} 里还没有索引 {client.address.alias}："
            "运行 cewen build 建立。"
        )
    return found


def named_by_alias(client: Client) -> str | None:
    """The collection that the alias names, if there is one."""
    for name in client.call("list_collections"):
        if client.address.alias in client.call("list_aliases", name).get("aliases", ()):
            return str(name)
    return None


def vocabulary_folder(folder: Path, collection: str) -> Path:
    """Where vocabulary and idf of a collection lie."""
    return folder / f"milvus-{collection}"


def as_sparse(weights: Mapping[int, float]) -> dict[int, float]:
    """Weights by dimension; 0 is kept free for texts without any token."""
    return {n + 1: weight for n, weight in weights.items()}


def expression(scope: Scope) -> str:
    """A scope as Milvus reads it.

    >>> expression(Scope(frozenset({"b-2025", "a-2025"})))
    'policy in ["a-2025", "b-2025"]'
    """
    parts = []
    if scope.policies is not None:
        parts.append(f"policy in {json.dumps(sorted(scope.policies))}")
    if scope.valid_on is not None:
        day = day_number(scope.valid_on)
        parts.append(f"first_day <= {day} and last_day >= {day}")
    return " and ".join(parts)


def _rows(rows: Iterable[int]) -> str:
    return f"row in {sorted(rows)}"
