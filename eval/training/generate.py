"""Write the training pairs: phrasings, passages and wording → pairs.jsonl, figures → README.md.

Run from the repository root: `python eval/training/generate.py`. With `--check` nothing is
written, and the exit code is 1 when the files are not what would be written. A question that
stands in an evaluation set (eval/questions) is left out, so that no model is trained on it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from asking import normalise, questions_about
from negatives import Neighbours
from subjects import read_subjects, read_wording

HERE = Path(__file__).parent
PAIRS, README = HERE / "pairs.jsonl", HERE / "README.md"
QUESTION_SETS = HERE.parent / "questions"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- /figures -->)", re.DOTALL)


def held_out() -> set[str]:
    """Return every question of the evaluation sets, normalised."""
    lines = (
        line
        for path in sorted(QUESTION_SETS.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    )
    return {normalise(turn) for line in lines for turn in json.loads(line)["turns"]}


def make_pairs() -> list[dict[str, Any]]:
    """Return all pairs, no question twice, subjects in the order of their files."""
    wording = read_wording()
    subjects = read_subjects(wording)
    neighbours = Neighbours(wording, [s.clause for s in subjects if s.clause is not None])
    seen, pairs = held_out(), []
    for subject in subjects:
        for ask in questions_about(subject, wording):
            if (key := normalise(ask.question)) in seen:
                continue
            seen.add(key)
            negatives, also_right = neighbours.judge(subject, ask.question)
            pairs.append(
                {
                    "question": ask.question,
                    "clause": subject.clause,
                    "passage": subject.passage,
                    "hard_negatives": negatives,
                    "also_right": also_right,
                    "subject": subject.key,
                    "made": ask.made,
                    "source": "own",
                }
            )
    return pairs


def figures(pairs: list[dict[str, Any]]) -> str:
    """Return the table of counts that stands in the README."""
    inside = [pair for pair in pairs if pair["clause"] is not None]
    outside = [pair for pair in pairs if pair["clause"] is None]
    lines = [
        "| part | subjects | pairs | by hand | framed | typo | mixed |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, part in (("clauses", inside), ("passages", outside), ("all", pairs)):
        made = Counter(pair["made"] for pair in part)
        counts = [len({pair["subject"] for pair in part}), len(part)]
        counts += [made[kind] for kind in ("hand", "frame", "typo", "mixed")]
        lines.append("| " + " | ".join([name, *map(str, counts)]) + " |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write both files, or compare them with what would be written."""
    pairs = make_pairs()
    lines = "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)
    old = README.read_text(encoding="utf-8")
    readme = FIGURES.sub(lambda _: figures(pairs), old)
    if "--check" in sys.argv[1:]:
        is_same = PAIRS.read_text(encoding="utf-8") == lines and old == readme
        if not is_same:
            sys.stderr.write(
                "pairs.jsonl or README.md is stale: python eval/training/generate.py\n"
            )
        return 0 if is_same else 1
    PAIRS.write_text(lines, encoding="utf-8")
    README.write_text(readme, encoding="utf-8")
    sys.stderr.write(figures(pairs))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
