"""What is drawn on a terminal: answers, hits, matches, policies taken in, a bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from assistant.answer.answer import Answer, Outcome
from assistant.answer.render import row_lines, to_json, until
from assistant.answer.view import View, estimate_of, view
from assistant.cli.match import amount_words, closing, lacking
from assistant.intake.desk import Waiting, as_yaml
from assistant.intake.take_in import TakenIn, leaves
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind, PolicyStatus
from assistant.policy.validity import BADGES
from assistant.retrieval.hit import Run
from assistant.rules.estimate import Met
from assistant.rules.match import Match, MatchReport
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.rules.rulebook import Rulebook


@contextmanager
def show_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, gone when the work is done."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def report(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield report


_TITLES = {
    Outcome.ANSWERED: ("回答", "green"),
    Outcome.CLARIFY: ("还需要您补充", "yellow"),
    Outcome.REFUSED: ("无法回答", "red"),
}
_BAR = 16
"""Signs of the longest bar."""


def draw_answer(answer: Answer, console: Console | None = None) -> None:
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
        for name, text in row_lines(drawn.rows[0], drawn.who):
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


_EXCERPT = 80


def draw_hits(
    found: Run, corpus: Corpus, is_explained: bool, console: Console | None = None
) -> None:
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


_COLOURS = {Met.YES: "green", Met.NO: "red", Met.UNKNOWN: "yellow"}


def draw_match(
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


def draw_added(taken: Sequence[TakenIn], console: Console | None = None) -> None:
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


_KEYS = "y 通过   n 拒绝   e 修改   s 跳过   b 上一条   q 退出"


def draw_review(one: Waiting, at: int, of: int, console: Console | None = None) -> None:
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
        draw_review(one, n, len(waiting), console)
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
