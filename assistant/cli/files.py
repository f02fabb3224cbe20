"""Write a result to the file that the user named."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import CommandError


def write_file(path: Path, content: bytes | str) -> None:
    """Write it whole; folders above it must exist.

    Raises:
        CommandError: it cannot be written there.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        path.write_bytes(data)
    except OSError as cause:
        raise CommandError(
            f"写不了文件 {path}（{cause.strerror}）：请检查文件夹是否存在、是否可写。"
        ) from cause
