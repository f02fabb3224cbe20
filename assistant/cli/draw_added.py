"""What was read from added documents, on a terminal or in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.intake.take_in import TakenIn, leaves
from assistant.policy.policy import Policy, PolicyKind

_KINDS = {
    PolicyKind.MEASURE: "政策",
    PolicyKind.NOTICE: "申报通知",
    PolicyKind.GUIDE: "指南",
    PolicyKind.DRAFT: "征求意见稿",
    PolicyKind.COMMENTARY: "解读",
}
_NAMES = {
    "title": "标题",
    "short_title": "简称",
    "issuer": "发文机关",
    "region": "地区",
    "parent_region": "上级地区",
    "level": "级别",
    "url": "网址",
    "kind": "种类",
    "document_number": "文号",
    "issued_day": "印发日期",
    "validity_quote": "有效期",
}


def draw(taken: Sequence[TakenIn], console: Console | None = None) -> None:
    """A table of what was read; guesses carry a question mark and are listed below."""
    console = console or Console(highlight=False)
    table = Table(expand=console.is_terminal)
    for heading in ("编号", "标题", "读法", "条款", "规则", "地区", "施行"):
        table.add_column(heading, overflow="fold")
    for one in taken:
        policy = one.policy
        table.add_row(
            policy.id,
            Text(policy.title + _mark(policy, "title") + f"（{_KINDS[policy.kind]}）"),
            one.reading.how,
            str(len(leaves(policy))),
            f"{one.n_rules} 条待核定",
            (policy.region or "未写明") + _mark(policy, "region"),
            _days(policy),
        )
    console.print(table)
    for one in taken:
        if one.policy.guessed:
            named = "、".join(_NAMES.get(key, key) for key in one.policy.guessed)
            console.print(Text(f"{one.policy.id}：{named}是猜的，请核对 policy.yaml。"))
    proposed = sum(one.n_rules for one in taken)
    if proposed:
        console.print(f"提议了 {proposed} 条计算规则，都还没有核定：用 cewen review 核对。")
    console.print(f"已收进 {len(taken)} 份政策。")


def _mark(policy: Policy, key: str) -> str:
    return "？" if key in policy.guessed else ""


def _days(policy: Policy) -> str:
    if policy.first_day is None and policy.last_day is None:
        return "未写明"
    return f"{_day(policy.first_day)} 至 {_day(policy.last_day)}"


def _day(day: date | None) -> str:
    return day.isoformat() if day else "未写明"
