"""Index: an opened index folder; vectors and postings stay memory-mapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.errors import (
    EncoderError,
    IndexBrokenError,
    IndexMissingError,
    IndexStaleError,
)
from assistant.retrieval.candidates import Candidates, Scope
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.manifest import Manifest, check_manifest
from assistant.retrieval.rows import Rows
from assistant.retrieval.sparse import SparseIndex, best_rows


@dataclass(frozen=True, slots=True)
class Index:
    """Row n of ``dense`` and ``sparse`` belongs to ``clause_ids[n]``."""

    manifest: Manifest
    clause_ids: Rows
    dense: DenseIndex
    sparse: SparseIndex

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Open the current generation.

        Raises:
            IndexMissingError: nothing was built here.
            IndexBrokenError: files are damaged.
            IndexStaleError: another version of the program built it.
        """
        manifest = Manifest.load(folder)
        try:
            return cls._open(folder, manifest)
        except IndexBrokenError:
            newer = Manifest.load(folder)
            if newer == manifest:
                raise
            return cls._open(folder, newer)

    @classmethod
    def _open(cls, folder: Path, manifest: Manifest) -> Index:
        manifest.check_files(folder)
        current = folder / manifest.generation
        clause_ids = Rows.load(current)
        dense = DenseIndex.load(current)
        sparse = SparseIndex.load(current)
        sizes = {len(clause_ids), len(dense), sparse.n_rows, manifest.n_chunks}
        sizes |= {len(clause_ids.hashes), len(dense.vectors)}
        if len(sizes) != 1 or dense.dim != manifest.dim:
            raise IndexBrokenError(
                f"索引 {current} 各文件的条数或维数对不上：运行 cewen build 重新建立索引。"
            )
        return cls(manifest, clause_ids, dense, sparse)

    def check(self, corpus_version: str, encoder: Encoder) -> None:
        """Whether the index is of this corpus and this encoder.

        Raises:
            EncoderError: the encoder's vectors have another length.
            IndexStaleError: the corpus or the encoder has changed.
        """
        check_manifest(self.manifest, corpus_version, encoder)

    def candidates(
        self, tokens: Mapping[str, float], vector: Vectors, depth: int, scope: Scope
    ) -> Candidates:
        """The best rows by words and by vector; all of a scope that is no larger than ``depth``."""
        limited = self.clause_ids.within(scope)
        n_rows = len(self.clause_ids) if limited is None else len(limited)
        if not n_rows:
            return Candidates()
        lexical, best = self.sparse.shares(tokens)
        if n_rows > depth:
            _, by_words = best_rows(lexical, limited, depth)
            _, by_vector = self.dense.search(vector, depth, limited)
            rows = np.union1d(by_words, by_vector)
        else:
            rows = np.arange(n_rows, dtype=np.int64) if limited is None else limited
        return Candidates(
            rows,
            self.clause_ids.at(rows),
            lexical[rows] / best,
            self.dense.scores(vector, rows),
        )


def is_current(folder: Path, corpus_version: str, encoder: Encoder) -> bool:
    """Whether the folder holds a sound index of this corpus and encoder."""
    try:
        Index.open(folder).check(corpus_version, encoder)
    except (EncoderError, IndexBrokenError, IndexMissingError, IndexStaleError):
        return False
    return True
