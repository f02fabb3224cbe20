import json

import pytest
from fastapi.testclient import TestClient
from openai import NotFoundError, OpenAI
from openai.types.chat import ChatCompletionMessageParam

from tests.fakes import FakeAssistant

CHAT = "/v1/chat/completions"


def body(*said: str, **more: object) -> dict:
    return {
        "model": "policy-qa",
        "messages": [{"role": "user", "content": s} for s in said],
        **more,
    }


def chunks(text: str) -> list[dict]:
    lines = [line for line in text.splitlines() if line]
    assert all(line.startswith("data: ") for line in lines)
    assert lines[-1] == "data: [DONE]"
    return [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


def test_models_are_listed_with_the_four_members_that_clients_require(client: TestClient) -> None:
    listed = client.get("/v1/models").json()
    assert listed["object"] == "list"
    assert [set(m) for m in listed["data"]] == [{"id", "object", "created", "owned_by"}] * 2


def test_a_completion_carries_citations_and_sources(client: TestClient) -> None:
    done = client.post(CHAT, json=body("租算力")).json()
    message = done["choices"][0]["message"]
    (annotation,) = message["annotations"]
    cited = annotation["url_citation"]
    assert message["content"][cited["start_index"] : cited["end_index"]] == "[1]"
    assert cited["url"] == "http://testserver/clauses/longgang-2025/2"
    assert "**依据**\n1. [深圳市龙岗区" in message["content"]
    assert done["policy"]["estimates"][0]["amount"] == "2400000.00"  # 8,000,000 × 0.30
    assert done["choices"][0]["finish_reason"] == "stop"


def test_offsets_count_code_points_beyond_the_basic_plane(client: TestClient) -> None:
    class Rare(FakeAssistant):
        def words(self, question: str) -> tuple[str, ...]:
            return ("𠮷先生最高可获支持",)

    client.app.state.services.opened = Rare()  # type: ignore[attr-defined]
    message = client.post(CHAT, json=body("租算力")).json()["choices"][0]["message"]
    cited = message["annotations"][0]["url_citation"]
    assert message["content"][cited["start_index"] : cited["end_index"]] == "[1]"


def test_the_stream_is_the_same_completion_in_unnamed_chunks(client: TestClient) -> None:
    whole = client.post(CHAT, json=body("租算力")).json()["choices"][0]["message"]
    options = {"stream": True, "stream_options": {"include_usage": True}}
    response = client.post(CHAT, json=body("租算力", **options))
    assert response.headers["content-type"].startswith("text/event-stream")
    got = chunks(response.text)
    assert got[0]["choices"][0]["delta"] == {"role": "assistant", "content": ""}
    text = "".join(c["choices"][0]["delta"].get("content", "") for c in got[:-1])
    assert text == whole["content"]
    last = got[-2]["choices"][0]
    assert last["finish_reason"] == "stop"
    assert last["delta"] == {"annotations": whole["annotations"]}
    assert got[-1]["choices"] == []
    assert got[-1]["usage"]["total_tokens"] > 0
    assert got[1]["search_results"][0]["url"].startswith("http")


def test_the_history_of_the_client_is_the_conversation(
    client: TestClient, fake: FakeAssistant
) -> None:
    messages = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "租算力"},
        {"role": "assistant", "content": "240万元"},
        {"role": "user", "content": "x" * 3000},
        {"role": "user", "content": [{"type": "text", "text": "福田呢"}]},
    ]
    client.post(CHAT, json={"model": "policy-qa", "messages": messages})
    assert fake.asked[-1].turns == ("租算力", "福田呢")


def test_the_brief_model_and_the_text_without_sources(client: TestClient) -> None:
    brief = client.post(CHAT, json={**body("租算力"), "model": "policy-qa-brief"}).json()
    assert "240万元" in brief["choices"][0]["message"]["content"]
    plain = client.post(CHAT, json=body("租算力", policy={"sources_in_text": False})).json()
    assert "依据" not in plain["choices"][0]["message"]["content"]


def test_a_refusal_is_a_completion_not_an_error(client: TestClient) -> None:
    response = client.post(CHAT, json=body("天气"))
    assert response.status_code == 200
    assert response.json()["policy"]["outcome"] == "refused"


def test_a_clients_chores_are_answered_shortly(client: TestClient, fake: FakeAssistant) -> None:
    done = client.post(CHAT, json=body("租算力", "### Task:\nGenerate a title")).json()
    assert done["choices"][0]["message"]["content"] == "政策问答"
    assert fake.asked == []


@pytest.mark.parametrize(
    ("changed", "status", "code", "param"),
    [
        ({"model": "gpt-x"}, 404, "model_not_found", "model"),
        ({"n": 2}, 400, "unsupported_parameter", "n"),
        (
            {"response_format": {"type": "json_object"}},
            400,
            "unsupported_parameter",
            "response_format",
        ),
        ({"messages": []}, 400, "invalid_request", "messages"),
        ({"messages": "x"}, 400, "invalid_request", "messages"),
        ({"messages": [{"role": "system", "content": "x"}]}, 400, "invalid_request", "messages"),
        ({"policy": {"as_of": "never"}}, 400, "invalid_request", None),
    ],
)
def test_what_is_not_supported_is_an_error_that_the_sdk_reads(
    client: TestClient, changed: dict, status: int, code: str, param: str | None
) -> None:
    response = client.post(CHAT, json={**body("租算力", stream=True), **changed})
    assert response.status_code == status
    error = response.json()["error"]
    assert (error["code"], error["param"]) == (code, param)
    assert error["message"]


@pytest.mark.parametrize("name", ["stream", "model", "policy", "stream_options", "n", "seed"])
def test_null_is_as_good_as_left_out(client: TestClient, name: str) -> None:
    usual = client.post(CHAT, json=body("租算力")).json()
    done = client.post(CHAT, json={**body("租算力"), name: None}).json()
    assert done["choices"] == usual["choices"]
    assert "ignored" not in done["policy"]


def test_what_is_ignored_is_said(client: TestClient) -> None:
    given = {"tools": [], "tool_choice": "none", "max_tokens": 5, "temperature": 0, "stop": None}
    done = client.post(CHAT, json=body("租算力", **given)).json()
    assert done["policy"]["ignored"] == ["max_tokens", "temperature", "tool_choice", "tools"]


def test_a_part_without_text_is_empty(client: TestClient) -> None:
    parts = [{"type": "text", "text": None}, {"type": "text", "text": "租算力"}]
    sent = {"messages": [{"role": "user", "content": parts}]}
    assert client.post(CHAT, json=sent).status_code == 200


def test_a_word_is_no_boolean(client: TestClient) -> None:
    told = client.post(CHAT, json=body("租算力", stream="yes"))
    assert (told.status_code, told.json()["error"]["param"]) == (400, "stream")


def test_a_model_is_told_by_its_name(client: TestClient) -> None:
    assert client.get("/v1/models/policy-qa-brief").json()["id"] == "policy-qa-brief"
    assert client.get("/v1/models/other").json()["code"] == "model_not_found"


def test_where_usage_is_asked_for_only_the_last_chunk_holds_it(client: TestClient) -> None:
    options = {"stream": True, "stream_options": {"include_usage": True}}
    *others, last = chunks(client.post(CHAT, json=body("租算力", **options)).text)
    assert all(chunk["usage"] is None for chunk in others)
    assert last["usage"]["total_tokens"] > 0


def test_the_official_client_can_use_it(client: TestClient) -> None:
    asking = OpenAI(base_url="http://testserver/v1", api_key="none", http_client=client)
    assert asking.models.retrieve("policy-qa").id == "policy-qa"
    said: list[ChatCompletionMessageParam] = [{"role": "user", "content": "租算力"}]
    whole = asking.chat.completions.create(
        model="policy-qa", messages=said, max_tokens=100, temperature=0
    )
    parts = asking.chat.completions.create(
        model="policy-qa", messages=said, stream=True, stream_options={"include_usage": True}
    )
    text = "".join(part.choices[0].delta.content or "" for part in parts if part.choices)
    assert text == whole.choices[0].message.content
    with pytest.raises(NotFoundError):
        asking.chat.completions.create(model="gpt", messages=said)
