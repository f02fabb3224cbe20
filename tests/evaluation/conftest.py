"""Answers of the stand-in assistant, to be changed by a test in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.evaluation.gold import GoldQuestion, load_gold
from tests.fakes import answer

QUESTION = "龙岗买算力花了800万元，能补多少？"


@pytest.fixture
def make_answer() -> Callable[..., Answer]:
    """The usual answer, with some fields changed."""

    def make(**changes: Any) -> Answer:
        return replace(answer(Conversation("eval", (QUESTION,)), date(2025, 6, 1)), **changes)

    return make


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], tuple[GoldQuestion, ...]]:
    """Loads the text of a question set."""

    def load_text(text: str) -> tuple[GoldQuestion, ...]:
        path = tmp_path / "set.jsonl"
        path.write_text(text, encoding="utf-8")
        return load_gold(path)

    return load_text
