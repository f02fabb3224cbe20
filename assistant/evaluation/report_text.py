"""Report → a plain table for a terminal or a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from assistant.evaluation.report import Report, Result, Share, TagRow

CHECK_NAMES = {
    "outcome": "结论",
    "cite": "引用",
    "only": "仅引",
    "amounts": "金额",
    "range": "范围",
    "lead": "首句",
    "say": "表述",
    "avoid": "禁语",
    "warn": "提示",
    "unused": "没用上",
    "completeness": "完整",
    "silent": "无声答错",
    "error": "出错",
    "provenance.quote": "引文不符",
    "provenance.source": "出处不符",
    "provenance.mark": "引用编号",
    "provenance.refusal": "拒答不符",
    "provenance.estimate": "估算不符",
    "provenance.number": "数字无出处",
}
"""What each check is called in reports."""

FIGURE_NAMES = {
    "whole": "全对（每一轮都对）",
    "last": "末轮对",
    "turns": "逐轮对",
    "first": "其中第一轮",
    "later": "其中后面各轮",
    "silent_last": "末轮无声答错",
    "silent": "逐轮无声答错",
    "amounts": "金额对",
    "lead": "首句对",
    "refused": "应拒答而拒答",
    "not_refused": "应回答而没有拒答",
    "several": "一句里的几件事都答到或说明",
    "matters": "按件数：答到或说明",
    "answered": "应回答而直接回答",
    "unused": "没用上的都说明",
    "completeness": "完整程度标得对",
}
"""What each figure is called in reports, in the order in which they are shown."""

_BAD = ("silent", "silent_last")
Column = tuple[str, Callable[[TagRow], str]]


def figures(row: TagRow) -> list[tuple[str, Share]]:
    """(name, share) of every figure that something was asked for."""
    shares = [
        (words, row.check(name) if name in CHECK_NAMES and name not in _BAD else getattr(row, name))
        for name, words in FIGURE_NAMES.items()
    ]
    return [(words, share) for words, share in shares if share.n]


def columns(rows: Sequence[TagRow]) -> list[Column]:
    """The columns of the table; a check that no question asks for has none."""
    fixed: list[Column] = [
        ("标签", lambda row: row.tag),
        ("题数", lambda row: str(row.n)),
        ("全对", lambda row: str(row.right)),
        ("比率", lambda row: f"{row.share:.1%}"),
        ("末轮", lambda row: _of(row.last)),
        ("逐轮", lambda row: _of(row.turns)),
        ("无声答错", lambda row: _of(row.silent)),
        ("应拒", lambda row: _of(row.refused)),
        ("应答", lambda row: _of(row.not_refused)),
        ("多事", lambda row: _of(row.several)),
    ]
    return fixed + [
        (CHECK_NAMES[name], lambda row, name=name: _of(row.check(name)))
        for name, _, asked in rows[0].checks
        if asked
    ]


def to_text(report: Report, *, most: int = 20) -> str:
    """The figures, the table by tag, retrieval, and at most so many faulty answers."""
    program = f"（程序 {report.program}）" if report.program else ""
    lines = [f"题集：{report.name or '未命名'}{program}", headline(report), ""]
    at = report.whole.at_coverage
    kept = f"把最没把握的一成改为反问，其余答对 {at:.1%}" if at is not None else ""
    lines += [*aligned(_figure_rows(report.whole)), kept, "", *_table(report.table)]
    if report.retrieval:
        scores = "  ".join(f"{name} {value:.3f}" for name, value in report.retrieval.values)
        lines += ["", f"只看检索（{report.retrieval.n} 道单条款题）：{scores}"]
    if report.faulty:
        lines += ["", f"未全对或有无出处之处的题（{len(report.faulty)}）："]
        lines += [line for result in report.faulty[:most] for line in _fault(result)]
        left = len(report.faulty) - most
        lines += [f"……另有 {left} 道，见 --json 或 --html。"] if left > 0 else []
    return "\n".join(lines) + "\n"


def headline(report: Report) -> str:
    """The result in one line."""
    row, (low, high) = report.whole, report.interval
    unsourced = "未检查" if report.violations is None else f"{report.violations} 处"
    return (
        f"全对 {row.right}/{row.n}（{row.share:.1%}，95% 区间 {low:.1%}～{high:.1%}）；"
        f"无声答错 {row.silent.right}/{row.silent.n}；"
        f"无出处 {unsourced}；"
        f"每次回答用时中位数 {report.seconds_at(0.5) * 1000:.0f} 毫秒，"
        f"95% 在 {report.seconds_at(0.95) * 1000:.0f} 毫秒内"
    )


def _figure_rows(row: TagRow) -> list[list[str]]:
    return [
        [name, _of(share), f"{share.share:.1%}", "～".join(f"{b:.1%}" for b in share.interval)]
        for name, share in figures(row)
    ]


def _table(rows: Sequence[TagRow]) -> list[str]:
    made = columns(rows)
    cells = [[name for name, _ in made]]
    return aligned(cells + [[cell(row) for _, cell in made] for row in rows])


def aligned(cells: list[list[str]]) -> list[str]:
    """Rows of cells as lines, in columns as a terminal shows them; the first row sets how many."""
    widths = [max(_width(line[i]) for line in cells) for i in range(len(cells[0]))]
    return ["  ".join(_pad(c, w, i) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
            for line in cells]  # fmt: skip


def _of(share: Share) -> str:
    return f"{share.right}/{share.n}" if share.n else "-"


def _fault(result: Result) -> list[str]:
    question = " / ".join(" ".join(turn.split()) for turn in result.question.turns)
    faults = (f"    {CHECK_NAMES.get(name, name)}：{text}" for name, text in result.faults)
    return [f"- {result.question.id}  {question}", *faults]


def _pad(cell: str, width: int, column: int) -> str:
    blanks = " " * (width - _width(cell))
    return cell + blanks if column == 0 else blanks + cell


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
