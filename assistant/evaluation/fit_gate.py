"""Fit the gate (dialogue/gate.py) on this project's own questions; a maintenance command.

Positive: tuning questions that are answered and training questions about a clause. Negative:
tuning questions that are refused as unrelated, training questions on matters outside the corpus,
everyday legal questions (STARD's train questions, if their file is given). Never the test part.

    python -m assistant.evaluation.fit_gate [STARD queries.jsonl]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import astuple, fields, replace
from pathlib import Path

import numpy as np

from assistant.answer.answer import Outcome
from assistant.assistant import Assistant
from assistant.dialogue.gate import FILE, TAKEN_IN, Signals
from assistant.evaluation.gold import DEFAULT_DAY, load_gold
from assistant.indexing import encoder_folder
from assistant.settings import load_settings

_RIDGE = 0.5
_STEPS = 60
_OUTSIDE = 2
_NAMED = 2


def main(arguments: list[str]) -> None:
    """Fit and write gate.json; prints the figures."""
    settings = load_settings()
    assistant = Assistant.open(settings)
    rows: list[tuple[Signals, int]] = []
    for question, label in _questions(settings.workspace, arguments):
        signals = assistant.signals(question, as_of=DEFAULT_DAY)
        if signals is None:
            continue
        rows.append((signals, label))
        if not label and len(rows) % _NAMED == 0:
            # Unrelated questions name a collected place, too; the data has few of them.
            rows.append((replace(signals, scope=1.0), label))
    x = np.array([astuple(signals) for signals, _ in rows])
    y = np.array([label for _, label in rows], dtype=float)
    weights = _fit_positive(x, y)
    right = float((((x @ weights[1:] + weights[0]) > 0) == (y > 0)).mean())
    names = ["intercept", *(field.name for field in fields(Signals))]
    coefficients = {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}
    path = encoder_folder(settings) / FILE
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept = {TAKEN_IN: known[TAKEN_IN]} if TAKEN_IN in known else {}
    path.write_text(
        json.dumps(
            {
                **kept,
                "coefficients": coefficients,
                "fitted_by": "python -m assistant.evaluation.fit_gate",
                "positive": int(y.sum()),
                "negative": int(len(y) - y.sum()),
                "right_on_fitting_data": round(right, 4),
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    sys.stdout.write(f"{path}: {coefficients} right {right:.4f} of {len(y)}\n")


def _questions(workspace: Path, extra: list[str]) -> Iterable[tuple[str, int]]:
    for gold in load_gold(workspace / "eval" / "questions" / "2026-11-own-first.jsonl"):
        if len(gold.turns) > 1:
            continue
        if gold.last.outcome == (Outcome.REFUSED,):
            yield from [(gold.turns[0], 0)] * _OUTSIDE
        elif gold.last.outcome == (Outcome.ANSWERED,) and gold.last.cite:
            yield from [(gold.turns[0], 1)] * _OUTSIDE
    for line in _lines(workspace / "eval" / "training" / "pairs.jsonl"):
        yield str(line["question"]), int(bool(line["clause"]))
    for path in extra:
        for line in _lines(Path(path)):
            yield str(line["text"]), 0


def _lines(path: Path) -> Iterable[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        for text in file:
            yield json.loads(text)


def _fit_positive(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Every signal speaks for an answer: those with a negative weight are left out, one by one."""
    kept = list(range(x.shape[1]))
    while True:
        theta = ridge_logistic(x[:, kept], y)
        worst = int(np.argmin(theta[1:]))
        if theta[1:][worst] >= 0:
            break
        kept.pop(worst)
    weights = np.zeros(x.shape[1] + 1)
    weights[0] = theta[0]
    weights[[k + 1 for k in kept]] = theta[1:]
    return weights


def ridge_logistic(
    x: np.ndarray, y: np.ndarray, *, ridge: float = _RIDGE, is_balanced: bool = True
) -> np.ndarray:
    """Ridge logistic regression by Newton's method; both classes weigh the same if balanced.

    The intercept stands first and is not held back.
    """
    design = np.hstack([np.ones((len(x), 1)), x])
    balance = np.where(y > 0, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    weight = balance if is_balanced else np.ones(len(x))
    theta = np.zeros(design.shape[1])
    held = np.eye(design.shape[1]) * ridge
    held[0, 0] = 0.0
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(design @ theta)))
        gradient = design.T @ (weight * (p - y)) + held @ theta
        hessian = (design.T * (weight * p * (1 - p))) @ design + held
        theta = theta - np.linalg.solve(hessian, gradient)
    return theta


if __name__ == "__main__":
    main(sys.argv[1:])
