"""SparseIndex: BM25 over the tokens of ``tokenise`` (characters and bigrams).

score(q, d) = Σ_t w_t · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl))
idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))                       (Lucene's variant; ATIRE's tf)

bm25s computes the weights when building; asking needs only numpy, the postings stay mapped. A share
divides by Σ_t w_t · idf(t), which no document can pass, so scores of different queries compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexBrokenError

K1 = 1.2
B = 0.75
_ARRAYS = ("starts", "rows", "weights", "idf")


class SparseIndex:
    """Postings by token: rows in order and their BM25 weights."""

    def __init__(
        self,
        n_rows: int,
        vocabulary: list[str],
        starts: npt.NDArray[np.int64],
        rows: npt.NDArray[np.int32],
        weights: npt.NDArray[np.float32],
        idf: npt.NDArray[np.float32],
    ) -> None:
        self.n_rows = n_rows
        self._vocabulary = vocabulary
        self._ids = {token: n for n, token in enumerate(vocabulary)}
        self._starts = starts
        self._rows = rows
        self._weights = weights
        self._idf = idf
        self._unknown_idf = float(np.log1p((n_rows + 0.5) / 0.5))

    @classmethod
    def from_tokens(cls, texts: Iterable[list[str]]) -> SparseIndex:
        """Index tokenised texts; token ids are in sorted order, so equal texts give equal files."""
        cut = list(texts)
        vocabulary = sorted({token for tokens in cut for token in tokens})
        if not vocabulary:
            return cls(len(cut), [], *_empty())
        starts, rows, weights = _postings(cut, {token: n for n, token in enumerate(vocabulary)})
        df = np.diff(starts)
        idf = np.log1p((len(cut) - df + 0.5) / (df + 0.5)).astype(np.float32)
        return cls(len(cut), vocabulary, starts, rows, weights, idf)

    def scores(self, tokens: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """The BM25 score of every row for weighted tokens; shape (n_rows,)."""
        total = np.zeros(self.n_rows, np.float32)
        for token, weight in tokens.items():
            n = self._ids.get(token)
            if n is not None:
                part = slice(self._starts[n], self._starts[n + 1])
                total[self._rows[part]] += np.float32(weight) * self._weights[part]
        return total

    def best_possible(self, tokens: Mapping[str, float]) -> float:
        """What no score can pass; a token that no text has counts as the rarest one would."""
        find = self._ids.get
        ids = ((find(token), weight) for token, weight in tokens.items())
        return sum(
            weight * (self._unknown_idf if n is None else float(self._idf[n])) for n, weight in ids
        )

    def search(
        self, tokens: Mapping[str, float], k: int, rows: npt.NDArray[np.int64] | None = None
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """The k best rows (of the given ones) with a score above 0; equal scores by row."""
        scores = self.scores(tokens)
        return best_rows(scores, np.flatnonzero(scores) if rows is None else rows, k)

    def save(self, folder: Path) -> None:
        """Write ``sparse.*`` files into the folder.

        Raises:
            OSError: a file cannot be written.
        """
        (folder / "sparse.vocabulary.txt").write_text("\n".join(self._vocabulary), encoding="utf-8")
        (folder / "sparse.size.txt").write_text(str(self.n_rows), encoding="ascii")
        for name in _ARRAYS:
            np.save(folder / f"sparse.{name}.npy", getattr(self, f"_{name}"))

    @classmethod
    def load(cls, folder: Path) -> SparseIndex:
        """Open saved files; the postings stay memory-mapped.

        Raises:
            IndexBrokenError: a file is missing or damaged.
        """
        try:
            n_rows = int((folder / "sparse.size.txt").read_text(encoding="ascii"))
            words = (folder / "sparse.vocabulary.txt").read_text(encoding="utf-8")
            arrays = {name: _open_array(folder / f"sparse.{name}.npy") for name in _ARRAYS}
        except (OSError, ValueError, EOFError) as error:
            raise IndexBrokenError(
                f"{folder} 里的关键词索引损坏或缺失（{error}）：运行 cewen build 重新建立索引。"
            ) from error
        return cls(n_rows, words.split("\n") if words else [], **arrays)


def best_rows(
    scores: npt.NDArray[np.float32], rows: npt.NDArray[np.int64], k: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """The k best of the given rows with a score above 0, best first; equal scores by row."""
    rows = rows[scores[rows] > 0]
    if k <= 0 or not len(rows):
        return np.zeros(0, np.float32), np.zeros(0, np.int64)
    if k < len(rows):
        limit = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= limit]
    rows = rows[np.lexsort((rows, -scores[rows]))][:k]
    return scores[rows], rows


def _postings(
    cut: list[list[str]], ids: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Starts, rows and weights as bm25s computes them."""
    import bm25s

    model = bm25s.BM25(method="lucene", k1=K1, b=B)
    model.index(
        ([[ids[token] for token in tokens] for tokens in cut], ids),
        create_empty_token=False,
        show_progress=False,
    )
    starts = np.asarray(model.scores["indptr"], np.int64)[: len(ids) + 1]
    rows = np.asarray(model.scores["indices"], np.int32)
    weights = np.asarray(model.scores["data"], np.float32)
    return starts, rows, weights


def _empty() -> tuple[
    npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float32], npt.NDArray[np.float32]
]:
    return (
        np.zeros(1, np.int64),
        np.zeros(0, np.int32),
        np.zeros(0, np.float32),
        np.zeros(0, np.float32),
    )


def _open_array(path: Path) -> npt.NDArray[Any]:
    """Map an array; an empty file cannot be mapped and is read."""
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except ValueError:
        return np.asarray(np.load(path, allow_pickle=False))
