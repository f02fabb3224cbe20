"""Write results to the files that the user named."""

from __future__ import annotations

import os
from pathlib import Path

from assistant.errors import CommandError, system_reason


def require_writable(*paths: str | None) -> None:
    """Complain about a file that cannot be written before the work for it begins.

    Raises:
        CommandError: a path is a folder, or the folder above it is missing or not writable.
    """
    for name in filter(None, paths):
        path = Path(name)
        if path.is_dir():
            raise _unwritable(path, "它是文件夹")
        if not path.parent.is_dir():
            raise _unwritable(path, f"没有文件夹 {path.parent}")
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise _unwritable(path, "没有写入权限")


def write_file(path: Path, content: bytes | str) -> None:
    """Write it whole.

    Raises:
        CommandError: it cannot be written there.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.write_bytes(data)
    except OSError as cause:
        raise _unwritable(path, system_reason(cause)) from cause


def _unwritable(path: Path, why: str) -> CommandError:
    return CommandError(f"写不了文件 {path}（{why}）：请换一个位置。")
