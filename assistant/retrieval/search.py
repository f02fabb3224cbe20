"""Searcher: from a query to ranked clauses.

Words of the query, and thesaurus terms with less weight, are looked up by BM25; the query's vector
by inner product; both within the scope only. Every candidate of either side gets both signals.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.retrieval.encoder import Encoder
from assistant.retrieval.fusion import fuse
from assistant.retrieval.hit import Hit, Run
from assistant.retrieval.index import Index
from assistant.retrieval.sparse import best_rows
from assistant.retrieval.thesaurus import Expansion, Thesaurus
from assistant.retrieval.tuning import Tuning
from assistant.text.tokens import tokenise

DEPTH = 100
DEPTH_PER_HIT = 5
"""Candidates taken from each side before fusion: at least DEPTH, and DEPTH_PER_HIT times k."""


class Searcher:
    """An opened index with its encoder and thesaurus; holds no state of a query."""

    def __init__(
        self,
        index: Index,
        encoder: Encoder,
        thesaurus: Thesaurus | None = None,
        tuning: Tuning | None = None,
    ) -> None:
        self.index = index
        self.tuning = tuning or Tuning()
        self._encoder = encoder
        self._thesaurus = thesaurus or Thesaurus(())

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder,
        corpus_version: str,
        thesaurus: Thesaurus | None = None,
        tuning: Tuning | None = None,
    ) -> Searcher:
        """Open an index folder and make sure that it fits corpus and encoder.

        Raises:
            InstallationError: the index is missing, damaged, or of another corpus or encoder.
        """
        index = Index.open(folder)
        index.check(corpus_version, encoder)
        return cls(index, encoder, thesaurus, tuning)

    def search(self, query: str, *, k: int = 10, policies: frozenset[str] | None = None) -> Run:
        """The k best clauses, best first; only of the given policies, if given.

        Equal scores keep the order of the corpus; clauses that share nothing with the query are
        left out, so an empty query finds nothing.
        """
        expansions = self._thesaurus.expand(query)
        names = tuple(expansion.term for expansion in expansions)
        tokens = self._tokens(query, expansions)
        scope = self._scope(policies)
        if not tokens or k <= 0 or not len(scope):
            return Run((), names)
        depth = max(DEPTH, DEPTH_PER_HIT * k)
        lexical = self.index.sparse.scores(tokens)
        best = self.index.sparse.best_possible(tokens)
        vector = self._encoder.encode_queries([query])[0]
        candidates = scope
        if len(scope) > depth:
            limited = None if policies is None else scope
            _, by_words = best_rows(lexical, limited, depth)
            _, by_vector = self.index.dense.search(vector, depth, limited)
            candidates = np.union1d(by_words, by_vector)
        cosines = self.index.dense.scores(vector, candidates)
        return Run(self._rank(candidates, lexical[candidates] / best, cosines, k), names)

    def relevance(self, run: Run) -> float:
        """The probability that any clause of the corpus answers the query of this run."""
        if not run.hits:
            return 0.0
        top = run.hits[0]
        return self.tuning.relevance(top.sparse, top.dense)

    def _tokens(self, query: str, expansions: tuple[Expansion, ...]) -> dict[str, float]:
        """The query's tokens by count, and those that only expansions bring, at their weight."""
        tokens: dict[str, float] = {t: float(n) for t, n in Counter(tokenise(query)).items()}
        added: dict[str, float] = {}
        for expansion in expansions:
            for token in tokenise(expansion.term):
                if token not in tokens:
                    added[token] = max(added.get(token, 0.0), expansion.weight)
        scale = self.tuning.expansion_weight
        return tokens | {token: scale * weight for token, weight in added.items()}

    def _scope(self, policies: frozenset[str] | None) -> npt.NDArray[np.int64]:
        if policies is None:
            return np.arange(len(self.index.clause_ids), dtype=np.int64)
        return self.index.clause_ids.of(policies)

    def _rank(
        self, rows: np.ndarray, shares: np.ndarray, cosines: np.ndarray, k: int
    ) -> tuple[Hit, ...]:
        weight = self.tuning.dense_weight
        scored = []
        for row, share, cosine in zip(
            rows.tolist(), shares.tolist(), cosines.tolist(), strict=True
        ):
            score = fuse(share, cosine, weight)
            if score > 0:
                scored.append((-score, row, share, cosine))
        ids = self.index.clause_ids
        return tuple(
            Hit(ids[row], -score, rank, share, cosine)
            for rank, (score, row, share, cosine) in enumerate(sorted(scored)[:k], start=1)
        )
