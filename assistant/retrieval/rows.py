"""Rows: which clause stands in which row of an index, and the hash of its text.

Kept as arrays that open in no time, whatever their number; a ClauseId is made when asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from assistant.errors import CorpusError, IndexBrokenError
from assistant.policy.clause import ClauseId
from assistant.retrieval.arrays import open_array
from assistant.retrieval.candidates import FIRST_OF_ALL, LAST_OF_ALL, Scope, day_number

RowNumbers = npt.NDArray[np.int64]
Validity = Mapping[str, tuple[date | None, date | None]]
"""First and last day of policies, by id."""

_POLICIES = "rows.policies.txt"
_PLACES = "rows.places.npy"
_HASHES = "rows.hashes.npy"
_DAYS = "rows.days.npy"
_SCOPES = 64
_FEW = 4096
"""The ids of no more rows than this are kept once they are made."""


class Rows(Sequence[ClauseId]):
    """Clause ids in row order.

    ``places[n]`` is (number of the policy, article, item or 0); ``hashes[n]`` the sha256 of the
    text: a text with a known hash is not encoded again. ``days[p]`` are the first and last day of
    the p-th policy, as numbers like 20250601.
    """

    def __init__(
        self,
        policies: Sequence[str],
        places: npt.NDArray[np.int32],
        hashes: npt.NDArray[np.uint8],
        days: npt.NDArray[np.int32],
    ) -> None:
        self.policies = tuple(policies)
        self.days = days
        self.places = places
        self.hashes = hashes
        self._every: tuple[ClauseId, ...] | None = None
        self._within = lru_cache(maxsize=_SCOPES)(self._within_anew)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, row: int) -> ClauseId: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[ClauseId, ...]: ...
    def __getitem__(self, row: int | slice) -> ClauseId | tuple[ClauseId, ...]:
        if isinstance(row, slice):
            return tuple(self._clause_id(*place) for place in self.places[row].tolist())
        return self._clause_id(*self.places[row].tolist())

    def __iter__(self) -> Iterator[ClauseId]:
        return (self._clause_id(*place) for place in self.places.tolist())

    def at(self, rows: RowNumbers) -> tuple[ClauseId, ...]:
        """The clauses of some rows, in their order."""
        if len(self) > _FEW:
            return tuple(self._clause_id(*place) for place in self.places[rows].tolist())
        if self._every is None:
            self._every = tuple(self)
        return tuple(map(self._every.__getitem__, rows.tolist()))

    def _clause_id(self, policy: int, article: int, item: int) -> ClauseId:
        return _clause_id(self.policies[policy], article, item)

    def of(self, policies: frozenset[str]) -> RowNumbers:
        """The rows of these policies, in order."""
        wanted = np.asarray([policy in policies for policy in self.policies], bool)
        if not len(wanted):
            return np.zeros(0, np.int64)
        return np.flatnonzero(wanted[self.places[:, 0]])

    def within(self, scope: Scope) -> RowNumbers | None:
        """The rows of a scope, in order; None for all. The same few are asked for all the time."""
        return self._within(scope)

    def _within_anew(self, scope: Scope) -> RowNumbers | None:
        if scope.policies is None and scope.valid_on is None:
            return None
        policies = frozenset(self.policies) if scope.policies is None else scope.policies
        if scope.valid_on is not None:
            day = day_number(scope.valid_on)
            valid = (self.days[:, 0] <= day) & (day <= self.days[:, 1])
            policies &= {
                name for name, is_valid in zip(self.policies, valid, strict=True) if is_valid
            }
        rows = self.of(policies)
        rows.flags.writeable = False
        return rows

    def take(self, rows: RowNumbers) -> Rows:
        """These rows only, in the order given; policies are numbered anew as they come."""
        numbers, firsts, inverse = np.unique(
            self.places[rows, 0], return_index=True, return_inverse=True
        )
        order = np.argsort(firsts)
        new_numbers = np.empty(len(order), np.int32)
        new_numbers[order] = np.arange(len(order), dtype=np.int32)
        places = np.array(self.places[rows], np.int32)
        places[:, 0] = new_numbers[inverse]
        kept = [self.policies[n] for n in numbers[order].tolist()]
        days = np.array(self.days[numbers[order]])
        return Rows(kept, places, np.array(self.hashes[rows]), days)

    def save(self, folder: Path) -> None:
        """Write ``rows.*`` files into the folder.

        Raises:
            OSError: a file cannot be written.
        """
        (folder / _POLICIES).write_text("\n".join(self.policies), encoding="utf-8")
        np.save(folder / _PLACES, self.places)
        np.save(folder / _HASHES, self.hashes)
        np.save(folder / _DAYS, self.days)

    @classmethod
    def load(cls, folder: Path) -> Rows:
        """Open saved files, memory-mapped.

        Raises:
            IndexBrokenError: a file is missing or damaged.
        """
        try:
            names = (folder / _POLICIES).read_text(encoding="utf-8")
            places, hashes = open_array(folder / _PLACES), open_array(folder / _HASHES)
            days = np.load(folder / _DAYS, allow_pickle=False)
        except (OSError, ValueError, EOFError) as error:
            raise IndexBrokenError(
                f"{folder} 里的条款清单损坏或缺失（{error}）：运行 cewen build 重新建立索引。"
            ) from error
        return cls(names.split("\n") if names else [], places, hashes, days)


class RowsWriter:
    """Collects rows; refuses a clause that comes twice."""

    def __init__(self, validity: Validity) -> None:
        self._validity = validity
        self._numbers: dict[str, int] = {}
        self._places: list[tuple[int, int, int]] = []
        self._seen: set[tuple[int, int, int]] = set()
        self._hashes: list[bytes] = []

    def __len__(self) -> int:
        return len(self._places)

    def append(self, clause_id: ClauseId, digest: bytes) -> None:
        """One more row.

        Raises:
            CorpusError: the clause is there already.
        """
        number = self._numbers.setdefault(clause_id.policy, len(self._numbers))
        place = (number, clause_id.article, clause_id.item or 0)
        if place in self._seen:
            raise CorpusError(f"条款 {clause_id} 重复出现：请检查该政策的编号。")
        self._seen.add(place)
        self._places.append(place)
        self._hashes.append(digest)

    def finish(self) -> Rows:
        """All rows."""
        places = np.asarray(self._places, np.int32).reshape(-1, 3)
        days = [days_of(*self._validity.get(name, (None, None))) for name in self._numbers]
        return Rows(
            list(self._numbers),
            places,
            hashes_array(self._hashes),
            np.asarray(days, np.int32).reshape(-1, 2),
        )


@lru_cache(maxsize=1 << 14)
def _clause_id(policy: str, article: int, item: int) -> ClauseId:
    """Made once for the clauses that are found again and again."""
    return ClauseId(policy, article, item or None)


def days_of(first: date | None, last: date | None) -> tuple[int, int]:
    """The days of a policy as an index holds them."""
    return (
        FIRST_OF_ALL if first is None else day_number(first),
        LAST_OF_ALL if last is None else day_number(last),
    )


def text_hash(text: str) -> bytes:
    """The sha256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).digest()


def hashes_array(hashes: list[bytes]) -> npt.NDArray[np.uint8]:
    """Hashes as rows of 32 bytes."""
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, 32)


def join(first: Rows, second: Rows) -> Rows:
    """The rows of both, the first's before the second's; they share no policy."""
    moved = np.array(second.places, np.int32).reshape(-1, 3)
    moved[:, 0] += len(first.policies)
    return Rows(
        first.policies + second.policies,
        np.concatenate([first.places, moved]),
        np.concatenate([first.hashes, second.hashes]),
        np.concatenate([first.days, second.days]),
    )
