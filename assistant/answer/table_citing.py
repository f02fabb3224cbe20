"""Citations of the rows of a corpus query, numbered as they are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer.answer import Citation
from assistant.answer.tables import TableRow
from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy, PolicyKind


class Citer:
    """Makes citations; ``asked`` is the day whose state they show.

    A row that is a policy is cited by the policy's own line (its validity, else its title); the
    line belongs to no clause, so the citation has no label, and its id is the first clause's.
    """

    def __init__(self, asked: date) -> None:
        self._asked = asked
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations made, in their order."""
        return tuple(self._citations)

    def cite(self, row: TableRow, *, is_dated: bool) -> tuple[int, ...]:
        """The citations of a row: its clause, its clauses, or the policy's own line."""
        if row.clause is not None:
            return (self._cite_clause(row.policy, row.clause, row.quotes),)
        if row.parts:
            return tuple(n for part in row.parts for n in self.cite(part, is_dated=is_dated))
        quote = row.quotes[0] if row.quotes and is_dated else ""
        policy = row.policy
        at, end = _place(policy, quote) if quote else _title_place(policy)
        return (self._add(policy, policy.clauses[0].id, "", "", at, end),)

    def _cite_clause(self, policy: Policy, clause: Clause, quotes: Sequence[str]) -> int:
        places = [(at, at + len(q)) for q in quotes if (at := clause.text.find(q)) >= 0]
        start = clause.start + min((s for s, _ in places), default=0)
        end = clause.start + max((e for _, e in places), default=len(clause.text))
        return self._add(policy, clause.id, clause.label, clause.heading, start, end)

    def _add(
        self, policy: Policy, clause: ClauseId, label: str, heading: str, start: int, end: int
    ) -> int:
        """The number of a citation; the same words of the same clause are cited once."""
        for known in self._citations:
            if (known.clause_id, known.start, known.end) == (clause, start, end):
                return known.n
        citation = Citation(
            n=len(self._citations) + 1,
            clause_id=clause,
            policy_id=policy.id,
            policy_title=policy.title,
            label=label,
            heading=heading,
            quote=policy.source[start:end],
            start=start,
            end=end,
            url=policy.url,
            status=policy.status_on(self._asked),
            first_day=policy.first_day,
            last_day=policy.last_day,
        )
        self._citations.append(citation)
        return citation.n

    def cite_other_name(self, corpus: Corpus, other: str) -> tuple[int, ...]:
        """Where a collected document uses another name, cited."""
        for policy in corpus.policies:
            at = policy.source.find(f"《{other}》")
            if at >= 0 and policy.kind is PolicyKind.COMMENTARY:
                end = at + len(other) + 2
                return (self._add(policy, policy.clauses[0].id, "", "", at, end),)
        return ()


def _place(policy: Policy, quote: str) -> tuple[int, int]:
    at = policy.source.index(quote)
    return at, at + len(quote)


def _title_place(policy: Policy) -> tuple[int, int]:
    """Where the source names the document; its first line where it never does."""
    source = policy.source.replace("(", "（").replace(")", "）")
    title = policy.title.replace("(", "（").replace(")", "）")
    at = source.find(title)
    if at >= 0:
        return at, at + len(title)
    line = next(text for text in policy.source.splitlines() if text.strip())
    return _place(policy, line.strip())
