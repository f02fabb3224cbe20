"""Patterns that are compiled when they are first used.

The program has some three hundred patterns and a question needs a third of them; compiling all
when they are imported took longer than answering.
"""

from __future__ import annotations

import re
from typing import Any, cast

_BORROWED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "groups")


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, at first use; from then on its methods are called without a detour."""
    return cast("re.Pattern[str]", _Pattern(source, flags))


class _Pattern:
    """Stands for a compiled pattern and borrows what it can do."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _BORROWED})
        return getattr(compiled, name)
