"""Pasted tables: each row told as a sentence, by what the columns are headed with.

Text with a table of counts, prices, times or amounts → the same in words (甲16件,每件每月500元,
12个月), with the place of each character. Columns are known by words of counting and paying only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.pattern import lazy

_COLUMNS = (
    ("count", lazy(r"数量|[件台个套辆张卡份]数|数目|^qty$|^quantity$")),
    ("price", lazy(r"单价|月租|每月|月单价|价格|^price$")),
    ("periods", lazy(r"月数|年数|租期|期限|时长|^months$")),
    (
        "amount",
        lazy(r"金额|总价|总额|小计|合计|费用?$|款$|额$|投入$|投资$|成本$|支出$|租金$|^amount$"),
    ),
)
_UNIT = lazy(r"[(（\[]\s*(?P<unit>[^()（）\[\]]{1,8})\s*[)）\]]")
_TOTAL = lazy(r"\s*(?:合计|总计|小计|共计|总额|总数|汇总|total)\s*", re.IGNORECASE)
_GENERIC = lazy(r"金额|总价|总额|小计|合计|费用?|款|amount|\s", re.IGNORECASE)
_NUMBER = lazy(r"(?:\s*[¥￥])?\s*\d[\d,，]*(?:\.\d+)?\s*")
_RULE = lazy(r"[\s|:+\-—]+")
_MONEY = lazy("(?:[百千]?万|亿|千)?元")
_OF_ITEM = lazy(r"[/每]\s*(?P<of>[个家台辆款项套件条份张颗座])")
_DIGIT = lazy(r"\d")
_MOST_LABEL = 8
"""No longer name stands between two sums that are added."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words, the place in the text that they stand for, and how many of them were typed there."""

    words: str
    at: int
    typed: int = 1

    def places(self) -> Iterator[int]:
        return (self.at + min(n, self.typed - 1) for n in range(len(self.words)))


@dataclass(frozen=True, slots=True)
class _Column:
    kind: str
    name: str
    unit: str


def told_in_words(text: str) -> tuple[str, tuple[int, ...]]:
    r"""The text with its tables told in words, and the place of each character in the text.

    >>> told_in_words("名称\t数量\t单价(元/月)\t月数\n甲\t2\t500\t6")[0]
    '甲2件,每件每月500元,6个月'
    """
    lines = list(_lines(text))
    pieces: list[_Piece] = []
    n, kept = 0, 0
    while n < len(lines):
        table = _table_from(lines, n)
        if table is None:
            n += 1
            continue
        columns, rows, end = table
        before = text[kept : lines[n].at].rstrip()
        pieces.append(_Piece(before, kept, len(before)))
        if before and before[-1].isalnum():
            pieces.append(_Piece(",", lines[n].at))
        pieces += _sentence(columns, rows)
        kept = lines[end].at if end < len(lines) else len(text)
        pieces += [_Piece(",", kept - 1)] if end < len(lines) else []
        n = end
    if not pieces:
        return text, tuple(range(len(text)))
    pieces.append(_Piece(text[kept:], kept, len(text) - kept))
    told = "".join(piece.words for piece in pieces)
    return told, tuple(at for piece in pieces for at in piece.places())


def _lines(text: str) -> Iterator[_Cell]:
    at = 0
    for line in text.split("\n"):
        yield _Cell(line, at)
        at += len(line) + 1


def _table_from(
    lines: Sequence[_Cell], n: int
) -> tuple[tuple[_Column, ...], list[list[_Cell]], int] | None:
    """The columns and the rows of a table whose head is a line, and the line behind it."""
    head = lines[n].text
    if _DIGIT.search(head):
        return None
    mark = next((m for m in (r"\t", r"\|", "[,，]", " {2,}", " ") if re.search(m, head)), None)
    if mark is None:
        return None
    columns = tuple(_column(cell.text) for cell in _cells(lines[n], mark))
    kinds = [c.kind for c in columns if c.kind]
    is_reckoned = "amount" in kinds or {"price", "count"} <= set(kinds)
    is_reckoned = is_reckoned or {"price", "periods"} <= set(kinds)
    if not is_reckoned or len(set(kinds)) != len(kinds) or len(columns) < _FEWEST:
        return None
    rows = []
    end = n + 1
    while end < len(lines):
        if _RULE.fullmatch(lines[end].text):
            end += 1
            continue
        cells = _cells(lines[end], mark)
        if len(cells) != len(columns) or not _is_row(columns, cells):
            break
        rows.append(cells)
        end += 1
    return (columns, rows, end) if rows else None


def _is_row(columns: Sequence[_Column], cells: Sequence[_Cell]) -> bool:
    pairs = [(c, cell) for c, cell in zip(columns, cells, strict=True) if c.kind]
    if _TOTAL.fullmatch(cells[0].text):
        return True
    return all(_DIGIT.search(cell.text) for _, cell in pairs)


def _cells(line: _Cell, mark: str) -> list[_Cell]:
    found, low = [], 0
    for match in re.finditer(mark, line.text):
        found.append(_Cell(line.text[low : match.start()], line.at + low))
        low = match.end()
    found.append(_Cell(line.text[low:], line.at + low))
    if mark == r"\|":
        found = [c for n, c in enumerate(found) if c.text.strip() or 0 < n < len(found) - 1]
    return found


def _column(head: str) -> _Column:
    unit = _UNIT.search(head)
    name = _UNIT.sub("", head).strip()
    kind = next((kind for kind, words in _COLUMNS if words.search(name)), "")
    return _Column(kind, name, unit["unit"] if unit else "")


def _sentence(columns: Sequence[_Column], rows: Sequence[Sequence[_Cell]]) -> list[_Piece]:
    """The rows one after another: what they come to, side by side, or products that are added.

    A row of the total is told only where it is not the sum of the others.
    """
    kinds = {c.kind: c for c in columns if c.kind}
    told: list[_Piece] = []
    own = kinds.get("amount")
    if own is not None and _GENERIC.sub("", own.name):
        told.append(_Piece(f"{own.name}:", rows[0][0].at))
    amounts: list[Decimal | None] = []
    for cells in rows:
        by_kind = {c.kind: cell for c, cell in zip(columns, cells, strict=True) if c.kind}
        worth = _value(by_kind["amount"]) if "amount" in by_kind else None
        if _TOTAL.fullmatch(cells[0].text):
            summed = sum((n for n in amounts if n is not None), Decimal(0))
            if own is not None and worth is not None and (worth != summed or None in amounts):
                told.append(_Piece(",合计", cells[0].at))
                told.append(_amount(own, by_kind["amount"]))
            continue
        label = _label(columns, cells)
        if amounts:
            short = sum(len(piece.words) for piece in label) <= _MOST_LABEL
            joint = "、" if own is not None else ",加上" if short else ";"
            told.append(_Piece(joint, cells[0].at))
        amounts.append(worth)
        told += label
        if label and label[-1].words[-1:].isascii():
            told.append(_Piece("是" if own is not None else "有", label[-1].at))
        told += [_amount(own, by_kind["amount"])] if own else _product(kinds, by_kind)
    return told


def _label(columns: Sequence[_Column], cells: Sequence[_Cell]) -> list[_Piece]:
    """The names of a row; a bare number is none (序号), but for a year."""
    found = []
    for cell, column in zip(cells, columns, strict=True):
        words = cell.text.strip()
        if column.kind or not words:
            continue
        is_year = "年" in column.name and words.isdecimal()
        if words.isdecimal() and not is_year:
            continue
        at = cell.at + cell.text.index(words)
        found.append(_Piece(f"{words}年" if is_year else words, at, len(words)))
    return found


def _product(kinds: dict[str, _Column], cells: dict[str, _Cell]) -> list[_Piece]:
    """What a row says: so many, each at so much a month, for so long."""
    told: list[_Piece] = []
    of = ""
    if "count" in cells:
        of = kinds["count"].unit or "件"
        told.append(_with_unit(cells["count"], of))
    column = kinds["price"]
    priced = _OF_ITEM.search(column.unit)
    each = f"每{of}" if of else f"每{priced['of']}" if priced and "periods" not in cells else ""
    heads = column.unit + column.name
    if "periods" in cells or "月" in heads or "年" in heads:
        each += "每年" if "年" in heads else "每月"
    told.append(_Piece(f",{each}" if told else each, cells["price"].at))
    told.append(_amount(column, cells["price"]))
    if "periods" in cells:
        told.append(_Piece(",", cells["periods"].at))
        is_year = "年" in kinds["periods"].unit + kinds["periods"].name
        told.append(_with_unit(cells["periods"], "年" if is_year else "个月"))
    return told


def _value(cell: _Cell) -> Decimal | None:
    if _NUMBER.fullmatch(cell.text) is None:
        return None
    return Decimal(re.sub(r"[^\d.]", "", cell.text))


def _amount(column: _Column, cell: _Cell) -> _Piece:
    money = _MONEY.search(column.unit)
    return _with_unit(cell, money.group() if money else "元")


def _with_unit(cell: _Cell, unit: str) -> _Piece:
    """A cell as typed, with the unit of its column where it has none of its own."""
    words = cell.text.strip()
    at = cell.at + cell.text.index(words)
    bare = _NUMBER.fullmatch(cell.text) is not None
    return _Piece(words + unit if bare else words, at, max(1, len(words)))
