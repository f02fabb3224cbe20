"""Draws by checksum: random enough to spread, the same on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def checksum(*parts: object) -> int:
    """A large number that depends on the parts alone."""
    return int.from_bytes(hashlib.sha256("\x1f".join(map(str, parts)).encode()).digest()[:8])


def pick(values: Sequence[T], *parts: object) -> T:
    """One of the values."""
    return values[checksum(*parts) % len(values)]


def spread(values: Sequence[T], n: int, *parts: object) -> list[T]:
    """The n of the values whose checksums come first."""
    return sorted(values, key=lambda value: checksum(*parts, value))[:n]
