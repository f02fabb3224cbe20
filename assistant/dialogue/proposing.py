"""Proposer: the clauses that the learned reader finds where no word of a list leads to any.

It is asked only about what would else be told as not found: a message that nothing answers, or a
stretch of one that no matter was found for. What words do find, it never changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.dialogue.select import Selector
from assistant.dialogue.topics import Topics
from assistant.policy.clause import ClauseId
from assistant.policy.corpus import Corpus
from assistant.retrieval.reader import ClauseReader

_ANYWHERE = 1.0
"""From which score a clause is proposed where the message names no place."""
_FEW, _BRIEFLY = 6, 1.0
"""Of a policy of fewer clauses, a draft of a few lines, so much less must fit."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best clause of a policy for some words, and by how much it leads the next one of it."""

    clause_id: ClauseId
    score: float
    ahead: float


class Proposer:
    """Proposes clauses of charted policies; without a reader it proposes none."""

    def __init__(
        self, reader: ClauseReader | None, corpus: Corpus, selector: Selector, topics: Topics
    ) -> None:
        self._reader = reader
        self._selector, self._topics = selector, topics
        self._clauses: dict[str, tuple[ClauseId, ...]] = {}
        for clause in corpus.clauses:
            own = self._clauses.get(clause.id.policy, ())
            self._clauses[clause.id.policy] = (*own, clause.id)

    @property
    def is_there(self) -> bool:
        """Whether there is a reader to ask."""
        return self._reader is not None

    def clauses(self, text: str, policies: Sequence[str]) -> tuple[ClauseId, ...]:
        """The clause of each policy that fits a text far better than any other of it.

        Without policies, of those that hold, and only where all are on the matter of the best.
        """
        found = [one for one in self.read(text, policies) if self.is_sure(one)]
        if policies or not found:
            return tuple(one.clause_id for one in found)
        best = max(found, key=lambda one: one.score)
        if best.score < _ANYWHERE:
            return ()
        matters = self._topics.of_clauses([best.clause_id])
        return tuple(
            one.clause_id for one in found if self._topics.of_clauses([one.clause_id]) & matters
        )

    def read(self, text: str, policies: Sequence[str]) -> tuple[Proposal, ...]:
        """The best clause of each policy that topics know; without policies, of those that hold."""
        if self._reader is None:
            return ()
        found = []
        for policy in policies or sorted(self._selector.charted()):
            clauses = self._clauses.get(policy, ())
            if self._selector.is_uncharted([policy]) or not clauses:
                continue
            scores = self._reader.scores(text, clauses)
            ranked = sorted(zip(scores, clauses, strict=False), key=lambda pair: -pair[0])
            if ranked:
                (best, clause), *rest = ranked
                ahead = best - rest[0][0] if rest else float("inf")
                found.append(Proposal(clause, best, ahead))
        return tuple(found)

    def are_foreign(self, text: str, clauses: Sequence[ClauseId]) -> bool:
        """Whether the reader finds that a text has nothing to do with the policies of clauses.

        A draft of a few lines says too little of what it is about.
        """
        policies = {c.policy for c in clauses}
        if self._reader is None or self._selector.is_uncharted(policies):
            return False
        every = [c for p in sorted(policies) for c in self._clauses.get(p, ())]
        is_brief = len(every) < _FEW * len(policies)
        scores = self._reader.scores(text, every)
        never = self._reader.margins.never - (_BRIEFLY if is_brief else 0.0)
        return bool(scores) and max(scores) < never

    def is_sure(self, one: Proposal) -> bool:
        """Whether a clause scores high and far enough ahead to be proposed."""
        if self._reader is None:
            return False
        margins = self._reader.margins
        return one.score >= margins.least and one.ahead >= margins.ahead
