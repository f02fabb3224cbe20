"""What was read from a file, and the limits under which anything is read."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import IntakeError

MAX_BYTES = 50_000_000
MAX_SIGNS = 3_000_000
MAX_PAGES = 400
MAX_SCANNED_PAGES = 40
MAX_UNPACKED = 300_000_000
MAX_PARTS = 5_000
MAX_RATIO = 200
MAX_ROWS = 50_000
SECONDS = 120
SCAN_SECONDS = 1_800
MEMORY = 3_000_000_000
"""Bytes of address space for one file."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page's text begins in the text read; ``number`` from 1."""

    number: int
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, as published, lines ended by a newline.

    ``title`` is what the file itself says it is called ("" if it does not); ``url`` where it came
    from; ``how`` the way it was read, for people; ``is_scanned``: letters were recognised in an
    image, so every figure needs a look.
    """

    text: str
    how: str
    title: str = ""
    url: str = ""
    pages: tuple[Page, ...] = ()
    is_scanned: bool = False


def check_archive(path: Path) -> None:
    """Refuse a zip (docx, xlsx) that would unpack to too much.

    Raises:
        IntakeError: it is no zip, has too many parts, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as cause:
        raise IntakeError(f"{path}：文件已损坏，打不开，请重新下载或另存一次。") from cause
    size = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if (
        len(parts) > MAX_PARTS
        or size > MAX_UNPACKED
        or (size > 10_000_000 and size / packed > MAX_RATIO)
    ):
        raise IntakeError(
            f"{path}：解压后有 {size // 1_000_000} MB、{len(parts)} 个部件，超过限制"
            f"（{MAX_UNPACKED // 1_000_000} MB、{MAX_PARTS} 个、压缩比 {MAX_RATIO}），没有读取。"
        )


def tidy(text: str) -> str:
    """One kind of line ending, no signs that are not text; nothing else is changed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\v", "\n")
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufeff\x7f\ufffe"))
