"""Read files, folders and addresses on this machine into texts, each under limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from assistant.errors import IntakeError, system_reason
from assistant.intake.reading import (
    MAX_BYTES,
    MAX_SIGNS,
    SCAN_SECONDS,
    SECONDS,
    Page,
    Reading,
)
from assistant.intake.worker import READERS, read_here

_SAFE_HERE = (".txt", ".md")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_HTML = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
         "application/pdf": ".pdf"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Origin:
    """One document to read: a file, or an address on this machine."""

    name: str
    path: Path | None = None
    url: str = ""


def find_origins(given: Iterable[str]) -> tuple[Origin, ...]:
    """The documents that paths, folders and addresses name; a folder gives what can be read.

    Raises:
        IntakeError: there is no such file, nothing in the folder, or the address is not here.
    """
    return tuple(dict.fromkeys(origin for name in given for origin in _origins(name)))


def _origins(name: str) -> Iterator[Origin]:
    if "://" in name:
        parts = urlsplit(name)
        if parts.scheme not in ("http", "https") or parts.hostname not in _LOOPBACK:
            raise IntakeError(
                f"{name[:120]}：只收本机地址（http://127.0.0.1…），请先把页面存为文件再添加。"
            )
        yield Origin(name, url=name)
        return
    path = Path(name).expanduser()
    if path.is_dir():
        found = sorted(
            p for p in path.rglob("*")
            if p.is_file() and p.suffix.lower() in READERS and not p.name.startswith((".", "~"))
        )  # fmt: skip
        if not found:
            raise IntakeError(f"{path}：文件夹里没有能读的文件（{'、'.join(READERS)}）。")
        yield from (Origin(str(p), p) for p in found)
        return
    if not path.is_file():
        raise IntakeError(f"{path}：没有这个文件，请检查路径。")
    if path.suffix.lower() not in READERS:
        raise IntakeError(
            f"{path}：不认识的格式 {path.suffix or '（无扩展名）'!r}，可用：{'、'.join(READERS)}。"
        )
    yield Origin(str(path), path)


def read(origin: Origin, seconds: int | None = None) -> Reading:
    """The text of one document; a parser is stopped after ``seconds``, by its kind if not given.

    Raises:
        IntakeError: it cannot be read, is empty, or goes over a limit.
    """
    if origin.path is not None:
        return _checked(origin.name, _read_file(origin.path, seconds))
    with tempfile.TemporaryDirectory(prefix="cewen-") as folder:
        reading = _read_file(_fetch(origin.url, Path(folder)), seconds)
    return _checked(origin.name, replace(reading, url=reading.url or origin.url))


def _read_file(path: Path, seconds: int | None) -> Reading:
    try:
        size = path.stat().st_size
    except OSError as cause:
        raise IntakeError(f"{path}：读不了（{system_reason(cause)}）。") from cause
    if size > MAX_BYTES:
        raise IntakeError(f"{path}：有 {size // 1_000_000} MB，超过 {MAX_BYTES // 1_000_000} MB。")
    _check_content(path)
    if path.suffix.lower() in _SAFE_HERE:
        try:
            return read_here(path)
        except OSError as cause:
            raise IntakeError(f"{path}：读不了（{system_reason(cause)}）。") from cause
    return _read_apart(path, seconds)


_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_CONTENTS: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"%PDF-", "PDF", (".pdf",)),
    (b"PK\x03\x04", "Word、Excel 文档或压缩包", (".docx", ".xlsx")),
    (b"\x89PNG", "PNG 图片", (".png",)),
    (b"\xff\xd8\xff", "JPEG 图片", (".jpg", ".jpeg")),
    (b"II*\x00", "TIFF 图片", (".tif", ".tiff")),
    (b"MM\x00*", "TIFF 图片", (".tif", ".tiff")),
)
"""What a file begins with, what it is then, and the names that go with it."""


def _check_content(path: Path) -> None:
    """Refuse a file whose content is plainly of another kind than its name says."""
    try:
        with path.open("rb") as file:
            head = file.read(8)
    except OSError as cause:
        raise IntakeError(f"{path}：读不了（{system_reason(cause)}）。") from cause
    if head.startswith(_OLD_OFFICE):
        raise IntakeError(
            f"{path}：是旧版（.doc、.xls）或加密的 Office 文档，请去掉密码、另存为 .docx 或 .xlsx。"
        )
    suffix = path.suffix.lower()
    for sign, name, suffixes in _CONTENTS:
        if head.startswith(sign) and suffix not in suffixes:
            fitting = "、".join(suffixes)
            raise IntakeError(f"{path}：内容是{name}，扩展名却是 {suffix}，请改成 {fitting} 再试。")


def _read_apart(path: Path, limit: int | None) -> Reading:
    """Parsers of other people's formats run in a process that may be stopped."""
    is_image = path.suffix.lower() in (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".pdf")
    seconds = limit or (SCAN_SECONDS if is_image else SECONDS)
    command = [sys.executable, "-m", "assistant.intake.worker", str(path.resolve())]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=seconds, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as cause:
        raise IntakeError(f"{path}：{seconds} 秒内没有读完，已停止。") from cause
    try:
        answer = json.loads(done.stdout)
    except ValueError as cause:
        raise IntakeError(f"{path}：读取时进程中断，文件可能已损坏或超过内存限额。") from cause
    if "fault" in answer:
        raise IntakeError(str(answer["fault"]))
    found = answer["reading"]
    return Reading(**{**found, "pages": tuple(Page(**page) for page in found["pages"])})


def _environment() -> dict[str, str]:
    paths = [entry for entry in sys.path if entry]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def _fetch(url: str, folder: Path) -> Path:
    """Save what an address on this machine gives; it may not lead elsewhere."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: object, **kwargs: object) -> None:
            return None

    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay)
    try:
        with opener.open(url, timeout=30) as answer:
            data = answer.read(MAX_BYTES + 1)
            kind = answer.headers.get_content_type()
    except (urllib.error.URLError, OSError, ValueError) as cause:
        raise IntakeError(f"{url}：取不到（{cause}），请检查地址和服务是否打开。") from cause
    if len(data) > MAX_BYTES:
        raise IntakeError(f"{url}：超过 {MAX_BYTES // 1_000_000} MB，没有读取。")
    stem = Path(unquote(urlsplit(url).path))
    suffix = stem.suffix.lower() if stem.suffix.lower() in READERS else _HTML.get(kind, "")
    if not suffix:
        raise IntakeError(f"{url}：不认识的格式 {kind!r}，可用：{'、'.join(READERS)}。")
    path = folder / f"{stem.stem or 'page'}{suffix}"
    path.write_bytes(data)
    return path


def _checked(name: str, reading: Reading) -> Reading:
    if len(reading.text) > MAX_SIGNS:
        raise IntakeError(f"{name}：有 {len(reading.text)} 个字，超过 {MAX_SIGNS} 个，没有读取。")
    if not reading.text.strip():
        raise IntakeError(f"{name}：没有读到文字；如果是扫描件，请用图片或扫描 PDF 再试。")
    return reading
