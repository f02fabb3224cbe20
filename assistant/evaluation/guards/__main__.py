"""Attack the guards and print what holds.

python -m assistant.evaluation.guards [--answers N] [--show] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.answer.faithful import known_names
from assistant.assistant import Assistant
from assistant.errors import AssistantError, GoldError
from assistant.evaluation.gold import load_gold
from assistant.evaluation.guards.attack import (
    FALSE_ALARM,
    Counts,
    Guarded,
    of_answers,
    of_injections,
    of_misuse,
    of_wordings,
)
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.program import Asked
from assistant.evaluation.report import Share
from assistant.evaluation.report_text import aligned
from assistant.evaluation.robustness.draw import spread
from assistant.evaluation.robustness.nouns import base_questions, load_frames
from assistant.settings import load_settings

ANSWERS = 300
SHOWN = 12


def main(arguments: Sequence[str]) -> int:
    """Run all attacks, print the table."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.guards")
    parser.add_argument("--answers", type=int, default=ANSWERS, help="改动多少个回答")
    parser.add_argument("--json", metavar="文件", help="把结果写成 JSON")
    parser.add_argument("--show", action="store_true", help="列出漏掉的和误报的")
    options = parser.parse_args(arguments)
    counts = run(options.answers)
    rows = [row for found in counts for row in (*found.all, *_totals(found))]
    sys.stdout.write("\n".join(_table(rows)) + "\n")
    if options.show:
        for found in counts:
            for (guard, kind), texts in found.let_through.items():
                lines = (f"{guard}  {kind}  {text}\n" for text in texts[:SHOWN])
                sys.stdout.write("".join(lines))
    if options.json:
        content = [{"guard": r.guard, "kind": r.kind, "held": r.held, "n": r.n} for r in rows]
        Path(options.json).write_text(
            json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0


def run(answers: int) -> list[Counts]:
    """All attacks on this program.

    Raises:
        AssistantError: the program or the attacks' data are missing.
    """
    settings = load_settings()
    assistant = Assistant.open(settings)
    program, names = InProcess(assistant), known_names(assistant.corpus)
    sets = sorted((settings.workspace / "eval" / "questions").glob("*.jsonl"))
    questions = {q.id: q for path in sets for q in load_gold(path)}
    drawn = [questions[i] for i in spread(list(questions), answers, "guards")]
    asked = [Asked(q.id, q.turns, q.last.as_of) for q in drawn]
    given = [g.answer for g in program.answers(asked) if g.answer]
    attacks = _load(settings.workspace, "attacks")
    base = base_questions(load_frames(settings.workspace))
    return [
        of_answers(program, assistant.corpus, asked, names),
        of_wordings(given, names, _load(settings.workspace, "wording")["same"]),
        of_misuse(program, attacks),
        of_injections(program, base, attacks),
    ]


def _load(workspace: Path, name: str) -> Any:
    path = workspace / "eval" / "guards" / f"{name}.yaml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise GoldError(f"{path}：读不到，守护测试要在源码目录里运行。") from cause


def _totals(found: Counts) -> list[Guarded]:
    """One row for each guard over all kinds of attack."""
    totals: dict[str, Guarded] = {}
    for row in found.all:
        if row.kind != FALSE_ALARM:
            total = totals.setdefault(row.guard, Guarded(row.guard, "合计"))
            total.held += row.held
            total.n += row.n
    return list(totals.values())


def _table(rows: Sequence[Guarded]) -> list[str]:
    cells = [["守护", "改动或尝试", "守住", "次数", "比率"]]
    for row in rows:
        share = Share(row.held, row.n).share
        cells.append([row.guard, row.kind, str(row.held), str(row.n), f"{share:.2%}"])
    return aligned(cells)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        sys.exit(1)
