"""Keep the process small: glibc holds on to what threads let go of, each in an arena of its own."""

from __future__ import annotations

import ctypes
import gc
from functools import cache
from typing import Any

_ARENA_MAX = -8
"""mallopt's M_ARENA_MAX."""
_ARENAS = 2
_NEW_OBJECTS = 10_000
"""So many objects more than before call for a pass."""


def few_arenas() -> None:
    """Let all threads share two arenas; called before there are threads."""
    _libc("mallopt", _ARENA_MAX, _ARENAS)


def keep_all() -> None:
    """What is loaded by now stays: passes over all objects need not look at it again and again.

    They may come seldom as well: an answer leaves next to nothing that refers to itself.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)


def give_back() -> None:
    """Collect what refers to itself, and give the system what is free."""
    is_kept = gc.get_freeze_count() > 0
    gc.unfreeze()  # what is given back may have been kept
    gc.collect()
    if is_kept:
        keep_all()
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
