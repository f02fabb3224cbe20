"""Fit which clause of a policy taken in is meant, and whether any is; a maintenance command.

    python -m benchmarks.fit_taken_in_ranking WORK FOLDER…

FOLDER has docs/ and questions/ such as benchmarks/policies9. Takes every policy into an empty
workspace of its own in WORK. Which clause: a multinomial fit over all clauses of the policy, of
BM25's share and the learned reader's score. Whether any: a logistic fit, both classes weighing the
same. Prints both; ``--write`` puts them into the encoder's gate.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answer.answer import Outcome
from assistant.dialogue.gate import FILE, RANKING, READ
from assistant.evaluation.gold import load_gold
from assistant.indexing import encoder_folder
from assistant.policy.clause import ClauseId
from assistant.settings import load_settings
from benchmarks.imported import ROOT, with_samples

_DAY = date(2026, 3, 10)
_RIDGE = 1.0
_STEPS = 60
_READ = 12
"""So many clauses, those with the most words of a message, are read for whether any answers."""
_LEAST = 0.25


@dataclass(frozen=True)
class Asked:
    """A lone question: the signals of every clause, which of them answer, and its own."""

    clauses: np.ndarray
    answers: np.ndarray
    own: tuple[float, float, float]
    is_answered: bool

    @property
    def signals(self) -> tuple[float, ...]:
        """What decides whether any clause answers."""
        first = self.clauses[np.argsort(-self.clauses[:, 0], kind="stable")[:_READ]]
        return (*self.own, float(first[:, 1].max()))


def _is_of(clause: ClauseId, wanted: ClauseId) -> bool:
    same = (clause.policy, clause.article) == (wanted.policy, wanted.article)
    return same and wanted.item in (None, clause.item)


def asked(folder: Path, work: Path) -> Iterator[Asked]:
    """The lone questions of a folder's policies, each asked of its own."""
    for document in sorted((folder / "docs").glob("*.txt")):
        alone = with_samples(work / folder.name / document.stem, [document], is_empty=True)
        if alone.reader is None:
            raise SystemExit("没有阅读器，无法拟合。")
        ids = [policy.id for policy in alone.corpus.policies]
        leaves = [clause.id for clause in alone.corpus.clauses if clause.is_leaf]
        for gold in load_gold(folder / "questions" / f"{document.stem}.jsonl"):
            if len(gold.turns) > 1:
                continue
            text = alone.without_names(alone.read(gold.turns[0], as_of=_DAY))
            hits = alone.searcher.search(text, k=len(leaves), policies=frozenset(ids)).hits
            sparse = {hit.clause_id: hit.sparse for hit in hits}
            read = alone.reader.scores(text, leaves) or (0.0,) * len(leaves)
            rows = [(sparse.get(c, 0.0), r) for c, r in zip(leaves, read, strict=True)]
            answers = [any(_is_of(c, w) for w in gold.last.cite) for c in leaves]
            is_answered = gold.last.outcome != (Outcome.REFUSED,)
            own = alone.own_signals(text, ids)
            yield Asked(np.array(rows), np.array(answers), own, is_answered)


def fit_ranking(questions: list[Asked]) -> np.ndarray:
    """What BM25's share and the reader's score weigh: multinomial, by Newton's method."""
    told = [q for q in questions if q.answers.any()]
    scale = np.concatenate([q.clauses for q in told]).std(axis=0)
    theta = np.zeros(2)
    for _ in range(_STEPS):
        slope, bend = -_RIDGE * theta, _RIDGE * np.eye(2)
        for q in told:
            x = q.clauses / scale
            z = x @ theta
            p = np.exp(z - z.max())
            p /= p.sum()
            wanted = p * q.answers / (p @ q.answers)
            slope += (wanted - p) @ x
            bend += (x * p[:, None]).T @ x - np.outer(p @ x, p @ x)
        theta = theta + 0.6 * np.linalg.solve(bend, slope)
    return np.asarray(theta / scale)


def fit_gate(questions: list[Asked]) -> np.ndarray:
    """The intercept and what each signal weighs: ridge logistic regression."""
    x = np.array([q.signals for q in questions])
    y = np.array([float(q.is_answered) for q in questions])
    mean, scale = x.mean(axis=0), x.std(axis=0)
    design = np.hstack([np.ones((len(x), 1)), (x - mean) / scale])
    weight = np.where(y > 0, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    ridge = np.diag([0.0, *[_RIDGE] * x.shape[1]])
    theta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(design @ theta)))
        hessian = (design.T * (weight * p * (1 - p))) @ design + ridge
        theta = theta - np.linalg.solve(hessian, design.T @ (weight * (p - y)) + ridge @ theta)
    weights = theta[1:] / scale
    return np.array([theta[0] - weights @ mean, *weights])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", dest="writes")
    options = parser.parse_args()
    questions = [one for folder in options.folders for one in asked(folder, options.work)]
    ranking = [round(float(w), 4) for w in fit_ranking(questions)]
    gate = [round(float(w), 4) for w in fit_gate(questions)]
    fits = {
        RANKING: dict(zip(("sparse", "read"), ranking, strict=True)),
        READ: dict(zip(("intercept", "dense", "sparse", "cover", "read"), gate, strict=True))
        | {"least": _LEAST},
    }
    print(json.dumps(fits, indent=1))
    if not options.writes:
        return
    path = encoder_folder(load_settings(str(ROOT), {})) / FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    by = "python -m benchmarks.fit_taken_in_ranking"
    content |= {
        key: {"coefficients": own, "fitted_by": by, "questions": len(questions)}
        for key, own in fits.items()
    }
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
