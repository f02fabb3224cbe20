"""`Near`: a pattern for the few words beside a number, compiled when a text first needs it.

Importing many patterns takes tens of milliseconds that a question without them should not pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator


class Near:
    """A regular expression; where `having` is given, no text without one of its characters matches.

    >>> Near("改成|改为", having="改").search("从3万改为4万").group()
    '改为'
    """

    __slots__ = ("_compiled", "_having", "_source")

    def __init__(self, source: str, *, having: str = "") -> None:
        self._source = source
        self._having = frozenset(having)
        self._compiled: re.Pattern[str] | None = None

    def search(self, text: str) -> re.Match[str] | None:
        """The first place that matches."""
        return self._pattern().search(text) if self._may(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """A match at the beginning of the text."""
        return self._pattern().match(text) if self._may(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """A match of the whole text."""
        return self._pattern().fullmatch(text) if self._may(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Every place that matches."""
        return self._pattern().finditer(text) if self._may(text) else iter(())

    def split(self, text: str) -> list[str]:
        """The pieces between the places that match."""
        return [text] if not self._may(text) else self._pattern().split(text)

    def erase(self, text: str) -> str:
        """The text without what matches."""
        return self._pattern().sub("", text) if self._may(text) else text

    def _may(self, text: str) -> bool:
        return not self._having or not self._having.isdisjoint(text)

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self._source)
        return self._compiled
