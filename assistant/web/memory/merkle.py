"""Hash trees as in RFC 6962: a root over many entries, and the path that proves one of them.

Leaves are sha256(0 ‖ entry), nodes sha256(1 ‖ left ‖ right). The roots of the days are chained:
sha256(2 ‖ root of the day before ‖ day ‖ number of entries ‖ tree), so that a changed or left-out
day changes every root after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()
"""The tree of no entries, and what the first day follows."""


def leaf(entry: bytes) -> bytes:
    """The leaf of an entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def tree(leaves: Sequence[bytes]) -> bytes:
    """The root over leaves."""
    if not leaves:
        return EMPTY
    level = list(leaves)
    while len(level) > 1:
        level = _up(level)
    return level[0]


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The nodes beside the way from a leaf to the root, lowest first."""
    beside: list[bytes] = []
    level = list(leaves)
    while len(level) > 1:
        other = index ^ 1
        if other < len(level):
            beside.append(level[other])
        index //= 2
        level = _up(level)
    return beside


def climb(start: bytes, index: int, size: int, beside: Sequence[bytes]) -> bytes | None:
    """The root that a leaf and its path lead to; None if the path has not the length it must."""
    if not 0 <= index < size:
        return None
    nodes = list(beside)
    found, last = start, size - 1
    while last > 0:
        if index % 2 or index < last:
            if not nodes:
                return None
            other = nodes.pop(0)
            found = _node(other, found) if index % 2 else _node(found, other)
        index, last = index // 2, last // 2
    return None if nodes else found


def chained(before: bytes, day: str, size: int, root: bytes) -> bytes:
    """The root of a day."""
    return hashlib.sha256(b"\2" + before + day.encode() + size.to_bytes(8, "big") + root).digest()


def _up(level: Sequence[bytes]) -> list[bytes]:
    pairs = [_node(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
    return [*pairs, level[-1]] if len(level) % 2 else pairs


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()
