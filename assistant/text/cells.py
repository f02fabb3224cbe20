"""The tables of a text: cells apart by bars or blanks, and the unit that a head says of a column.

工种 | 初级(元/人)
养护 | 800
→ behind 800 stands 元/人. Only what the head of a column, or the line above the table (单位：万元),
says in brackets is a unit; a number that has one of its own keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.text.pattern import lazy

_WIDE = re.compile("(?<=\\S)(?:\u3000[ \\t\u3000]*|[ \\t]{2,}\u3000*|\\t)(?=\\S)")
_THIN = re.compile("(?<=\\S)[ \\t\u3000]+(?=\\S)")
_BAR = re.compile("[ \\t\u3000]*[|｜][ \\t\u3000]*")
_CELL = 32
"""A cell that is set apart by blanks alone is short."""
_FEWEST = 2
_DIGIT = re.compile("[0-9０-９]")
_NOTE = re.compile("[(（][^()（）]*[)）]")
_THING = (
    "平方米|平米|㎡|m²|立方米|m³|亩|公顷|公里|千米|米|人次|人|名|个月|个|台|套|辆|艘|架|家|户|间夜|间|张|床|栋|座"
    "|吨|公斤|千克|千瓦时|兆瓦时|千瓦|兆瓦|年|月|天|日|次|场|期|件|项|款|株|头|只|羽|尾|匹|箱|标箱|班次|航次|架次|学时|课时|小时|平方"
)
_MONEY = "(?:百|千)?(?:万|亿)?(?:元|美元|欧元|港元|日元)"
_EACH = f"(?:/|／|每|·|[(（])+(?:{_THING}|[\u4e00-\u9fa5]{{1,4}})[)）]?"
_SAID = (
    rf"(?:单位\s*[:：]?\s*)?"
    rf"(?P<unit>(?:{_MONEY})(?:\s*{_EACH}){{0,2}}|[%％]|(?:万|亿)?(?:{_THING}))"
)
_IN_HEAD = lazy(rf"[(（]\s*{_SAID}\s*[)）]\s*$")
_ABOVE = lazy(
    rf"\s*[(（]?\s*单位\s*[:：]\s*(?P<unit>{_MONEY}(?:\s*{_EACH}){{0,2}}|[%％])\s*[)）]?\s*"
)
_NUMBER = re.compile(
    r"(?<![0-9０-９A-Za-z.．第/:：])[0-9０-９]+(?:[,，][0-9]{3})*(?:[.．][0-9０-９]+)?"
    r"(?P<behind>\s*(?:$|[(（]\s*不?含|及?以[上下内]|"
    r"[、,，;；。—–~～－-]|至|到|不[足满到]|且|(?=[ \t\u3000])))"
)
_RANGE = re.compile(r"\s*(?:[(（]不?含[)）])?\s*(?:[—–~～－-]|至|到)+\s*[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Cell:
    """``text[start:end]``, without the blanks around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnitOfColumn:
    """The unit that is said of a number: ``at`` is where the number ends.

    ``goes_on``: a range goes on behind it (100—500), whose last number has the unit for both.
    """

    at: int
    unit: str
    goes_on: bool = False


def gaps_of_columns(part: str) -> set[int]:
    """Where the cells of tables end that are set by blanks alone: 一等奖　　1名　　10万元.

    Lines one behind the other, all of so many short cells, in most of which the last has a number;
    some of the blanks between them are wide, or the first line is the only one without a number.
    """
    found = _gaps(part, _WIDE, set())
    return found | _gaps(part, _THIN, found, is_thin=True)


def _gaps(part: str, gap: re.Pattern[str], taken: set[int], *, is_thin: bool = False) -> set[int]:
    """The gaps of one kind in the lines in which none was ``taken`` before."""
    found: set[int] = set()
    rows: list[list[int]] = []
    lines: list[list[str]] = []
    wide = at = 0
    for line in [*part.split("\n"), ""]:
        gaps = list(gap.finditer(line))
        cells = gap.split(line.strip())
        is_row = bool(gaps) and len(gaps) == len(cells) - 1 and max(map(len, cells)) <= _CELL
        is_row = is_row and not any(at <= one < at + len(line) for one in taken)
        if rows and (not is_row or len(gaps) != len(rows[0])):
            numbers = sum(_DIGIT.search(row[-1]) is not None for row in lines)
            is_told = wide > 0 and len(rows) >= _FEWEST and numbers >= len(rows) - 1
            if (is_told and not is_thin) or _is_headed(lines):
                found.update(*rows)
            rows, lines, wide = [], [], 0
        if is_row:
            rows.append([at + one.start() for one in gaps])
            lines.append(cells)
            wide += any(len(one.group()) > 1 for one in gaps)
        at += len(line) + 1
    return found


def _is_headed(lines: list[list[str]]) -> bool:
    """Whether the first line has no number and every cell behind the first of the others has."""
    if len(lines) <= _FEWEST:
        return False
    head, *body = lines
    is_bare = not any(_DIGIT.search(_NOTE.sub("", cell)) for cell in head)
    return is_bare and all(_DIGIT.search(cell) for row in body for cell in row[1:])


def tables_of(text: str) -> Iterator[list[list[Cell]]]:
    """The tables: lines one behind the other of as many cells each, the first of them the heads."""
    gaps = gaps_of_columns(text)
    rows: list[list[Cell]] = []
    at = 0
    for line in [*text.split("\n"), ""]:
        cells = _cells(text, at, at + len(line), gaps)
        if rows and len(cells) != len(rows[0]):
            if len(rows) >= _FEWEST:
                yield rows
            rows = []
        if len(cells) >= _FEWEST:
            rows.append(cells)
        at += len(line) + 1


def _cells(text: str, start: int, end: int, gaps: set[int]) -> list[Cell]:
    line = text[start:end]
    if _BAR.search(line) is not None:
        cuts = [(start + one.start(), start + one.end()) for one in _BAR.finditer(line)]
    else:
        cuts = [(one, one) for one in sorted(gaps) if start <= one < end]
    edges = [start, *(place for cut in cuts for place in cut), end]
    cells = [
        _trimmed(text, first, last) for first, last in zip(edges[::2], edges[1::2], strict=True)
    ]
    if cells and cells[0].start == cells[0].end:
        cells = cells[1:]
    if cells and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return cells


def _trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def head_notes(text: str) -> Iterator[tuple[int, int]]:
    """Where the heads of columns say their unit: (元/人)."""
    for rows in tables_of(text) if _IN_HEAD_AT_ALL.search(text) is not None else ():
        for cell in rows[0]:
            note = _IN_HEAD.search(text, cell.start, cell.end)
            if note is not None and _column(text, rows, rows[0].index(cell)):
                yield note.span()


_IN_HEAD_AT_ALL = lazy(rf"[(（]\s*{_SAID}\s*[)）]|单位\s*[:：]")


def units_of_columns(text: str) -> dict[int, UnitOfColumn]:
    """The unit that its column says of each bare number of a table, by where the number ends."""
    if "\n" not in text or _IN_HEAD_AT_ALL.search(text) is None:
        return {}
    found: dict[int, UnitOfColumn] = {}
    for rows in tables_of(text):
        above = text.rfind("\n", 0, rows[0][0].start)
        before = text[text.rfind("\n", 0, max(above, 0)) + 1 : max(above, 0)]
        said = _ABOVE.fullmatch(before)
        for n, cell in enumerate(rows[0]):
            note = _IN_HEAD.search(text, cell.start, cell.end)
            unit = note["unit"] if note is not None else ""
            if said is not None and not unit and _is_of_money(text[cell.start : cell.end], n):
                unit = said["unit"]
            if unit:
                found |= {one.at: one for one in _in_column(text, rows, n, _plain(unit))}
    return found


_OTHER = lazy("数|量|额度?[(（]个|名额|面积|比例|期限|年限|单位|次序|序号|编号")
_OF_MONEY = lazy("额|投资|收入|产值|费用|资金")


def _is_of_money(head: str, n: int) -> bool:
    """Whether what is said above the table (单位：万元) is of a column."""
    if n == 0:
        return _OF_MONEY.search(head) is not None
    return _OTHER.search(head) is None


def _plain(unit: str) -> str:
    """元/（人·月） as 元/人/月."""
    unit = re.sub(r"[\s()（）]", "", unit)
    unit = re.sub("[／每·]+", "/", unit)
    return (
        re.sub("/+", "/", unit).replace("％", "%").replace("㎡", "平方米").replace("m²", "平方米")
    )


def _column(text: str, rows: list[list[Cell]], n: int) -> bool:
    """Whether a column has a bare number below its head."""
    return any(True for _ in _in_column(text, rows, n, ""))


def _in_column(text: str, rows: list[list[Cell]], n: int, unit: str) -> Iterator[UnitOfColumn]:
    for row in rows[1:]:
        cell = row[n]
        for number in _NUMBER.finditer(text[: cell.end], cell.start):
            end = number.start("behind")
            yield UnitOfColumn(end, unit, _RANGE.match(text[: cell.end], end) is not None)
