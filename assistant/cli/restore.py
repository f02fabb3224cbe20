"""cewen restore: the records of a backup in the place of those there are."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.streams import tell
from assistant.settings import Settings
from assistant.web.memory.backup import restore

HELP = """用备份里的记录换掉现有的全部记录；备份有损坏时什么都不改。

\b
例：cewen restore 2026-11-26.cewen
"""


@click.command("restore", cls=Command, help=HELP)
@click.argument("saved", metavar="文件")
@workspace_option
def command(settings: Settings, saved: str) -> int:
    """Restore."""
    n_rows = restore(settings, Path(saved))
    tell(f"已从 {saved} 恢复 {n_rows} 条记录")
    return DONE
