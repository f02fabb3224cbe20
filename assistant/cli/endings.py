"""What went wrong, in one Chinese line, and the exit code that goes with it."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

import click

from assistant.errors import AssistantError, UserError, system_reason

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
