"""Fit what an aside is (dialogue/asides.py): a maintenance command.

Clauses that matter are found by intervention: a question that is answered rightly, and no longer
is once one of its comma clauses is cut. Against them stand asides written for this file alone
(eval/training/asides.yaml). The threshold costs a cut clause that matters ten times an aside kept.

    python -m assistant.evaluation.fit_asides
"""

from __future__ import annotations

import itertools
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from pathlib import Path

import numpy as np
import yaml

from assistant.assistant import Assistant
from assistant.dialogue.asides import FILE, AsideReader, Closeness
from assistant.evaluation.fit_gate import ridge_logistic
from assistant.evaluation.gold import DEFAULT_DAY, GoldQuestion, load_gold
from assistant.evaluation.judge import judge
from assistant.evaluation.programs.in_process import InProcess
from assistant.evaluation.programs.program import Asked
from assistant.evaluation.reply import reply_of
from assistant.settings import load_settings

_CLAUSE = re.compile(r"[^,，。;；!！?？、\n]+[,，。;；!！?？\n]*")
_WRONG = 10
_MOST = 10


def main() -> None:
    """Fit and write asides.json; prints the figures."""
    settings = load_settings()
    _write({"intercept": 0.0, "dense": 0.0, "sparse": 0.0, "hint": 0.0, "least": 2.0}, {})
    assistant = Assistant.open(settings)
    reader = assistant.asides
    folder = settings.workspace / "eval"
    files = sorted([*folder.glob("questions/*.jsonl"), *folder.glob("tuning/*.jsonl")])
    rows: list[tuple[Closeness, int]] = []
    for path in files:
        for gold in load_gold(path):
            rows += [(each, 0) for each in _that_matter(assistant, reader, gold)]
    matter = len(rows)
    rows += [(each, 1) for each in _written(reader, folder / "training" / "asides.yaml", assistant)]
    x = np.array([astuple(closeness) for closeness, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    weights = ridge_logistic(x, y)
    p = 1 / (1 + np.exp(-(x @ weights[1:] + weights[0])))
    least = _threshold(p, y)
    names = ("intercept", "dense", "sparse", "hint")
    coefficients = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    cut, kept = int(((p >= least) & (y == 0)).sum()), int(((p < least) & (y == 1)).sum())
    counts = {
        "that_matter": matter,
        "asides": len(rows) - matter,
        "that_matter_cut": cut,
        "asides_kept": kept,
    }
    _write({**coefficients, "least": round(least, 4)}, counts)
    sys.stdout.write(f"{FILE}: {coefficients} {least:.4f} {counts}\n")


def _write(coefficients: dict[str, float], counts: dict[str, int]) -> None:
    provenance = {"command": "python -m assistant.evaluation.fit_asides", **counts}
    content = {"coefficients": coefficients, "provenance": provenance}
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _that_matter(
    assistant: Assistant, reader: AsideReader, gold: GoldQuestion
) -> Iterator[Closeness]:
    """The unbound clauses of a first message without which its answer is no longer right."""
    if not gold.judged or gold.judged[0][0] != 0:
        return
    wanted, message = gold.judged[0][1], gold.turns[0]
    spans = [m.span() for m in _CLAUSE.finditer(message)]
    if not 1 < len(spans) <= _MOST or not _is_right(assistant, gold, message):
        return
    for start, end in spans:
        alone = message[start:end]
        if any(words.text in alone for words in wanted.unused):
            continue
        turn = assistant.read(alone, as_of=wanted.as_of)
        if reader.is_bound(turn, 0, len(turn.folded), wanted.as_of):
            continue
        if not _is_right(assistant, gold, message[:start] + message[end:]):
            yield reader.closeness(turn, 0, len(turn.folded))


def _is_right(assistant: Assistant, gold: GoldQuestion, message: str) -> bool:
    wanted = gold.judged[0][1]
    given = next(iter(InProcess(assistant).answers([Asked(gold.id, (message,), wanted.as_of)])))
    return given.answer is not None and not judge(reply_of(given.answer), wanted).faults


def _written(reader: AsideReader, path: Path, assistant: Assistant) -> Iterator[Closeness]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    day: date = DEFAULT_DAY
    for aside in content["asides"]:
        at = zlib.crc32(aside.encode())
        text = aside.format(
            m=content["money"][at % len(content["money"])],
            n=content["counts"][at % len(content["counts"])],
        )
        turn = assistant.read(text, as_of=day)
        if not reader.is_bound(turn, 0, len(turn.folded), day):
            yield reader.closeness(turn, 0, len(turn.folded))


def _threshold(p: np.ndarray, y: np.ndarray) -> float:
    """The middle of the widest gap between probabilities at which the cost is least."""
    steps = sorted({0.0, *p.tolist(), 1.0})
    middles = [(a + b) / 2 for a, b in itertools.pairwise(steps)]

    def cost(least: float) -> float:
        return float(_WRONG * ((p >= least) & (y == 0)).sum() + ((p < least) & (y == 1)).sum())

    best = min(cost(m) for m in middles)
    widths = [(b - a, (a + b) / 2) for a, b in itertools.pairwise(steps)]
    return float(max((w, m) for w, m in widths if cost(m) == best)[1])


if __name__ == "__main__":
    main()
