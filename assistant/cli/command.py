"""Commands and the group of them, with help in Chinese, and the options several commands share."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import Enum
from typing import Any
from unicodedata import east_asian_width

import click

from assistant.cli.terminal import is_terminal, load
from assistant.errors import CommandError
from assistant.settings import load_settings, today_in_china
from assistant.text.day import parse_day


class Command(click.Command):
    """A command whose help is Chinese and which names arguments that are too many."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        settings = {"allow_extra_args": True, **(kwargs.get("context_settings") or {})}
        given = {"options_metavar": "[选项]", **kwargs, "context_settings": settings}
        super().__init__(*args, **given)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does.

        Raises:
            CommandError: there are arguments left over.
        """
        left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise CommandError(
                f"多余的参数 {' '.join(left)[:80]!r}：用法见 {ctx.command_path} --help。"
            )
        return left

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line with all arguments."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, one a line."""
        _write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, described in Chinese."""
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """All commands by name; a command's file is imported when the command is run."""

    def __init__(
        self, *args: Any, listed: Mapping[str, str], files: Mapping[str, str], **kwargs: Any
    ) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]…"}
        super().__init__(*args, **{**words, **kwargs})
        self._listed = listed
        self._files = files

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are listed."""
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, from its file."""
        if cmd_name not in self._listed:
            return None
        command: click.Command = load(self._files[cmd_name], f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does.

        Raises:
            CommandError: there is no such command; names near ones.
        """
        if args[0] not in self._listed:
            near = get_close_matches(args[0], self._listed, n=3, cutoff=0.5)
            hint = f"相近的有 {'、'.join(near)}，" if near else ""
            raise CommandError(
                f"没有命令 {args[0][:40]!r}：{hint}运行 cewen --help 查看全部命令。"
                f'要提问请写 cewen ask "…"。'
            )
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line with all arguments."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        _write_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with one line each; none is imported for it."""
        _write_list("命令", list(self._listed.items()), formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, described in Chinese."""
        return _in_chinese(super().get_help_option(ctx))


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter
) -> None:
    records = (
        parameter.get_help_record(ctx)
        for parameter in command.get_params(ctx)
        if isinstance(parameter, click.Option)
    )
    _write_list("选项", [record for record in records if record is not None], formatter)


def _write_list(heading: str, rows: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    """Two columns, aligned by what a terminal shows: a Chinese character takes two places."""
    widest = max(_width(name) for name, _ in rows)
    lines = (f"  {name}{' ' * (widest - _width(name))}  {words}\n" for name, words in rows)
    formatter.write(f"\n{heading}：\n{''.join(lines)}")


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示本帮助"
    return option


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
