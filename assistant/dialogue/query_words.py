"""The closed classes of a question about the corpus (query_words.txt), found as marks in a message.

No noun of any trade or place is among them: these come from the corpus. A stretch that neither a
mark nor the language's own words cover is left over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from assistant.dialogue.closed_classes import load_language
from assistant.text.pattern import lazy

FILE = Path(__file__).with_name("query_words.txt")
_MEASURE = "(?:个|份|部|项|条|款|家|种|类|套|处|篇|名)"
_NUMERAL = "[一二两三四五六七八九十0-9]{1,2}"


class Mark(StrEnum):
    """What a stretch of the message is."""

    POLICY = "policy"
    CLAUSE = "clause"
    SUPPORT = "support"
    BODY_NOUN = "body_noun"
    DISTRICT = "district"
    PLURAL = "plural"
    WHICH = "which"
    COUNT = "count"
    EXISTS = "exists"
    EACH = "each"
    HELD = "held"
    EVERY = "every"
    END = "end"
    BEGIN = "begin"
    TERM = "term"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    EXPIRING = "expiring"
    DRAFT = "draft"
    FIRST = "first"
    LAST = "last"
    NEWEST = "newest"
    MOST = "most"
    LEAST = "least"
    TOP = "top"
    ORDINAL = "ordinal"
    REVERSE = "reverse"
    CHARGE = "charge"
    CAP = "cap"
    RATE = "rate"
    PAYS_MOST = "pays_most"
    AT_LEAST = "at_least"
    MORE = "more"
    AT_MOST = "at_most"
    LESS = "less"
    CASH = "cash"
    IN_KIND = "in_kind"
    SERVICE = "service"
    NO_FIGURE = "no_figure"
    RELATED = "related"
    ABOUT = "about"
    NAME = "name"
    SAME = "same"
    ASKS_SUM = "asks_sum"
    WITHIN = "within"
    BEFORE = "before"
    AFTER = "after"


class Marks:
    """Where each mark stands in one folded message; a mark is looked for when it is asked for."""

    __slots__ = ("_places", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[Mark, tuple[tuple[int, int], ...]] = {}

    def places(self, mark: Mark) -> tuple[tuple[int, int], ...]:
        """(start, end) of every place of a mark, left to right."""
        found = self._places.get(mark)
        if found is None:
            found = tuple(match.span() for match in _matchers()[mark].finditer(self.text))
            self._places[mark] = found
        return found

    def has(self, *marks: Mark) -> bool:
        """Whether any of some marks stands in the message."""
        return any(self.places(mark) for mark in marks)

    def words(self, mark: Mark) -> tuple[str, ...]:
        """What stands in the places of a mark."""
        return tuple(self.text[start:end] for start, end in self.places(mark))

    def left_over(
        self, taken: Iterable[tuple[int, int]], is_term: Callable[[str], bool]
    ) -> tuple[tuple[int, int], ...]:
        """The stretches that no mark, no word of the language and nothing of ``taken`` covers.

        ``is_term`` keeps a word of the corpus whole that function words make up (人才).
        """
        known = bytearray(len(self.text))
        for start, end in taken:
            known[start:end] = b"\x01" * (end - start)
        for mark in Mark:
            if mark is not Mark.ASKS_SUM:
                for start, end in self.places(mark):
                    known[start:end] = b"\x01" * (end - start)
        return tuple(_gaps(self.text, known, is_term))


def _gaps(text: str, known: bytearray, is_term: Callable[[str], bool]) -> Iterable[tuple[int, int]]:
    """Maximal unknown stretches, function words at their ends cut away."""
    at = 0
    while at < len(text):
        if known[at] or not text[at].isalnum():
            at += 1
            continue
        end = at
        while end < len(text) and not known[end] and text[end].isalnum():
            end += 1
        start, at = at, end
        while start < end and not is_term(text[start:end]):
            if word := _function_word(text, range(start + 1, end + 1), start):
                start = word
            elif word := _function_word(text, range(end - 1, start - 1, -1), end):
                end = word
            else:
                break
        if start < end:
            yield start, end


_LONGEST = 5


def _function_word(text: str, ends: range, fixed: int) -> int:
    """The other end of the longest function word that begins or ends at ``fixed``; 0 for none."""
    words = _function_words()
    for other in reversed(ends[:_LONGEST]):
        if text[min(other, fixed) : max(other, fixed)] in words:
            return other
    return 0


@cache
def _function_words() -> frozenset[str]:
    return load_language().of("function", "asking", "time", "politeness")


@cache
def _matchers() -> Mapping[Mark, re.Pattern[str]]:
    """Read query_words.txt once; a section that is no Mark is an error."""
    classes: dict[Mark, list[str]] = {}
    current: list[str] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        line = line.split("#", 1)[0].strip()
        if line.startswith("[") and line.endswith("]") and line[1:-1] in _NAMES:
            current = classes.setdefault(Mark(line[1:-1]), [])
        elif line:
            current += line.replace("{M}", _MEASURE).replace("{N}", _NUMERAL).split()
    return {mark: lazy("|".join(classes[mark])) for mark in Mark}


_NAMES = frozenset(mark.value for mark in Mark)


def is_function_word(word: str) -> bool:
    """Whether a word belongs to the language and not to any matter."""
    return word in _function_words()
