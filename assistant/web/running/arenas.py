"""Keep the process small: glibc holds on to what threads let go of, each in an arena of its own."""

from __future__ import annotations

import ctypes
import gc
from functools import cache
from typing import Any

_ARENA_MAX = -8
"""mallopt's M_ARENA_MAX."""
_ARENAS = 2


def few_arenas() -> None:
    """Let all threads share two arenas; called before there are threads."""
    _libc("mallopt", _ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Collect what refers to itself, and give the system what is free."""
    gc.collect()
    _libc("malloc_trim", 0)


def _libc(name: str, *arguments: int) -> None:
    """Call one of glibc's functions; elsewhere there is none, and nothing is done."""
    found = getattr(_library(), name, None)
    if found is not None:
        found(*arguments)


@cache
def _library() -> Any:
    try:
        return ctypes.CDLL(None)
    except OSError:
        return None
