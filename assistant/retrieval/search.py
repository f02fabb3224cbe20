"""Searcher: from a query to ranked clauses.

Words of the query, and thesaurus terms with less weight, are looked up by BM25; the query's vector
by inner product; both within the scope only. Every candidate of either side gets both signals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.retrieval.candidates import Candidates, Engine, Scope
from assistant.retrieval.encoder import Encoder, Vectors
from assistant.retrieval.fusion import fuse
from assistant.retrieval.hit import Hit, Run
from assistant.retrieval.index import Index
from assistant.retrieval.rerank import Reranking
from assistant.retrieval.thesaurus import Expansion, Thesaurus
from assistant.retrieval.tuning import Tuning
from assistant.text.tokens import tokenise

DEPTH = 100
DEPTH_PER_HIT = 5
"""Candidates taken from each side before fusion: at least DEPTH, and DEPTH_PER_HIT times k."""
_RECENT = 64


class Searcher:
    """An opened index with its encoder and thesaurus; remembers how it read the last queries."""

    def __init__(
        self,
        index: Engine,
        encoder: Encoder,
        thesaurus: Thesaurus | None = None,
        tuning: Tuning | None = None,
        reranking: Reranking | None = None,
    ) -> None:
        self.index = index
        self.tuning = tuning or Tuning()
        self._encoder = encoder
        self._thesaurus = thesaurus or Thesaurus(())
        self._reranking = reranking
        # One question is often asked of several scopes in turn.
        self._read = lru_cache(maxsize=_RECENT)(self._read_anew)
        self._vector = lru_cache(maxsize=_RECENT)(self._vector_anew)

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

    @property
    def encoder_fingerprint(self) -> str:
        """Which encoder this is, to the last weight."""
        return self._encoder.fingerprint

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        policies: frozenset[str] | None = None,
        valid_on: date | None = None,
    ) -> Run:
        """The k best clauses, best first; only of the given policies, only valid ones, if given.

        Equal scores keep the order of the corpus; clauses that share nothing with the query are
        left out, so an empty query finds nothing.
        """
        names, tokens = self._read(query)
        if not tokens or k <= 0:
            return Run((), names)
        vector = self._vector(query)
        depth = max(DEPTH, DEPTH_PER_HIT * k)
        found = self.index.candidates(tokens, vector, depth, Scope(policies, valid_on))
        if self._reranking is None:
            return Run(self._rank(found, k), names)
        hits = self._rank(found, max(k, self._reranking.depth))
        return Run(self._reranking.apply(query, hits)[:k], names)

    def relevance(self, run: Run) -> float:
        """The probability that any clause of the corpus answers the query of this run."""
        if not run.hits:
            return 0.0
        top = run.hits[0]
        return self.tuning.relevance(top.sparse, top.dense)

    def _read_anew(self, query: str) -> tuple[tuple[str, ...], Mapping[str, float]]:
        """The terms that the thesaurus adds to a query, and its weighted tokens."""
        expansions = self._thesaurus.expand(query)
        return tuple(e.term for e in expansions), self._tokens(query, expansions)

    def _vector_anew(self, query: str) -> Vectors:
        vector: Vectors = self._encoder.encode_queries([query])[0]
        return vector

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

    def _rank(self, found: Candidates, k: int) -> tuple[Hit, ...]:
        shares, cosines = found.shares.astype(np.float64), found.cosines.astype(np.float64)
        scores = fuse(shares, cosines, self.tuning.dense_weight)
        order = np.lexsort((found.rows, -scores))[:k]
        return tuple(
            Hit(found.clause_ids[n], float(scores[n]), rank, float(shares[n]), float(cosines[n]))
            for rank, n in enumerate(order[scores[order] > 0].tolist(), start=1)
        )
