"""A shared or old link says whether today's answer differs, and why."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from tests.fakes import ROOT
from tests.real_assistant import real

ASKED = "2025-06-01"
Shared = Callable[[str, tuple[str, ...]], str]


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    """The words above an answer given on ASKED, opened on another day."""

    def opened(today: str, turns: tuple[str, ...]) -> str:
        settings = Settings(workspace=ROOT, data_dir=tmp_path)
        app = create_app(settings, real(), today=lambda: date.fromisoformat(today))
        client = TestClient(app)
        told: dict[str, str] = {}
        for question in turns:
            body = {"question": question, "as_of": ASKED}
            if told:
                body["conversation_id"] = told["conversation_id"]
            told = client.post("/api/v1/ask", json=body).json()
        html = client.get(f"/a/{told['id']}").text
        found = re.findall(r'<div class="verified".*?</div>', html, re.DOTALL)
        return re.sub(r"<[^>]+>|\s+", "", found[0]) if found else ""

    return opened


RENT = ("龙岗租800万算力，能补多少？",)


def test_on_the_same_day_nothing_is_compared(shared: Shared) -> None:
    assert shared(ASKED, RENT) == ""


@pytest.mark.parametrize("turns", [RENT, ("龙华买算力花了400万，能补多少？", "那龙岗呢")])
def test_what_would_be_answered_alike_says_so(shared: Shared, turns: tuple[str, ...]) -> None:
    assert shared("2025-07-01", turns) == "今天（2025-07-01）再问，结果相同。"


def test_after_the_last_day_the_amount_is_gone_and_the_reason_told(shared: Shared) -> None:
    told = shared("2028-02-01", RENT)
    assert told.startswith("今天（2028-02-01）再问，结果不同：购买算力：当时240万元，现在")
    assert "龙岗区人工智能措施：当时现行有效，现在已失效（2028-01-09止）" in told
