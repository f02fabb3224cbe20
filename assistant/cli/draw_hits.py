"""Search hits on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.policy.corpus import Corpus
from assistant.retrieval.hit import Run

_EXCERPT = 80


def draw(found: Run, corpus: Corpus, is_explained: bool, console: Console | None = None) -> None:
    """A table of the hits, best first."""
    console = console or Console(highlight=False)
    if not found.hits:
        console.print("没有找到相关条款。")
        return
    table = Table(expand=True)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("得分", no_wrap=True)
    for heading in ("字词", "语义") if is_explained else ():
        table.add_column(heading, no_wrap=True)
    table.add_column("条款", overflow="fold", ratio=2)
    table.add_column("原文", overflow="fold", ratio=3)
    for hit in found.hits:
        clause = corpus.require(hit.clause_id)
        title = corpus.policy(hit.clause_id.policy).short_title
        signals = (f"{hit.sparse:.3f}", f"{hit.dense:.3f}") if is_explained else ()
        text = " ".join(clause.text.split())
        excerpt = text if len(text) <= _EXCERPT else text[:_EXCERPT] + "……"
        name = f"{hit.clause_id}\n{title} {clause.label}{clause.heading}"
        table.add_row(str(hit.rank), f"{hit.score:.3f}", *signals, Text(name), Text(excerpt))
    console.print(table)
    if is_explained and found.expansions:
        console.print(Text(f"扩展词：{'、'.join(found.expansions)}"))
