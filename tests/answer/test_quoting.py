"""Which part of a clause is quoted."""

from __future__ import annotations

import pytest

from assistant.answer.quoting import WHOLE, choose_span
from assistant.policy.clause import Clause, ClauseId
from tests.fakes import corpus, rulebook


def quoted(clause_id: str, *quotes: str, wants_bodies: bool = False) -> str:
    clause = corpus().require(ClauseId.parse(clause_id))
    source = corpus().policy(clause.id.policy).source
    start, end = choose_span(source, clause, quotes, wants_bodies=wants_bodies)
    return source[start:end]


def test_a_short_clause_is_quoted_whole() -> None:
    clause = corpus().require(ClauseId.parse("longgang-2025#2"))
    assert len(clause.text) <= WHOLE
    assert quoted("longgang-2025#2", "算力服务费用的30%") == clause.text


LONG = [clause for clause in corpus().clauses if len(clause.text) > WHOLE]


@pytest.mark.parametrize("clause", LONG, ids=lambda clause: str(clause.id))
def test_of_a_long_clause_whole_sentences_around_the_rules_words_are_quoted(
    clause: Clause,
) -> None:
    clause_id, whole = str(clause.id), clause.text
    for rule in rulebook().rules_of(clause_id):
        quote = quoted(clause_id, rule.quote)
        assert rule.quote in quote
        assert quote in whole
        assert quote == quote.strip()
        assert quote[-1] in "。;；.)）" or whole.endswith(quote)


@pytest.mark.parametrize("clause", LONG, ids=lambda clause: str(clause.id))
def test_without_words_or_for_the_bodies_all_of_it_is_quoted(clause: Clause) -> None:
    clause_id, whole = str(clause.id), clause.text
    assert quoted(clause_id) == whole
    assert quoted(clause_id, whole[100:110], wants_bodies=True) == whole
    assert quoted(clause_id, "这几个字不在原文里") == whole
