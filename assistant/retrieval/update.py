"""update_index(): add, replace and delete policies without reading the others again.

The rows that stay are copied (id, hash, vector, counts), what is new is tokenised and encoded, and
idf and lengths are weighed anew: the result equals, byte for byte, an index built from scratch
(lists of a large one are trained anew). The old generation is removed, so nothing of a deleted or
replaced policy is left on disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

import numpy as np

from assistant.policy.chunk import Chunk
from assistant.retrieval import counts, rows
from assistant.retrieval.build import Progress, read_content
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.generation import Content, building, publish
from assistant.retrieval.index import Index
from assistant.retrieval.known import KnownVectors, Parts
from assistant.retrieval.manifest import check_encoder
from assistant.retrieval.rows import RowNumbers, Rows, Validity

_AT_ONCE = 16_384


def update_index(
    folder: Path,
    encoder: Encoder,
    corpus_version: str,
    *,
    put: Iterable[Chunk] = (),
    drop: frozenset[str] = frozenset(),
    progress: Progress | None = None,
    validity: Validity = MappingProxyType({}),
) -> Index:
    """Put all chunks of some policies and drop others; ``corpus_version`` is that afterwards.

    ``validity`` are the days of the policies that are put.

    A policy that was there keeps its place among the others; a new one comes last.

    Raises:
        CorpusError: nothing would be left, or a clause comes twice.
        IndexStaleError: another encoder made the index: build it anew.
        InstallationError: the index is missing or damaged, or cannot be written.
    """
    old = Index.open(folder)
    check_encoder(old.manifest, encoder)
    with building(folder) as aside:
        known = KnownVectors.of(folder, encoder)
        parts = Parts(folder, encoder)
        new = read_content(put, aside, encoder, known, parts, progress, validity)
        gone = drop | frozenset(new.rows.policies)
        kept = np.setdiff1d(np.arange(len(old.clause_ids)), old.clause_ids.of(gone))
        order = _order(old.clause_ids, kept, new.rows)
        content = Content(
            rows.join(old.clause_ids.take(kept), new.rows).take(order),
            _vectors(old, kept, new.vectors, order),
            counts.join(old.sparse.counts().take(kept), new.counts).take(order),
        )
        publish(content, aside, folder, corpus_version, encoder)
    return Index.open(folder)


def _order(old: Rows, kept: RowNumbers, new: Rows) -> RowNumbers:
    """Rows of (kept, then new) by the place of their policy."""
    place = {policy: n for n, policy in enumerate(old.policies)}
    for policy in new.policies:
        place.setdefault(policy, len(place))
    places = [old.places[kept, 0]]
    numbers = np.asarray([place[policy] for policy in new.policies], np.int32)
    places.append(numbers[new.places[:, 0]] if len(new) else np.zeros(0, np.int32))
    return np.argsort(np.concatenate(places), kind="stable").astype(np.int64)


def _vectors(old: Index, kept: RowNumbers, new: Vectors, order: RowNumbers) -> Vectors:
    """The vectors in their new order."""
    shape = (len(order), new.shape[1])
    if not len(order):
        return np.zeros(shape, np.float32)
    source = np.concatenate([kept, len(old.clause_ids) + np.arange(len(new))])[order]
    found = np.zeros(shape, np.float32)
    for first in range(0, len(source), _AT_ONCE):
        part = source[first : first + _AT_ONCE]
        is_old = part < len(old.clause_ids)
        rows_out = found[first : first + _AT_ONCE]
        rows_out[is_old] = old.dense.vectors[part[is_old]]
        rows_out[~is_old] = new[part[~is_old] - len(old.clause_ids)]
    return found
