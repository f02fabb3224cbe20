"""`Openings`: which of many words may stand in a text, without looking for each of them.

A word stands only in a text that holds its first two characters side by side. Of some thousand
words a message holds the beginnings of a few dozen; only those are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

Item = TypeVar("Item")
_SIZE = 2


class Openings(Generic[Item]):
    """Things by the word they begin with; "" may stand anywhere.

    >>> Openings([("备案", 1), ("算力", 2), ("", 3), ("模", 4)]).possible("租算力")
    [2, 3]
    """

    __slots__ = ("_by_opening",)

    def __init__(self, items: Iterable[tuple[str, Item]]) -> None:
        self._by_opening: dict[str, list[tuple[int, Item]]] = {}
        for place, (word, item) in enumerate(items):
            self._by_opening.setdefault(opening(word), []).append((place, item))

    def possible(self, text: str) -> list[Item]:
        """The things whose word may stand in the text, in the order given."""
        openings = self._by_opening
        found = [entry for o in openings.keys() & openings_in(text) for entry in openings[o]]
        found.sort(key=_place)
        return [item for _, item in found]


@lru_cache(maxsize=256)
def openings_in(text: str) -> frozenset[str]:
    """With what a word of the text may begin: "", its characters, and every two side by side."""
    return frozenset(("", *text, *map("".join, pairwise(text))))


def opening(word: str) -> str:
    """With what a word begins, as ``openings_in`` has it."""
    return word[:_SIZE]


def _place(entry: tuple[int, object]) -> int:
    return entry[0]
