"""Trees and paths against a plain recursive reading of RFC 6962, and every changed byte found."""

from __future__ import annotations

import hashlib
import random

import pytest

from assistant.web.memory.merkle import EMPTY, chained, climb, leaf, path, tree


def reference(entries: list[bytes]) -> bytes:
    """The definition of section 2.1."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\0" + entries[0]).digest()
    k = 1 << (len(entries) - 1).bit_length() - 1
    left, right = reference(entries[:k]), reference(entries[k:])
    return hashlib.sha256(b"\1" + left + right).digest()


@pytest.mark.parametrize("n", [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100])
def test_the_tree_is_that_of_the_standard_and_every_path_leads_to_it(n: int) -> None:
    entries = [str(i).encode() for i in range(n)]
    leaves = [leaf(entry) for entry in entries]
    root = tree(leaves)
    assert root == reference(entries)
    for i in range(n):
        assert climb(leaves[i], i, n, path(leaves, i)) == root


def test_a_changed_entry_place_size_or_path_is_found() -> None:
    rng = random.Random(1)
    leaves = [leaf(str(i).encode()) for i in range(21)]
    root = tree(leaves)
    for _ in range(3000):
        i = rng.randrange(21)
        start, index, size, beside = leaves[i], i, 21, path(leaves, i)
        match rng.randrange(5):
            case 0:
                start = bytes([start[0] ^ 1]) + start[1:]
            case 1:
                index = (index + rng.randrange(1, 21)) % 21
            case 2:
                size = rng.choice([1, i + 1 if i < 15 else 40, 64])
            case 3:
                n = rng.randrange(len(beside))
                beside[n] = bytes(a ^ (1 << rng.randrange(8)) for a in beside[n])
            case _:
                beside = beside[:-1] if rng.random() < 0.5 else [*beside, root]
        assert climb(start, index, size, beside) != root


def test_days_are_chained() -> None:
    first = chained(EMPTY, "2025-06-01", 3, tree([]))
    assert chained(first, "2025-06-02", 3, tree([])) != chained(EMPTY, "2025-06-02", 3, tree([]))
    assert chained(EMPTY, "2025-06-01", 4, tree([])) != first
