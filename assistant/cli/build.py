"""cewen build: build the index, or bring it up to date."""

from __future__ import annotations

import time

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.progress import show_progress
from assistant.indexing import build
from assistant.settings import Settings


@click.command("build", cls=Command, help="建立或更新索引；只有改动过的条款会重新编码。")
@workspace_option
def command(settings: Settings) -> int:
    """Build aside, swap in, and say what there is."""
    began = time.perf_counter()
    with show_progress("建立索引") as progress:
        index = build(settings, progress)
    took = time.perf_counter() - began
    built = index.manifest
    print(f"索引已建好：{built.n_chunks} 个条款，用时 {took:.1f} 秒，位于 {settings.index}")
    if built.recall < 1:
        print(f"向量按分组近似检索：与逐条比较相比，前十名找回 {built.recall:.1%}")
    return DONE
