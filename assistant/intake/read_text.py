"""Plain text and Markdown, in UTF-8, UTF-16, GB18030 or what else it proves to be."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from assistant.errors import IntakeError
from assistant.intake.reading import Reading, tidy

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_HEADING = re.compile(r"^#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?[ \t:|-]{3,}\|?[ \t]*$", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)


def read_text(path: Path) -> Reading:
    """A text file; its characters stay as they are."""
    text, encoding = decode(path.read_bytes(), path)
    return Reading(tidy(text), f"文本（{encoding}）")


def read_markdown(path: Path) -> Reading:
    """A Markdown file without its marks."""
    text, encoding = decode(path.read_bytes(), path)
    for pattern, kept in (
        (_HEADING, ""),
        (_RULE, ""),
        (_QUOTE, ""),
        (_LINK, r"\1"),
        (_BOLD, r"\2"),
    ):
        text = pattern.sub(kept, text)
    return Reading(tidy(text), f"Markdown（{encoding}）")


def decode(data: bytes, path: Path) -> tuple[str, str]:
    """The characters of some bytes and the name of their encoding.

    Raises:
        IntakeError: they are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, path), encoding.upper()
    if b"\0" in data[:1000]:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _han(text) > len(text) // 4:
                return text, encoding.upper()
        raise IntakeError(f"{path}：不是文本文件（含有二进制内容），请换成 txt、docx、pdf 等格式。")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding), encoding.upper()
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise IntakeError(f"{path}：认不出文字编码，请另存为 UTF-8 再试。")
    return str(best), best.encoding.upper()


def _strictly(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as cause:
        raise IntakeError(
            f"{path}：第 {cause.start} 字节起不是 {encoding.upper()} 文字，请另存为 UTF-8 再试。"
        ) from cause


def _han(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" for c in text)
