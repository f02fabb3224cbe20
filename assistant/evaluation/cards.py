"""The cards of the question sets (eval/sets.yaml): what each is, and what each version got on it.

    python -m assistant.evaluation.cards                              tables of docs/evaluation.md
    python -m assistant.evaluation.cards add VERSION SET REPORT.json  record a version's first run

A run is recorded once: a second run of the same version on a set is no first run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import AssistantError, GoldError, system_reason
from assistant.evaluation.metrics import interval_95
from assistant.settings import load_settings

FILE = Path("eval") / "sets.yaml"
RECORDED = (
    "whole", "last", "turns", "silent_last", "silent", "amounts", "lead", "refused",
    "not_refused", "several", "unused", "completeness",
)  # fmt: skip
"""Figures of a report that a card keeps where anything was asked for."""
KINDS = {"regression": "回归", "tuning": "调整", "report": "只报告"}
_COLUMNS = {
    "last": "末轮对", "whole": "全对", "silent_last": "末轮无声答错", "amounts": "金额对",
    "refused": "应拒而拒", "not_refused": "应答而未拒", "several": "多件事都交代",
}  # fmt: skip
_STYLES = {
    "free": "自由多轮", "mild": "平和多轮", "matters": "一句多事", "refusals": "应拒答",
    "lookalikes": "只是像要拒答", "nouns": "生词旁的数",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """What a version got when it first met a set: figure → (right, n)."""

    version: str
    figures: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Card:
    """One set; ``style`` says what kind of messages, ``sha256`` "" where it is not sealed."""

    file: str
    kind: str
    style: str
    author: str
    n: int
    sha256: str
    runs: tuple[Run, ...]

    @property
    def name(self) -> str:
        """The file's name without folder and ending."""
        return Path(self.file).stem


def load_cards(workspace: Path) -> tuple[Card, ...]:
    """All cards, in the order of the file.

    Raises:
        GoldError: the file is missing, or a card lacks a field.
    """
    path = workspace / FILE
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))
        return tuple(_card(row) for row in rows)
    except OSError as cause:
        raise GoldError(f"{path}：读不到题集卡片（{system_reason(cause)}）。") from cause
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as cause:
        raise GoldError(f"{path}：题集卡片缺字段或写错了（{cause}）。") from cause


def _card(row: Mapping[str, Any]) -> Card:
    runs = []
    for run in row.get("runs") or ():
        figures = {
            name: (int(pair[0]), int(pair[1])) for name, pair in run.items() if name in RECORDED
        }
        runs.append(Run(str(run["version"]), figures))
    return Card(
        file=str(row["file"]),
        kind=str(row["kind"]),
        style=str(row.get("style", "")),
        author=str(row["author"]),
        n=int(row["n"]),
        sha256=str(row.get("sha256", "")),
        runs=tuple(runs),
    )


def tables(cards: Sequence[Card]) -> str:
    """The first runs of the sets as Markdown, blind ones first, with 95 % intervals."""
    parts = []
    for kind in ("report", "tuning", "regression"):
        rows = [(card, run) for card in cards if card.kind == kind for run in card.runs]
        used = [name for name in _COLUMNS if any(name in run.figures for _, run in rows)]
        lines = [
            f"| {KINDS[kind]}题集 | 内容 | 题数 | 程序 | {' | '.join(_COLUMNS[u] for u in used)} |",
            "|---" * (4 + len(used)) + "|",
        ]
        for card, run in rows:
            cells = [_cell(run.figures.get(name)) for name in used]
            style = _STYLES.get(card.style, "单句和多轮")
            lines.append(
                f"| `{card.name}` | {style} | {card.n} | {run.version} | {' | '.join(cells)} |"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def with_run(text: str, file: str, version: str, report: Mapping[str, Any]) -> str:
    """The text of the cards with one run more.

    Raises:
        GoldError: there is no such set, the report is of another number of questions, or the
            version has met the set before.
    """
    cards = {card.file: card for card in map(_card, yaml.safe_load(text))}
    card = cards.get(file)
    if card is None:
        raise GoldError(f"{FILE} 里没有 {file}：可写 {'、'.join(list(cards)[:3])} 等。")
    if any(run.version == version for run in card.runs):
        raise GoldError(f"{file}：{version} 已经跑过这份题，再跑不算首次。")
    if report["n"] != card.n:
        raise GoldError(f"{file} 有 {card.n} 题，而评测结果是 {report['n']} 题的。")
    found = {name: report["figures"][name] for name in RECORDED if report["figures"][name]["n"]}
    pairs = ", ".join(f"{name}: [{f['right']}, {f['n']}]" for name, f in found.items())
    line = f"    - {{version: {version}, {pairs}}}"
    lines = text.split("\n")
    at = lines.index(f"- file: {file}") + 1
    while at < len(lines) and lines[at].startswith("  "):
        at += 1
    has_runs = bool(card.runs)
    return "\n".join([*lines[:at], *([] if has_runs else ["  runs:"]), line, *lines[at:]])


def _cell(pair: tuple[int, int] | None) -> str:
    if pair is None:
        return "–"
    low, high = interval_95(*pair)
    return f"{pair[0]}/{pair[1]} = {pair[0] / pair[1]:.1%}（{low:.0%}～{high:.0%}）"


def main(arguments: Sequence[str]) -> int:
    """Print the tables, or record a run."""
    workspace = load_settings().workspace
    match arguments:
        case []:
            sys.stdout.write(tables(load_cards(workspace)))
        case ["add", version, file, report]:
            path = workspace / FILE
            content = json.loads(Path(report).read_text(encoding="utf-8"))
            text = with_run(path.read_text(encoding="utf-8"), file, version, content)
            path.write_text(text, encoding="utf-8")
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        sys.exit(1)
