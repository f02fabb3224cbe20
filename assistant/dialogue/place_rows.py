"""Rows of a list that open with a place or a level: 市级 | 合同900万 / 福田 | 合同600万.

Lines → what each row says in the head's words: the lines before the first row and behind the last
one hold for every row, as the head of a table does. Each row is of a place of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.text.pattern import lazy

_ROW = lazy(
    r"[\s|｜]*(?:\d{1,2}[.、)）]\s*|[-·•*]\s*|[①-⑨]\s*)?(?P<place>[^\s|｜,，:：()（）\-—\d]{1,8}?)"
    r"\s*(?:[|｜,，:：(（\s]|[-—]{1,2})"
)
_LEVEL = lazy("(?:深圳)?市(?P<bare>级|里|本级|层面)?")
_RULE = lazy(r"[\s|｜:+\-—]*")
_FIGURE = lazy(r"\d|[一二两三四五六七八九十百千]+[万亿个家项台]")
_EVERYWHERE = lazy("各(?:个)?(?:行政|城)?[区地级]|[两三四几](?:个?区|级)")
"""各区算力补贴: each row asks in its own place."""
_FEWEST, _MOST = 2, 6


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row: its place, the stretches of the message that are read for it, in order.

    ``place`` is empty for a line behind them that asks something else of a place; ``level_end``
    is where a bare 市 ends, which stands for 市级; else -1.
    """

    place: str
    spans: tuple[tuple[int, int], ...]
    level_end: int = -1


def place_rows(text: str, is_place: Callable[[str], bool]) -> tuple[PlaceRow, ...]:
    """The rows of a message with a figure each, of as many places; () for any other message."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    found: list[tuple[int, str, int]] = []
    for n, (start, end) in enumerate(lines):
        row = _ROW.match(text, start, end)
        is_row = row is not None and _FIGURE.search(text, row.end(), end) is not None
        if row is None or not is_row or not _names_place(row["place"], is_place):
            if found and not _RULE.fullmatch(text, start, end):
                break
            continue
        level = _LEVEL.fullmatch(row["place"])
        found.append((n, row["place"], row.end("place") if level and not level["bare"] else -1))
    if not _FEWEST <= len(found) <= _MOST or len({place for _, place, _ in found}) < len(found):
        return ()
    head, tail = lines[: found[0][0]], lines[found[-1][0] + 1 :]
    besides = [line for line in tail if is_place(text[slice(*line)])]
    every = [line for line in tail if line not in besides]
    if any(_FIGURE.search(text, *line) for line in tail):
        return ()
    rows = [
        PlaceRow(place, (*_here(text, head), lines[n], *_here(text, every)), end)
        for n, place, end in found
    ]
    return (*rows, *(PlaceRow("", (line,)) for line in besides))


def _here(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Lines that hold for every row, less words for all places."""
    found: list[tuple[int, int]] = []
    for start, end in lines:
        at = start
        for match in _EVERYWHERE.finditer(text, start, end):
            found.append((at, match.start()))
            at = match.end()
        found.append((at, end))
    return [(start, end) for start, end in found if start < end]


def _names_place(words: str, is_place: Callable[[str], bool]) -> bool:
    """Whether a row opens with a place, or with the city as a level."""
    return _LEVEL.fullmatch(words) is not None or is_place(words)
