"""Fit the gate of policies that were taken in, leaving policies out; a maintenance command.

    python -m benchmarks.fit_taken_in FOLDER

Takes each collected policy into an empty workspace of its own in FOLDER, without its topics, words
and rules. Positive: this project's questions that only it answers. Negative: questions that others
answer on matters its topics lack, and questions that no policy answers. The policies of other
places in benchmarks/policies are taken in with their own questions, those they answer and those
they do not, and weigh as much as the others together. Writes the coefficients into the encoder's
gate.json and prints what is right for a policy left out of the fit.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answer.answer import Outcome
from assistant.assistant import Assistant
from assistant.dialogue.gate import FILE, TAKEN_IN
from assistant.evaluation.gold import load_gold
from assistant.indexing import encoder_folder
from assistant.policy.clause import ClauseId
from assistant.policy.policy import PolicyKind
from assistant.settings import load_settings
from benchmarks.imported import ROOT, with_samples

_DAY = date(2025, 6, 1)
_ELSEWHERE = ROOT / "benchmarks" / "policies"
_EVERY = 3
"""Every third negative is enough: they are many."""
_RIDGE = 0.5
_MOST_WRONG = 0.05
"""The share of matters that a policy does not deal with and that may be answered all the same.

An answer from a clause about something else is worse than a refusal: nobody notices it.
"""
Row = tuple[float, float, float]


@dataclass(frozen=True)
class Asked:
    """A question with the clauses that answer it, none where nothing does."""

    text: str
    clauses: tuple[ClauseId, ...]
    topics: frozenset[str]


def questions(own: Assistant) -> Iterator[Asked]:
    """Lone questions of the sets and the training data, without the places they name."""
    found: list[tuple[str, tuple[ClauseId, ...]]] = []
    for path in sorted((ROOT / "eval" / "questions").glob("*.jsonl")):
        for gold in load_gold(path):
            if len(gold.turns) == 1 and gold.last.outcome == (Outcome.REFUSED,):
                found.append((gold.turns[0], ()))
            elif len(gold.turns) == 1 and gold.last.cite:
                found.append((gold.turns[0], gold.last.cite))
    for line in (ROOT / "eval" / "training" / "pairs.jsonl").read_text("utf-8").splitlines()[::3]:
        pair = json.loads(line)
        found.append((pair["question"], tuple(map(ClauseId.parse, filter(None, [pair["clause"]])))))
    for text, clauses in found:
        turn = own.read(text, as_of=_DAY)
        if not clauses and (turn.refuse or turn.scope.elsewhere or turn.scope.within):
            continue
        named = own.topics.of_clauses(clauses) | frozenset(turn.topics)
        yield Asked(own.without_names(turn), clauses, named if clauses else frozenset())


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    settings = load_settings(str(ROOT), {})
    own = Assistant.open(settings)
    asked = tuple(questions(own))
    rows: list[Row] = []
    labels: list[float] = []
    policies: list[str] = []
    for policy in own.corpus.policies:
        if policy.kind is not PolicyKind.MEASURE:
            continue
        document = folder / f"{policy.id}.txt"
        document.write_text(policy.source, encoding="utf-8")
        alone = with_samples(folder / policy.id, [document], is_empty=True)
        ids = [p.id for p in alone.corpus.policies]
        inside = own.topics.of_clauses(c.id for c in policy.clauses)
        negatives = 0
        for one in asked:
            cited = {c.policy for c in one.clauses}
            if cited != {policy.id}:
                if policy.id in cited or one.topics & inside:
                    continue
                negatives += 1
                if negatives % _EVERY:
                    continue
            rows.append(alone.own_signals(one.text, ids))
            labels.append(float(cited == {policy.id}))
            policies.append(policy.id)
    others = len(rows)
    for signals, label, name in elsewhere(folder):
        rows.append(signals)
        labels.append(label)
        policies.append(name)
    weights = np.ones(len(rows))
    weights[others:] = others / (len(rows) - others)
    path = encoder_folder(settings) / FILE
    _write(np.array(rows), np.array(labels), weights, np.array(policies), path)


def elsewhere(folder: Path) -> Iterator[tuple[Row, float, str]]:
    """The signals of the questions to policies of other places, and whether they answer them."""
    for document in sorted((_ELSEWHERE / "docs").glob("*.txt")):
        alone = with_samples(folder / document.stem, [document], is_empty=True)
        ids = [p.id for p in alone.corpus.policies]
        for gold in load_gold(_ELSEWHERE / "questions" / f"{document.stem}.jsonl"):
            turn = alone.read(gold.turns[0], as_of=_DAY)
            signals = alone.own_signals(alone.without_names(turn), ids)
            yield signals, float(gold.last.outcome != (Outcome.REFUSED,)), document.stem


def _write(
    x: np.ndarray, y: np.ndarray, weights: np.ndarray, policies: np.ndarray, path: Path
) -> None:
    out = np.zeros(len(y))
    for policy in sorted(set(policies)):
        left = policies == policy
        out[left] = _probability(_fit(x[~left], y[~left], weights[~left]), x[left])
    steps = [round(0.05 * n, 2) for n in range(1, 19)]
    no = y == 0
    wrong = [float(np.average((out >= step)[no], weights=weights[no])) for step in steps]
    least = next(step for step, share in zip(steps, wrong, strict=True) if share <= _MOST_WRONG)
    fitted = [round(float(w), 4) for w in _fit(x, y, weights)]
    names = ("intercept", "dense", "sparse", "cover")
    content = json.loads(path.read_text(encoding="utf-8"))
    content[TAKEN_IN] = {
        "coefficients": dict(zip(names, fitted, strict=True)) | {"least": least},
        "fitted_by": "python -m benchmarks.fit_taken_in",
        "positive": int(y.sum()),
        "negative": int(len(y) - y.sum()),
        "refused_wrongly_left_out": _share((out < least)[~no], weights[~no]),
        "answered_wrongly_left_out": _share((out >= least)[no], weights[no]),
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(content[TAKEN_IN], indent=1))


def _share(wrong: np.ndarray, weights: np.ndarray) -> float:
    return round(float(np.average(wrong, weights=weights)), 4)


def _probability(theta: np.ndarray, x: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(x @ theta[1:] + theta[0]))))


def _fit(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Ridge logistic regression by Newton's method, both classes weighing the same."""
    design = np.hstack([np.ones((len(x), 1)), x])
    share = np.average(y, weights=weights)
    weight = weights * np.where(y > 0, 0.5 / share, 0.5 / (1 - share))
    ridge = np.diag([0.0, *[_RIDGE] * x.shape[1]])
    theta = np.zeros(design.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-(design @ theta)))
        hessian = (design.T * (weight * p * (1 - p))) @ design + ridge
        theta = theta - np.linalg.solve(hessian, design.T @ (weight * (p - y)) + ridge @ theta)
    return theta


if __name__ == "__main__":
    main()
