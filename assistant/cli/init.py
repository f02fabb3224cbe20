"""cewen init: a new workspace."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.explain import DONE
from assistant.workspace import create_workspace


@click.command("init", cls=Command, help="在新的或空的文件夹里新建工作区，带自有政策库。")
@click.argument("folder", metavar="文件夹")
def command(folder: str) -> int:
    """Create it, and say what to do next."""
    made = create_workspace(Path(folder))
    print(f"已新建工作区 {made}")
    print(f'接着可以：cewen --workspace {shlex.quote(str(made))} ask "…"')
    return DONE
