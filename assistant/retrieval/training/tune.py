"""Fit search.json: ``python -m assistant.retrieval.training.tune --help``.

The encoder given must not have seen the held-out questions (train with the same --hold-out), else
its cosines for them are too good and the relevance too sure of itself.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.policy.chunk import Chunk, chunk_corpus
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import load_corpus
from assistant.retrieval.build import build_from_chunks
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.search import Searcher
from assistant.retrieval.static import StaticEncoder
from assistant.retrieval.thesaurus import Thesaurus, load_thesaurus
from assistant.retrieval.training.data import domain_pairs, read_jsonl
from assistant.retrieval.tuning import FILE, Tuning

DENSE_WEIGHTS = tuple(n / 10 for n in range(11))
EXPANSION_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_RIDGE = 0.1


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the clauses that answer it; none: nothing in the corpus does."""

    question: str
    right: frozenset[ClauseId]

    def is_right(self, clause_id: ClauseId) -> bool:
        """Whether this clause answers, itself or as an item of one that does."""
        return any(clause.covers(clause_id) for clause in self.right)


def asked_in(questions: Path) -> list[Asked]:
    """Single-turn questions of a question set with one right clause, or that must be refused."""
    found = []
    for row in read_jsonl(questions):
        cite = frozenset(map(ClauseId.parse, row.get("cite", ())))
        answered = row["outcome"] == ["answered"] and len(cite) == 1
        if len(row["turns"]) == 1 and (answered or row["outcome"] == ["refused"]):
            found.append(Asked(row["turns"][0], cite))
    return found


def asked_held_out(pairs: Path, chunks: Iterable[Chunk], hold_out: int) -> list[Asked]:
    """The held-out training questions; those on passages outside the corpus must be refused."""
    by_text = {chunk.text: chunk.clause_id for chunk in chunks}
    texts = {str(clause_id): text for text, clause_id in by_text.items()}
    return [
        Asked(
            pair.text,
            frozenset(by_text[t] for t in (pair.passage, *pair.also_right) if t in by_text)
            if pair.passage in by_text
            else frozenset(),
        )
        for pair in domain_pairs(pairs, texts, hold_out)[1]
    ]


def hit_rates(searcher: Searcher, asked: list[Asked]) -> tuple[float, float]:
    """The shares of answerable questions with a right clause first, and among the first five."""
    runs = [(a, searcher.search(a.question, k=5).hits) for a in asked if a.right]
    first = sum(bool(hits) and a.is_right(hits[0].clause_id) for a, hits in runs)
    five = sum(any(a.is_right(hit.clause_id) for hit in hits) for a, hits in runs)
    return first / len(runs), five / len(runs)


def choose_weights(searcher: Searcher, asked: list[Asked]) -> Tuning:
    """The weights that put most right clauses first; of equals, those in the middle."""
    best: list[tuple[float, Tuning]] = []
    for dense in DENSE_WEIGHTS:
        for expansion in EXPANSION_WEIGHTS:
            searcher.tuning = replace(
                searcher.tuning, dense_weight=dense, expansion_weight=expansion
            )
            first, five = hit_rates(searcher, asked)
            best.append((round(first + five / 100, 9), searcher.tuning))
    top = max(value for value, _ in best)
    equal = [tuning for value, tuning in best if value == top]
    return equal[len(equal) // 2]


def fit_relevance(searcher: Searcher, asked: list[Asked]) -> Tuning:
    """Coefficients of the logistic function, by Newton's method with a small ridge."""
    signals, answers = [], []
    for question in asked:
        hits = searcher.search(question.question, k=1).hits
        signals.append((1.0, hits[0].sparse, hits[0].dense) if hits else (1.0, 0.0, 0.0))
        answers.append(1.0 if question.right else 0.0)
    intercept, sparse, dense = _logistic(np.asarray(signals), np.asarray(answers))
    return replace(searcher.tuning, intercept=intercept, sparse=sparse, dense=dense)


def _logistic(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> list[float]:
    ridge = _RIDGE * np.diag([1e-9] + [1.0] * (x.shape[1] - 1))
    b = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-x @ b))
        gradient = x.T @ (y - p) - ridge @ b
        b += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, gradient)
    return [round(float(value), 3) for value in b]


def tune(
    chunks: tuple[Chunk, ...], encoder: Encoder, thesaurus: Thesaurus, asked: list[Asked]
) -> tuple[Tuning, dict[str, object]]:
    """The fitted numbers and what was measured with them."""
    with tempfile.TemporaryDirectory() as folder:
        index = build_from_chunks(chunks, "tune", Path(folder), encoder)
        searcher = Searcher(index, encoder, thesaurus)
        searcher.tuning = choose_weights(searcher, asked)
        searcher.tuning = fit_relevance(searcher, asked)
        first, five = hit_rates(searcher, asked)
        sure = [(searcher.relevance(searcher.search(a.question, k=1)) >= 0.5, a) for a in asked]
    measured: dict[str, object] = {
        "answerable": sum(bool(a.right) for a in asked),
        "refusable": sum(not a.right for a in asked),
        "recall@1": round(first, 4),
        "recall@5": round(five, 4),
        "answerable below 0.5": sum(not high and bool(a.right) for high, a in sure),
        "refusable at 0.5 or more": sum(high and not a.right for high, a in sure),
    }
    return searcher.tuning, measured


def main(arguments: list[str] | None = None) -> None:
    """Fit and write search.json."""
    parser = argparse.ArgumentParser(description="拟合检索的权重和相关度")
    parser.add_argument("--corpus", type=Path, required=True, help="工作区的 corpus/")
    parser.add_argument("--encoder", type=Path, required=True, help="没见过留出问句的编码器")
    parser.add_argument("--pairs", type=Path, required=True, help="领域问句 pairs.jsonl")
    parser.add_argument("--questions", type=Path, required=True, help="调参问句 tuning.jsonl")
    parser.add_argument("--hold-out", type=int, default=5, metavar="N", help="与训练时相同")
    parser.add_argument("--out", type=Path, required=True, help="search.json 写到哪个文件夹")
    chosen = parser.parse_args(arguments)
    chunks = chunk_corpus(load_corpus(chosen.corpus))
    held = asked_held_out(chosen.pairs, chunks, chosen.hold_out)
    asked = asked_in(chosen.questions) + held
    thesaurus = load_thesaurus(chosen.corpus / "thesaurus.yaml")
    tuning, measured = tune(chunks, StaticEncoder.load(chosen.encoder), thesaurus, asked)
    provenance = {
        "fitted by": "python -m assistant.retrieval.training.tune",
        "on": f"{chosen.questions.name}, {chosen.pairs.name} (one in {chosen.hold_out} held out)",
        "prior": "share of answerable questions in this mixture",
        **measured,
    }
    content = {"tuning": asdict(tuning), "provenance": provenance}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (chosen.out / FILE).write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
