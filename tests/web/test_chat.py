"""企业微信, 钉钉 and 飞书 on loopback, with their documented payloads, signatures and examples."""

from __future__ import annotations

import base64
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.chats.configured import adapters_of
from assistant.web.chats.contract import ChatError, Incoming, Told
from assistant.web.chats.feishu import Feishu
from assistant.web.chats.say import text_of
from assistant.web.chats.wecom import WeCom
from tests.fakes import ROOT, FakeAssistant
from tests.real_assistant import DAY, real, workspace
from tests.web.platforms import (
    FeishuServer,
    Loopback,
    WeComServer,
    dingtalk_headers,
    dingtalk_message,
    loopback,
)

QUESTION = "龙岗租800万算力能补多少？"
SECRET = "dingtalk-secret"
WECOM, FEISHU = WeComServer(), FeishuServer()


@pytest.fixture
def platform() -> Iterator[Loopback]:
    with loopback() as opened:
        opened.answers = {
            "/open-apis/auth/v3/tenant_access_token/internal": {
                "code": 0,
                "tenant_access_token": "t-1",
                "expire": 7200,
            },
            "/open-apis/im/v1/messages/om_1/reply": {"code": 0},
            "/open-apis/im/v1/messages/om_2/reply": {"code": 0},
            "/robot/sendBySession": {"errcode": 0, "errmsg": "ok"},
        }
        yield opened


@pytest.fixture
def configured(tmp_path: Path, platform: Loopback) -> Settings:
    return Settings(workspace=workspace(), data_dir=tmp_path / "var").model_copy(
        update={
            "wecom_corp": WECOM.corp,
            "wecom_token": WECOM.token,
            "wecom_aes_key": WECOM.aes_key,
            "dingtalk_secret": SECRET,
            "dingtalk_url": platform.url,
            "feishu_app": FEISHU.app,
            "feishu_secret": "app-secret",
            "feishu_token": FEISHU.token,
            "feishu_encrypt_key": FEISHU.encrypt_key,
            "feishu_url": platform.url,
        }
    )


@pytest.fixture
def client(configured: Settings) -> Iterator[TestClient]:
    app = create_app(configured, real(), today=lambda: DAY)
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def wecom(client: TestClient, text: str, message_id: str, user: str = "mycreate") -> str:
    query, body = WECOM.call(WECOM.message(text, message_id, user), time.time())
    sent = client.post("/chat/wecom", params=query, content=body)
    assert sent.status_code == 200
    return WECOM.told(sent.text) if sent.text else ""


def test_wecom_opens_the_documented_example() -> None:
    query = {
        "msg_signature": "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3",
        "timestamp": "1409659589",
        "nonce": "263014780",
        "echostr": "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4R"
        "Pcs8TgAE7OaBO+FZXvnaqQ==",
    }
    adapter = WeCom(WECOM.corp, WECOM.token, WECOM.aes_key)
    assert adapter.read(Incoming("GET", query, {}, b"", 1409659600.0)) == Told(
        "1616140317555161061"
    )
    with pytest.raises(ChatError, match="一小时"):
        adapter.read(Incoming("GET", query, {}, b"", 1409659589.0 + 3700))


def test_feishu_opens_the_documented_example() -> None:
    adapter = Feishu("app", "secret", "token", "test key", "https://open.feishu.cn")
    sealed = {"encrypt": "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}  # "hello world"
    with pytest.raises(ChatError, match="解不开") as caught:
        adapter.read(Incoming("POST", {}, {}, json.dumps(sealed).encode(), 0.0))
    assert "Expecting value" in str(caught.value.__cause__)  # it was opened, and is no JSON


def test_a_question_in_wecom_is_answered_in_the_response_and_goes_on(client: TestClient) -> None:
    first = wecom(client, QUESTION, "1")
    assert "240万元" in first
    assert "http://testserver/a/" in first
    assert "本回答由程序" in first
    assert len(first.encode()) <= 2048
    assert "150万元" in wecom(client, "改成500万呢", "2")
    assert "150万元" not in wecom(client, "改成500万呢", "3", user="another")


def test_a_message_is_answered_once(client: TestClient) -> None:
    assert wecom(client, QUESTION, "7")
    assert wecom(client, QUESTION, "7") == ""


def test_nothing_of_who_asks_is_kept_and_all_can_be_removed(
    client: TestClient, configured: Settings
) -> None:
    wecom(client, QUESTION, "1", user="zhangsan")
    path = configured.data_dir / "cewen.sqlite"
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM answers").fetchone() == (1,)
        kept = "".join(map(str, database.execute("SELECT * FROM answers").fetchall()))
    assert "zhangsan" not in kept
    assert wecom(client, "清除记录", "2", user="zhangsan") == "已清除您在这里的 1 条问答。"
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM answers").fetchone() == (0,)


@pytest.mark.parametrize(
    "change", ["signature", "body", "time", "corp", "doctype", "not xml", "no signature"]
)
def test_a_call_that_is_not_of_wecom_is_refused(client: TestClient, change: str) -> None:
    now = time.time() - (4000 if change == "time" else 0)
    message = WECOM.message(QUESTION, "1")
    query, body = WECOM.call(message, now, corp="wxother" if change == "corp" else "")
    if change == "signature":
        query["msg_signature"] = "0" * 40
    elif change == "no signature":
        del query["msg_signature"]
    elif change == "body":
        other = WECOM.sealed(message).encode()
        body = b"<xml><Encrypt>" + other + b"</Encrypt></xml>"
    elif change == "doctype":
        body = b'<!DOCTYPE x [<!ENTITY a "b">]>' + body
    elif change == "not xml":
        body = b"{}"
    sent = client.post("/chat/wecom", params=query, content=body)
    assert sent.status_code == {"corp": 403, "doctype": 400, "not xml": 400}.get(change, 401)


def test_pictures_are_told_to_be_unread(client: TestClient) -> None:
    query, body = WECOM.call(WECOM.message("", "1", kind="image"), time.time())
    sent = client.post("/chat/wecom", params=query, content=body)
    assert WECOM.told(sent.text) == "目前只能读文字，请把问题打成文字发来。"
    query, body = WECOM.call(WECOM.message("", "2", kind="event"), time.time())
    assert client.post("/chat/wecom", params=query, content=body).text == ""


def test_a_question_in_dingtalk_is_answered_at_its_session(
    client: TestClient, platform: Loopback
) -> None:
    session = f"{platform.url}/robot/sendBySession?session=abc"
    sent = client.post(
        "/chat/dingtalk",
        json=dingtalk_message(QUESTION, "m1", session),
        headers=dingtalk_headers(SECRET, time.time()),
    )
    assert sent.status_code == 200
    ((path, _, body),) = platform.got
    told = json.loads(body)
    assert path == "/robot/sendBySession?session=abc"
    assert told["msgtype"] == "text"
    assert "240万元" in told["text"]["content"]
    assert told["at"] == {"atUserIds": ["user123"]}


@pytest.mark.parametrize("change", ["sign", "time", "address", "list", "no json"])
def test_a_call_that_is_not_of_dingtalk_is_refused(
    client: TestClient, platform: Loopback, change: str
) -> None:
    headers = dingtalk_headers(SECRET, time.time() - (4000 if change == "time" else 0))
    session = "http://127.0.0.1:1/robot" if change == "address" else f"{platform.url}/robot"
    if change == "sign":
        headers["sign"] = base64.b64encode(b"0" * 32).decode()
    body = json.dumps(dingtalk_message(QUESTION, "m1", session))
    body = {"list": "[]", "no json": "{"}.get(change, body)
    sent = client.post("/chat/dingtalk", content=body, headers=headers)
    assert sent.status_code == {"sign": 401, "time": 401, "address": 403}.get(change, 400)
    assert platform.got == []


def test_the_trial_of_feishu_is_answered_with_its_challenge(client: TestClient) -> None:
    trial = {"challenge": "ajls384kdjx98XX", "token": FEISHU.token, "type": "url_verification"}
    _, body = FEISHU.call(trial, time.time())
    assert client.post("/chat/feishu", content=body).json() == {"challenge": "ajls384kdjx98XX"}
    _, body = FEISHU.call({**trial, "token": "other"}, time.time())
    assert client.post("/chat/feishu", content=body).status_code == 401


def test_a_question_in_feishu_is_answered_as_a_reply(
    client: TestClient, platform: Loopback
) -> None:
    for number, text in ((1, QUESTION), (2, "改成500万呢")):
        headers, body = FEISHU.call(FEISHU.message(text, f"om_{number}"), time.time())
        assert client.post("/chat/feishu", content=body, headers=headers).status_code == 200
    assert [path.rsplit("/", 2)[-2:] for path, *_ in platform.got] == [
        ["tenant_access_token", "internal"],
        ["om_1", "reply"],
        ["om_2", "reply"],
    ]
    assert json.loads(platform.got[0][2]) == {"app_id": FEISHU.app, "app_secret": "app-secret"}
    for (_, headers, body), amount in zip(platform.got[1:], ("240万元", "150万元"), strict=True):
        assert headers["authorization"] == "Bearer t-1"
        told = json.loads(body)
        assert told["msg_type"] == "text"
        assert amount in json.loads(told["content"])["text"]


def test_a_platform_that_is_busy_is_tried_again(
    client: TestClient, platform: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.web.running.outgoing.PAUSES", (0.0, 0.0))
    platform.statuses = [200, 503, 302]  # the token, then busy, then elsewhere: not followed
    headers, body = FEISHU.call(FEISHU.message(QUESTION, "om_1"), time.time())
    assert client.post("/chat/feishu", content=body, headers=headers).status_code == 200
    assert [path.rsplit("/", 1)[-1] for path, *_ in platform.got] == ["internal", "reply", "reply"]


@pytest.mark.parametrize("change", ["signature", "body", "time", "token", "app", "sender"])
def test_a_call_that_is_not_of_feishu_is_refused(
    client: TestClient, platform: Loopback, change: str
) -> None:
    event = FEISHU.message(QUESTION, "om_1")
    if change == "token":
        event["header"]["token"] = "x"
    elif change == "app":
        event["header"]["app_id"] = "cli_other"
    elif change == "sender":
        event["event"]["sender"]["sender_type"] = "app"  # ourselves, or another robot
    headers, body = FEISHU.call(event, time.time() - (4000 if change == "time" else 0))
    if change == "signature":
        headers["X-Lark-Signature"] = "0" * 64
    elif change == "body":
        _, body = FEISHU.call(event, time.time())
    sent = client.post("/chat/feishu", content=body, headers=headers)
    assert sent.status_code == {"app": 403, "sender": 200}.get(change, 401)
    assert platform.got == []


def test_the_off_switch_is_told_in_the_chat(client: TestClient, configured: Settings) -> None:
    from assistant.web.gate.switch import State, Switch

    Switch(configured.data_dir).set(State(True, "系统维护"))
    assert "系统维护" in wecom(client, QUESTION, "1")


def test_nothing_is_there_unless_configured(tmp_path: Path) -> None:
    bare = Settings(workspace=ROOT, data_dir=tmp_path)
    assert adapters_of(bare) == {}
    with TestClient(create_app(bare, FakeAssistant())) as client:
        for name in ("wecom", "dingtalk", "feishu"):
            assert client.post(f"/chat/{name}", content=b"{}").status_code == 404


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"wecom_corp": "a", "wecom_token": "b"}, "CEWEN_WECOM_AES_KEY"),
        ({"wecom_corp": "a", "wecom_token": "b", "wecom_aes_key": "c" * 42}, "43 位"),
        ({"feishu_app": "a"}, "CEWEN_FEISHU_SECRET、CEWEN_FEISHU_TOKEN"),
        ({"dingtalk_secret": "a", "dingtalk_url": "oapi"}, "CEWEN_DINGTALK_URL"),
    ],
)
def test_settings_that_do_not_suffice_are_told(
    tmp_path: Path, values: dict[str, str], said: str
) -> None:
    bare = Settings(workspace=ROOT, data_dir=tmp_path)
    with pytest.raises(SettingsError, match=said):
        adapters_of(bare.model_copy(update=values))


@pytest.mark.parametrize("most", [400, 700, 2048, 20_000])
def test_the_text_fits_and_keeps_label_and_address(client: TestClient, most: int) -> None:
    answer = client.post("/api/v1/ask", json={"question": "各区的算力补贴怎么规定"}).json()
    text = text_of(answer, "http://testserver/a/x", most)
    assert len(text.encode()) <= most
    assert text.endswith("\n全文：http://testserver/a/x")
    assert answer["label"] in text
    assert "**" not in text
    assert ("其余见全文" in text) == (most < 2000)
