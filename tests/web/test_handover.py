"""A conversation is passed to a person with its transcript; the desk makes something of doubt."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from assistant.assistant import Assistant
from assistant.indexing import build
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.gate.keys import add_key
from assistant.web.memory.schema import HANDOVERS
from tests.fakes import ROOT
from tests.real_assistant import DAY

ASK = "/api/v1/ask"


@dataclass
class Office:
    """A server over a workspace of its own, and the key of an editor."""

    client: TestClient
    settings: Settings
    key: str

    def enter(self) -> None:
        assert self.client.post("/desk", data={"key": self.key}).status_code == 200

    def ask(self, question: str, conversation: str = "") -> dict:
        body = {"question": question, "conversation_id": conversation}
        return self.client.post(ASK, json=body).json()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    folder = tmp_path / "work"
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "index").mkdir()
    (folder / "index" / "encoder").symlink_to(ROOT / "index" / "encoder")
    site = folder / "corpus" / "site.yaml"
    site.write_text(site.read_text().replace('phone: ""', 'phone: "0755-12345678"'))
    settings = Settings(workspace=folder, data_dir=tmp_path / "var")
    build(settings)
    app = create_app(settings, Assistant.open(settings), today=lambda: DAY)
    with TestClient(app, base_url="https://testserver") as client:
        key = add_key(app.state.services.store, "窗口甲", ["desk"], 0)[1]
        yield Office(client, settings, key)


def test_a_conversation_goes_to_the_desk_with_its_transcript_and_contacts(office: Office) -> None:
    first = office.ask("深圳训力券800万能补多少")
    office.ask("改成500万呢", first["conversation_id"])
    url = f"/api/v1/conversations/{first['conversation_id']}/handover"
    sent = office.client.post(url, json={"note": "我的电话13812345678", "reach": "13812345678"})
    assert sent.status_code == 201
    contacts = sent.json()["contacts"]
    assert contacts[0] == "咨询电话 0755-12345678"
    assert any("市科技创新局" in one and "责任单位" in one for one in contacts)
    assert "深圳训力券" not in office.client.get("/desk/people").text  # behind a key
    office.enter()
    shown = office.client.get("/desk/people").text
    for said in ("深圳训力券800万能补多少", "改成500万呢", "联系：13812345678", "市科技创新局"):
        assert said in shown
    assert "我的电话＊＊＊" in shown  # the note is masked, what is left to be reached at is not
    office.client.post("/desk/people", data={"number": 1})
    assert "没有等人处理的对话" in office.client.get("/desk/people").text


def test_what_was_left_goes_with_the_conversation_and_when_it_is_done(office: Office) -> None:
    store = office.client.app.state.services.store  # type: ignore[attr-defined]

    def kept() -> list[tuple[str, str]]:
        query = sql.select(HANDOVERS.c.reach, HANDOVERS.c.closed_by)
        return [tuple(row) for row in store.change(lambda c: c.execute(query).all())]

    ids = [office.ask(f"龙岗租{n}00万算力能补多少")["conversation_id"] for n in (1, 2)]
    for one in ids:
        office.client.post(f"/api/v1/conversations/{one}/handover", json={"reach": "甲"})
        office.client.post(f"/api/v1/conversations/{one}/handover", json={"reach": "乙"})
    assert kept() == [("乙", ""), ("乙", "")]
    office.client.delete(f"/api/v1/conversations/{ids[0]}")
    assert kept() == [("乙", "")]
    office.enter()
    number = store.change(lambda c: c.execute(sql.select(HANDOVERS.c.seq)).scalar())
    office.client.post("/desk/people", data={"number": number})
    assert kept() == [("", "窗口甲")]


def test_the_page_works_without_script(office: Office) -> None:
    asked = office.client.post("/", data={"question": "深圳训力券800万能补多少"}).text
    conversation = office.ask("深圳训力券800万能补多少")["conversation_id"]
    assert "handover?c=" in asked
    page = office.client.get(f"/handover?c={conversation}").text
    assert "深圳训力券800万能补多少" in page
    assert "0755-12345678" in page
    done = office.client.post("/handover", data={"c": conversation, "note": "<b>急</b>"}).text
    assert "已转给工作人员" in done
    office.enter()
    assert "&lt;b&gt;急&lt;/b&gt;" in office.client.get("/desk/people").text


def test_an_unknown_conversation_is_told(office: Office) -> None:
    assert office.client.post("/api/v1/conversations/x/handover", json={}).status_code == 404
    assert office.client.post("/handover", data={"c": "x"}).status_code == 404
    assert "在那段对话里点" in office.client.get("/handover?c=x").text


def test_a_doubted_question_becomes_a_test_question_or_a_request(office: Office) -> None:
    question = "龙岗养猪能补多少钱"
    office.ask(question)
    office.client.post("/desk/questions", data={"action": "question", "question": question})
    folder = office.settings.data_dir / "desk"
    assert not folder.exists()  # without a key nothing happens
    office.enter()
    assert question in office.client.get("/desk/questions").text
    for action in ("question", "request"):
        data = {"action": action, "question": question, "clause": "longgang-2025#2"}
        assert office.client.post("/desk/questions", data=data).status_code == 200
    line = json.loads((folder / "questions.jsonl").read_text())
    assert (line["turns"], line["cite"]) == ([question], ["longgang-2025#2"])
    assert json.loads((folder / "requests.jsonl").read_text())["editor"] == "窗口甲"
    assert "已收进题集" in office.client.get("/desk/questions").text


def test_the_question_is_one_that_the_evaluation_reads(office: Office) -> None:
    from assistant.evaluation.gold import load_gold

    office.enter()
    data = {"action": "question", "question": "福田租显卡", "clause": "futian-2024#2"}
    office.client.post("/desk/questions", data=data)
    (gold,) = load_gold(office.settings.data_dir / "desk" / "questions.jsonl")
    assert gold.id == "desk-001"


def test_an_alias_is_used_after_one_click(office: Office) -> None:
    office.enter()
    data = {"action": "alias", "question": "铁盒子", "words": "铁盒子机", "term": "智能算力"}
    assert "已加上别名" in office.client.post("/desk/questions", data=data).text
    opened = Assistant.open(office.settings)  # the index was built anew
    found = opened.searcher.search("铁盒子机", k=3).expansions
    assert list(found) == ["智能算力"]


@pytest.mark.parametrize(
    ("words", "term", "said"),
    [
        ("铁盒子", "不存在的词语", "不在收录的原文里"),
        ("铁", "算力", "2 到 40"),
        ("", "算力", "2 到 40"),
    ],
)
def test_an_unfit_alias_is_told(office: Office, words: str, term: str, said: str) -> None:
    office.enter()
    before = (office.settings.corpus / "thesaurus.yaml").read_bytes()
    data = {"action": "alias", "question": "x", "words": words, "term": term}
    answered = office.client.post("/desk/questions", data=data)
    assert answered.status_code == 400
    assert said in answered.text
    assert (office.settings.corpus / "thesaurus.yaml").read_bytes() == before


def test_a_misnamed_contact_is_told_and_not_lost(office: Office) -> None:
    asked = office.ask("龙岗买算力300万，能补多少？")
    where = f"/api/v1/conversations/{asked['conversation_id']}/handover"
    told = office.client.post(where, json={"note": "请回电", "contact": "前台"})
    assert told.status_code == 400
    assert "没有 contact 这一项" in told.json()["detail"]
    assert office.client.post(where, json={"note": "请回电", "reach": "前台"}).status_code == 201
