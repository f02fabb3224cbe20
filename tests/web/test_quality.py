"""The page on quality shows the report that `cewen eval --json` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.evaluation.gold import load_gold
from assistant.evaluation.report import to_json
from assistant.evaluation.run import run_evaluation
from assistant.settings import Settings
from assistant.web.pages.quality import FILE, read_quality
from tests.real_assistant import real

LINE = {
    "id": "a", "turns": ["龙岗租800万算力能补多少？"], "outcome": ["answered"],
    "cite": ["longgang-2025#2"], "amounts": {"longgang-2025#2": "2400000"}, "tags": ["calc"],
}  # fmt: skip


def put(settings: Settings, content: str) -> Path:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    (settings.data_dir / FILE).write_text(content, encoding="utf-8")
    return settings.data_dir / FILE


def test_without_a_report_the_page_says_so(client: TestClient) -> None:
    assert "还没有公布评测结果" in client.get("/quality").text
    assert 'href="./quality"' in client.get("/about").text


def test_the_report_is_shown_with_its_day_and_kinds(
    client: TestClient, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "own.jsonl").write_text(json.dumps(LINE, ensure_ascii=False), encoding="utf-8")
    report = run_evaluation(real(), load_gold(tmp_path / "own.jsonl"), name="own")
    file = put(settings, json.dumps(to_json(report), ensure_ascii=False))
    found = read_quality(file)
    assert found is not None
    figures = {one.name: (one.right, one.n) for one in found.figures}
    assert figures["整题全对"] == figures["金额正确"] == (1, 1)
    assert "追问答对" not in figures  # nothing was asked about it
    page = client.get("/quality").text
    assert found.day in page
    assert "<td>1 / 1</td><td>100.0%</td>" in page


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"figures": {"whole": 3}}', "[" * 100_000])
def test_a_report_that_cannot_be_read_is_none(settings: Settings, content: str) -> None:
    assert read_quality(put(settings, content)) is None
