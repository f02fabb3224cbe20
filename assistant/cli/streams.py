"""The three streams: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import io
import sys
from typing import TextIO

from assistant.errors import QuestionError

MOST_BYTES = 1_000_000
"""So much is read from standard input; what is longer is no question."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at the stream."""
    return stream is not None and not stream.closed and stream.isatty()


def tell(message: object) -> None:
    """One line for the person at the keyboard, on standard error."""
    print(one_line(str(message)), file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """The text without line breaks and characters that steer a terminal."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def prepare_streams() -> None:
    """UTF-8 in pipes whatever the locale says; a terminal shows ? for what it cannot."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="replace")


def read_standard_input() -> str:
    """All of standard input.

    Raises:
        QuestionError: it is not UTF-8, or too long to be a question.
    """
    if sys.stdin is None:
        return ""
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise QuestionError(f"标准输入超过 {MOST_BYTES} 字节，太长了：请缩短问题。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        raise QuestionError(
            "标准输入不是 UTF-8 编码：请先转换编码，再用 cewen ask - 提问。"
        ) from cause
