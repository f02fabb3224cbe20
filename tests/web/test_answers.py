from pathlib import Path

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
