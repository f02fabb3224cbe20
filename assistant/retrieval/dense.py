"""DenseIndex: the best inner products over unit vectors. The only file that imports faiss.

Below EXACT_BELOW rows every row is compared (flat). Above, an inverted file of 8-bit codes proposes
rows and their stored 16-bit vectors decide: chosen by measurement (docs/benchmarks.md) over HNSW,
which takes many times longer to build for the same recall. How many lists are visited is fitted
when building, against the exact answer.

A flat index is kept as its rows alone. FAISS is loaded when one is first searched: where every row
is a candidate anyway, no question waits for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError, IndexBrokenError
from assistant.retrieval import inverted
from assistant.retrieval.arrays import open_array
from assistant.retrieval.encoder import Vectors

Scores = npt.NDArray[np.float32]
RowNumbers = npt.NDArray[np.int64]

EXACT_BELOW = 50_000
"""From so many rows on, lists instead of comparing everything."""

EXACT_SCOPE = 4_000
"""Up to so many rows of a scope are all compared, whatever the index."""

_INDEX = "dense.faiss"
_VECTORS = "dense.vectors.npy"


def _faiss() -> Any:
    import faiss

    return faiss


class DenseIndex:
    """Vectors as an array, for scoring chosen rows, and a FAISS index over them."""

    def __init__(self, vectors: npt.NDArray[Any], lists: Any | None = None) -> None:
        """``lists``: the inverted file over the vectors; None for a flat index."""
        self._vectors = vectors
        self._is_flat = lists is None
        self._made = lists
        self.dim = int(vectors.shape[1])

    @property
    def _index(self) -> Any:
        """The FAISS index; a flat one is made when first asked for."""
        if self._made is None:
            index = _faiss().IndexFlatIP(self.dim)
            index.add(np.ascontiguousarray(self._vectors))
            self._made = index
        return self._made

    @classmethod
    def from_vectors(cls, vectors: Vectors) -> DenseIndex:
        """A flat index of these rows, in this order."""
        return cls(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def write(cls, vectors: Vectors, folder: Path, exact_below: int | None = None) -> float:
        """Write the index of these rows, flat or in lists; return its recall of the ten best.

        Raises:
            OSError: a file cannot be written.
        """
        if len(vectors) < (EXACT_BELOW if exact_below is None else exact_below):
            cls.from_vectors(vectors).save(folder)
            return 1.0
        kept = inverted.save_halves(vectors, folder / _VECTORS)
        index = inverted.build(_faiss(), kept)
        recall = inverted.fit_visits(index, cls(kept, index), kept)
        cls(kept, index).save(folder)
        return recall

    @classmethod
    def load(cls, folder: Path) -> DenseIndex:
        """Open a saved index, memory-mapped.

        Raises:
            IndexBrokenError: a file cannot be read.
        """
        try:
            vectors = open_array(folder / _VECTORS)
            if vectors.dtype == np.float32:
                return cls(vectors)
            return cls(vectors, _faiss().read_index(str(folder / _INDEX)))
        except (
            OSError,
            ValueError,
            EOFError,
            RuntimeError,
            AttributeError,
            AssertionError,
            IndexError,
        ) as e:
            raise IndexBrokenError(
                f"索引 {folder} 里 dense 开头的文件损坏或缺失：运行 cewen build 重新建立索引。"
            ) from e

    def save(self, folder: Path) -> None:
        """Write a flat index's rows, or the FAISS part of one in lists.

        Raises:
            OSError: the file cannot be written.
        """
        if self._is_flat:
            np.save(folder / _VECTORS, self._vectors)
            return
        try:
            _faiss().write_index(self._index, str(folder / _INDEX))
        except RuntimeError as error:
            raise OSError(str(error)) from error

    def __len__(self) -> int:
        return len(self._vectors)

    @property
    def vectors(self) -> npt.NDArray[Any]:
        """All rows, read-only; shape (n, dim); 32-bit if flat, else 16-bit."""
        return self._vectors

    def scores(self, query: Vectors, rows: RowNumbers) -> Scores:
        """Inner products of one query (dim,) with the given rows, in their order."""
        self._check(query)
        # einsum, not @: a row's score must not depend on how many rows are asked for
        found: Scores = np.einsum(
            "ij,j->i", self._vectors[rows].astype(np.float32, copy=False), query
        )
        return found

    def search(
        self, query: Vectors, k: int, rows: RowNumbers | None = None
    ) -> tuple[Scores, RowNumbers]:
        """The k best of all rows, or of the given ones, best first; equal scores by row.

        Above EXACT_BELOW rows a few of the k may be missed; what is returned has exact scores.
        """
        self._check(query)
        n_rows = len(self) if rows is None else len(rows)
        k = min(k, n_rows)
        if k <= 0:
            return np.zeros(0, np.float32), np.zeros(0, np.int64)
        if rows is not None and not self._is_flat and len(rows) <= EXACT_SCOPE:
            return _best(self.scores(query, rows), rows, k)
        parameters = None
        if rows is not None:
            parameters = self._limited_to(np.asarray(rows, np.int64))
        scores, found = self._index.search(query.reshape(1, -1), k, params=parameters)
        if self._is_flat:
            return _best(scores[0], found[0], k)
        proposed = found[0][found[0] >= 0]
        return _best(self.scores(query, proposed), proposed, k)

    def _limited_to(self, rows: RowNumbers) -> Any:
        faiss = _faiss()
        if self._is_flat:
            return faiss.SearchParameters(sel=faiss.IDSelectorBatch(rows))
        wanted = np.zeros(len(self), bool)
        wanted[rows] = True
        bits = np.packbits(wanted, bitorder="little")
        visits = min(int(self._index.nlist), self._index.nprobe * len(self) // len(rows))
        return faiss.SearchParametersIVF(sel=faiss.IDSelectorBitmap(bits), nprobe=visits)

    def _check(self, query: Vectors) -> None:
        if query.shape != (self.dim,):
            raise EncoderError(
                f"编码器给出 {query.shape[-1]} 维向量，索引是 {self.dim} 维："
                "运行 cewen build 用当前编码器重建索引。"
            )


def _best(scores: Scores, rows: RowNumbers, k: int) -> tuple[Scores, RowNumbers]:
    order = np.lexsort((rows, -scores))[:k]
    return scores[order], rows[order]
