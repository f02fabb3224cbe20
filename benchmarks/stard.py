"""STARD-R, five-fold: everyday questions to articles of law. ``--stard FOLDER --laws FILE``.

The encoder is trained as ``make encoder`` trains it, but for the questions: statutes and in-domain
questions once (no word of a STARD question is seen), then for each fold the questions of the four
others and the in-domain ones again. The weight of the vectors is chosen within these four: a second
encoder is trained without a fifth of them and tried on that. No question is used before it is
asked.

How to train (epochs, batches, words left out) was chosen on folds 1 to 4; ``untouched`` are the
figures of fold 0, of which no question had a part in any choice.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import machine
import numpy as np
import torch
from scipy import sparse

from assistant.policy.chunk import chunk_corpus
from assistant.policy.corpus import load_corpus
from assistant.retrieval.encoder import Vectors, unit_rows
from assistant.retrieval.training.data import Pair, domain_pairs, statute_pairs
from assistant.retrieval.training.material import SEED, texts_of
from assistant.retrieval.training.stard import Stard
from assistant.retrieval.training.train import AGAIN, DOMAIN, STARD, STATUTES, Training
from assistant.retrieval.training.vocabulary import Numbering

ROOT = Path(__file__).parent.parent
FOLDS = 5
WEIGHTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
CUTS = (10, 30, 50, 100)
_DRAWS = 2000


class Task:
    """The questions and articles, and the articles' tokens as counted by one vocabulary."""

    def __init__(self, stard: Stard, domain: list[Pair], vocabulary: list[str]) -> None:
        self.stard = stard
        self.domain = domain
        self.relevant = stard.relevant
        self._numbering = Numbering(vocabulary)
        ids = [self._numbering(text) for text in stard.passages]
        starts = np.cumsum([0, *map(len, ids)])
        flat = np.concatenate(ids)
        ones = np.ones(len(flat), np.float32)
        self._bags = sparse.csr_matrix((ones, flat, starts), shape=(len(ids), len(vocabulary)))

    def vectors(self, rows: np.ndarray, questions: list[str]) -> tuple[Vectors, Vectors]:
        """Articles and questions as these token vectors give them."""
        table = rows.astype(np.float32)
        asked = [table[self._numbering(self.stard.questions[q])].sum(axis=0) for q in questions]
        return unit_rows(self._bags @ table), unit_rows(np.stack(asked))


def ranks(
    task: Task, training: Training, questions: list[str], weights: tuple[float, ...]
) -> dict[float, list[list[int]]]:
    """The hundred best articles of each question, for each weight of the vectors."""
    passages, asked = task.vectors(training.rows(), questions)
    found: dict[float, list[list[int]]] = {weight: [] for weight in weights}
    for question, query in zip(questions, asked, strict=True):
        cosines, shares = np.maximum(passages @ query, 0), task.stard.shares(question)
        for weight in weights:
            scores = (1 - weight) * shares + weight * cosines
            best = np.argpartition(-scores, CUTS[-1])[: CUTS[-1]]
            found[weight].append(best[np.argsort(-scores[best], kind="stable")].tolist())
    return found


def measures(relevant: set[int], ranked: list[int]) -> dict[str, float]:
    """Recall and reciprocal rank of one question, as in the paper."""
    row = {f"R@{cut}": len(relevant & set(ranked[:cut])) / len(relevant) for cut in CUTS}
    first = next((n for n, one in enumerate(ranked[:10], start=1) if one in relevant), 0)
    gains = [1 / np.log2(n + 1) for n, one in enumerate(ranked[:10], start=1) if one in relevant]
    best = sum(1 / np.log2(n + 1) for n in range(1, min(len(relevant), 10) + 1))
    return row | {"MRR@10": 1 / first if first else 0.0, "nDCG@10": float(sum(gains) / best)}


def tuned(base: Training, task: Task, questions: list[str], seed: int) -> Training:
    """The encoder so far, trained on these questions and again on those in-domain."""
    training = replace(base, model=copy.deepcopy(base.model), seed=seed)
    training.fit(task.stard.pairs(questions), STARD)
    training.fit(task.domain, AGAIN)
    return training


def mean_and_interval(values: list[float]) -> dict[str, float]:
    """The mean and its 95 % interval, by drawing questions again."""
    drawn = np.random.default_rng(SEED).integers(len(values), size=(_DRAWS, len(values)))
    low, high = np.percentile(np.asarray(values)[drawn].mean(axis=1), [2.5, 97.5])
    return {"mean": round(float(np.mean(values)), 4), "low": round(low, 4), "high": round(high, 4)}


def run(task: Task, base: Training) -> dict[str, object]:
    order = sorted(task.relevant)
    random.Random(SEED).shuffle(order)
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    chosen, folds = [], []
    untrained = ranks(task, base, order, (1.0,))[1.0]
    rows["向量，没有用 STARD 训练"] = [
        measures(task.relevant[q], ranked) for q, ranked in zip(order, untrained, strict=True)
    ]
    for fold in range(FOLDS):
        asked = order[fold::FOLDS]
        known = [question for question in order if question not in set(asked)]
        tried, kept = known[::FOLDS], [q for n, q in enumerate(known) if n % FOLDS]
        inner = ranks(task, tuned(base, task, kept, SEED + fold), tried, WEIGHTS)
        weight = max(
            WEIGHTS,
            key=lambda w: np.mean(
                [
                    measures(task.relevant[q], r)["R@10"]
                    for q, r in zip(tried, inner[w], strict=True)
                ]
            ),
        )
        chosen.append(weight)
        trained = ranks(task, tuned(base, task, known, SEED + fold), asked, (0.0, weight, 1.0))
        named = {"BM25": trained[0.0], "向量": trained[1.0], "融合": trained[weight]}
        for name, lists in named.items():
            pairs = zip(asked, lists, strict=True)
            rows[name] += [measures(task.relevant[q], ranked) for q, ranked in pairs]
        here = rows["融合"][-len(asked) :]
        folds.append({key: round(float(np.mean([r[key] for r in here])), 4) for key in here[0]})
        print(fold, weight, folds[-1], file=sys.stderr)
    table = {
        name: {key: mean_and_interval([row[key] for row in found]) for key in found[0]}
        for name, found in rows.items()
    }
    return {
        "questions": len(order),
        "weights": chosen,
        "folds": folds,
        "untouched": folds[0],
        "measures": table,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stard", type=Path, required=True)
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    began = time.perf_counter()
    chunks = {str(c.clause_id): c.text for c in chunk_corpus(load_corpus(ROOT / "corpus"))}
    domain, _ = domain_pairs(ROOT / "eval" / "training" / "pairs.jsonl", chunks)
    laws = statute_pairs(given.laws, SEED)
    base = Training.begin([*chunks.values(), *texts_of(domain)], texts_of(laws))
    base.fit(laws, STATUTES)
    base.fit(domain, DOMAIN)
    task = Task(Stard(given.stard), domain, base.vocabulary)
    result = run(task, base)
    machine.save("stard", {**result, "seconds": round(time.perf_counter() - began)})
    for name, row in result["measures"].items():  # type: ignore[attr-defined]
        print(name, {key: value["mean"] for key, value in row.items()})


if __name__ == "__main__":
    main()
