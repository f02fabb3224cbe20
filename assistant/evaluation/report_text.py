"""Report → a plain table for a terminal or a pipe."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from assistant.evaluation.report import Report, Result, TagRow

CHECK_NAMES = {
    "outcome": "结论",
    "cite": "引用",
    "only": "仅引",
    "amounts": "金额",
    "say": "表述",
    "avoid": "禁语",
    "warn": "提示",
    "error": "出错",
    "provenance.quote": "引文不符",
    "provenance.source": "出处不符",
    "provenance.mark": "引用编号",
    "provenance.refusal": "拒答不符",
    "provenance.estimate": "估算不符",
    "provenance.number": "数字无出处",
}
"""What each check is called in reports."""


def to_text(report: Report, *, most: int = 20) -> str:
    """The table by tag, retrieval, and at most so many faulty answers."""
    lines = [f"题集：{report.name or '未命名'}", headline(report), "", *_table(report.table)]
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
    row, (low, high) = report.table[0], report.interval
    return (
        f"全对 {row.right}/{row.n}（{row.share:.1%}，95% 区间 {low:.1%}～{high:.1%}）；"
        f"无出处 {report.violations} 处；"
        f"每题用时中位数 {report.seconds_at(0.5) * 1000:.0f} 毫秒，"
        f"95% 在 {report.seconds_at(0.95) * 1000:.0f} 毫秒内"
    )


def _table(rows: Sequence[TagRow]) -> list[str]:
    names = [CHECK_NAMES[name] for name, _, _ in rows[0].checks]
    cells = [["标签", "题数", "全对", "比率", *names]]
    for row in rows:
        checks = [f"{right}/{asked}" if asked else "-" for _, right, asked in row.checks]
        cells.append([row.tag, str(row.n), str(row.right), f"{row.share:.1%}", *checks])
    widths = [max(_width(line[i]) for line in cells) for i in range(len(cells[0]))]
    return ["  ".join(_pad(c, w, i) for i, (c, w) in enumerate(zip(line, widths, strict=True)))
            for line in cells]  # fmt: skip


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
