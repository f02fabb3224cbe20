"""Numbering of a list in a message (1、…2、…, ①…②…): marks between items, never numbers.

Text → text of the same length in which each marker is a semicolon, filled up with characters that
folding drops. Only markers that count up from one in order are numbering: "2、3月" is none.
"""

from __future__ import annotations

import re

_DROPPED = "\u200b"
_CIRCLED = re.compile("[\u2460-\u2473\u2474-\u2487\u2776-\u277f\u2780-\u2789\u278a-\u2793]")
_FORMS = (
    re.compile(r"(?<![\d.第])(?P<n>\d{1,2})[、.．)）](?![\d.])"),
    re.compile(r"[(（](?P<n>\d{1,2})[)）](?![条项款])"),
    re.compile(r"(?:(?<=[。；;！？!?\n：: 　])|^)(?P<n>[一二三四五六七八九])(?:、|是(?!个|家|种))"),
    re.compile(r"(?:(?<=[。；;！？!?\n：:，, 　])|^)第(?P<n>[一二三四五六七八九])[、，,：:]"),
)
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
_TABLE = str.maketrans("|｜", "，，")


def without_numbering(text: str) -> str:
    """The text with the markers of its lists turned into semicolons; the length stays.

    >>> without_numbering("①租算力②买语料").replace("\u200b", "")
    '租算力；买语料'
    >>> without_numbering("1、租算力2、买语料").replace("\u200b", "")
    '租算力；买语料'
    >>> without_numbering("2、3月都租了算力")
    '2、3月都租了算力'
    """
    left = list(text.translate(_TABLE))
    spans = [m.span() for m in _CIRCLED.finditer(text)]
    if len(spans) < 2:
        spans = next((found for form in _FORMS if (found := _counting(form, text))), [])
    for start, end in spans:
        is_first = not text[:start].strip()
        left[start:end] = [_DROPPED if is_first else "；", *_DROPPED * (end - start - 1)]
    return "".join(left)


def _counting(form: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The places of markers that count 1, 2, 3 … in order; none where there are fewer than two."""
    found: list[tuple[int, int]] = []
    for match in form.finditer(text):
        number = match["n"]
        value = _NUMERALS.get(number) or int(number)
        if value == len(found) + 1:
            found.append(match.span())
    return found if len(found) > 1 else []
