"""Two matters in few words, over the real corpus."""

from __future__ import annotations

from datetime import date

from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

DAY = date(2025, 6, 1)


def test_two_matters_joined_by_a_mark_are_two() -> None:
    """What the place lacks hides nothing of what it has: one is answered, the other named."""
    assistant = Assistant.open(load_settings(ROOT, {}))
    answer = assistant.ask(Conversation("t", ("龙岗算力、房租补贴多少",)), as_of=DAY)
    assert [str(c.clause_id) for c in answer.citations] == ["longgang-2025#2"]
    assert [part.text for part in answer.unused] == ["房租补贴多少"]
