"""Which messages stand after others were taken back, and what was read of those alone.

``Stands`` are the numbers of messages, counted from 1. What is read of them alone counts them anew;
``as_typed`` gives each the number again that it has in the conversation as it was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from assistant.dialogue.spoken import Spoken
from assistant.dialogue.stated import Stated

Stands = tuple[int, ...]


def histories(count: int, retold: Sequence[tuple[int, Stands]]) -> list[Stands]:
    """The messages that stood after each of so many.

    ``retold`` are those that stood after a message, by its number, that took back others.
    """
    known, found = dict(retold), []
    now: Stands = ()
    for number in range(1, count + 1):
        now = known.get(number, (*now, number))
        found.append(now)
    return found


def as_typed(value: Any, stands: Stands) -> Any:
    """Anything that was read of messages that stand, with their numbers as typed."""
    if type(value) is tuple:  # a named one holds no message's number
        return tuple(as_typed(one, stands) for one in value)
    if not is_dataclass(value) or isinstance(value, type | Spoken):
        return value
    changed: dict[str, Any] = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name == "turn" and isinstance(old, int):
            changed["turn"] = _number(old, stands)
        elif field.name == "places" and isinstance(value, Stated):
            changed["places"] = tuple((_number(t, stands), s, e) for t, s, e in old)
        elif type(old) is tuple or is_dataclass(old):
            changed[field.name] = as_typed(old, stands)
    return replace(value, **changed) if changed else value


def _number(turn: int, stands: Stands) -> int:
    return stands[turn - 1] if 0 < turn <= len(stands) else turn
