"""Policies: taken in, reviewed, watched, removed, and what their changes touch."""

from __future__ import annotations

import getpass
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from assistant.cli.command import Command, Whole, workspace_option
from assistant.cli.terminal import BROKEN, DONE, is_terminal, load, show_progress, tell, write_json
from assistant.errors import AssistantError, CommandError, IntakeError, ReviewError, StoreError
from assistant.indexing import build
from assistant.intake.changes import (
    CHANGE_WORDS,
    Change,
    compare,
    lost_clauses,
    touched_questions,
    touched_rules,
)
from assistant.intake.desk import Desk, Waiting, as_yaml, unconfirmed
from assistant.intake.read import Origin, find_origins, read
from assistant.intake.remove import put_back, remains, set_aside
from assistant.intake.take_in import (
    TakenIn,
    identify,
    leaves,
    put_in_place,
    remove_staged,
    stage,
    stage_one,
    survey,
)
from assistant.intake.unruled import Unruled, unruled_in
from assistant.policy.corpus import load_policy
from assistant.policy.snapshot import Snapshot
from assistant.settings import Settings
from assistant.web.memory.database import FILE
from assistant.web.memory.store import Store

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of the rules, questions and stored answers that rest on a changed or removed clause."""

    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


NOTHING = Touched()


def touched_by(changes: Sequence[Change], settings: Settings) -> Touched:
    """What the changes touch; a store that cannot be read is told and counts as empty."""
    return Touched(
        touched_rules(changes, settings.corpus),
        touched_questions(changes, settings.workspace / "eval" / "questions"),
        _answers(changes, settings),
    )


def _answers(changes: Sequence[Change], settings: Settings) -> tuple[str, ...]:
    if not settings.database and not (settings.data_dir / FILE).is_file():
        return ()
    store = Store(
        settings.data_dir,
        days=settings.conversation_days,
        limit=settings.conversation_limit,
        url=settings.database,
    )
    try:
        return tuple(store.citing(lost_clauses(changes)))
    except StoreError as error:
        tell(str(error))
        return ()
    finally:
        store.close()


def tell_touched(touched: Touched) -> None:
    """A line for each kind that is touched."""
    for name, ids in (
        ("涉及规则", touched.rules),
        ("涉及题目", touched.questions),
        ("涉及已存的回答", touched.answers),
    ):
        if ids:
            more = f"等 {len(ids)} 项" if len(ids) > _SHOWN else ""
            print(f"  {name}：{'、'.join(ids[:_SHOWN])}{more}")


_ADD_HELP = """把政策文件收进政策库：读取、识别条款、写出说明、更新索引。

\b
可以给出文件、文件夹或本机地址（http://127.0.0.1…）；格式：txt、md、html、docx、xlsx、pdf、图片。
全部处理成功才会写入；任何一份有问题，政策库保持原样。
"""


@click.command("add", cls=Command, help=_ADD_HELP)
@click.argument("names", metavar="文件…", nargs=-1)
@click.option("--replaces", metavar="政策编号", default="", help="新政策取代哪一份已有的政策")
@click.option("--no-build", is_flag=True, help="不更新索引（之后自己运行 cewen build）")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def add_command(
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
    snapshot = Snapshot.open(settings.snapshot)
    with show_progress("读取") as progress:
        taken = stage(
            origins,
            settings.corpus,
            replaces=replaces,
            report=progress,
            snapshot=snapshot,
        )
    with put_in_place(taken, settings.corpus):
        if not no_build:
            with show_progress("更新索引") as progress:
                build(settings, progress, snapshot)
    _add_tell(taken, settings, is_json)
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


def _add_tell(taken: Sequence[TakenIn], settings: Settings, is_json: bool) -> None:
    if is_json:
        for one in taken:
            left = unruled_in(settings.corpus / one.policy.id)
            write_json({**_summary(one), "unruled": [asdict(clause) for clause in left]})
        return
    load("draw", "draw_added")(taken)
    for one in taken:
        tell_unruled(unruled_in(settings.corpus / one.policy.id))


def tell_unruled(unruled: Sequence[Unruled]) -> None:
    """What an editor has to write: it is in no proposal, so that no review comes by it."""
    if not unruled:
        return
    print(
        f"{len(unruled)} 处写有金额的条款没有计算规则，问到时只引原文（要由编辑写进 rules.yaml）："
    )
    for one in unruled:
        print(f"  {one}")


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


_REVIEW_HELP = """核对提议的计算规则：原文在上，提议在下，标出用到的数，并给出临界处的金额。

\b
不写政策编号时列出还有多少条待核定。在终端上逐条按键：
  y 通过   n 拒绝   e 修改   s 跳过   b 上一条   q 退出
不在终端上时用 --accept、--reject、--accept-all。
"""


@click.command("review", cls=Command, help=_REVIEW_HELP)
@click.argument("policy", metavar="[政策编号]", required=False, default="")
@click.option("--accept", "accepted", metavar="规则", multiple=True, help="通过一条规则，可重复")
@click.option("--reject", "rejected", metavar="规则", multiple=True, help="拒绝一条规则，可重复")
@click.option("--reason", metavar="理由", default="编辑核对后认为不能这样计算。", help="拒绝的理由")
@click.option("--accept-all", is_flag=True, help="通过这份政策的全部提议")
@click.option("--by", metavar="姓名", default="", help="核定人，默认当前用户名")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def review_command(
    settings: Settings,
    policy: str,
    accepted: tuple[str, ...],
    rejected: tuple[str, ...],
    reason: str,
    accept_all: bool,
    by: str,
    is_json: bool,
) -> int:
    """List, decide what was named, or go through the proposals by keyboard."""
    if not policy:
        if accepted or rejected or accept_all:
            raise CommandError("没有写明政策编号：用法见 cewen review --help。")
        return _list(settings, is_json)
    desk = Desk(settings.corpus, policy, reviewers=settings.reviewers)
    editor = by or getpass.getuser()
    waiting = desk.waiting()
    named = [*accepted, *([one.rule.id for one in waiting] if accept_all else [])]
    if named or rejected:
        for rule_id in rejected:
            desk.reject(rule_id, reason)
        confirmed = sum(desk.accept(rule_id, editor) for rule_id in dict.fromkeys(named))
        print(
            f"核定 {confirmed} 条，拒绝 {len(rejected)} 条，还有 {len(desk.waiting())} 条待核定。"
        )
    elif is_json:
        for one in waiting:
            write_json(_review_mapped(one))
        return DONE
    elif is_terminal(sys.stdin) and is_terminal(sys.stdout):
        _by_keyboard(desk, editor)
    else:
        load("draw", "draw_all")(waiting)
        tell_unruled(desk.unruled())
        return DONE
    _tell_findings(desk)
    return DONE


def _list(settings: Settings, is_json: bool) -> int:
    found = list(unconfirmed(settings.corpus))
    if is_json:
        write_json([{"policy_id": policy, "unconfirmed": n} for policy, n in found])
        return DONE
    for policy, n in found:
        print(f"{policy}：{n} 条待核定")
    print("逐条核对：cewen review 政策编号" if found else "没有待核定的规则。")
    return DONE


def _review_mapped(one: Waiting) -> dict[str, object]:
    return {
        "rule_id": one.rule.id,
        "title": one.rule.title,
        "clause_id": str(one.clause.id),
        "quote": one.rule.quote,
        "samples": list(one.samples),
        "accepted_by": list(one.accepted_by),
        "rule": dict(one.written),
    }


def _by_keyboard(desk: Desk, editor: str) -> None:
    """One proposal after the other; the next only when this one is decided or skipped."""
    waiting = desk.waiting()
    draw = load("draw", "draw_review")
    at = 0
    while at < len(waiting):
        one = waiting[at]
        draw(one, at + 1, len(waiting))
        key = click.getchar().lower()
        if key == "q":
            return
        try:
            if key == "y":
                desk.accept(one.rule.id, editor)
            elif key == "n":
                desk.reject(
                    one.rule.id, click.prompt("理由", default="编辑核对后认为不能这样计算。")
                )
            elif key == "e":
                text = click.edit(as_yaml(one.written), extension=".yaml")
                if text is not None:
                    desk.edit(one.rule.id, text)
                    waiting = desk.waiting()
                continue
            elif key == "b":
                at = max(0, at - 1)
                continue
            elif key != "s":
                continue
        except ReviewError as error:
            tell(str(error))
            continue
        at += 1


def _tell_findings(desk: Desk) -> None:
    findings = desk.findings()
    for finding in findings:
        print(finding)
    left, unruled = len(desk.waiting()), desk.unruled()
    if not findings and not left and not unruled:
        print("全部规则已核定，审核没有发现问题，可以发布。")
    elif not findings and not left:
        print("全部规则已核定，审核没有发现问题。")
    tell_unruled(unruled)


_WATCH_HELP = """看看文件、文件夹或本机地址与已收政策相比有没有变化，逐条列出；不会自动发布。

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


@click.command("watch", cls=Command, help=_WATCH_HELP)
@click.argument("names", metavar="文件…", nargs=-1)
@click.option(
    "--every", metavar="分钟", type=Whole(1, 1440), help="每隔几分钟再看一次，直到 Ctrl-C"
)
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def watch_command(
    settings: Settings, names: tuple[str, ...], every: int | None, is_json: bool
) -> int:
    """Report once, or again and again."""
    if not names:
        raise CommandError("没有写明要看的文件或地址：用法见 cewen watch --help。")
    while True:
        for report in _reports(settings, names):
            if is_json:
                write_json(_watch_mapped(report))
            else:
                _watch_tell(report)
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


def _watch_tell(report: Report) -> None:
    about = f"（{report.policy_id}）" if report.policy_id else ""
    print(f"{report.name}{about}：{report.state}")
    for change in report.changes:
        print(f"  {CHANGE_WORDS[change.kind]} {change.label}")
    tell_touched(report.touched)


def _watch_mapped(report: Report) -> dict[str, object]:
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


_REMOVE_HELP = "删除一份政策：原文、规则、索引一并去掉，并逐个文件核对没有留下它的内容。"


@click.command("remove", cls=Command, help=_REMOVE_HELP)
@click.argument("policy", metavar="政策编号")
@workspace_option
def remove_command(settings: Settings, policy: str) -> int:
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
