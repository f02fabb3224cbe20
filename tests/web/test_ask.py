import json

import pytest
from fastapi.testclient import TestClient

from assistant.dialogue.conversation import MAX_TURNS
from tests.fakes import QUOTE, FakeAssistant

ASK = "/api/v1/ask"
QUESTION = {"question": "我们在龙岗租了800万算力，能补多少？", "as_of": "2025-06-01"}


def events(text: str) -> list[tuple[str, dict]]:
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_ask_returns_the_answer_of_the_contract(client: TestClient) -> None:
    answer = client.post(ASK, json=QUESTION).json()
    assert answer["outcome"] == "answered"
    assert answer["estimates"][0]["amount"] == "2400000.00"  # 8,000,000 × 0.30
    assert answer["estimates"][0]["facts"] == {"compute_fee_yuan": "8000000"}
    assert answer["citations"][0]["quote"] == QUOTE
    assert answer["as_of"] == "2025-06-01"


def test_ask_streams_the_events_in_order_and_the_same_answer(client: TestClient) -> None:
    response = client.post(ASK, json=QUESTION, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    assert "no-transform" in response.headers["cache-control"]
    assert response.headers["x-accel-buffering"] == "no"
    got = events(response.text)
    assert [name for name, _ in got] == ["found", "estimated", "said", "said", "done"]
    answer = got[-1][1]["answer"]
    assert [payload["sentence"] for name, payload in got if name == "said"] == answer["sentences"]
    plain = client.post(ASK, json=QUESTION).json()
    for one in (answer, plain):
        del one["id"], one["conversation_id"]
    assert answer == plain


def test_a_follow_up_replays_the_turns_of_its_conversation(
    client: TestClient, fake: FakeAssistant
) -> None:
    first = client.post(ASK, json=QUESTION).json()
    again = {"question": "换成2000万呢？", "conversation_id": first["conversation_id"]}
    client.post(ASK, json=again, headers={"accept": "text/event-stream"})
    client.post(ASK, json={**again, "question": "福田呢？"})
    assert fake.asked[-1].turns == (QUESTION["question"], "换成2000万呢？", "福田呢？")


@pytest.mark.parametrize(
    ("at", "heard"),
    [(0, ("改过",)), (1, ("一", "改过")), (2, ("一", "二", "改过"))],
)
def test_a_question_asked_again_takes_the_place_of_an_earlier_one(
    client: TestClient, fake: FakeAssistant, at: int, heard: tuple[str, ...]
) -> None:
    told: list[dict] = []
    for question in ("一", "二", "三"):
        known = told[0]["conversation_id"] if told else None
        told.append(client.post(ASK, json={"question": question, "conversation_id": known}).json())
    name = told[0]["conversation_id"]
    body = {"question": "改过", "conversation_id": name, "replaces": told[at]["id"]}
    again = client.post(ASK, json=body).json()
    assert fake.asked[-1].turns == heard
    assert again["conversation_id"] == name
    kept = client.get(f"/api/v1/conversations/{name}").json()["answers"]
    assert [one["question"] for one in kept] == list(heard)
    assert client.get(f"/api/v1/answers/{told[2]['id']}").status_code == 200  # links go on working
    assert client.delete(f"/api/v1/conversations/{name}").json()["deleted"] == 4
    assert client.get(f"/api/v1/answers/{told[2]['id']}").status_code == 404


def test_an_answer_of_another_conversation_is_not_replaced(
    client: TestClient, fake: FakeAssistant
) -> None:
    mine = client.post(ASK, json={"question": "一"}).json()
    other = client.post(ASK, json={"question": "别人的"}).json()
    body = {"question": "二", "conversation_id": mine["conversation_id"], "replaces": other["id"]}
    client.post(ASK, json=body)
    assert fake.asked[-1].turns == ("一", "二")
    name = other["conversation_id"]
    assert len(client.get(f"/api/v1/conversations/{name}").json()["answers"]) == 1


def test_what_was_kept_after_the_answer_last_seen_does_not_count(
    client: TestClient, fake: FakeAssistant
) -> None:
    """A stream that was stopped late may be kept: its reader saw nothing of it."""
    first = client.post(ASK, json={"question": "一"}).json()
    known = {"conversation_id": first["conversation_id"]}
    stopped = client.post(ASK, json={**known, "question": "停了的", "after": first["id"]}).json()
    next_ = client.post(ASK, json={**known, "question": "二", "after": first["id"]}).json()
    assert fake.asked[-1].turns == ("一", "二")
    # It is kept only after the next one was.
    late = client.post(ASK, json={**known, "question": "停了的", "after": next_["id"]}).json()
    client.post(ASK, json={**known, "question": "三", "after": next_["id"]})
    assert fake.asked[-1].turns == ("一", "二", "三")
    told = client.get(f"/api/v1/conversations/{first['conversation_id']}").json()["answers"]
    assert [one["question"] for one in told] == ["一", "二", "三"]
    assert client.get(f"/api/v1/answers/{stopped['id']}").status_code == 200  # links go on working
    for one in (
        stopped,
        late,
    ):  # nobody else's answer, and none that there is not, changes anything
        other = client.post(ASK, json={"question": "别人", "after": one["id"]}).json()
        assert other["conversation_id"] != first["conversation_id"]


def test_what_was_replaced_by_an_answer_that_was_stopped_comes_back(
    client: TestClient, fake: FakeAssistant
) -> None:
    first = client.post(ASK, json={"question": "一"}).json()
    known = {"conversation_id": first["conversation_id"]}
    second = client.post(ASK, json={**known, "question": "二", "after": first["id"]}).json()
    client.post(ASK, json={**known, "question": "停了的", "replaces": first["id"]})
    client.post(ASK, json={**known, "question": "三", "after": second["id"]})
    assert fake.asked[-1].turns == ("一", "二", "三")
    told = client.get(f"/api/v1/conversations/{first['conversation_id']}").json()["answers"]
    assert [one["question"] for one in told] == ["一", "二", "三"]


def test_a_stopped_answer_is_left_out_of_a_conversation_longer_than_is_remembered(
    client: TestClient, fake: FakeAssistant
) -> None:
    seen = client.post(ASK, json={"question": "0"}).json()
    name = seen["conversation_id"]
    for n in range(1, MAX_TURNS + 4):
        body = {"question": f"{n}", "conversation_id": name, "after": seen["id"]}
        seen = client.post(ASK, json=body).json()
    client.post(ASK, json={**body, "question": "停了的", "after": seen["id"]})
    client.post(ASK, json={**body, "question": "完", "after": seen["id"]})
    assert fake.asked[-1].turns == (*(f"{n}" for n in range(5, MAX_TURNS + 4)), "完")
    assert client.delete(f"/api/v1/conversations/{name}").json()["deleted"] == MAX_TURNS + 6


def test_no_id_looks_like_an_option(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(["-h1234567890abcd", "--34567890abcdef", *"ABCDEFGH"])
    monkeypatch.setattr("assistant.web.api.asking.secrets.token_urlsafe", lambda _: next(made))
    answer = client.post(ASK, json=QUESTION).json()
    assert {answer["conversation_id"], answer["id"]} == {"A", "B"}


def test_conversations_do_not_mix(client: TestClient, fake: FakeAssistant) -> None:
    client.post(ASK, json={**QUESTION, "conversation_id": "one"})
    client.post(ASK, json={**QUESTION, "conversation_id": "two"})
    assert fake.asked[-1].turns == (QUESTION["question"],)


def test_without_a_date_today_counts(client: TestClient) -> None:
    assert client.post(ASK, json={"question": "问"}).json()["as_of"] == "2025-06-01"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"question": ""}, "空"),
        ({"question": " \u0000\u200b\n "}, "空"),
        ({"question": "长" * 5000}, "太长"),
        ({"question": "问", "as_of": "2025-02-30"}, "2025-02-30"),
        ({"question": "问", "as_of": "明天"}, "日期"),
        ({"question": 7}, "question"),
        ({}, "question"),
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_bad_input_is_a_problem_in_chinese(
    client: TestClient, body: dict, word: str, accept: str
) -> None:
    response = client.post(ASK, json=body, headers={"accept": accept})
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert word in problem["detail"]
    assert problem["request_id"] == response.headers["x-request-id"]
    assert problem["error"]["type"] == "invalid_request_error"


def test_broken_json_is_a_problem(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = client.post(ASK, content="{", headers=headers)
    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    response = client.post(ASK, json={"question": "长" * 40_000})
    assert response.status_code == 413
    assert response.json()["code"] == "body_too_large"


def test_control_characters_are_left_out(client: TestClient, fake: FakeAssistant) -> None:
    client.post(ASK, json={"question": "龙\u0000岗\u0007算力"})
    assert fake.asked[-1].question == "龙岗算力"


def test_an_unforeseen_error_shows_no_trace(client: TestClient) -> None:
    response = client.post(ASK, json={"question": "坏在开头"})
    assert response.status_code == 500
    assert response.json()["code"] == "internal_error"
    assert "secret" not in response.text
    assert "Traceback" not in response.text


def test_an_error_before_the_first_event_is_a_status(client: TestClient) -> None:
    headers = {"accept": "text/event-stream"}
    assert client.post(ASK, json={"question": "坏在开头"}, headers=headers).status_code == 500


def test_an_error_on_the_way_is_an_error_event(client: TestClient) -> None:
    headers = {"accept": "text/event-stream"}
    response = client.post(ASK, json={"question": "坏在中途"}, headers=headers)
    got = events(response.text)
    assert [name for name, _ in got] == ["found", "error"]
    assert got[-1][1]["code"] == "internal_error"
    assert "secret" not in response.text


def test_the_callers_request_id_is_kept_if_it_is_fit(client: TestClient) -> None:
    ok = client.post(ASK, json=QUESTION, headers={"x-request-id": "abc-1"})
    assert ok.headers["x-request-id"] == "abc-1"
    bad = client.post(ASK, json=QUESTION, headers={"x-request-id": "a b\t<script>"})
    assert bad.headers["x-request-id"].startswith("req_")


def test_openapi_describes_the_answer(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    ok = described["paths"]["/api/v1/ask"]["post"]["responses"]["200"]
    assert ok["content"]["application/json"]["schema"]["$ref"].endswith("/DrawnAnswer")
    members = described["components"]["schemas"]["DrawnAnswer"]["properties"]
    assert {"sentences", "citations", "estimates", "figures", "actions", "receipt"} <= set(members)
    roles = described["components"]["schemas"]["Role"]["enum"]
    assert {"lead", "sum", "step", "quote", "source", "reading", "unused", "warning"} == set(roles)
