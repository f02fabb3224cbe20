"""What was read from a corpus, kept beside the index: what has not changed is not parsed again.

Each part stands under the hash of the files it was read from, so a policy that is edited is parsed
and checked as ever, while the others come from here; the whole stands under the hash of the
program's own reading code. Whatever does not fit is as if it were not there.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import pickle
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

Stamp = tuple[int, int, int, int]
"""Size, times of change in nanoseconds and inode of a file."""
_PACKAGE = Path(__file__).parent.parent
_READING = ("text", "policy", "rules")
_HEAD = 8
"""Bytes that hold the length of the table at the head of the file."""
_ELSEWHERE = {("datetime", "date"), ("decimal", "Decimal"), ("builtins", "set"),
              ("builtins", "frozenset")}  # fmt: skip
_OWN = ("assistant.policy.", "assistant.rules.")


class Snapshot:
    """Parts by name; ``save`` writes those that were got or put since it was opened.

    ``files`` are the bytes of corpus files read in this run, with what the file system said of
    them then: a file that nobody has touched since is not read again.
    """

    def __init__(self) -> None:
        """An empty one."""
        self._held: dict[str, tuple[str, bytes]] = {}
        self._used: dict[str, tuple[str, bytes | _Value]] = {}
        self._made: dict[str, tuple[str, object]] = {}
        self.files: dict[str, tuple[Stamp, bytes]] = {}

    @classmethod
    def open(cls, path: Path) -> Snapshot:
        """The parts kept in a file; none if it is missing, damaged or another program's."""
        snapshot = cls()
        with suppress(OSError, *_MISFITS):
            snapshot._held = _read(path.read_bytes())
        return snapshot

    def get(self, name: str, key: str) -> object | None:
        """What was put under this name and key, or None."""
        made = self._made.get(name)
        if made is not None and made[0] == key:
            return made[1]
        held = self._held.get(name)
        if held is None or held[0] != key:
            return None
        try:
            value: object = _Unpickler(io.BytesIO(held[1])).load()
        except (pickle.UnpicklingError, ImportError, EOFError, *_MISFITS):
            return None
        self._used[name] = held
        self._made[name] = (key, value)
        return value

    def keep(self, name: str, key: str) -> bool:
        """Whether this is held; it is then written again without being loaded."""
        held = self._held.get(name)
        if held is None or held[0] != key:
            return False
        self._used[name] = held
        return True

    def put(self, name: str, key: str, value: object) -> None:
        """Keep a value: frozen objects of the policy and rules floors, dates and sums."""
        self._used[name] = (key, _Value(value))

    def save(self, path: Path) -> None:
        """Write what was used, aside and swapped in; nothing else of the former file is left.

        Raises:
            OSError: it cannot be written.
        """
        table: dict[str, tuple[str, int, int]] = {}
        content = bytearray()
        for name, (key, value) in sorted(self._used.items()):
            data = value if isinstance(value, bytes) else value.pickled()
            table[name] = (key, len(content), len(content) + len(data))
            content += data
        digest = hashlib.sha256(content).hexdigest()
        head = json.dumps({"program": _program(), "sha256": digest, "parts": table}).encode()
        aside = path.with_name(f".{path.name}.{threading.get_native_id()}")
        try:
            with aside.open("wb") as file:
                file.writelines((len(head).to_bytes(_HEAD, "big"), head, content))
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


_MISFITS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class _Value:
    """An object that is written only if the snapshot is."""

    def __init__(self, value: object) -> None:
        self._value = value

    def pickled(self) -> bytes:
        content = io.BytesIO()
        _Pickler(content, protocol=5).dump(self._value)
        return content.getvalue()


class _Pickler(pickle.Pickler):
    """Writes a dataclass as the call that makes it: loaded in half the time of its state."""

    def reducer_override(self, obj: object) -> Any:
        """The call, for a dataclass of the floors whose fields are all given when it is made."""
        if (
            is_dataclass(obj)
            and not isinstance(obj, type)
            and type(obj).__module__.startswith(_OWN)
        ):
            given = fields(obj)
            if all(field.init and not field.kw_only for field in given):
                return type(obj), tuple(getattr(obj, field.name) for field in given)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes the data objects of policy and rules and nothing else: a file cannot run code."""

    def find_class(self, module: str, name: str) -> type:
        """The class of an object in the file.

        Raises:
            UnpicklingError: it is none of the two floors' own.
        """
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    if module.startswith(_OWN) or (module, name) in _ELSEWHERE:
        found = getattr(importlib.import_module(module), name, None)
        if isinstance(found, type) and found.__module__ == module:
            return found
    raise pickle.UnpicklingError(f"{module}.{name}")


def key_of(sums: Iterable[str | None]) -> str:
    """The key of what is read from files with these hashes; None for a file that is not there."""
    return hashlib.sha256("\n".join(one or "-" for one in sums).encode()).hexdigest()


def _read(data: bytes) -> dict[str, tuple[str, bytes]]:
    """The parts of a file.

    Raises:
        ValueError: it is damaged, or another program wrote it.
    """
    start = _HEAD + int.from_bytes(data[:_HEAD], "big")
    head = json.loads(data[_HEAD:start])
    content = data[start:]
    if head["program"] != _program() or hashlib.sha256(content).hexdigest() != head["sha256"]:
        raise ValueError
    parts: dict[str, tuple[str, int, int]] = head["parts"]
    return {name: (key, content[first:end]) for name, (key, first, end) in parts.items()}


@cache
def _program() -> str:
    """The hash of the code that reads a corpus, with the versions of what it stands on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {_version('pydantic')}".encode())
    paths = (path for part in _READING for path in (_PACKAGE / part).rglob("*"))
    for path in sorted(path for path in paths if path.suffix in (".py", ".txt")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def _version(package: str) -> str:
    return str(getattr(importlib.import_module(package), "VERSION", ""))
