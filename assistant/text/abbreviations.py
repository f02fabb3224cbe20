"""Abbreviations that are written for the same everywhere: AI for 人工智能 (abbreviations.txt)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("abbreviations.txt")


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    entries = (line.split() for line in lines if line and not line.startswith("#"))
    return tuple((name, tuple(others)) for name, *others in entries)


def abbreviations_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The abbreviations of the names that stand in some texts.

    >>> abbreviations_in(["人工智能企业租用算力的"])
    ('AI',)
    """
    left = dict(_table())
    found: list[str] = []
    for text in texts:
        for name in [name for name in left if name in text]:
            found += left.pop(name)
        if not left:
            break
    return tuple(found)
