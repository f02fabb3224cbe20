"""A match report on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.cli.match import amount_words, closing, lacking
from assistant.rules.estimate import Met
from assistant.rules.match import Match, MatchReport
from assistant.rules.rulebook import Rulebook

_COLOURS = {Met.YES: "green", Met.NO: "red", Met.UNKNOWN: "yellow"}


def draw(
    report: MatchReport, shown: list[Match], rulebook: Rulebook, console: Console | None = None
) -> None:
    """A table of the rules, the largest amount first."""
    console = console or Console(highlight=False)
    title = Text(f"{report.name or '企业'}（{report.district}）")
    table = Table(title=title, title_justify="left", expand=True)
    table.add_column("条件", no_wrap=True)
    table.add_column("金额", overflow="fold", ratio=2)
    table.add_column("规则", overflow="fold", ratio=4)
    table.add_column("还差什么", overflow="fold", ratio=4)
    for found in shown:
        estimate = found.estimate
        table.add_row(
            Text(found.met.value, style=_COLOURS[found.met]),
            Text(amount_words(estimate), style="bold"),
            Text(f"{estimate.title}\n{estimate.rule_id}"),
            Text(lacking(found, rulebook)),
        )
    console.print(table)
    for line in closing(report, len(shown), rulebook):
        console.print(Text(line))
