import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from tests.fakes import ROOT, FakeAssistant


def asked(client: TestClient, question: str = "租算力能补多少") -> dict:
    return client.post("/api/v1/ask", json={"question": question}).json()


def test_a_stored_answer_is_checked_against_the_corpus(client: TestClient) -> None:
    answer = asked(client)
    stored = client.get(f"/api/v1/answers/{answer['id']}").json()
    assert stored["text"] == answer["text"]
    assert stored["verification"]["all_present"]
    assert stored["verification"]["same_corpus"]


def test_a_stored_answer_does_not_lead_to_its_conversation(client: TestClient) -> None:
    answer = asked(client)
    shared = client.get(f"/api/v1/answers/{answer['id']}").text
    assert f'"conversation_id":"{answer["conversation_id"]}"' not in shared
    assert '"conversation_id":""' in shared


def test_a_quote_that_left_the_corpus_is_told(settings: Settings) -> None:
    class Forger(FakeAssistant):
        def words(self, question: str) -> tuple[str, ...]:
            return ("最高可获支持 240万元", "原文里没有的一句话")

    with TestClient(create_app(settings, Forger())) as client:
        answer = asked(client)
        stored = client.get(f"/api/v1/answers/{answer['id']}").json()
        page = client.get(f"/a/{answer['id']}").text
    assert stored["verification"]["quotes"] == [{"n": 1, "present": False}]
    assert "已不在现在收录的原文里" in page


def test_feedback_is_kept(client: TestClient) -> None:
    answer = asked(client)
    body = {"answer_id": answer["id"], "rating": "down", "comment": "金额不对"}
    assert client.post("/api/v1/feedback", json=body).status_code == 201


def test_feedback_needs_a_known_answer_and_a_known_rating(client: TestClient) -> None:
    body = {"answer_id": "nothing", "rating": "up"}
    assert client.post("/api/v1/feedback", json=body).status_code == 404
    body = {"answer_id": asked(client)["id"], "rating": "sideways"}
    assert client.post("/api/v1/feedback", json=body).status_code == 400


def test_feedback_without_script_returns_to_the_answer(client: TestClient) -> None:
    answer = asked(client)
    path = f"/a/{answer['id']}/feedback"
    response = client.post(path, data={"rating": "up"}, follow_redirects=False)
    assert response.status_code == 303
    assert client.post(path, data={"rating": "up"}).status_code == 200
    assert "谢谢" in client.post(path, data={"rating": "up"}).text


def test_asking_goes_on_without_a_store(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    settings = Settings(workspace=ROOT, data_dir=tmp_path / "var")
    with TestClient(create_app(settings, FakeAssistant())) as client:
        answer = asked(client)
        assert answer["outcome"] == "answered"
        again = {"question": "再问", "conversation_id": answer["conversation_id"]}
        assert client.post("/api/v1/ask", json=again).status_code == 200
        assert client.post("/", data={"question": "问"}).status_code == 200
        response = client.get(f"/api/v1/answers/{answer['id']}")
        assert response.status_code == 503
        assert response.json()["code"] == "store_unavailable"
        assert client.get("/readyz").json()["store"] == "unavailable"
        assert "cewen_store_errors_total" in client.get("/metrics").text


def test_ids_are_random_and_lead_nobody_to_a_question(client: TestClient) -> None:
    first, again = asked(client), asked(client)
    assert first["id"] != again["id"]
    assert len(first["id"]) == len(first["conversation_id"]) == 16


@pytest.mark.parametrize("chosen", ["1", "test", "gone1234gone1234", "中文", "x" * 500])
def test_a_chosen_conversation_id_begins_a_new_conversation(
    client: TestClient, chosen: str
) -> None:
    body = {"question": "租算力", "conversation_id": chosen}
    first = client.post("/api/v1/ask", json=body).json()
    again = client.post("/api/v1/ask", json=body).json()
    assert len({chosen, first["conversation_id"], again["conversation_id"]}) == 3
    assert "前面的对话已不在" in first["notice"]
    known = {"question": "再问", "conversation_id": first["conversation_id"]}
    assert "notice" not in client.post("/api/v1/ask", json=known).json()


def test_ones_own_data_can_be_taken_along_and_deleted(client: TestClient) -> None:
    answer = asked(client)
    client.post("/api/v1/feedback", json={"answer_id": answer["id"], "rating": "up"})
    path = f"/api/v1/conversations/{answer['conversation_id']}"
    own = client.get(path).json()
    assert [a["id"] for a in own["answers"]] == [answer["id"]]
    assert [v["rating"] for v in own["feedback"]] == ["up"]
    assert client.delete(path).json()["deleted"] == 1
    assert client.get(f"/api/v1/answers/{answer['id']}").status_code == 404
    for told in (client.get(path), client.delete(path)):
        assert (told.status_code, told.json()["code"]) == (404, "conversation_not_found")


def test_one_row_that_cannot_be_read_leaves_the_conversation_readable(
    client: TestClient, settings: Settings
) -> None:
    first = asked(client)
    body = {"question": "再问", "conversation_id": first["conversation_id"]}
    second = client.post("/api/v1/ask", json=body).json()
    database = sqlite3.connect(settings.data_dir / "cewen.sqlite")
    database.execute("UPDATE answers SET body = '{}' WHERE id = ?", (first["id"],))
    database.commit()
    database.close()
    page = client.get(f"/?c={first['conversation_id']}")
    assert page.status_code == 200
    assert second["id"] in page.text
    for path in (f"/a/{first['id']}", f"/a/{first['id']}.xlsx", f"/api/v1/answers/{first['id']}"):
        assert client.get(path).status_code == 404
    assert "cewen_unreadable_rows_total 0.0" not in client.get("/metrics").text


def test_private_numbers_are_kept_nowhere(client: TestClient, settings: Settings) -> None:
    answer = asked(client, "电话13800138000，租算力能补多少")
    assert "电话＊＊＊" in answer["question"]
    said = [{"role": "user", "content": "身份证11010519491231002X，租算力"}]
    client.post("/v1/chat/completions", json={"messages": said})
    verdict = {"answer_id": answer["id"], "rating": "down", "comment": "打13800138000"}
    client.post("/api/v1/feedback", json=verdict)
    kept = b"".join(path.read_bytes() for path in settings.data_dir.iterdir())
    assert "租算力能补多少".encode() in kept
    assert b"13800138000" not in kept
    assert b"11010519491231002X" not in kept
