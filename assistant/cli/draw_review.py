"""One proposed rule beside its clause, on a terminal or in plain text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from assistant.intake.desk import Waiting, as_yaml
from assistant.rules.quoted_numbers import quoted_numbers

_KEYS = "y 通过   n 拒绝   e 修改   s 跳过   q 退出"


def draw(one: Waiting, at: int, of: int, console: Console | None = None) -> None:
    """The clause with the rule's words marked, the proposal, and sums at its boundaries."""
    console = console or Console(highlight=False)
    console.print(Panel(_marked(one), title=f"{one.clause.label} {one.clause.heading}".strip()))
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=2, overflow="fold")
    sums = "\n".join(one.samples) or "没有可算的数"
    table.add_row(Text(as_yaml(_short(one))), Text(f"临界处的金额\n{sums}"))
    console.print(Panel(table, title=f"提议 {at}/{of}：{one.rule.title}"))
    if one.accepted_by:
        console.print(Text(f"已通过：{'、'.join(one.accepted_by)}"))
    console.print(_KEYS if console.is_terminal else "")


def draw_all(waiting: Sequence[Waiting]) -> None:
    """All of them, one below the other."""
    console = Console(highlight=False)
    for n, one in enumerate(waiting, 1):
        draw(one, n, len(waiting), console)
    console.print(f"{len(waiting)} 条待核定。")


def _marked(one: Waiting) -> Text:
    """The clause; the words the rule quotes are underlined, its figures bold."""
    text = Text(one.clause.text)
    for quote in (one.rule.quote, *one.rule.more_quotes):
        start = one.clause.text.find(quote)
        if start >= 0:
            text.stylize("underline", start, start + len(quote))
            for number in quoted_numbers(quote):
                text.stylize("bold", start + number.start, start + number.end)
    return text


def _short(one: Waiting) -> dict[str, object]:
    """What decides the sum, without the quotes that stand above."""
    return {
        key: value
        for key, value in one.written.items()
        if value and key not in ("quote", "more_quotes", "words", "topic", "readings", "confirmed")
    }
