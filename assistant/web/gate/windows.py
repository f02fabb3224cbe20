"""Moving windows that the worker processes of one server count in together.

A SQLite file that lives as long as the server: never synced; a failure lets requests pass.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from limits.storage import MovingWindowSupport, Storage

_WAIT = 1.0
_SWEEP = 2000
"""Hits between two removals of what no window holds any more."""
_LONGEST = 86_400


class CommonWindows(Storage, MovingWindowSupport):
    """Storage for ``limits``: one row for each hit."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._hits = 0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What storage failures look like."""
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count a hit unless the window is full."""
        try:
            with self._changing() as database:
                now = time.time()
                self._hits += 1
                if self._hits % _SWEEP == 0:
                    database.execute("DELETE FROM hits WHERE at < ?", (now - _LONGEST,))
                database.execute("DELETE FROM hits WHERE key = ? AND at < ?", (key, now - expiry))
                counted = database.execute("SELECT count(*) FROM hits WHERE key = ?", (key,))
                if counted.fetchone()[0] + amount > limit:
                    return False
                database.executemany("INSERT INTO hits VALUES (?, ?)", [(key, now)] * amount)
                return True
        except sqlite3.Error:
            return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """The oldest hit of the window and how many there are."""
        since = time.time() - expiry
        query = "SELECT min(at), count(*) FROM hits WHERE key = ? AND at >= ?"
        try:
            with self._changing() as database:
                oldest, hits = database.execute(query, (key, since)).fetchone()
        except sqlite3.Error:
            return time.time(), 0
        return oldest or time.time(), hits

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Of another strategy than ours."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """Of another strategy than ours."""
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        """Of another strategy than ours."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether the file can be used."""
        return self.get_moving_window("", 1, 1)[1] == 0

    def reset(self) -> int | None:
        """Forget everything."""
        with self._changing() as database:
            return database.execute("DELETE FROM hits").rowcount

    def clear(self, key: str) -> None:
        """Forget one key."""
        with self._changing() as database:
            database.execute("DELETE FROM hits WHERE key = ?", (key,))

    @contextlib.contextmanager
    def _changing(self) -> Iterator[sqlite3.Connection]:
        """The database, for this thread and this process alone while it lasts."""
        with self._lock:
            if self._connection is None:
                self._connection = self._opened()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            finally:
                self._connection.execute("COMMIT")

    def _opened(self) -> sqlite3.Connection:
        database = sqlite3.connect(
            self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=OFF")
        database.execute("CREATE TABLE IF NOT EXISTS hits (key TEXT, at REAL)")
        database.execute("CREATE INDEX IF NOT EXISTS hits_of_key ON hits (key, at)")
        return database
