"""Index: an opened index folder; vectors and postings stay memory-mapped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.errors import (
    EncoderError,
    IndexBrokenError,
    IndexMissingError,
    IndexStaleError,
)
from assistant.retrieval.dense import DenseIndex
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.manifest import Manifest
from assistant.retrieval.rows import Rows
from assistant.retrieval.sparse import SparseIndex


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
        if encoder.dim != self.manifest.dim:
            raise EncoderError(
                f"编码器 {encoder.name} 给出 {encoder.dim} 维向量，索引是 {self.manifest.dim} 维："
                "运行 cewen build 用当前编码器重建索引。"
            )
        if encoder.fingerprint != self.manifest.encoder:
            raise IndexStaleError(
                f"索引不是用编码器 {encoder.name} 的当前版本建立的：运行 cewen build 重建索引。"
            )
        if corpus_version != self.manifest.corpus_version:
            raise IndexStaleError("政策文件在索引建立之后有改动：运行 cewen build 更新索引。")


def is_current(folder: Path, corpus_version: str, encoder: Encoder) -> bool:
    """Whether the folder holds a sound index of this corpus and encoder."""
    try:
        Index.open(folder).check(corpus_version, encoder)
    except (EncoderError, IndexBrokenError, IndexMissingError, IndexStaleError):
        return False
    return True
