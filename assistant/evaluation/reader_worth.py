"""What the learned reader is worth: the ablation, printed.

    python -m assistant.evaluation.reader_worth

The questions of the authors that the reader did not learn from are answered without it, with it
proposing clauses where words find none, with it refusing where words find one only faintly, and
with both. The program itself has been worked on with the questions of g and h, not with those of j.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.evaluation.gold import load_gold
from assistant.evaluation.report import Judged
from assistant.evaluation.run import run_evaluation
from assistant.retrieval.reader import Margins
from assistant.settings import load_settings

AUTHORS = ("2026-11-g", "2026-11-h", "2026-11-j")
_NEVER, _ALWAYS = float("-inf"), float("inf")


@dataclass(frozen=True, slots=True)
class Figures:
    """Judged turns, those wholly right, silently wrong, and the cost.

    A turn silently wrong costs 10, one asked back for nothing 1, any other that is wrong 3.
    """

    turns: int = 0
    right: int = 0
    silent: int = 0
    cost: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.turns + other.turns,
            self.right + other.right,
            self.silent + other.silent,
            self.cost + other.cost,
        )

    def __str__(self) -> str:
        return f"{self.right}/{self.turns} right, {self.silent} silently wrong, cost {self.cost}"


def figures_of(judged: Sequence[Judged]) -> Figures:
    """The figures of some judged turns."""
    total = Figures()
    for one in judged:
        asked = str((one.answer or {}).get("outcome", "")) == "clarify"
        cost = 0 if one.is_right else 10 if one.silent else 1 if asked else 3
        total += Figures(1, int(one.is_right), int(not one.is_right and bool(one.silent)), cost)
    return total


def measured(workspace: Path, margins: Margins | None) -> dict[str, Figures]:
    """The figures of each author with these margins; without the reader for None."""
    assistant = Assistant.open(load_settings(str(workspace), {}))
    reader = assistant.reader
    if reader is not None:
        reader.margins = margins or Margins(_ALWAYS, _ALWAYS, _NEVER)
    found: dict[str, Figures] = dict.fromkeys(AUTHORS, Figures())
    for path in sorted((workspace / "eval" / "report").glob("*.jsonl")):
        for author in AUTHORS:
            if path.name.startswith(author):
                report = run_evaluation(assistant, load_gold(path))
                for result in report.results:
                    found[author] += figures_of(result.turns)
    return found


def main() -> int:
    """Print the table."""
    settings = load_settings()
    reader = Assistant.open(settings).reader
    if reader is None:
        sys.stdout.write("没有阅读器：index/encoder/reader 或 onnxruntime 不在。\n")
        return 1
    own = reader.margins
    for name, margins in (
        ("without", None),
        ("proposing", Margins(own.least, own.ahead, _NEVER)),
        ("refusing", Margins(_ALWAYS, _ALWAYS, own.never)),
        ("both", own),
    ):
        for author, figures in measured(settings.workspace, margins).items():
            sys.stdout.write(f"{name:10} {author}: {figures}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
