"""Options that several commands share: workspace, day of asking, form of the output."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import click

from assistant.cli.streams import is_terminal
from assistant.errors import CommandError
from assistant.settings import load_settings, today_in_china
from assistant.text.day import parse_day

Run = Callable[..., int]
"""What a command does; returns the exit code."""


class Form(Enum):
    """How a result is written."""

    RICH = "rich"
    TEXT = "text"
    JSON = "json"


class Whole(click.ParamType[int]):
    """A whole number within bounds."""

    name = "整数"

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the number.

        Raises:
            CommandError: it is no number, or out of bounds.
        """
        try:
            number = int(value)
        except ValueError:
            number = self.least - 1
        if not self.least <= number <= self.most:
            option = param.opts[-1] if param else ""
            raise CommandError(
                f"选项 {option} 的值 {str(value)[:40]!r} 不合适：请写 {self.least} 到 {self.most} "
                "之间的整数。"
            )
        return number


def workspace_option(run: Run) -> Run:
    """Passes the settings of the workspace as the first argument."""

    @functools.wraps(run)
    def settled(*, workspace: str | None, **rest: Any) -> int:
        return run(load_settings(workspace or click.get_current_context().obj), **rest)

    return click.option("--workspace", metavar="文件夹", help="工作区，默认当前文件夹或源码目录")(
        settled
    )


def day_option(run: Run) -> Run:
    """Passes ``as_of``, today unless another day is named."""

    def read(_ctx: click.Context, _option: click.Parameter, text: str | None) -> date:
        return today_in_china() if text is None else parse_day(text)

    option = click.option(
        "--as-of", metavar="日期", callback=read, help="按哪一天回答，如 2025-06-01，默认今天"
    )
    return option(run)


def form_options(run: Run) -> Run:
    """Passes ``form``: rich on a terminal, JSON in a pipe, unless one is asked for."""

    @functools.wraps(run)
    def formed(*args: Any, is_json: bool, is_text: bool, **rest: Any) -> int:
        if is_json and is_text:
            raise CommandError("--json 和 --text 只能选一个。")
        form = Form.RICH if is_terminal(sys.stdout) else Form.JSON
        if is_json or is_text:
            form = Form.JSON if is_json else Form.TEXT
        return run(*args, form=form, **rest)

    text = click.option("--text", "is_text", is_flag=True, help="输出纯文本")
    as_json = click.option(
        "--json", "is_json", is_flag=True, help="输出 JSON（不在终端上时的默认形式）"
    )
    return as_json(text(formed))
