"""A table of sums: the first column says the case or the band, the others what is paid."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.intake.draft import Band, Row
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS, Figure, Skeleton
from assistant.text.pattern import lazy

BAR = "|"
_LEAST = 2
_NUMBERS = ("序号", "编号", "No", "No.")
_UP = lazy(r"^(?:\(含\))?(?:及|\(含\))?以上")
_DOWN = lazy(r"^(?:\((?P<without>不)?含\))?(?:及)?以下")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column pays: its heading, the rows of it, and what decides the band."""

    name: str
    measure: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


def read_table(skeleton: Skeleton, lines: list[tuple[int, int]]) -> list[Column]:
    """The columns of a table whose lines are ``text[start:end]``; [] where it is no table of sums.

    Every cell behind the first must hold one sum or rate and no other figure.
    """
    table = [_cells(skeleton.text, *line) for line in lines]
    width = len(table[0])
    if len(table) <= _LEAST - 1 or width < _LEAST or any(len(row) != width for row in table):
        return []
    if table[0][0].text in _NUMBERS:
        table = [row[1:] for row in table]
        width -= 1
    if width < _LEAST:
        return []
    heads, *body = table
    if any(sign in cell.text for cell in heads for sign in SIGNS):
        return []
    cases = [_case(skeleton, row[0]) for row in body]
    columns = []
    for n in range(1, width):
        paid = [_paid(skeleton, row[n]) for row in body]
        if any(one is None for one in paid) or any(one is None for one in cases):
            return []
        rows = []
        for case, figure in zip(cases, paid, strict=True):
            assert case is not None
            assert figure is not None
            label, band = case
            is_rate = figure.sign == RATE
            rows.append(
                Row(
                    label,
                    band,
                    rate=figure if is_rate else None,
                    fixed=None if is_rate else figure,
                )
            )
        columns.append(Column(heads[n].text, heads[0].text, tuple(rows)))
    return columns


def _cells(text: str, start: int, end: int) -> list[_Cell]:
    cells = []
    at = start
    for part in text[start:end].split(BAR):
        cells.append(_Cell(at, at + len(part), part.strip("。;, ")))
        at += len(part) + 1
    if cells and not cells[0].text:
        cells = cells[1:]
    if cells and not cells[-1].text:
        cells = cells[:-1]
    return cells


def _paid(skeleton: Skeleton, cell: _Cell) -> Figure | None:
    """The one sum or rate of a cell."""
    figures = skeleton.within(cell.start, cell.end)
    if len(figures) != 1 or figures[0].sign not in (MONEY, RATE):
        return None
    rest = cell.text.replace(figures[0].sign, "")
    return figures[0] if re.fullmatch("(?:一次性)?(?:给予|奖励|补助|补贴|资助)?", rest) else None


def _case(skeleton: Skeleton, cell: _Cell) -> tuple[str, Band | None] | None:
    """The label of a row, or the band that it names."""
    figures = skeleton.within(cell.start, cell.end)
    if not figures:
        return (cell.text, None) if cell.text else None
    if len(figures) > 1:
        return None
    figure = figures[0]
    behind = skeleton.text[figure.at + 1 : cell.end]
    if figure.sign == BAND:
        return "", Band(figure, figure.value, figure.upper, True, figure.includes_upper)
    if figure.sign in (MONEY, COUNT) and _UP.match(behind):
        return "", Band(figure, figure.value)
    down = _DOWN.match(behind)
    if figure.sign in (MONEY, COUNT) and down is not None:
        return "", Band(figure, None, figure.value, True, not down["without"])
    return (cell.text, None) if figure.sign == COUNT and not figure.unit else None
