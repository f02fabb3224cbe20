"""An answer on a terminal: the text in a panel, then sums, sources and warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.answer.answer import Answer, Citation, Outcome
from assistant.policy.validity import BADGES
from assistant.rules.estimate import Estimate
from assistant.text.money import format_yuan

_MARK = re.compile(r"\[\d+\]")
_TITLES = {
    Outcome.ANSWERED: ("回答", "green"),
    Outcome.CLARIFY: ("还需要您补充", "yellow"),
    Outcome.REFUSED: ("无法回答", "red"),
}


def draw(answer: Answer, console: Console | None = None) -> None:
    """Draw the answer on the console (standard output if none is given)."""
    (console or Console(highlight=False)).print(Group(*_parts(answer)))


def _parts(answer: Answer) -> Iterator[RenderableType]:
    title, colour = _TITLES[answer.outcome]
    text = Markdown(answer.text, hyperlinks=False)
    yield Panel(text, title=title, title_align="left", border_style=colour)
    if answer.table:
        yield _comparison(answer)
    sums = [e for e in answer.estimates if e.amount is not None or e.range is not None]
    if sums:
        yield _sums(sums)
    if answer.citations:
        yield _sources(answer)
    for warning in dict.fromkeys(w.text for w in answer.warnings if w.text not in answer.text):
        yield Text(f"！{warning}", style="yellow")
    if answer.follow_ups:
        yield Text("还可以问：" + "　".join(answer.follow_ups), style="cyan")
    yield Text(f"{answer.label}（截至 {answer.as_of.isoformat()}）", style="dim")


def _table(title: str, *headings: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=True)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _comparison(answer: Answer) -> Table:
    table = _table("对比", "政策", "金额", "比例", "上限", "条件", "有效期")
    for row in answer.table:
        cells = (row.policy, row.amount, row.rate, row.cap, row.condition, row.validity)
        table.add_row(*map(Text, cells))
    return table


def _sums(estimates: list[Estimate]) -> Table:
    table = _table("测算", "项目", "金额", "算式")
    for estimate in estimates:
        name = estimate.title + (f"（{estimate.label}）" if estimate.label else "")
        steps = "\n".join(step.text for step in estimate.steps)
        table.add_row(
            Text(name),
            Text(f"{_amount(estimate)}\n{estimate.status_text}", style="bold"),
            Text(steps),
        )
    return table


def _amount(estimate: Estimate) -> str:
    if estimate.amount is not None:
        return format_yuan(estimate.amount)
    return "～".join(format_yuan(bound) for bound in estimate.range or ())


def _sources(answer: Answer) -> Table:
    """The citations; quotes that the text above shows in full are not repeated."""
    table = _table("依据", "", "条款", "有效期", "原文")
    shown = "".join(_MARK.sub("", answer.text).split())
    for citation in answer.citations:
        quote = " ".join(citation.quote.split())
        is_shown = "".join(citation.quote.split()) in shown
        table.add_row(
            Text(f"[{citation.n}]"),
            Text(_clause(citation)),
            Text(_validity(citation)),
            Text("见上文引文" if is_shown else quote),
        )
    table.columns[0].no_wrap = True
    return table


def _clause(citation: Citation) -> str:
    place = f"{citation.label} {citation.heading}".strip()
    return f"《{citation.policy_title}》{place}\n{citation.clause_id}"


def _validity(citation: Citation) -> str:
    badge = BADGES[citation.status]
    if citation.first_day is None:
        return badge
    return f"{badge}\n{citation.first_day} 至 {citation.last_day or '未写明'}"
