"""Accuracy at a coverage: the most doubtful are set aside, ties share what is right of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.calibration import accuracy_at, doubt_of
from assistant.evaluation.reply import GivenUnused, reply_of

PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 1.0, 2.0]), st.booleans()), min_size=1)


def test_the_most_doubtful_are_set_aside() -> None:
    answers = [(0.0, True)] * 9 + [(1.0, False)]
    assert accuracy_at(answers) == pytest.approx(1.0)
    assert accuracy_at(answers, 1.0) == pytest.approx(0.9)
    assert accuracy_at([]) is None


@given(PAIRS)
def test_the_order_of_answers_is_nothing_and_the_whole_is_the_accuracy(
    pairs: list[tuple[float, bool]],
) -> None:
    right = sum(flag for _, flag in pairs) / len(pairs)
    assert accuracy_at(pairs, 1.0) == pytest.approx(right)
    assert accuracy_at(pairs) == accuracy_at(pairs[::-1])
    found = accuracy_at(pairs)
    assert found is not None
    assert 0 <= found <= 1 + 1e-9


def test_doubt_is_what_is_said_or_else_what_is_seen() -> None:
    plain = reply_of({"outcome": "answered"})
    assert doubt_of(plain) == 0
    assert doubt_of(replace(plain, unused=(GivenUnused("80万", "number"),))) == 1
    certain = reply_of({"outcome": "answered", "certainty": 0.75})
    assert doubt_of(certain) == pytest.approx(0.25)
    ranged = {
        "rule_id": "longgang-2025#2:a",
        "clause_id": "longgang-2025#2",
        "range": ["1", "2"],
    }
    made = reply_of({"outcome": "answered", "estimates": [ranged]})
    assert made.estimates[0].range == (Decimal(1), Decimal(2))
    assert doubt_of(made) == 1
