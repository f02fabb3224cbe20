"""An answer on a terminal: the same reading of its roles and figures as the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.answer.answer import Answer, Outcome
from assistant.answer.render import row_lines, to_json, until
from assistant.answer.view import View, estimate_of, view
from assistant.policy.policy import PolicyStatus
from assistant.policy.validity import BADGES

_TITLES = {
    Outcome.ANSWERED: ("回答", "green"),
    Outcome.CLARIFY: ("还需要您补充", "yellow"),
    Outcome.REFUSED: ("无法回答", "red"),
}
_BAR = 16
"""Signs of the longest bar."""


def draw(answer: Answer, console: Console | None = None) -> None:
    """Draw the answer on the console (standard output if none is given)."""
    (console or Console(highlight=False)).print(Group(*_parts(answer)))


def _parts(answer: Answer) -> Iterator[RenderableType]:
    made = to_json(answer)
    drawn = view(made)
    title, colour = _TITLES[answer.outcome]
    yield Panel(Group(*_block(drawn)), title=title, title_align="left", border_style=colour)
    if len(drawn.rows) > 1:
        yield _results(drawn)
    steps = list(_steps(made, drawn))
    if steps:
        yield _steps_table(steps)
    for sentence in drawn.readings:
        yield Text(f"· {sentence['text']}", style="dim")
    for one in drawn.confirm:
        yield Text(f"向主管部门确认　{one['label']}", style="dim")
    if answer.citations:
        yield _sources(made)
    if answer.follow_ups:
        yield Text("还可以问：" + "　".join(answer.follow_ups), style="cyan")
    yield Text(f"{answer.label}（截至 {answer.as_of.isoformat()}）", style="dim")


def _block(drawn: View) -> Iterator[RenderableType]:
    """What is said, the one result line by line, the warnings."""
    for sentence in drawn.said:
        marks = "".join(f"[{n}]" for n in sentence["citations"])
        yield Markdown(f"{sentence['text']}{marks}", hyperlinks=False)
    if len(drawn.rows) == 1:
        for name, text in row_lines(drawn.rows[0]):
            yield Text(f"{name}　{text}")
    for warning in drawn.warnings:
        yield Text(f"！{warning['text']}", style="yellow")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=True)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _results(drawn: View) -> Table:
    table = _table("各项金额", "谁补什么", "金额", "算法", "有效至")
    for row in drawn.rows:
        bar = "█" * round(float(row["share"].rstrip("%")) * _BAR / 100)
        cap = f"，上限 {row['cap']}" if row["cap"] else ""
        how = f"{row['sum']}{cap}" if row["sum"] else row["terms"]
        best = "（最高）" if row["is_best"] else ""
        table.add_row(
            Text(f"{row['who']} {row['case'] or row['matter']} [{row['n']}]"),
            Text(f"{row['period']}{row['amount_text'] or '—'}{best}\n{bar}", style="bold"),
            Text(how),
            Text(until(row)),
        )
    return table


def _steps(made: dict[str, Any], drawn: View) -> Iterator[tuple[str, str, str]]:
    """Each step of each sum that is drawn: what it is of, the step, the words behind it."""
    known = [e for row in drawn.rows if (e := estimate_of(made, row))]
    for estimate in known or drawn.worked:
        name = estimate["title"] + (f"（{estimate['label']}）" if estimate["label"] else "")
        for step in estimate["steps"]:
            yield name, step["text"], step["quote"]


def _steps_table(steps: list[tuple[str, str, str]]) -> Table:
    table = _table("算式与原话", "项目", "算式", "原话")
    before = ""
    for name, step, quote in steps:
        table.add_row(Text("" if name == before else name), Text(step), Text(quote, style="dim"))
        before = name
    return table


def _sources(made: dict[str, Any]) -> Table:
    table = _table("依据", "", "条款", "有效期", "原文")
    for c in made["citations"]:
        place = f"《{c['policy_title']}》{c['label']} {c['heading']}".strip()
        days = f"\n{c['first_day']} 至 {c['last_day'] or '未写明'}" if c["first_day"] else ""
        table.add_row(
            Text(f"[{c['n']}]"),
            Text(f"{place}\n{c['clause_id']}"),
            Text(f"{BADGES[PolicyStatus(c['status'])]}{days}"),
            Text(" ".join(c["quote"].split())),
        )
    table.columns[0].no_wrap = True
    return table
