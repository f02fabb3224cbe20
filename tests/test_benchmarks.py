"""What `make bench` asks may be asked: a benchmark that stops half way measures nothing."""

from __future__ import annotations

import pytest

from assistant.dialogue.conversation import MAX_QUESTION, checked
from assistant.text.normalise import fold
from benchmarks.answers import HOSTILE, full


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_dear_question_is_as_long_as_one_may_be(unit: str) -> None:
    question = full(unit)
    assert checked(question).startswith(unit.strip())
    longer = question + unit
    assert max(len(longer), len(fold(longer))) > MAX_QUESTION
