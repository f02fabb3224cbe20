"""cewen watch: compare files, folders and addresses with what was taken in; publish nothing."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import Whole, workspace_option
from assistant.cli.speak import write_json
from assistant.cli.touched import NOTHING, Touched, tell_touched, touched_by
from assistant.errors import CommandError, IntakeError
from assistant.intake.changes import CHANGE_WORDS, Change, compare
from assistant.intake.read import Origin, find_origins, read
from assistant.intake.take_in import identify, stage_one, survey
from assistant.policy.corpus import load_policy
from assistant.settings import Settings

HELP = """看看文件、文件夹或本机地址与已收政策相比有没有变化，逐条列出；不会自动发布。

\b
要收进变化了的文件：cewen add 文件 --replaces 政策编号
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What one document is, compared with the corpus: ``policy_id`` "" if it is new."""

    name: str
    state: str
    policy_id: str = ""
    changes: tuple[Change, ...] = ()
    touched: Touched = NOTHING


@click.command("watch", cls=Command, help=HELP)
@click.argument("names", metavar="文件…", nargs=-1)
@click.option(
    "--every", metavar="分钟", type=Whole(1, 1440), help="每隔几分钟再看一次，直到 Ctrl-C"
)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(settings: Settings, names: tuple[str, ...], every: int | None, is_json: bool) -> int:
    """Report once, or again and again."""
    if not names:
        raise CommandError("没有写明要看的文件或地址：用法见 cewen watch --help。")
    while True:
        for report in _reports(settings, names):
            if is_json:
                write_json(_mapped(report))
            else:
                _tell(report)
        if every is None:
            return DONE
        time.sleep(every * 60)


def _reports(settings: Settings, names: tuple[str, ...]) -> Iterator[Report]:
    known = survey(settings.corpus)
    for origin in find_origins(names):
        try:
            yield _report(settings, origin, known.hashes)
        except IntakeError as error:
            yield Report(origin.name, f"读不了：{error}")


def _report(settings: Settings, origin: Origin, hashes: dict[str, str]) -> Report:
    reading = read(origin)
    digest = hashlib.sha256(reading.text.encode("utf-8")).hexdigest()
    if digest in hashes:
        return Report(origin.name, "没有变化", hashes[digest])
    policy_id = identify(origin, reading, settings.corpus)
    if not policy_id:
        return Report(origin.name, "新文件，还没有收进来")
    with tempfile.TemporaryDirectory(prefix="cewen-") as folder:
        new = stage_one(reading, origin, Path(folder), policy_id)
    old = load_policy(settings.corpus / policy_id)
    changes = compare(old, new)
    return Report(
        origin.name,
        "有变化",
        policy_id,
        changes,
        touched_by(changes, settings),
    )


def _tell(report: Report) -> None:
    about = f"（{report.policy_id}）" if report.policy_id else ""
    print(f"{report.name}{about}：{report.state}")
    for change in report.changes:
        print(f"  {CHANGE_WORDS[change.kind]} {change.label}")
    tell_touched(report.touched)


def _mapped(report: Report) -> dict[str, object]:
    return {
        "name": report.name,
        "state": report.state,
        "policy_id": report.policy_id or None,
        "changes": [
            {
                "kind": change.kind.value,
                "old": str(change.old.id) if change.old else None,
                "new": str(change.new.id) if change.new else None,
            }
            for change in report.changes
        ],
        **{name: list(ids) for name, ids in asdict(report.touched).items()},
    }
