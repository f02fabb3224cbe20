"""cewen init: a new workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.workspace import create_workspace


@click.command("init", cls=Command, help="在新的或空的文件夹里新建工作区，带自有政策库。")
@click.argument("folder", metavar="文件夹")
@click.option(
    "--empty", "is_empty", is_flag=True, help="不带任何政策，只带通用词表，等着 cewen add"
)
def command(folder: str, is_empty: bool) -> int:
    """Create it, and say what to do next."""
    made = create_workspace(Path(folder), is_empty=is_empty)
    print(f"已新建工作区 {made}")
    following = "add 文件…" if is_empty else 'ask "…"'
    print(f"接着可以：cewen --workspace {shlex.quote(str(made))} {following}")
    return DONE
