"""Inverted file of 8-bit codes: built from mapped vectors, its number of visits fitted.

Recall is measured on made-up queries: stored rows moved five times their length, at random. That is
far, because real questions may lie off the clauses: of the ten nearest to such ones about one in a
hundred is missed, of those nearest to questions that have an answer fewer (docs/benchmarks.md).
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant.retrieval.encoder import Vectors, unit_rows

RECALL = 0.99
VISITS = (16, 32, 48, 64, 96, 128, 160, 192, 256, 384, 512, 768, 1024)
_MOVED = 5.0
_LISTS_PER_ROOT = 1.3
_SEED = 20250601
_PER_LIST = 64
_PROBES = 128
_AT_ONCE = 16_384
_BEST = 10
_DEPTH = 100
Halves = npt.NDArray[np.float16]


class Searches(Protocol):
    """The index under construction."""

    def search(self, query: Vectors, k: int) -> tuple[Any, npt.NDArray[np.int64]]:
        """The k best."""
        ...


def save_halves(vectors: Vectors, path: Path) -> Halves:
    """Write the rows as 16-bit numbers, batch by batch, and map them.

    Raises:
        OSError: the file cannot be written.
    """
    mapped: Any = np.lib.format.open_memmap(path, "w+", np.float16, vectors.shape)
    for first in range(0, len(vectors), _AT_ONCE):
        mapped[first : first + _AT_ONCE] = vectors[first : first + _AT_ONCE]
    mapped.flush()
    kept: Halves = np.asarray(mapped)
    return kept


def build(faiss: Any, vectors: Halves) -> Any:
    """Train lists on a sample and sort all rows into them."""
    n, dim = vectors.shape
    n_lists = max(1, int(_LISTS_PER_ROOT * math.sqrt(n)))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dim),
        dim,
        n_lists,
        faiss.ScalarQuantizer.QT_8bit,
        faiss.METRIC_INNER_PRODUCT,
    )
    index.cp.seed = _SEED
    index.cp.niter = 10
    index.cp.max_points_per_centroid = _PER_LIST
    index.train(_sample(vectors, _PER_LIST * n_lists))
    for first in range(0, n, _AT_ONCE):
        index.add(np.asarray(vectors[first : first + _AT_ONCE], np.float32))
    return index


def fit_visits(index: Any, searched: Searches, vectors: Halves) -> float:
    """Set the fewest visits that find RECALL of the ten best; return what is found."""
    probes = _made_up(vectors)
    best = _exact(probes, vectors)
    recall = 0.0
    for visits in VISITS:
        index.nprobe = min(visits, index.nlist)
        found = (searched.search(probe, _DEPTH)[1][:_BEST].tolist() for probe in probes)
        hits = sum(len(set(rows) & right) for rows, right in zip(found, best, strict=True))
        recall = hits / sum(map(len, best))
        if recall >= RECALL:
            break
    return recall


def _sample(vectors: Halves, size: int) -> Vectors:
    chosen = np.random.default_rng(_SEED).permutation(len(vectors))[:size]
    return np.asarray(vectors[np.sort(chosen)], np.float32)


def _made_up(vectors: Halves) -> Vectors:
    chance = np.random.default_rng(_SEED)
    rows = np.asarray(vectors[np.sort(chance.permutation(len(vectors))[:_PROBES])], np.float32)
    return unit_rows(rows + _MOVED * unit_rows(chance.normal(size=rows.shape)))


def _exact(probes: Vectors, vectors: Halves) -> list[set[int]]:
    """The ten best rows of each probe, comparing everything, batch by batch."""
    scores = np.zeros((len(probes), 0), np.float32)
    rows = np.zeros((len(probes), 0), np.int64)
    for first in range(0, len(vectors), _AT_ONCE):
        batch = np.asarray(vectors[first : first + _AT_ONCE], np.float32)
        numbers = np.broadcast_to(np.arange(first, first + len(batch)), (len(probes), len(batch)))
        scores = np.concatenate([scores, probes @ batch.T], axis=1)
        rows = np.concatenate([rows, numbers], axis=1)
        keep = np.argsort(-scores, axis=1, kind="stable")[:, :_BEST]
        scores = np.take_along_axis(scores, keep, 1)
        rows = np.take_along_axis(rows, keep, 1)
    return [set(line) for line in rows.tolist()]
