"""English words of business in a message, read as the words that the policies have.

The words stand in english.txt. A word inside an address, a name or a file (model.py, fee@…) is
none.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.text.pattern import lazy

_FILE = Path(__file__).with_name("english.txt")
_LATIN = lazy("[A-Za-z]{3}")
_BEHIND_NUMBER = lazy(r"(?:\d|(?<![A-Za-z])[aA]n?)[ -]?$")
_WHOLE = (r"(?<![A-Za-z0-9@_/\\.-])", r"(?![A-Za-z0-9@_/\\]|[.-][A-Za-z0-9])")
"""Around a word that is no part of an address, a file or a name with hyphens."""
_BLANKS = "[ \u00a0\u3000]"
_BEFORE = rf"(?:(?<![0-9万亿元%]){_BLANKS}+)?"
"""The blank before a word goes, but behind a sum: it may part two clauses."""


@cache
def _meanings() -> dict[str, str]:
    """The Chinese of each English phrase, in lower case with single blanks."""
    found: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        meaning, is_entry, phrases = line.partition(" = ")
        if is_entry and not line.startswith("#"):
            found |= {phrase.strip().lower(): meaning for phrase in phrases.split(",")}
    return found


@cache
def _phrases() -> re.Pattern[str]:
    longest = sorted(_meanings(), key=len, reverse=True)
    spelled = "|".join(re.escape(phrase).replace(r"\ ", f"{_BLANKS}+") for phrase in longest)
    before, behind = _WHOLE
    return re.compile(rf"{_BEFORE}{before}(?P<phrase>{spelled})(?:e?s)?{behind}{_BLANKS}*", re.I)


def in_chinese(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with English words of business in Chinese, and the place of each of its characters.

    >>> in_chinese("use cases 11个, bonus how much")[0]
    '应用案例11个, 奖励多少'
    """
    if not _LATIN.search(text):
        return text, tuple(range(len(text)))
    pieces: list[str] = []
    places: list[int] = []
    kept = 0
    for match in _phrases().finditer(text):
        start, end = match.span("phrase")
        measure, _, meaning = _meanings()[" ".join(match["phrase"].lower().split())].rpartition("·")
        pieces.append(text[kept : match.start()])
        places += range(kept, match.start())
        if measure and _BEHIND_NUMBER.search(text, max(0, start - 3), start):
            meaning = measure + meaning
        pieces.append(meaning)
        places += [start, *([end - 1] * (len(meaning) - 1))]
        kept = match.end()
    pieces.append(text[kept:])
    return "".join(pieces), (*places, *range(kept, len(text)))
