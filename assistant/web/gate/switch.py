"""The switch of the service: answering can be stopped, and everybody told a word from its operator.

It is one small file in the data folder, so that it works while the database does not, and for all
worker processes at once.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass
from pathlib import Path

from assistant.answer.render import Json
from assistant.errors import StoreError, system_reason

_FILE = "service.json"
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class State:
    """Whether questions are answered, and what every page says above all else ("": nothing)."""

    is_off: bool = False
    notice: str = ""

    @property
    def said(self) -> str:
        """The notice; while the service is off there is always one."""
        return self.notice or ("本服务暂停回答，政策原文仍可查阅。" if self.is_off else "")

    def to_json(self) -> Json:
        """For the HTTP interface and ``--json``."""
        return {"off": self.is_off, "notice": self.said}


class Switch:
    """The switch in a data folder; read again whenever the file changes."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE
        self._seen: tuple[int, int] | None = None
        self._state = State()

    @property
    def state(self) -> State:
        """How it stands; on, where the file is missing or is none."""
        try:
            status = self._file.stat()
        except OSError:
            return State()
        seen = (status.st_mtime_ns, status.st_ino)
        if seen != self._seen:
            self._state, self._seen = _read(self._file), seen
        return self._state

    def set(self, state: State) -> None:
        """Turn it.

        Raises:
            StoreError: the file cannot be written.
        """
        kept = {"off": state.is_off, "notice": state.notice.strip()[:_LONGEST]}
        aside = self._file.with_name(f".{_FILE}.{threading.get_native_id()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            aside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            aside.replace(self._file)
        except OSError as cause:
            raise StoreError(
                f"{self._file} 写不了（{system_reason(cause)}）：开关没有变，请检查权限和磁盘空间。"
            ) from cause


def _read(file: Path) -> State:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return State(bool(kept["off"]), str(kept["notice"])[:_LONGEST])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return State()
