"""A table of sums: the first column says the case or the band, the others what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.intake.draft import Band, Bound, Row, Threshold
from assistant.intake.figures import BAND, COUNT, MONEY, RATE, SIGNS, Figure, Skeleton
from assistant.text.pattern import lazy

BAR = "|"
_LEAST = 2
_NUMBERS = ("序号", "编号", "No", "No.")
_UP = lazy(r"^(?:\(含\))?(?:及|\(含\))?以上")
_DOWN = lazy(r"^(?:\((?P<without>不)?含\))?(?:及)?以下")


@dataclass(frozen=True, slots=True)
class Column:
    """What one column pays: its heading, the rows of it, and what decides the band.

    ``per`` is what a sum is paid for each of; ``least`` the number that its only row demands.
    """

    name: str
    measure: str
    rows: tuple[Row, ...]
    per: str = ""
    least: Threshold | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One row: its case, what each of is paid for, what it demands, and the cells of sums."""

    label: str
    band: Band | None
    measure: str
    per: str
    least: Threshold | None
    paid: tuple[tuple[Figure, str], ...]


def read_table(skeleton: Skeleton, lines: list[tuple[int, int]]) -> list[Column]:
    """The columns of a table whose lines are ``text[start:end]``; [] where it is no table of sums.

    Every cell behind the first must hold one sum or rate and no other figure, but for a column
    that says what each of is paid for (每吨) and one of the least that is demanded (最低班次).
    """
    table = [_cells(skeleton.text, *line) for line in lines]
    width = len(table[0])
    is_bare = MONEY in table[0][-1].text  # 船龄10年以上不满15年 | 每总吨500元 without a heading
    least = 1 if is_bare else _LEAST
    if len(table) < least or width < _LEAST or any(len(row) != width for row in table):
        return []
    if table[0][0].text in _NUMBERS:
        table = [row[1:] for row in table]
        width -= 1
    if width < _LEAST:
        return []
    heads = [_Cell(0, 0, "")] * width if is_bare else table[0]
    body = table if is_bare else table[1:]
    if any(sign in cell.text for cell in heads for sign in SIGNS):
        return []
    kinds = [_kind(skeleton, heads[n], [row[n] for row in body]) for n in range(1, width)]
    found = [_line(skeleton, heads, row, kinds) for row in body]
    read = [one for one in found if one is not None]
    if len(read) < len(found) or "paid" not in kinds or len({len(one.paid) for one in read}) > 1:
        return []
    names = [heads[n].text for n, kind in enumerate(kinds, 1) if kind == "paid"]
    return [
        column for n, name in enumerate(names) for column in _columns(name, heads[0].text, read, n)
    ]


_UNIT = lazy(r"每(?:一)?(?P<per>[^ⓂⓅⒸⒷ()|]{1,6}?)(?:\([^()]*\))?")
_LEAST_HEAD = lazy(
    "(?P<noun>[^ⓂⓅⒸⒷ]*?)(?:最低|最少|不少于|至少|起点|门槛|下限)(?:的)?(?P<of>[^ⓂⓅⒸⒷ()]*)"
)
_EACH_HEAD = lazy("每(?:一)?(?P<per>[^ⓂⓅⒸⒷ()年月]{1,6}?)(?:的)?(?:补助|补贴|奖励|资助|标准|金额)")


def _kind(skeleton: Skeleton, head: _Cell, cells: list[_Cell]) -> str:
    """What a column holds: "unit", "least", "paid"; "" for anything else."""
    if all(_UNIT.fullmatch(cell.text) for cell in cells):
        return "unit"
    if _LEAST_HEAD.search(head.text) and all(_number(skeleton, cell) for cell in cells):
        return "least"
    return "paid" if all(_paid(skeleton, cell) for cell in cells) else ""


def _number(skeleton: Skeleton, cell: _Cell) -> Figure | None:
    figures = skeleton.within(cell.start, cell.end)
    return figures[0] if len(figures) == 1 and figures[0].sign == COUNT else None


def _line(
    skeleton: Skeleton, heads: list[_Cell], row: list[_Cell], kinds: list[str]
) -> _Line | None:
    case = _case(skeleton, row[0])
    if case is None or "" in kinds:
        return None
    label, band, measure = case
    per, least = "", None
    paid: list[tuple[Figure, str]] = []
    for cell, head, kind in zip(row[1:], heads[1:], kinds, strict=True):
        unit, number = _UNIT.fullmatch(cell.text), _number(skeleton, cell)
        if kind == "unit" and unit is not None:
            per = unit["per"]
        elif kind == "least" and number is not None:
            least = _demanded(head, number)
        elif (sum_ := _paid(skeleton, cell)) is not None:
            each = _EACH_HEAD.search(head.text)
            paid.append((sum_[0], sum_[1] or (each["per"] if each is not None else "")))
    return _Line(label, band, measure, per, least, tuple(paid))


def _demanded(head: _Cell, number: Figure) -> Threshold:
    """全年最低航次 over 150: at least so many of them in a year."""
    found = _LEAST_HEAD.search(head.text)
    assert found is not None
    unit = number.unit or found["of"] or found["noun"]
    subject = f"{found['noun']}{found['of']}" or unit
    return Threshold(subject, Bound.AT_LEAST, replace(number, unit=unit))


def _columns(name: str, head: str, lines: list[_Line], n: int) -> Iterator[Column]:
    """The rows of a column of sums that are paid alike: for each of the same, demanding the same.

    Where each row demands a number of its own, each is a column of its own.
    """
    groups: dict[tuple[str, str], list[_Line]] = {}
    for line in lines:
        per = line.per or line.paid[n][1]
        groups.setdefault((per, line.label if line.least is not None else ""), []).append(line)
    for (per, _), own in groups.items():
        rows = []
        for line in own:
            figure = line.paid[n][0]
            is_rate = figure.sign == RATE
            rows.append(
                Row(
                    line.label,
                    line.band,
                    rate=figure if is_rate else None,
                    fixed=None if is_rate else figure,
                )
            )
        measure = own[0].measure or head
        yield Column(name, measure, tuple(rows), per, own[0].least)


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


def _paid(skeleton: Skeleton, cell: _Cell) -> tuple[Figure, str] | None:
    """The one sum or rate of a cell, and what it is for each of: 每总吨500元."""
    figures = skeleton.within(cell.start, cell.end)
    if len(figures) != 1 or figures[0].sign not in (MONEY, RATE):
        return None
    rest = cell.text.replace(figures[0].sign, "")
    if re.fullmatch("(?:一次性)?(?:给予|奖励|补助|补贴|资助)?", rest):
        return figures[0], ""
    each = _PAID_EACH.fullmatch(cell.text)
    return (figures[0], each["per"]) if each is not None else None


_PAID_EACH = lazy(f"每(?:一)?(?P<per>[^ⓂⓅⒸⒷ()年月]{{1,6}}?)(?:给予|奖励|补助|补贴|资助)*{MONEY}")
_BETWEEN = lazy(
    f"(?P<subject>[^ⓂⓅⒸⒷ]*?)(?P<low>[{MONEY}{COUNT}])(?:\\(含\\))?(?:及?以上)?(?:、|至|到|-|但)*"
    f"(?:不满|不足|以下|低于)?(?P<top>[{MONEY}{COUNT}])(?:\\(不含\\)|以下)?的?"
)


def _case(skeleton: Skeleton, cell: _Cell) -> tuple[str, Band | None, str] | None:
    """The label of a row, or the band that it names and of what."""
    figures = skeleton.within(cell.start, cell.end)
    if not figures:
        return (cell.text, None, "") if cell.text else None
    between = _BETWEEN.fullmatch(cell.text)
    if between is not None and len(figures) == _LEAST and figures[0].unit == figures[1].unit:
        low, top = figures
        band = Band(low, low.value, top.value, upper_figure=top)
        return "", band, between["subject"]
    if len(figures) > 1:
        return None
    figure = figures[0]
    subject = skeleton.text[cell.start : figure.at].strip("| ")
    behind = skeleton.text[figure.at + 1 : cell.end]
    if figure.sign == BAND:
        band = Band(figure, figure.value, figure.upper, True, figure.includes_upper)
        return "", band, subject
    if figure.sign in (MONEY, COUNT) and _UP.match(behind):
        return "", Band(figure, figure.value), subject
    down = _DOWN.match(behind)
    if figure.sign in (MONEY, COUNT) and down is not None:
        return "", Band(figure, None, figure.value, True, not down["without"]), subject
    return (cell.text, None, "") if figure.sign == COUNT and not figure.unit else None
