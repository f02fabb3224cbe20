"""SparseIndex: BM25 over the tokens of ``tokenise`` (characters and bigrams).

score(q, d) = Σ_t w_t · idf(t) · tf / (tf + k1 · (1 - b + b · |d| / avgdl))
idf(t) = ln(1 + (N - df + 0.5) / (df + 0.5))                       (Lucene's variant; ATIRE's tf)

The same scores as bm25s (tested), computed here because an update must copy the counts of the
texts that stay. Asking needs only numpy; the postings stay mapped. A share divides by
Σ_t w_t · idf(t), which no document can pass, so scores of different queries compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexBrokenError
from assistant.retrieval.arrays import open_array
from assistant.retrieval.counts import Counts, Postings, count
from assistant.retrieval.vocabulary import Vocabulary

K1 = 1.2
B = 0.75
_AT_ONCE = 4_000_000
_ARRAYS = ("starts", "rows", "counts", "weights", "idf")


class SparseIndex:
    """Postings by token: rows in order and their BM25 weights."""

    def __init__(
        self,
        n_rows: int,
        vocabulary: Vocabulary,
        postings: Postings,
        weights: npt.NDArray[np.float32],
        idf: npt.NDArray[np.float32],
    ) -> None:
        self.n_rows = n_rows
        self.vocabulary = vocabulary
        self._postings = postings
        self._weights = weights
        self._idf = idf
        self._unknown_idf = float(np.log1p((n_rows + 0.5) / 0.5))
        self._last: tuple[Mapping[str, float], npt.NDArray[np.float32], float] | None = None

    @classmethod
    def from_counts(cls, counts: Counts) -> SparseIndex:
        """Weigh counted tokens; they are sorted, so equal texts give equal files."""
        postings = counts.postings()
        df = np.diff(postings.starts)
        idf = np.log1p((counts.n_rows - df + 0.5) / (df + 0.5)).astype(np.float32)
        norms = length_norms(counts)
        weights = np.empty(len(postings.rows), np.float32)
        for first in range(0, len(weights), _AT_ONCE):
            part = slice(first, first + _AT_ONCE)
            tf = postings.counts[part].astype(np.float32)
            weights[part] = tf / (tf + norms[postings.rows[part]])
        weights *= np.repeat(idf, df)
        return cls(counts.n_rows, Vocabulary.of(counts.tokens), postings, weights, idf)

    @classmethod
    def from_tokens(cls, texts: Iterable[list[str]]) -> SparseIndex:
        """Index tokenised texts."""
        return cls.from_counts(count(texts))

    def without_postings(self) -> SparseIndex:
        """Vocabulary and idf alone: what is needed to ask an engine that has the postings."""
        none = Postings(np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.uint8))
        return SparseIndex(self.n_rows, self.vocabulary, none, np.zeros(0, np.float32), self._idf)

    def counts(self) -> Counts:
        """The counts that this index was made from."""
        return Counts.from_postings(list(self.vocabulary), self._postings, self.n_rows)

    def query_weights(self, tokens: Mapping[str, float]) -> dict[int, float]:
        """W · idf by token number, of the tokens that are known: a query as a sparse vector.

        Its inner product with ``document_weights`` is the score.
        """
        found = {self.vocabulary.find(token): weight for token, weight in tokens.items()}
        return {n: weight * float(self._idf[n]) for n, weight in found.items() if n is not None}

    def scores(self, tokens: Mapping[str, float]) -> npt.NDArray[np.float32]:
        """The BM25 score of every row for weighted tokens; shape (n_rows,)."""
        total = np.zeros(self.n_rows, np.float32)
        starts = self._postings.starts
        find = self.vocabulary.find
        known = [(n, weight) for token, weight in tokens.items() if (n := find(token)) is not None]
        if not known:
            return total
        parts = [slice(starts[n], starts[n + 1]) for n, _ in known]
        rows = np.concatenate([self._postings.rows[part] for part in parts])
        added = np.concatenate([self._weights[part] for part in parts])
        sizes = [part.stop - part.start for part in parts]
        added *= np.repeat(np.asarray([weight for _, weight in known], np.float32), sizes)
        np.add.at(total, rows, added)  # one after another, in the order of the tokens
        return total

    def shares(self, tokens: Mapping[str, float]) -> tuple[npt.NDArray[np.float32], float]:
        """The scores and what none can pass; kept for the last tokens, which no one changes.

        One question is often asked of several scopes in turn.
        """
        last = self._last
        if last is None or last[0] is not tokens:
            scores = self.scores(tokens)
            scores.flags.writeable = False
            last = self._last = tokens, scores, self.best_possible(tokens)
        return last[1:]

    def best_possible(self, tokens: Mapping[str, float]) -> float:
        """What no score can pass; a token that no text has counts as the rarest one would."""
        find = self.vocabulary.find
        ids = ((find(token), weight) for token, weight in tokens.items())
        return sum(
            weight * (self._unknown_idf if n is None else float(self._idf[n])) for n, weight in ids
        )

    def search(
        self, tokens: Mapping[str, float], k: int, rows: npt.NDArray[np.int64] | None = None
    ) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
        """The k best rows (of the given ones) with a score above 0; equal scores by row."""
        return best_rows(self.scores(tokens), rows, k)

    def save(self, folder: Path) -> None:
        """Write ``sparse.*`` files into the folder.

        Raises:
            OSError: a file cannot be written.
        """
        self.vocabulary.save(folder)
        (folder / "sparse.size.txt").write_text(str(self.n_rows), encoding="ascii")
        for name, array in zip(_ARRAYS, self._arrays(), strict=True):
            np.save(folder / f"sparse.{name}.npy", array)

    def _arrays(self) -> tuple[npt.NDArray[np.generic], ...]:
        kept = self._postings
        return (kept.starts, kept.rows, kept.counts, self._weights, self._idf)

    @classmethod
    def load(cls, folder: Path) -> SparseIndex:
        """Open saved files; the postings stay memory-mapped.

        Raises:
            IndexBrokenError: a file is missing or damaged.
        """
        try:
            n_rows = int((folder / "sparse.size.txt").read_text(encoding="ascii"))
            vocabulary = Vocabulary.load(folder)
            starts, rows, counts, weights, idf = (
                open_array(folder / f"sparse.{name}.npy") for name in _ARRAYS
            )
        except (OSError, ValueError, EOFError) as error:
            raise IndexBrokenError(
                f"{folder} 里的关键词索引损坏或缺失（{error}）：运行 cewen build 重新建立索引。"
            ) from error
        return cls(n_rows, vocabulary, Postings(starts, rows, counts), weights, idf)


def length_norms(counts: Counts) -> npt.NDArray[np.float32]:
    """k1 · (1 - b + b · |d| / avgdl) of every row."""
    lengths = counts.lengths()
    mean = float(lengths.sum()) / max(len(lengths), 1) or 1.0
    norms: npt.NDArray[np.float32] = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
    return norms


def document_weights(counts: Counts, norms: npt.NDArray[np.float32], row: int) -> dict[int, float]:
    """Tf / (tf + norm) by token number: a text as a sparse vector."""
    numbers, tf = counts.row(row)
    weights = tf / (tf + float(norms[row]))
    return dict(zip(numbers.tolist(), weights.tolist(), strict=True))


def best_rows(
    scores: npt.NDArray[np.float32], rows: npt.NDArray[np.int64] | None, k: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """The k best rows (of the given ones) with a score above 0, best first; equal scores by row."""
    if rows is not None:
        best, chosen = best_rows(scores[rows], None, k)
        return best, rows[chosen]
    limit = np.float32(0)
    if 0 < k < len(scores):
        limit = np.partition(scores, len(scores) - k)[len(scores) - k]
    found = np.flatnonzero(scores >= limit if limit > 0 else scores > 0)
    found = found[np.lexsort((found, -scores[found]))][: max(k, 0)]
    return scores[found], found
