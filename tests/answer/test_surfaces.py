"""One golden answer on every surface: the same sentences in the same order."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from docx import Document
from fastapi.testclient import TestClient
from rich.console import Console

from assistant.answer.answer import Answer
from assistant.answer.render import to_json, to_markdown, to_text
from assistant.answer.view import view
from assistant.cli.draw import draw_answer as draw
from assistant.settings import Settings
from assistant.web.app import create_app
from tests.answer.test_answer import MADE
from tests.fakes import ROOT, FakeAssistant


def terminal(made: Answer) -> str:
    console = Console(width=400, record=True, file=io.StringIO())
    draw(made, console)
    return console.export_text()


SURFACES: dict[str, Callable[[Answer], str]] = {
    "terminal": terminal,
    "markdown": to_markdown,
    "text": to_text,
}


def in_order(text: str, parts: list[str]) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at) + len(part)
        if at < len(part):
            return False
    return True


def said(made: Answer) -> list[str]:
    return [sentence["text"].rstrip("。") for sentence in view(to_json(made)).said]


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("name", MADE)
def test_a_surface_says_the_same_sentences_in_the_same_order(surface: str, name: str) -> None:
    made = MADE[name]()
    assert in_order(SURFACES[surface](made), said(made))


def test_a_document_says_the_same_as_the_page(tmp_path: object) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path)  # type: ignore[arg-type]
    app = create_app(settings, FakeAssistant(), today=lambda: date(2025, 6, 1))
    with TestClient(app) as client:
        stored = client.post("/api/v1/ask", json={"question": "租算力比"}).json()
        page = client.get(f"/a/{stored['id']}").text
        document = Document(io.BytesIO(client.get(f"/a/{stored['id']}.docx").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    parts = [sentence["text"].rstrip("。") for sentence in view(stored).said]
    assert in_order(text, parts)
    assert in_order(page, parts)
    assert not any(line.startswith(("- ", "> ", "**")) for line in text.splitlines())
    assert text.count("800万元 × 30% = 240万元") == 1
