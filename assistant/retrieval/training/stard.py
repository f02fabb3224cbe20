"""STARD: everyday questions, the articles that answer them, and what BM25 finds instead.

The folder has ``corpus.jsonl.gz`` {id, title, text}, ``queries.jsonl`` {id, text} and ``qrels.tsv``
(question, article, relevance).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.sparse import SparseIndex
from assistant.retrieval.training.data import Pair, read_jsonl
from assistant.text.tokens import tokenise

_HARD = 60
"""Of so many that BM25 finds first, those that do not answer are hard negatives."""


class Stard:
    """``passages[n]`` is article n; ``relevant`` holds article numbers by question id."""

    def __init__(self, folder: Path) -> None:
        rows = list(read_jsonl(folder / "corpus.jsonl.gz"))
        self.passages = [f"{row['title']} {row['text']}" for row in rows]
        numbers = {row["id"]: n for n, row in enumerate(rows)}
        self.questions = {
            row["id"]: str(row["text"]) for row in read_jsonl(folder / "queries.jsonl")
        }
        self.relevant: dict[str, set[int]] = defaultdict(set)
        for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
            question, passage, relevance = line.split("\t")
            if int(relevance) > 0:
                self.relevant[question].add(numbers[passage])
        self._sparse = SparseIndex.from_tokens(map(tokenise, self.passages))

    def shares(self, question: str) -> npt.NDArray[np.float32]:
        """BM25 of every article, as a share of what the question (an id) could reach."""
        counted = Counter(tokenise(self.questions[question]))
        tokens = {token: float(n) for token, n in counted.items()}
        found: npt.NDArray[np.float32] = self._sparse.scores(tokens)
        return found / np.float32(self._sparse.best_possible(tokens))

    def pairs(self, questions: Iterable[str]) -> list[Pair]:
        """A pair for each article that answers one of these questions (ids)."""
        pairs = []
        for question in questions:
            right = sorted(self.relevant[question])
            also = tuple(self.passages[n] for n in right)
            best = np.argsort(-self.shares(question), kind="stable")[:_HARD].tolist()
            wrong = tuple(self.passages[n] for n in best if n not in right)
            pairs += [Pair(self.questions[question], text, wrong, also) for text in also]
        return pairs
