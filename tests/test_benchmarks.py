"""What `make bench` asks may be asked: a benchmark that stops half way measures nothing."""

from __future__ import annotations

from importlib import import_module

import pytest

from assistant.dialogue.conversation import MAX_QUESTION, checked
from assistant.text.normalise import fold
from benchmarks.answers import HOSTILE, full
from tests.fakes import ROOT


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_dear_question_is_as_long_as_one_may_be(unit: str) -> None:
    question = full(unit)
    assert checked(question).startswith(unit.strip())
    longer = question + unit
    assert max(len(longer), len(fold(longer))) > MAX_QUESTION


def test_a_server_that_is_busy_is_asked_again_and_one_that_fails_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A loaded machine refused 30 of 710 questions, and make bench ended there."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")  # it is a script that imports another
    streams = import_module("streams")
    refusal, busy_error = streams.refusal, streams.BusyError
    assert refusal("HTTP/1.1 200 OK\r\nserver: x\r\n\r\n") is None
    busy = refusal("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n\r\n")
    assert isinstance(busy, busy_error)
    assert busy.seconds == 5
    for head in ("HTTP/1.1 500 Internal Server Error\r\n\r\n", "HTTP/1.1 503 Off\r\n\r\n"):
        assert not isinstance(refusal(head), busy_error)
        assert isinstance(refusal(head), RuntimeError)
