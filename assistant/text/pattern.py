"""Patterns that are compiled when they are first used, and only for a text that may hold them.

The program has some five hundred patterns and a question needs a part of them; compiling all when
they are imported took longer than answering. ``pattern_needs.json`` says of most of them some
characters of which each match holds one; as long as no text has any, there is nothing to compile.
``python benchmarks/pattern_needs.py`` writes it; a pattern that it does not know is compiled at
its first use.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

FILE = Path(__file__).with_name("pattern_needs.json")
_BORROWED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "groups")
_LONG = 400
"""A longer text is not looked through before every search; the pattern is compiled."""
_NOTHING: Mapping[str, Callable[[str], object]] = {
    "search": lambda _: None,
    "match": lambda _: None,
    "fullmatch": lambda _: None,
    "finditer": lambda _: iter(()),
    "findall": lambda _: [],
    "split": lambda text: [text],
    "sub": lambda text: text,
}
"""What each method gives for a text without a match."""


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, at first use; from then on its methods are called without a detour."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


def key_of(source: str, flags: int) -> str:
    """Under which a pattern stands in the file."""
    return f"{zlib.crc32(source.encode()):08x}{len(source):x}.{int(flags):x}"


@cache
def _needs() -> Mapping[str, frozenset[str]]:
    found = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return {key: frozenset(characters) for key, characters in found.items()}


class _Pattern:
    """Stands for a compiled pattern and borrows what it can do."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        needed = _needs().get(key_of(self._source, self._flags))
        if needed is None or name not in _NOTHING:
            return getattr(self._compiled(), name)
        found = self.__dict__[name] = self._guarded(name, needed)
        return found

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _BORROWED})
        return compiled

    def _guarded(self, name: str, needed: frozenset[str]) -> Callable[..., object]:
        """A method that compiles the pattern for the first text that it may match."""
        nothing, at = _NOTHING[name], int(name == "sub")

        def method(*given: Any, **named: Any) -> object:
            text = given[at] if len(given) > at else None
            if text is not None and len(text) <= _LONG and needed.isdisjoint(text):
                return nothing(text)
            return getattr(self._compiled(), name)(*given, **named)

        return method
