"""Every answer over our question sets says nothing that has no source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.real_assistant import QUESTION_SETS, real, report

SETS = pytest.mark.parametrize("path", QUESTION_SETS, ids=lambda path: path.stem)


def answers(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The id of each question with the answer to each of its judged turns, as JSON."""
    for result in report(path).results:
        for turn in result.turns:
            assert turn.answer is not None, (result.question.id, turn.error)
            yield result.question.id, turn.answer


@SETS
def test_no_answer_has_a_violation_or_an_error(path: Path) -> None:
    found = [
        (result.question.id, [v.detail for v in turn.violations or ()], turn.error)
        for result in report(path).results
        for turn in result.turns
        if turn.violations or turn.error
    ]
    assert found == []


@SETS
def test_every_quote_is_the_source_byte_for_byte(path: Path) -> None:
    quotes = 0
    for _, answer in answers(path):
        for citation in answer["citations"]:
            source = real().corpus.policy(citation["policy_id"]).source
            said = source[citation["start"] : citation["end"]]
            assert said.encode() == citation["quote"].encode()
            assert said
            quotes += 1
    assert quotes > len(report(path).results) / 2


@SETS
def test_what_is_refused_rests_on_nothing_and_says_why(path: Path) -> None:
    refused = [answer for _, answer in answers(path) if answer["outcome"] == "refused"]
    assert refused
    for answer in refused:
        rests_on = [answer["citations"], answer["estimates"], answer.get("table") or []]
        assert rests_on == [[], [], []]
        assert answer["refusal"] is not None
        assert answer["refusal"]["text"] in answer["text"]


@SETS
def test_every_citation_is_used_and_every_mark_leads_to_one(path: Path) -> None:
    for name, answer in answers(path):
        known = {citation["n"] for citation in answer["citations"]}
        used = {n for sentence in answer["sentences"] for n in sentence["citations"]}
        assert used == known, name
