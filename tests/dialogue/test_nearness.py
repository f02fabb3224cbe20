"""Closeness of words to numbers, and that reading it takes linear work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pytest

from assistant.dialogue.nearness import nearest
from assistant.text.units import Quantity, Unit


class Counted(Sequence[Any]):
    """A list that counts how often it is read."""

    def __init__(self, items: list[Any]) -> None:
        self.items, self.reads = items, 0

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: Any) -> Any:
        self.reads += 1
        return self.items[at]

    def __iter__(self) -> Iterator[Any]:
        for item in self.items:
            self.reads += 1
            yield item


def number(start: int, end: int) -> Quantity:
    return Quantity(Decimal(8), Unit.YUAN, start, end, "")


def work(n: int) -> int:
    """Reads of words and numbers for a message of n numbers, each with a word behind it."""
    text = "8元租金" * n
    spans = Counted([(4 * i, 4 * i + 2) for i in range(n)])
    words = Counted([(4 * i + 2, 4 * i + 4, "租金") for i in range(n)])
    for start, end in list(spans.items):
        nearest(text, number(start, end), words, spans)
    return spans.reads + words.reads


def test_work_grows_with_the_length_of_the_message_and_not_with_its_square() -> None:
    assert work(400) < 15 * work(40)


def test_what_stands_between_weakens_the_tie() -> None:
    text = "租金8元,9元"
    spans = [(2, 4), (5, 7)]
    rent = [(0, 2, "租金")]
    beside = nearest(text, number(2, 4), rent, spans)
    behind = nearest(text, number(5, 7), rent, spans)
    assert beside == pytest.approx(1 + 2 * 0.03)
    assert behind == pytest.approx(1 - (3 + 4 + 6) / 16 + 2 * 0.03)


def test_of_several_words_the_nearest_counts_and_none_beyond_reach() -> None:
    text = "租金" + "x" * 30 + "8元xx租金"
    found = [(0, 2, "租金"), (36, 38, "租金")]
    assert nearest(text, number(32, 34), found, [(32, 34)]) == pytest.approx(1 - 4 / 16 + 0.06)
    assert nearest(text, number(32, 34), found[:1], [(32, 34)]) == 0
