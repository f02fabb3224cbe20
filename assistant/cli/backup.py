"""cewen backup: one file with everything the server keeps."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.streams import tell
from assistant.settings import Settings
from assistant.web.memory.backup import back_up

HELP = """把服务器保存的会话、回答和反馈备份成一个文件，服务不必停。

\b
例：cewen backup 2026-11-26.cewen
"""


@click.command("backup", cls=Command, help=HELP)
@click.argument("target", metavar="文件")
@workspace_option
def command(settings: Settings, target: str) -> int:
    """Back up."""
    n_rows = back_up(settings, Path(target))
    tell(f"已备份 {n_rows} 条记录到 {target}")
    return DONE
