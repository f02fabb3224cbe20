"""What is indexed: one text per leaf clause, with the names that stand above it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.policy.clause import Clause, ClauseId
from assistant.policy.corpus import Corpus
from assistant.policy.policy import Policy
from assistant.text.pattern import lazy
from assistant.text.traditional import as_searched

_OFFICE = lazy("(国家[\u4e00-\u9fff]{2,8}?办)公室")
"""What a body of the state is called: who looks for an office room asks nothing of it."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One leaf clause as it is tokenised and encoded."""

    clause_id: ClauseId
    text: str


def chunk_corpus(corpus: Corpus) -> tuple[Chunk, ...]:
    """One chunk per leaf: policy, region, chapter and headings above it, then its text."""
    return tuple(
        Chunk(clause.id, _chunk_text(policy, clause))
        for policy in corpus.policies
        for clause in policy.clauses
        if clause.is_leaf
    )


def _chunk_text(policy: Policy, clause: Clause) -> str:
    above = [policy.short_title, policy.region, clause.chapter]
    if clause.id.item is not None:
        article = policy.clause(ClauseId(policy.id, clause.id.article))
        if article is not None:
            above.append(f"{article.label} {article.heading}".rstrip())
            above += [policy.source[part.start : part.end] for part in article.paragraphs]
    return as_searched(
        "\n".join([*(line for line in above if line), _OFFICE.sub(r"\1", clause.text)])
    )
