"""A policy of a trade that no word list knows, taken in by the command, and who answers from it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.answer import Answer
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

_FIRST = "榫蓼砚鲟漆箜藤苎窖菱筝釉篾艾榧"
_SECOND = "梁蓝台鲤器篌椅麻酒角弦陶匠草木"


def noun(seed: int) -> str:
    """Two characters that stand together in no trade that the project knows."""
    dice = random.Random(seed)
    return dice.choice(_FIRST) + dice.choice(_SECOND)


class Town:
    """A policy of a made-up trade and who answers from it."""

    def __init__(self, trade: str, assistant: Assistant, folder: Path) -> None:
        self.trade = trade
        self.assistant = assistant
        self.folder = folder

    def ask(self, *turns: str) -> Answer:
        """The answer to the last message."""
        said = tuple(turn.replace("某某", self.trade) for turn in turns)
        return self.assistant.ask(Conversation("t", said), as_of=date(2025, 9, 1))


def town_of(trade: str, text: str, place: Path) -> Town:
    """One made-up policy, taken in by the command into a workspace of its own under ``place``."""
    source = place / "anji-x-2025.txt"
    source.write_text(text, encoding="utf-8")
    kept = place / "kept"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for arguments in (
        ["init", str(kept), "--empty"],
        ["--workspace", str(kept), "add", str(source)],
    ):
        subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            env=environment, check=True, capture_output=True,
        )  # fmt: skip
    return Town(trade, Assistant.open(load_settings(str(kept), {})), kept)


def towns(text_of: Callable[[int], str], seeds: Sequence[int]) -> Callable[..., Town]:
    """The fixture of a test module: one made-up policy for each seed, taken in by the command."""

    @pytest.fixture(scope="module", params=seeds)
    def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
        trade = noun(request.param)
        return town_of(trade, text_of(request.param), tmp_path_factory.mktemp("town"))

    return town


def total(answer: Answer, article: int) -> int | None:
    """What the estimates of an article, or of its items, come to."""
    sums = [
        e.amount
        for e in answer.estimates
        if e.clause_id.partition("#")[2].partition(".")[0] == str(article) and e.amount is not None
    ]
    return int(sum(sums)) if sums else None
