"""Lines of a source and how each is numbered: 第X章, 第X条, 一、, （一）, 1. (GB/T 9704 order)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import NumeralError
from assistant.text.numerals import parse_number

_NUMERAL = "[一二三四五六七八九十百零〇]+|[0-9]+"


class Kind(StrEnum):
    """How a line begins."""

    PART = "part"  # 第二章
    ARTICLE = "article"  # 第四条
    SECTION = "section"  # 一、
    BRACKET = "bracket"  # （一）
    NUMBER = "number"  # 1.
    CLOSING = "closing"  # 附件, 附则: ends the clause above it
    VALIDITY = "validity"  # 本措施自…起施行: of the policy, not of the clause above it
    TEXT = "text"


_PATTERNS = (
    (Kind.PART, re.compile(rf"第({_NUMERAL})[章节節](?=\s|$|\w)")),
    (Kind.ARTICLE, re.compile(rf"第({_NUMERAL})[条條](?![第规規规定所的款、，,）)])")),
    (Kind.SECTION, re.compile(r"([一二三四五六七八九十百]+)、")),
    (Kind.BRACKET, re.compile(r"[(（]\s*([一二三四五六七八九十百]+)\s*[)）]")),
    (Kind.NUMBER, re.compile(r"([0-9]{1,3})\s*[.．、](?![0-9])")),
    (
        Kind.CLOSING,
        re.compile(r"附\s*[则則]\s*$|附件[0-9一二三四五六七八九十]*\s*[:：]|附件[0-9]*\s*$"),
    ),
    (
        Kind.VALIDITY,
        re.compile(r"本[^,，。\s]{1,8}自.{0,4}[0-9年月日 发發布印].*(?:施行|实施|實施|有效期).*$"),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``source[start:end]`` without the space around it.

    ``number`` and ``after`` (where the text after the marker begins) count for marked lines;
    ``spaced`` is True when a blank line stands before it.
    """

    kind: Kind
    number: int
    start: int
    after: int
    end: int
    spaced: bool


def ordinal(text: str) -> int | None:
    """The number of 一, 十六, 二十一 or of Arabic digits; None if it is no number from 1 to 999.

    >>> ordinal("十六"), ordinal("二十一"), ordinal("一百零二"), ordinal("9"), ordinal("十十")
    (16, 21, 102, 9, None)
    """
    try:
        number = parse_number(text)
    except NumeralError:
        return None
    return int(number) if 1 <= number <= 999 and number == int(number) else None


def read_lines(source: str) -> tuple[Line, ...]:
    """Every line that is not blank, in order."""
    lines: list[Line] = []
    spaced = False
    at = 0
    for raw in source.splitlines(keepends=True):
        text = raw.strip()
        if not text:
            spaced = True
        else:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(_read_line(text, start, spaced))
            spaced = False
        at += len(raw)
    return tuple(lines)


def _read_line(text: str, start: int, spaced: bool) -> Line:
    end = start + len(text)
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        number = ordinal(match.group(1)) if match and pattern.groups else 0
        if match is not None and number is not None:
            rest = text[match.end() :]
            after = end - len(rest.lstrip())
            return Line(kind, number, start, after, end, spaced)
    return Line(Kind.TEXT, 0, start, start, end, spaced)
