"""update_index(): add, replace and delete policies without reading the others again.

The rows that stay are copied (id, hash, vector, counts), what is new is tokenised and encoded, and
idf and lengths are weighed anew: the result equals, byte for byte, an index built from scratch
(lists of a large one are trained anew). The old generation is removed, so nothing of a deleted or
replaced policy is left on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import numpy as np

from assistant.errors import EncoderError, IndexBrokenError, IndexMissingError, IndexStaleError
from assistant.policy.chunk import Chunk
from assistant.retrieval import counts, rows
from assistant.retrieval.build import Progress, build_from_chunks, read_content
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.generation import Content, building, publish
from assistant.retrieval.index import Index
from assistant.retrieval.known import KnownVectors, Parts
from assistant.retrieval.manifest import check_encoder
from assistant.retrieval.rows import RowNumbers, Rows, Validity, days_of, text_hash

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
    old: Index | None = None,
) -> Index:
    """Put all chunks of some policies and drop others; ``corpus_version`` is that afterwards.

    ``validity`` are the days of the policies that are put; ``old`` is the index of the folder,
    where the caller has it open.

    A policy that was there keeps its place among the others; a new one comes last.

    Raises:
        CorpusError: nothing would be left, or a clause comes twice.
        IndexStaleError: another encoder made the index: build it anew.
        InstallationError: the index is missing or damaged, or cannot be written.
    """
    old = old or Index.open(folder)
    check_encoder(old.manifest, encoder)
    with building(folder) as aside:
        known = KnownVectors.of(folder, encoder, old)
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


def refresh_index(
    chunks: Sequence[Chunk],
    corpus_version: str,
    folder: Path,
    encoder: Encoder,
    progress: Progress | None = None,
    validity: Validity = MappingProxyType({}),
) -> Index:
    """The index of exactly these chunks: the former one brought up to date where that is less work.

    Raises:
        CorpusError: no clause, or one clause twice.
        IndexWriteError: the folder cannot be written; an index already there stays usable.
    """
    changed = old = None
    with suppress(EncoderError, IndexBrokenError, IndexMissingError, IndexStaleError):
        old = Index.open(folder)
        check_encoder(old.manifest, encoder)
        changed = _changes(old.clause_ids, chunks, validity)
    if changed is None:
        return build_from_chunks(chunks, corpus_version, folder, encoder, progress, validity)
    put, drop = changed
    new = [chunk for chunk in chunks if chunk.clause_id.policy in put]
    return update_index(
        folder, encoder, corpus_version, put=new, drop=drop, progress=progress, validity=validity,
        old=old,
    )  # fmt: skip


def _changes(
    old: Rows, chunks: Sequence[Chunk], validity: Validity
) -> tuple[frozenset[str], frozenset[str]] | None:
    """The policies to put and to drop; None if most are to be put, or their order has changed."""
    wanted: dict[str, list[tuple[int, int, bytes]]] = {}
    for chunk in chunks:
        at = chunk.clause_id
        row = (at.article, at.item or 0, text_hash(chunk.text))
        wanted.setdefault(at.policy, []).append(row)
    there: dict[str, list[tuple[int, int, bytes]]] = {policy: [] for policy in old.policies}
    hashes = old.hashes.tobytes()
    for n, (policy, article, item) in enumerate(old.places.tolist()):
        digest = hashes[n * 32 : n * 32 + 32]
        there[old.policies[policy]].append((article, item, digest))
    days = dict(zip(old.policies, map(tuple, old.days.tolist()), strict=True))
    put = frozenset(
        policy
        for policy, rows_of in wanted.items()
        if there.get(policy) != rows_of
        or days[policy] != days_of(*validity.get(policy, (None, None)))
    )
    drop = frozenset(there) - frozenset(wanted)
    order = [policy for policy in old.policies if policy in wanted]
    order += [policy for policy in wanted if policy not in there]
    if order != list(wanted) or 2 * len(put) > len(wanted):
        return None
    return put, drop


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
