"""DenseIndex: exact inner product over unit vectors. The only file that imports faiss."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError, IndexBrokenError
from assistant.retrieval.encoder import Vectors

Scores = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


def _faiss() -> Any:
    import faiss

    return faiss


class DenseIndex:
    """A flat FAISS index; its vectors are also a numpy view, for scoring chosen rows."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self.dim = int(index.d)
        self._vectors = _view(index)

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> DenseIndex:
        """An index of these rows, in this order."""
        index = _faiss().IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> DenseIndex:
        """Open a saved index, memory-mapped.

        Raises:
            IndexBrokenError: the file cannot be read.
        """
        faiss = _faiss()
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
            return cls(index)
        except (RuntimeError, AttributeError, AssertionError) as error:
            raise IndexBrokenError(
                f"索引文件 {path} 损坏或缺失：运行 cewen build 重新建立索引。"
            ) from error

    def save(self, path: Path) -> None:
        """Write the index.

        Raises:
            OSError: the file cannot be written.
        """
        try:
            _faiss().write_index(self._index, str(path))
        except RuntimeError as error:
            raise OSError(str(error)) from error

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def vectors(self) -> Vectors:
        """All rows, read-only; shape (n, dim)."""
        return self._vectors

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Inner products of one query (dim,) with the given rows, in their order."""
        self._check(query)
        # einsum, not @: a row's score must not depend on how many rows are asked for
        found: Scores = np.einsum("ij,j->i", self._vectors[rows], query)
        return found

    def search(self, query: Vectors, k: int, rows: Rows | None = None) -> tuple[Scores, Rows]:
        """The k best of all rows, or of the given ones, best first; equal scores by row."""
        self._check(query)
        n_rows = len(self) if rows is None else len(rows)
        if min(k, n_rows) <= 0:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        faiss = _faiss()
        parameters = None
        if rows is not None:
            parameters = faiss.SearchParameters(
                sel=faiss.IDSelectorBatch(np.asarray(rows, np.int64))
            )
        scores, found = self._index.search(query.reshape(1, -1), min(k, n_rows), params=parameters)
        order = np.lexsort((found[0], -scores[0]))
        return scores[0][order], found[0][order]

    def _check(self, query: Vectors) -> None:
        if query.shape != (self.dim,):
            raise EncoderError(
                f"编码器给出 {query.shape[-1]} 维向量，索引是 {self.dim} 维："
                "运行 cewen build 用当前编码器重建索引。"
            )


class _Stored:
    """FAISS's own memory as numpy sees it; holds the index, so that the memory stays."""

    def __init__(self, index: Any, n: int, dim: int) -> None:
        memory = _faiss().rev_swig_ptr(index.get_xb(), n * dim).reshape(n, dim)
        address, _ = memory.__array_interface__["data"]
        self.__array_interface__ = {**memory.__array_interface__, "data": (address, True)}
        self.index = index


def _view(index: Any) -> Vectors:
    """The stored vectors without a copy, read-only."""
    n, dim = int(index.ntotal), int(index.d)
    if n == 0:
        return np.zeros((0, dim), np.float32)
    return np.asarray(_Stored(index, n, dim))
