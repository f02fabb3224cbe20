"""cewen review: look at proposed rules beside their clause, and accept, change or reject them."""

from __future__ import annotations

import getpass
import sys

import click

from assistant.cli.command import Command
from assistant.cli.endings import DONE
from assistant.cli.options import workspace_option
from assistant.cli.parts import load
from assistant.cli.speak import write_json
from assistant.cli.streams import is_terminal, tell
from assistant.errors import CommandError, ReviewError
from assistant.intake.desk import Desk, Waiting, as_yaml, unconfirmed
from assistant.settings import Settings

HELP = """核对提议的计算规则：原文在上，提议在下，标出用到的数，并给出临界处的金额。

\b
不写政策编号时列出还有多少条待核定。在终端上逐条按键：
  y 通过   n 拒绝   e 修改   s 跳过   q 退出
不在终端上时用 --accept、--reject、--accept-all。
"""


@click.command("review", cls=Command, help=HELP)
@click.argument("policy", metavar="[政策编号]", required=False, default="")
@click.option("--accept", "accepted", metavar="规则", multiple=True, help="通过一条规则，可重复")
@click.option("--reject", "rejected", metavar="规则", multiple=True, help="拒绝一条规则，可重复")
@click.option("--reason", metavar="理由", default="编辑核对后认为不能这样计算。", help="拒绝的理由")
@click.option("--accept-all", is_flag=True, help="通过这份政策的全部提议")
@click.option("--by", metavar="姓名", default="", help="核定人，默认当前用户名")
@click.option("--json", "is_json", is_flag=True, help="输出 JSON")
@workspace_option
def command(
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
            write_json(_mapped(one))
        return DONE
    elif is_terminal(sys.stdin) and is_terminal(sys.stdout):
        _by_keyboard(desk, editor)
    else:
        load("draw_review", "draw_all")(waiting)
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


def _mapped(one: Waiting) -> dict[str, object]:
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
    draw = load("draw_review", "draw")
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
    left = len(desk.waiting())
    if not findings and not left:
        print("全部规则已核定，审核没有发现问题，可以发布。")
