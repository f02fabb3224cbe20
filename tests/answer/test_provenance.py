"""Every answer over our question sets says nothing that has no source."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer.answer import Outcome
from tests.real_assistant import QUESTION_SETS, real, report

SETS = pytest.mark.parametrize("path", QUESTION_SETS, ids=lambda path: path.stem)


@SETS
def test_no_answer_has_a_violation_or_an_error(path: Path) -> None:
    found = [
        (result.question.id, [v.detail for v in result.violations], result.error)
        for result in report(path).results
        if result.violations or result.error
    ]
    assert found == []


@SETS
def test_every_quote_is_the_source_byte_for_byte(path: Path) -> None:
    quotes = 0
    for result in report(path).results:
        assert result.answer is not None
        for citation in result.answer.citations:
            source = real().corpus.policy(citation.policy_id).source
            assert source[citation.start : citation.end].encode() == citation.quote.encode()
            assert citation.quote
            quotes += 1
    assert quotes > len(report(path).results) / 2


@SETS
def test_what_is_refused_rests_on_nothing_and_says_why(path: Path) -> None:
    refused = [
        result.answer
        for result in report(path).results
        if result.answer is not None and result.answer.outcome is Outcome.REFUSED
    ]
    assert refused
    for answer in refused:
        assert (answer.citations, answer.estimates, answer.table) == ((), (), ())
        assert answer.refusal is not None
        assert answer.refusal.text in answer.text


@SETS
def test_every_citation_is_used_and_every_mark_leads_to_one(path: Path) -> None:
    for result in report(path).results:
        assert result.answer is not None
        known = {citation.n for citation in result.answer.citations}
        used = {n for sentence in result.answer.sentences for n in sentence.citations}
        assert used == known, result.question.id
