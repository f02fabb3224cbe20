"""What every command does with its terminal: streams, endings, files, progress."""

from __future__ import annotations

import errno
import gc
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click

from assistant.errors import AssistantError, CommandError, QuestionError, UserError, system_reason

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


DONE = 0
MISTAKE = 1
BROKEN = 2
REFUSED = 3
CLARIFY = 4
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF)
STOPPED = 130
"""Stopped by Ctrl-C, as shells have it."""


def ending_of(error: Exception) -> tuple[str, int]:
    """The line and the exit code for any error that reached the top."""
    if isinstance(error, UserError):
        return str(error), MISTAKE
    if isinstance(error, AssistantError):
        return str(error), BROKEN
    if isinstance(error, click.UsageError):
        return _misuse(error), MISTAKE
    if isinstance(error, OSError) and error.errno in _FULL:
        return f"结果写不出去（{system_reason(error)}）：请检查磁盘空间或输出的去处。", BROKEN
    return _crash(error), BROKEN


def _misuse(error: click.UsageError) -> str:
    usage = f"用法见 {error.ctx.command_path} --help" if error.ctx else "加上 --help 查看用法"
    what = "命令的写法不对"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        what = f"缺少{_shown(error.param)}"
    elif isinstance(error, click.NoSuchOption):
        near = f"（相近的有 {'、'.join(error.possibilities)}）" if error.possibilities else ""
        what = f"没有选项 {error.option_name}{near}"
    elif isinstance(error, click.BadOptionUsage):
        what = f"选项 {error.option_name} 后面缺少取值，或不该带取值"
    return f"{what}：{usage}。"


def _shown(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        return f"选项 {parameter.opts[-1]}"
    return f"参数“{parameter.metavar or parameter.name}”"


def _crash(error: Exception) -> str:
    """Where it happened stands in the line, so that the line is enough to report."""
    place = ""
    for frame in traceback.extract_tb(error.__traceback__):
        parts = Path(frame.filename).parts
        if "assistant" in parts:
            start = len(parts) - 1 - parts[::-1].index("assistant")
            place = f"，{'/'.join(parts[start:])}:{frame.lineno}"
    return (
        f"程序内部出错（{type(error).__name__}: {str(error)[:200]}{place}）："
        "这不是您的操作问题，请把这一行和所用的命令告诉维护者。"
    )


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


def load(part: str, name: str) -> Any:
    """An object of ``assistant/cli/<part>.py``, imported only when it is used.

    This is the one place that imports by name: ``cewen ask`` must not wait for the web server, the
    spreadsheets or, in a pipe, for what draws on a terminal.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # nothing of what is imported is garbage
    try:
        return getattr(import_module(f"assistant.cli.{part}"), name)
    finally:
        if was_enabled:
            gc.enable()


Progress = Callable[[int, int], None]
"""Called with (done, all)."""


@contextmanager
def show_progress(label: str) -> Iterator[Progress | None]:
    """A bar to report to while the block runs; None where nobody looks."""
    if not is_terminal(sys.stderr):
        yield None
        return
    with load("draw", "show_bar")(label) as report:
        yield report


def write_json(content: object) -> None:
    """One line of JSON."""
    print(json.dumps(content, ensure_ascii=False), flush=True)
