"""Vocabulary: from a token to its number, without reading a million tokens when opening."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.arrays import open_array

_TOKENS = "sparse.vocabulary.txt"
_ENDS = "sparse.ends.npy"
_SMALL = 50_000
"""Up to so many tokens a dictionary is made when opening: faster to ask, slower to open."""

_REMEMBERED = 65_536


class Vocabulary:
    """Tokens in sorted order, one a line; the n-th has the number n.

    Sorted as text is sorted as UTF-8, so the bytes can be searched by halving.
    """

    def __init__(self, lines: bytes | mmap.mmap, ends: npt.NDArray[np.int64]) -> None:
        self._lines = lines
        self._ends = ends
        self.find: Callable[[str], int | None]
        """The number of a token; None if no text has it."""
        self.find = self._ready

    @classmethod
    def of(cls, tokens: list[str]) -> Vocabulary:
        """A vocabulary of sorted tokens."""
        encoded = [token.encode("utf-8") for token in tokens]
        sizes = np.fromiter((len(token) + 1 for token in encoded), np.int64, len(encoded))
        return cls(b"\n".join([*encoded, b""]), np.cumsum(sizes))

    def __len__(self) -> int:
        return len(self._ends)

    def __iter__(self) -> Iterator[str]:
        content = bytes(self._lines[:])
        bounds = pairwise([0, *self._ends.tolist()])
        return (content[start : end - 1].decode("utf-8") for start, end in bounds)

    def _ready(self, token: str) -> int | None:
        """The first search makes ready for those that follow: many who open one look up nothing.

        Whoever took this one as ``find`` before may go on with it.
        """
        if self.find == self._ready:
            self.find = lru_cache(_REMEMBERED)(self._halve)
            if len(self._ends) <= _SMALL:
                self.find = {token: n for n, token in enumerate(self)}.get
        return self.find(token)

    def _halve(self, token: str) -> int | None:
        wanted = token.encode("utf-8")
        n = bisect_left(range(len(self._ends)), wanted, key=self._line)
        return n if n < len(self._ends) and self._line(n) == wanted else None

    def _line(self, n: int) -> bytes:
        start = int(self._ends[n - 1]) if n else 0
        return bytes(self._lines[start : int(self._ends[n]) - 1])

    def save(self, folder: Path) -> None:
        """Write the two files.

        Raises:
            OSError: a file cannot be written.
        """
        (folder / _TOKENS).write_bytes(bytes(self._lines[:]))
        np.save(folder / _ENDS, self._ends)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Open the two files, memory-mapped.

        Raises:
            OSError: a file is missing.
            ValueError: a file is damaged.
        """
        ends = open_array(folder / _ENDS)
        with (folder / _TOKENS).open("rb") as file:
            lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(ends) else b""
        if len(ends) and int(ends[-1]) != len(lines):
            raise ValueError(f"{_TOKENS} 与 {_ENDS} 对不上")
        return cls(lines, ends)
