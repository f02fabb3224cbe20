"""Print the robustness suite of this program or of another version.

    python -m assistant.evaluation.robustness [--program DIR] [--json FILE] [--half train] [--show]

``--show`` lists what went wrong or changed, but never a question with a held-out noun.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.answer.figures import find_figures
from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.evaluation.gold import GoldQuestion, load_gold
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.other_version import OtherVersion
from assistant.evaluation.programs.program import Program
from assistant.evaluation.report import Share
from assistant.evaluation.report_text import aligned
from assistant.evaluation.robustness.change import (
    in_other_order,
    in_other_words,
    load_changes,
    with_harmless_clause,
    without_commas,
)
from assistant.evaluation.robustness.nouns import (
    HALVES,
    base_questions,
    load_frames,
    noun_questions,
)
from assistant.evaluation.robustness.suite import (
    Tally,
    of_changes,
    of_nouns,
    of_one_number,
    right_ones,
)
from assistant.policy.corpus import load_corpus
from assistant.settings import Settings, load_settings

RIGHT = 200
"""So many right questions are said in other ways."""
PARTS = ("nouns", "one-number", "harmless", "rewording")


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for, print the table, write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m assistant.evaluation.robustness")
    parser.add_argument("--program", metavar="文件夹", help="另一版程序的源码目录")
    parser.add_argument("--json", metavar="文件", help="把结果写成 JSON")
    parser.add_argument("--half", choices=HALVES, default="held-out", help="用哪一半生词")
    parser.add_argument("--only", choices=PARTS, action="append", help="只跑这些部分")
    parser.add_argument("--show", action="store_true", help="列出没有答对的和变了的（生词除外）")
    options = parser.parse_args(arguments)
    settings = load_settings()
    program: Program = (
        OtherVersion(Path(options.program))
        if options.program
        else InProcess(Assistant.open(settings))
    )
    tallies = run(program, settings, options.only or PARTS, options.half)
    sys.stdout.write("\n".join(_table(tallies)) + "\n")
    if options.show:
        for tally in tallies:
            if options.half == "train" or "生词" not in tally.name:
                lines = [f"{tally.name}  {name}  {text}\n" for name, text in tally.wrong]
                lines += [f"{tally.name}  {name}  变：{p}  {t}\n" for name, p, t in tally.moved]
                sys.stdout.write("".join(lines))
    if options.json:
        rows = [tally.to_json() for tally in tallies]
        text = json.dumps({"program": program.name or None, "parts": rows}, ensure_ascii=False)
        Path(options.json).write_text(text + "\n", encoding="utf-8")
    return 0


def run(
    program: Program, settings: Settings, parts: Sequence[str], half: str = "held-out"
) -> list[Tally]:
    """The tallies of the parts.

    Raises:
        AssistantError: data, the word list or the program is missing.
    """
    tallies: list[Tally] = []
    corpus = load_corpus(settings.corpus)
    folder = settings.workspace / "eval" / "questions"
    pool = [question for path in sorted(folder.glob("*.jsonl")) for question in load_gold(path)]
    if "nouns" in parts:
        frames = load_frames(settings.workspace)
        tallies += [_renamed(t, "不加生词") for t in of_nouns(program, base_questions(frames))]
        tallies += of_nouns(program, noun_questions(frames, corpus, half=half))
    if "one-number" in parts:
        tallies.append(of_one_number(program, _with_one_number(pool)))
    if {"harmless", "rewording"} & set(parts):
        right = right_ones(program, pool, RIGHT)
        questions = [question for question, _ in right]
        if "harmless" in parts:
            clauses = load_changes(settings.workspace, "harmless")
            found = of_changes(program, right, with_harmless_clause(questions, clauses))
            tallies += [*found, _total("无关的首句，合计", found)]
        if "rewording" in parts:
            rewording = load_changes(settings.workspace, "rewording")
            tallies += of_changes(program, right, without_commas(questions))
            tallies += of_changes(program, right, in_other_words(questions, rewording))
            tallies += of_changes(program, right, in_other_order(questions, rewording))
    return tallies


def _with_one_number(pool: Sequence[GoldQuestion]) -> list[GoldQuestion]:
    """Single messages with one figure that are answered with an amount."""
    return [
        q
        for q in pool
        if len(q.turns) == 1
        and len(q.last.outcome) == 1
        and len(q.last.amounts) == 1
        and len(find_figures(q.turns[0])) == 1
    ]


def _renamed(tally: Tally, name: str) -> Tally:
    tally.name = f"{tally.name}：{name}"
    return tally


def _total(name: str, tallies: Sequence[Tally]) -> Tally:
    total = Tally(name)
    for tally in tallies:
        for count in ("n", "right", "asked", "silent", "changed"):
            setattr(total, count, getattr(total, count) + getattr(tally, count))
        total.parts.update(tally.parts)
    return total


def _table(tallies: Sequence[Tally]) -> list[str]:
    cells = [["", "题数", "对", "对或就此追问", "无声答错", "变了", "说明没用上", "变在哪里"]]
    for tally in tallies:
        counts = (tally.right, tally.asked, tally.silent, tally.changed)
        shown = [f"{Share(count, tally.n).share:.1%}" for count in counts]
        named = f"{Share(tally.named, tally.n).share:.1%}" if tally.knows_unused else "-"
        parts = " ".join(f"{name}{n}" for name, n in sorted(tally.parts.items())) or "-"
        cells.append([tally.name, str(tally.n), *shown, named, parts])
    return aligned(cells)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except AssistantError as error:
        sys.stderr.write(f"错误：{error}\n")
        sys.exit(1)
