"""STARD-R, five-fold: everyday questions to articles of law. ``--stard FOLDER --laws FILE``.

The encoder is trained on statutes once (no question, nor a word of one, is seen), then for each
fold on the questions of the four others. The weight of the vectors is chosen within these four: a
second encoder is trained without a fifth of them and tried on that. No question is used before it
is asked.
"""

from __future__ import annotations

import argparse
import copy
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import machine
import numpy as np
import numpy.typing as npt
import torch
from scipy import sparse

from assistant.retrieval.encoder import Vectors, unit_rows
from assistant.retrieval.sparse import SparseIndex
from assistant.retrieval.train import Trainer, build_vocabulary
from assistant.retrieval.training_data import Pair, read_jsonl, statute_pairs
from assistant.text.tokens import tokenise

SEED = 20250601
FOLDS = 5
WEIGHTS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
CUTS = (10, 30, 50, 100)
_DRAWS = 2000
_HARD = 60
Relevant = dict[str, set[int]]


class Task:
    """Articles, questions, which answer which, and every question's BM25 shares."""

    def __init__(self, folder: Path) -> None:
        rows = list(read_jsonl(folder / "corpus.jsonl.gz"))
        self.passages = [f"{row['title']} {row['text']}" for row in rows]
        numbers = {row["id"]: n for n, row in enumerate(rows)}
        self.questions = {
            row["id"]: str(row["text"]) for row in read_jsonl(folder / "queries.jsonl")
        }
        self.relevant: Relevant = defaultdict(set)
        for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
            question, passage, relevance = line.split("\t")
            if int(relevance) > 0:
                self.relevant[question].add(numbers[passage])
        self._tokens = [tokenise(text) for text in self.passages]
        self._sparse = SparseIndex.from_tokens(self._tokens)
        self._bags: Any = None

    def shares(self, question: str) -> npt.NDArray[np.float32]:
        """BM25 of every article, as a share of what the question could reach."""
        counted = Counter(tokenise(self.questions[question]))
        tokens = {token: float(n) for token, n in counted.items()}
        return self._sparse.scores(tokens) / self._sparse.best_possible(tokens)

    def passage_vectors(self, trainer: Trainer) -> Vectors:
        """The articles as this encoder sees them."""
        if self._bags is None:
            ids = [trainer.ids(text) for text in self.passages]
            starts = np.cumsum([0, *map(len, ids)])
            flat = np.concatenate(ids)
            shape = (len(ids), len(trainer.matrix()))
            ones = np.ones(len(flat), np.float32)
            self._bags = sparse.csr_matrix((ones, flat, starts), shape=shape)
        return unit_rows(self._bags @ trainer.matrix().astype(np.float32))

    def pairs(self, questions: list[str]) -> list[Pair]:
        """Training pairs of these questions; what BM25 finds instead is the hard negative."""
        pairs = []
        for question in questions:
            right = self.relevant[question]
            best = np.argsort(-self.shares(question), kind="stable")[:_HARD].tolist()
            wrong = tuple(self.passages[n] for n in best if n not in right)
            also = tuple(self.passages[n] for n in sorted(right))
            pairs += [Pair(self.questions[question], text, wrong, also) for text in also]
        return pairs


def ranks(
    task: Task, trainer: Trainer, questions: list[str], weights: tuple[float, ...]
) -> dict[float, list[list[int]]]:
    """The hundred best articles of each question, for each weight of the vectors."""
    vectors = task.passage_vectors(trainer)
    table = trainer.matrix().astype(np.float32)
    found: dict[float, list[list[int]]] = {weight: [] for weight in weights}
    for question in questions:
        ids = trainer.ids(task.questions[question])
        query = unit_rows(table[ids].sum(axis=0, keepdims=True))[0]
        cosines, shares = np.maximum(vectors @ query, 0), task.shares(question)
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


def tuned(base: Trainer, task: Task, questions: list[str], seed: int) -> Trainer:
    """The statute encoder, trained on these questions."""
    trainer = copy.copy(base)
    trainer.table = copy.deepcopy(base.table)
    trainer._chance = random.Random(seed)
    trainer.fit(task.pairs(questions), rate=0.02, epochs=6, size=512, name="stard")
    return trainer


def mean_and_interval(values: list[float]) -> dict[str, float]:
    """The mean and its 95 % interval, by drawing questions again."""
    drawn = np.random.default_rng(SEED).integers(len(values), size=(_DRAWS, len(values)))
    low, high = np.percentile(np.asarray(values)[drawn].mean(axis=1), [2.5, 97.5])
    return {"mean": round(float(np.mean(values)), 4), "low": round(low, 4), "high": round(high, 4)}


def run(task: Task, base: Trainer) -> dict[str, object]:
    order = sorted(task.relevant)
    random.Random(SEED).shuffle(order)
    rows: dict[str, list[dict[str, float]]] = defaultdict(list)
    chosen, folds = [], []
    untrained = ranks(task, base, order, (1.0,))[1.0]
    rows["向量，只经法条训练"] = [
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
    return {"questions": len(order), "weights": chosen, "folds": folds, "measures": table}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stard", type=Path, required=True)
    parser.add_argument("--laws", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    began = time.perf_counter()
    task = Task(given.stard)
    laws = statute_pairs(given.laws, SEED)
    texts = (text for pair in laws for text in (pair.text, pair.passage))
    vocabulary, idf = build_vocabulary([], texts, 32_000)
    base = Trainer(vocabulary, idf, 256, SEED)
    base.fit(laws, rate=0.02, epochs=1, size=1024, name="statutes")
    result = run(task, base)
    machine.save("stard", {**result, "seconds": round(time.perf_counter() - began)})
    for name, row in result["measures"].items():  # type: ignore[attr-defined]
        print(name, {key: value["mean"] for key, value in row.items()})


if __name__ == "__main__":
    main()
