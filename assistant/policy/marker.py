"""Lines of a source and how each is numbered: 第X章, 第X条, 一、, （一）, 1., （1）, ①."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import NumeralError
from assistant.text.numerals import parse_number
from assistant.text.pattern import lazy

_HAN = "一二三四五六七八九十百千零〇"
_NUMERAL = rf"[{_HAN}]+(?:[ \t\u3000]+[{_HAN}]+)*|[0-9]+(?:[ \t\u3000]+[0-9]+)*"
_GAP = r"[ \t\u3000]*"
# A mirror's noise doubles or misplaces commas inside a marker ("一,、").
_NOISE = "[,，]?"


class Kind(StrEnum):
    """How a line begins."""

    ANNEX = "annex"  # 附件1
    PART = "part"  # 第二章
    SUBPART = "subpart"  # 第二节
    TRACK = "track"  # 方向一：, 专题二
    ARTICLE = "article"  # 第四条
    SECTION = "section"  # 一、
    BRACKET = "bracket"  # （一）
    NUMBER = "number"  # 1.
    DECIMAL = "decimal"  # 1.2, 方向1.2: the second below the first
    BRACKET_NUMBER = "bracket_number"  # （1）
    CIRCLED = "circled"  # ①
    CLOSING = "closing"  # 附则, 附件：: ends the clause above it
    VALIDITY = "validity"  # 本措施自…起施行: of the policy, not of the clause above it
    PAGE = "page"  # 286, — 3 —, 第 3 页: of the paper, not of the text
    TEXT = "text"


NUMBERED = tuple(
    kind for kind in Kind if kind not in (Kind.CLOSING, Kind.VALIDITY, Kind.PAGE, Kind.TEXT)
)
"""The kinds that carry a number, from the highest usual rank to the lowest."""

_REFERENCE = "第规規定所的款至和或及之、，,）)"
"""What follows 第三条 where it is mentioned and does not begin."""

_PATTERNS = (
    (
        Kind.PAGE,
        lazy(
            r"(?:[-—－–]\s*[0-9]{1,4}\s*[-—－–]|[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?"
            r"|第\s*[0-9]{1,4}\s*[页頁](?:\s*[,，/]?\s*共\s*[0-9]{1,4}\s*[页頁])?)\s*$"
        ),
    ),
    (Kind.PART, lazy(rf"第{_GAP}({_NUMERAL}){_GAP}[章编編](?=\s|$|\w)")),
    (Kind.SUBPART, lazy(rf"第{_GAP}({_NUMERAL}){_GAP}[节節](?=\s|$|\w)")),
    (Kind.ARTICLE, lazy(rf"第{_GAP}({_NUMERAL}){_GAP}[条條](?![{_REFERENCE}])")),
    (
        Kind.DECIMAL,
        lazy(
            rf"(?:方向|专题|專題|专项|專項|类别|類別|板块|板塊|领域|領域){_GAP}[0-9]{{1,2}}[.．]([0-9]{{1,2}})(?![0-9.．])"
            r"|[0-9]{1,2}[.．]([0-9]{1,2})(?=[ \t\u3000、])"
        ),
    ),
    (
        Kind.TRACK,
        lazy(
            rf"(?:方向|专题|專題|专项|專項|类别|類別|板块|板塊|领域|領域){_GAP}[(（]?({_NUMERAL})[)）]?"
            rf"(?={_GAP}[:：、.．\s]|$)(?![.．][0-9])"
        ),
    ),
    (Kind.SECTION, lazy(rf"([{_HAN}]+){_NOISE}、")),
    (Kind.BRACKET, lazy(rf"[(（]\s*([{_HAN}]+)\s*[)）]")),
    (Kind.NUMBER, lazy(r"([0-9]{1,3})\s*(?:[.．、](?![0-9](?![0-9]?[A-Za-z]))|[)）](?=\D))")),
    (Kind.BRACKET_NUMBER, lazy(r"[(（]\s*([0-9]{1,3})\s*[)）]")),
    (Kind.CIRCLED, lazy("([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])")),
    (Kind.ANNEX, lazy(rf"附{_GAP}件{_GAP}({_NUMERAL})(?:\s*[:：]|\s*$|\s+\w)")),
    (Kind.CLOSING, lazy(r"附\s*[则則]\s*$|附\s*件\s*[:：]|附\s*件\s*$")),
    (
        Kind.VALIDITY,
        lazy(r"本[^,，。\s]{1,8}自.{0,4}[0-9年月日 发發布印].*(?:施行|实施|實施|有效期).*$"),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``source[start:end]`` without the space around it.

    ``number`` and ``after`` (where the text after the marker begins) count for marked lines;
    ``spaced`` is True when a blank line stands before it. Where many lines of the document were
    run together in one, each of its numbered parts is a line.
    """

    kind: Kind
    number: int
    start: int
    after: int
    end: int
    spaced: bool


def ordinal(text: str) -> int | None:
    """The number of 一, 十六, 二 十 一, ③ or of Arabic digits; None if none from 1 to 9999.

    >>> ordinal("十六"), ordinal("二十一"), ordinal("一百零二"), ordinal("9"), ordinal("十十")
    (16, 21, 102, 9, None)
    """
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    try:
        number = parse_number(re.sub(r"\s", "", text))
    except NumeralError:
        return None
    return int(number) if 1 <= number <= 9999 and number == int(number) else None


def read_marker(text: str) -> tuple[Kind, int, int] | None:
    """The kind, the number and the length of the marker that a text begins with."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        number = ordinal(next(filter(None, match.groups()))) if match and pattern.groups else 0
        if match is not None and number is not None:
            return kind, number, match.end()
    return None


def read_line(text: str, start: int, *, spaced: bool) -> Line:
    """One line; ``text`` has no space around it and stands at ``start`` in the source."""
    end = start + len(text)
    marker = read_marker(text)
    if marker is None:
        return Line(Kind.TEXT, 0, start, start, end, spaced)
    kind, number, length = marker
    after = end - len(text[length:].lstrip())
    return Line(kind, number, start, after, end, spaced)
