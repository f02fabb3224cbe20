"""The desk: doubted questions in groups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from assistant.cli import main
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.gate.keys import add_key
from assistant.web.memory.doubted import Doubted, desk, grouped
from assistant.web.memory.schema import ANSWERS
from assistant.web.memory.store import Store
from tests.fakes import ROOT, FakeAssistant

ASK = "/api/v1/ask"


def doubted(question: str, why: str = "unanswered", reason: str = "out_of_scope") -> Doubted:
    return Doubted(question, why, "2025-06-01", reason, ("longgang-2025#2",), (), "")


def test_alike_questions_are_one_group_and_the_largest_comes_first() -> None:
    found = [
        doubted("外卖员有没有补贴"),
        doubted("龙岗养猪能补多少钱？"),
        doubted("龙岗养猪能补多少钱"),
        doubted("龙岗养猪，能补多少钱呢"),
        doubted("龙岗养猪能补多少钱", why="asked_back", reason=""),
    ]
    groups = grouped(found)
    assert [(g.count, g.why) for g in groups] == [
        (3, "unanswered"),
        (1, "unanswered"),
        (1, "asked_back"),
    ]
    assert groups[0].questions[0] == "龙岗养猪能补多少钱？"
    assert groups[0].nearest == ("longgang-2025#2",)
    assert groups[0].to_json()["test"] == {
        "turns": ["龙岗养猪能补多少钱？"],
        "outcome": ["answered"],
        "cite": ["longgang-2025#2"],
    }


def test_what_is_kept_is_on_the_desk_and_what_cannot_be_read_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path / "var")
    store = Store(tmp_path / "var", days=30, limit=100)
    _, secret = add_key(store, "管理员", ["admin"], 0)
    with TestClient(create_app(settings, FakeAssistant())) as client:
        for question in ("今天天气如何", "今天天气如何？", "哪个区补得多", "龙岗租算力补多少"):
            client.post(ASK, json={"question": question})
        said = client.post(ASK, json={"question": "福田的租金"}).json()
        verdict = {"answer_id": said["id"], "rating": "down", "comment": "金额不对"}
        client.post("/api/v1/feedback", json=verdict)
        broken = client.post(ASK, json={"question": "今天天气如何呢"}).json()
        damage = sql.update(ANSWERS).where(ANSWERS.c.id == broken["id"]).values(body="{")
        store.change(lambda connection: connection.execute(damage))
        assert client.get("/api/v1/desk").status_code == 401
        assert client.post("/api/v1/desk").status_code == 405
        headers = {"authorization": f"Bearer {secret}"}
        told = client.get("/api/v1/desk", headers=headers).json()["groups"]
        later = client.get("/api/v1/desk?since=2999-01-01", headers=headers).json()
    assert [(g["why"], g["count"]) for g in told] == [
        ("unanswered", 2),
        ("asked_back", 1),
        ("rated_down", 1),
    ]
    assert told[2]["comments"] == ["金额不对"]
    assert later == {"groups": []}
    assert "conversation" not in json.dumps(told)
    monkeypatch.setenv("CEWEN_WORKSPACE", str(ROOT))
    monkeypatch.setenv("CEWEN_DATA_DIR", str(tmp_path / "var"))
    assert main(["desk"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("2 次 没有答上")
    assert "用户的话：金额不对" in shown
    assert main(["desk", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["groups"] == told
    assert main(["desk", "--since", "明天"]) == 1


def test_what_is_too_old_is_not_on_the_desk(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path)
    store = Store(tmp_path, days=30, limit=100)
    with TestClient(create_app(settings, FakeAssistant())) as client:
        client.post(ASK, json={"question": "今天天气如何"})
    assert len(desk(store)) == 1
    old = sql.update(ANSWERS).values(created_at="2020-01-01T00:00:00+00:00")
    store.change(lambda connection: connection.execute(old))
    assert desk(store) == []
