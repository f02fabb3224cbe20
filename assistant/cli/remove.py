"""cewen remove: take a policy out, and prove that nothing of it is left."""

from __future__ import annotations

import shutil

import click

from assistant.cli.command import Command
from assistant.cli.endings import BROKEN, DONE
from assistant.cli.options import workspace_option
from assistant.cli.progress import show_progress
from assistant.errors import AssistantError
from assistant.indexing import build
from assistant.intake.remove import put_back, remains, set_aside
from assistant.settings import Settings

HELP = "删除一份政策：原文、规则、索引一并去掉，并逐个文件核对没有留下它的内容。"


@click.command("remove", cls=Command, help=HELP)
@click.argument("policy", metavar="政策编号")
@workspace_option
def command(settings: Settings, policy: str) -> int:
    """Set aside, rebuild, delete, prove; put back if the index cannot be built."""
    aside = set_aside(settings.corpus, policy)
    source = (aside / "source.txt").read_text(encoding="utf-8")
    others = any(settings.corpus.glob("[!._]*/policy.yaml"))
    try:
        if others:
            with show_progress("更新索引") as progress:
                build(settings, progress)
    except AssistantError:
        put_back(aside, settings.corpus, policy)
        raise
    shutil.rmtree(aside)
    if not others:
        for path in settings.index.iterdir() if settings.index.is_dir() else ():
            if path.name != "encoder":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    left = list(remains(settings.workspace, policy, source))
    for name in left:
        print(f"{name} 里还有 {policy} 的内容")
    if left:
        print(f"{policy} 已移出政策库，但以上 {len(left)} 个文件还提到它，请处理。")
        return BROKEN
    print(f"已删除 {policy}：逐个文件核对过，没有留下它的编号和原文。")
    return DONE
