"""Vectors that need not be encoded again: of the index that is there, or of a broken-off build."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import InstallationError
from assistant.retrieval.arrays import open_array
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.index import Index
from assistant.retrieval.rows import hashes_array

PART = 8192
"""So many newly encoded vectors are kept at a time for a build that resumes."""

_PARTS = ".parts-"


class KnownVectors:
    """Vectors by the hash of their text."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[int, int]] = {}
        self._sources: list[npt.NDArray[Any]] = []

    @classmethod
    def of(cls, folder: Path, encoder: Encoder, index: Index | None = None) -> KnownVectors:
        """What this encoder made for the index in the folder, and for one not finished.

        ``index`` is the folder's, where the caller has it open.
        """
        known = cls()
        if index is None:
            with suppress(InstallationError):
                index = Index.open(folder)
        if index is not None and index.manifest.encoder == encoder.fingerprint:
            known.add(index.clause_ids.hashes, index.dense.vectors)
        for path in sorted(_parts(folder, encoder).glob("*.hashes.npy")):
            known._add_part(path, encoder.dim)
        return known

    def add(self, hashes: npt.NDArray[np.uint8], vectors: npt.NDArray[Any]) -> None:
        """Learn vectors, row by row."""
        content, source = hashes.tobytes(), len(self._sources)
        self._sources.append(vectors)
        for row in range(len(hashes)):
            self._places[content[row * 32 : row * 32 + 32]] = (source, row)

    def _add_part(self, path: Path, dim: int) -> None:
        try:
            hashes = open_array(path)
            vectors = open_array(path.with_name(path.name.replace("hashes", "vectors")))
        except (OSError, ValueError, EOFError):
            return
        if hashes.shape == (len(vectors), 32) and vectors.shape[1:] == (dim,):
            self.add(hashes, vectors)

    def fill(self, hashes: list[bytes], vectors: Vectors) -> list[int]:
        """Copy the known ones into their rows; return the rows that are still to be encoded."""
        unknown = []
        for row, digest in enumerate(hashes):
            place = self._places.get(digest)
            if place is None:
                unknown.append(row)
            else:
                vectors[row] = self._sources[place[0]][place[1]]
        return unknown


class Parts:
    """Writes newly encoded vectors beside the index, PART at a time, until the build is done."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        self._folder = _parts(folder, encoder)
        self._hashes: list[bytes] = []
        self._vectors: list[Vectors] = []
        self._n = len(list(self._folder.glob("*.hashes.npy")))

    def add(self, hashes: list[bytes], vectors: Vectors) -> None:
        """Keep these vectors.

        Raises:
            OSError: a file cannot be written.
        """
        self._hashes += hashes
        self._vectors.append(vectors)
        if len(self._hashes) >= PART:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = f"{self._n:06d}"
            np.save(self._folder / f"{name}.vectors.npy", np.concatenate(self._vectors))
            np.save(self._folder / f"{name}.hashes.npy", hashes_array(self._hashes))
            self._hashes, self._vectors, self._n = [], [], self._n + 1


def remove_parts(folder: Path) -> None:
    """Remove what broken-off builds left: an index is complete."""
    for path in folder.glob(f"{_PARTS}*"):
        shutil.rmtree(path, ignore_errors=True)


def _parts(folder: Path, encoder: Encoder) -> Path:
    return folder / (_PARTS + hashlib.sha256(encoder.fingerprint.encode()).hexdigest()[:16])
