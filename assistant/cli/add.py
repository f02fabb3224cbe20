"""cewen add: take documents into the corpus, and say what was read and guessed."""

from __future__ import annotations

from collections.abc import Sequence

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.parts import load
from assistant.cli.progress import show_progress
from assistant.cli.speak import write_json
from assistant.cli.touched import tell_touched, touched_by
from assistant.errors import CommandError
from assistant.indexing import build
from assistant.intake.changes import CHANGE_WORDS, compare
from assistant.intake.read import find_origins
from assistant.intake.take_in import TakenIn, leaves, put_in_place, remove_staged, stage
from assistant.policy.corpus import load_policy
from assistant.policy.snapshot import Snapshot
from assistant.settings import Settings

HELP = """把政策文件收进政策库：读取、识别条款、写出说明、更新索引。

\b
可以给出文件、文件夹或本机地址（http://127.0.0.1…）；格式：txt、md、html、docx、xlsx、pdf、图片。
全部处理成功才会写入；任何一份有问题，政策库保持原样。
"""


@click.command("add", cls=Command, help=HELP)
@click.argument("names", metavar="文件…", nargs=-1)
@click.option("--replaces", metavar="政策编号", default="", help="新政策取代哪一份已有的政策")
@click.option("--no-build", is_flag=True, help="不更新索引（之后自己运行 cewen build）")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(
    settings: Settings, names: tuple[str, ...], replaces: str, no_build: bool, is_json: bool
) -> int:
    """Stage all, swap in, build; then the table."""
    if not names:
        raise CommandError("没有写明要添加的文件：用法见 cewen add --help。")
    if replaces and not (settings.corpus / replaces / "policy.yaml").is_file():
        raise CommandError(f"没有编号为 {replaces[:60]!r} 的政策，不能取代；用 cewen check 查看。")
    settings.corpus.mkdir(parents=True, exist_ok=True)
    remove_staged(settings.corpus)
    origins = find_origins(names)
    with show_progress("读取") as progress:
        taken = stage(
            origins,
            settings.corpus,
            replaces=replaces,
            report=progress,
            snapshot=Snapshot.open(settings.snapshot),
        )
    with put_in_place(taken, settings.corpus):
        if not no_build:
            with show_progress("更新索引") as progress:
                build(settings, progress)
    _tell(taken, is_json)
    if replaces and not is_json:
        _tell_changes(settings, replaces, taken)
    return DONE


def _tell_changes(settings: Settings, replaces: str, taken: Sequence[TakenIn]) -> None:
    """What the new version changes in the old one, which stays for replay."""
    old = load_policy(settings.corpus / replaces)
    for one in taken:
        changes = compare(old, one.policy)
        print(f"与 {replaces} 相比：{len(changes)} 处变化")
        for change in changes:
            print(f"  {CHANGE_WORDS[change.kind]} {change.label}")
        tell_touched(touched_by(changes, settings))
        if one.policy.first_day is None:
            print(
                f"  新版没有写明施行日期：在 corpus/{one.policy.id}/policy.yaml 填写 first_day"
                f" 以前，{replaces} 仍然有效，两份都会被引用。"
            )


def _tell(taken: Sequence[TakenIn], is_json: bool) -> None:
    if is_json:
        for one in taken:
            write_json(_summary(one))
        return
    load("draw_added", "draw")(taken)


def _summary(one: TakenIn) -> dict[str, object]:
    policy = one.policy
    return {
        "policy_id": policy.id,
        "file": one.origin.name,
        "how": one.reading.how,
        "title": policy.title,
        "region": policy.region,
        "kind": policy.kind.value,
        "issued_day": policy.issued_day.isoformat() if policy.issued_day else None,
        "first_day": policy.first_day.isoformat() if policy.first_day else None,
        "last_day": policy.last_day.isoformat() if policy.last_day else None,
        "clauses": [str(clause.id) for clause in leaves(policy)],
        "rules": one.n_rules,
        "guessed": list(policy.guessed),
    }
