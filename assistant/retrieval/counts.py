"""Token counts of every row: what BM25 is computed from, and what an update copies.

Kept row by row while building (a row is added, copied or left out), token by token on disk. The
only file that imports scipy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt


def _sparse() -> Any:
    from scipy import sparse

    return sparse


@dataclass(frozen=True, slots=True)
class Postings:
    """Token by token: rows in order and how often each holds the token."""

    starts: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int32]
    counts: npt.NDArray[np.unsignedinteger[Any]]


class Counts:
    """``tokens`` are sorted and each occurs; ``matrix`` is a scipy CSR matrix, rows by tokens."""

    def __init__(self, tokens: list[str], matrix: Any) -> None:
        self.tokens = tokens
        self._matrix = matrix

    @classmethod
    def from_postings(cls, tokens: list[str], postings: Postings, n_rows: int) -> Counts:
        """The counts behind saved postings."""
        matrix = _sparse().csc_matrix(
            (postings.counts, postings.rows, postings.starts), shape=(n_rows, len(tokens))
        )
        return cls(tokens, matrix.tocsr())

    @property
    def n_rows(self) -> int:
        """Number of rows."""
        return int(self._matrix.shape[0])

    def lengths(self) -> npt.NDArray[np.int64]:
        """Tokens in each row, repetitions counted."""
        return np.asarray(self._matrix.sum(axis=1, dtype=np.int64), np.int64).reshape(-1)

    def row(self, n: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
        """The numbers of the tokens of one row, and how often it holds each."""
        part = slice(self._matrix.indptr[n], self._matrix.indptr[n + 1])
        return self._matrix.indices[part].astype(np.int64), self._matrix.data[part].astype(float)

    def postings(self) -> Postings:
        """The same numbers token by token."""
        turned = self._matrix.tocsc()
        turned.sort_indices()
        counts = turned.data
        return Postings(
            turned.indptr.astype(np.int64),
            turned.indices.astype(np.int32),
            counts.astype(np.min_scalar_type(int(counts.max()))) if len(counts) else counts,
        )

    def take(self, rows: npt.NDArray[np.int64]) -> Counts:
        """These rows only, in the order given; tokens that none of them holds are gone."""
        matrix = self._matrix[rows]
        used = np.zeros(len(self.tokens), bool)
        used[matrix.indices] = True
        if used.all():
            return Counts(self.tokens, matrix)
        tokens = [token for token, is_used in zip(self.tokens, used, strict=True) if is_used]
        return Counts(tokens, _renumbered(matrix, np.cumsum(used) - 1, len(tokens)))


class CountsWriter:
    """Counts the tokens of texts, batch by batch."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, int] = defaultdict()
        self._ids.default_factory = self._ids.__len__
        self._parts: list[Any] = []

    def add(self, texts: list[list[str]]) -> None:
        """Count the tokens of these texts, each a row."""
        find = self._ids.__getitem__
        starts = np.cumsum([0, *map(len, texts)])
        ids = np.fromiter(map(find, chain.from_iterable(texts)), np.int32, int(starts[-1]))
        shape = (len(texts), len(self._ids))
        part = _sparse().csr_matrix((np.ones(len(ids), np.int32), ids, starts), shape=shape)
        part.sum_duplicates()
        part.data = part.data.astype(np.min_scalar_type(int(part.data.max(initial=1))))
        self._parts.append(part)

    def finish(self) -> Counts:
        """All counts, tokens in sorted order."""
        sparse = _sparse()
        tokens = sorted(self._ids)
        for part in self._parts:
            part.resize(part.shape[0], len(tokens))
        empty = sparse.csr_matrix((0, len(tokens)), dtype=np.uint8)
        matrix = sparse.vstack(self._parts or [empty], format="csr")
        self._parts.clear()
        numbers = np.empty(len(tokens), np.int32)
        for n, token in enumerate(tokens):
            numbers[self._ids[token]] = n
        return Counts(tokens, _renumbered(matrix, numbers, len(tokens)))


def join(first: Counts, second: Counts) -> Counts:
    """The rows of both, the first's before the second's."""
    tokens = sorted({*first.tokens, *second.tokens})
    numbers = {token: n for n, token in enumerate(tokens)}
    matrices = [_moved(counts, numbers) for counts in (first, second)]
    return Counts(tokens, _sparse().vstack(matrices, format="csr"))


def count(texts: Iterable[list[str]]) -> Counts:
    """The counts of tokenised texts."""
    writer = CountsWriter()
    writer.add(list(texts))
    return writer.finish()


def _moved(counts: Counts, numbers: dict[str, int]) -> Any:
    new = np.fromiter((numbers[token] for token in counts.tokens), np.int32, len(counts.tokens))
    return _renumbered(counts._matrix, new, len(numbers))


def _renumbered(matrix: Any, numbers: npt.NDArray[Any], n_tokens: int) -> Any:
    indices = numbers[matrix.indices] if len(matrix.indices) else matrix.indices
    parts = (matrix.data, indices, matrix.indptr)
    return _sparse().csr_matrix(parts, shape=(matrix.shape[0], n_tokens))
