"""What a long message costs is bounded: how often the learned reader is asked does not grow."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

DAY = date(2025, 6, 1)
PLACES = ("龙岗", "福田", "龙华", "前海")
ASKED = ("哪种{}能拿钱", "做{}的怎么报", "{}有没有扶持", "买{}给报销吗")
THINGS = ("水表", "风筝", "瓷砖", "锅炉", "灯塔", "雨伞", "木琴", "沙盘", "陶罐", "竹筏")


def _of_many_questions(n: int) -> str:
    return "".join(
        f"{PLACES[k % 4]}{ASKED[k % 3].format(THINGS[k % 10])}{'呀' * (k % 5)}？" for k in range(n)
    )


def test_the_reader_is_asked_about_the_first_stretches_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assistant = Assistant.open(load_settings(ROOT, {}))
    if assistant.reader is None:
        pytest.skip("no learned reader is installed")
    asked: list[str] = []
    scores = assistant.reader.scores

    def counted(text: str, clauses: object) -> tuple[float, ...]:
        asked.append(text)
        return scores(text, clauses)  # type: ignore[arg-type]

    monkeypatch.setattr(assistant.reader, "scores", counted)
    counts = []
    for n in (30, 120):
        asked.clear()
        assistant.ask(Conversation("t", (_of_many_questions(n),)), as_of=DAY)
        counts.append(len(set(asked)))
    assert max(counts) <= 20
