"""Commands and the group of them, with help in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any
from unicodedata import east_asian_width

import click

from assistant.cli.parts import load
from assistant.errors import CommandError


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

    def __init__(self, *args: Any, listed: Mapping[str, str], **kwargs: Any) -> None:
        words = {"options_metavar": "[选项]", "subcommand_metavar": "命令 [参数]…"}
        super().__init__(*args, **{**words, **kwargs})
        self._listed = listed

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are listed."""
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of the file with this name."""
        if cmd_name not in self._listed:
            return None
        command: click.Command = load(cmd_name, "command")
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
