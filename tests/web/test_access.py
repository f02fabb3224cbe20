"""Keys for programs, the switch of the service, and what everybody is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sql
from fastapi.testclient import TestClient

from assistant.cli import main
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.gate import keys
from assistant.web.gate.keys import add_key, all_keys
from assistant.web.gate.switch import State, Switch
from assistant.web.memory.schema import KEYS
from assistant.web.memory.store import Store
from tests.fakes import ROOT, FakeAssistant
from tests.web.databases import postgresql

ASK = {"question": "龙岗租800万算力能补多少？"}
CHAT = {"messages": [{"role": "user", "content": "龙岗租800万算力能补多少？"}]}
Open = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    def make(*needed: str) -> TestClient:
        settings = Settings(workspace=ROOT, data_dir=tmp_path / "var", keys=needed)
        return TestClient(create_app(settings, FakeAssistant()), raise_server_exceptions=False)

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    server = postgresql() if request.param == "postgresql" else nullcontext("")
    with server as url:
        made = Store(tmp_path / "var", days=30, limit=100, url=url)
        yield made
        made.close()


def kept(tmp_path: Path) -> Store:
    return Store(tmp_path / "var", days=30, limit=100)


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_without_the_setting_nobody_needs_a_key(opened: Open) -> None:
    with opened() as client:
        for headers in ({}, bearer("anything that a client sends")):
            assert client.post("/api/v1/ask", json=ASK, headers=headers).status_code == 200
            assert client.get("/metrics", headers=headers).status_code == 200


def test_a_key_opens_what_it_is_for_and_nothing_else(opened: Open, tmp_path: Path) -> None:
    _, secret = add_key(kept(tmp_path), "门户", ["ask"], 0)
    with opened("ask", "read", "admin") as client:
        for headers in ({}, bearer("x"), bearer(secret + "x"), bearer("cw_00000000_" + "A" * 43)):
            refused = client.post("/api/v1/ask", json=ASK, headers=headers)
            assert (refused.status_code, refused.json()["code"]) == (401, "key_invalid")
            assert refused.headers["www-authenticate"] == "Bearer"
        assert client.post("/api/v1/ask", json=ASK, headers=bearer(secret)).status_code == 200
        assert client.post("/v1/chat/completions", json=CHAT).status_code == 401
        told = client.post("/v1/chat/completions", json=CHAT, headers=bearer(secret))
        assert told.status_code == 200
        assert client.get("/v1/models", headers={"x-api-key": secret}).status_code == 200
        assert client.post("/mcp", json={}).status_code == 401
        for path in ("/metrics", "/api/v1/policies"):
            assert client.get(path).status_code == 401
            assert client.get(path, headers=bearer(secret)).status_code == 403
        assert client.get("/healthz").status_code == 200
        assert client.get("/policies").status_code == 200


def test_our_own_page_needs_no_key_but_never_turns_the_switch(opened: Open) -> None:
    with opened("ask", "read", "admin") as client:
        own = {"sec-fetch-site": "same-origin"}
        assert client.post("/api/v1/ask", json=ASK, headers=own).status_code == 200
        assert client.get("/metrics", headers=own).status_code == 401
        assert client.post("/api/v1/service", json={"off": True}, headers=own).status_code == 401


def test_a_key_has_so_many_requests_a_day(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, secret = add_key(kept(tmp_path), "门户", ["ask"], 2)
    late = datetime(2026, 11, 26, 15, 59, 30, tzinfo=UTC)
    monkeypatch.setattr(keys, "_now", lambda: late)
    with opened("ask") as client:

        def ask() -> int:
            return client.post("/api/v1/ask", json=ASK, headers=bearer(secret)).status_code

        assert [ask(), ask(), ask()] == [200, 200, 429]
        refused = client.post("/api/v1/ask", json=ASK, headers=bearer(secret))
        assert refused.headers["retry-after"] == "30"
        assert refused.json()["code"] == "quota_exceeded"
        monkeypatch.setattr(keys, "_now", lambda: late.replace(hour=16, minute=0, second=0))
        assert ask() == 200


def test_two_processes_count_together(tmp_path: Path) -> None:
    one, other = kept(tmp_path), kept(tmp_path)
    _, secret = add_key(one, "门户", ["ask"], 0)
    for store in (one, other, one):
        keys.use_key(store, secret, "ask")
    assert [key.used_today for key in all_keys(other)] == [3]


def test_keys_on_both_databases_and_only_their_hashes_are_kept(store: Store) -> None:
    key, secret = add_key(store, "门户", ["admin", "ask"], 5)
    assert key.scopes == ("ask", "admin")
    keys.use_key(store, secret, "admin")
    keys.use_key(store, secret, "ask")
    found = next(one for one in all_keys(store) if one.id == key.id)
    assert (found.name, found.per_day, found.used_today) == ("门户", 5, 2)
    rows = store.change(lambda c: c.execute(sql.select(KEYS)).all())
    assert secret not in str(rows)
    assert secret.removeprefix(f"cw_{key.id}_") not in str(rows)
    assert keys.remove_key(store, key.id)
    assert not keys.remove_key(store, key.id)
    with pytest.raises(keys.Problem):
        keys.use_key(store, secret, "ask")


def test_keys_are_given_out_and_taken_back_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CEWEN_WORKSPACE", str(ROOT))
    monkeypatch.setenv("CEWEN_DATA_DIR", str(tmp_path / "var"))
    assert main(["keys", "add", "门户", "--scope", "read", "--per-day", "10"]) == 0
    secret = capsys.readouterr().out.strip()
    keys.use_key(kept(tmp_path), secret, "read")
    assert main(["keys", "--json"]) == 0
    (listed,) = json.loads(capsys.readouterr().out)["keys"]
    assert (listed["name"], listed["used_today"], listed["per_day"]) == ("门户", 1, 10)
    assert main(["keys"]) == 0
    assert "今天用了 1 次" in capsys.readouterr().out
    assert main(["keys", "add", "门户", "--scope", "all"]) == 1
    assert main(["keys", "add"]) == 1
    assert main(["keys", "remove", listed["id"]]) == 0
    assert main(["keys", "remove", listed["id"]]) == 1


def test_an_unknown_scope_in_the_setting_is_refused() -> None:
    with pytest.raises(SettingsError, match="everything"):
        keys.scopes_of(["everything"])


def test_switched_off_nothing_is_answered_and_everybody_is_told(
    opened: Open, tmp_path: Path
) -> None:
    switch = Switch(tmp_path / "var")
    with opened() as client:
        assert client.get("/api/v1/service").json() == {"off": False, "notice": ""}
        switch.set(State(True, "系统维护，<b>明早</b>恢复"))
        estimate = {"rule_id": "longgang-2025#2:compute-service", "facts": {}}
        for path, body in (
            ("/api/v1/ask", ASK),
            ("/v1/chat/completions", CHAT),
            ("/mcp", {}),
            ("/api/v1/estimate", estimate),
            ("/api/v1/match", {"profile": {}}),
        ):
            refused = client.post(path, json=body)
            assert (refused.status_code, refused.json()["code"]) == (503, "switched_off"), path
            assert refused.headers["retry-after"]
        page = {"accept": "text/html"}
        for refused in (
            client.post("/", data=ASK, headers=page),
            client.get("/", params={"q": "龙岗"}, headers=page),
            client.get("/calculate", headers=page),
        ):
            assert refused.status_code == 503
            assert "明早" in refused.text
        for path in ("/", "/policies", "/clauses/longgang-2025/2"):
            shown = client.get(path, headers=page)
            assert shown.status_code == 200
            assert "系统维护，&lt;b&gt;明早" in shown.text
        assert client.get("/api/v1/suggestions").json()["notice"].startswith("系统维护")
        assert client.get("/readyz").json()["off"] is True
        switch.set(State(False, "周五起改用新网址"))
        assert client.post("/api/v1/ask", json=ASK).status_code == 200
        assert "周五起改用新网址" in client.get("/").text
        assert "改用新網址" in client.get("/?lang=hant").text
        switch.set(State())
        assert '<p class="notice"' not in client.get("/").text


def test_the_switch_is_turned_with_an_admin_key(opened: Open, tmp_path: Path) -> None:
    _, plain = add_key(kept(tmp_path), "门户", ["ask"], 0)
    _, secret = add_key(kept(tmp_path), "管理员", ["admin"], 0)
    with opened() as client:
        body = {"off": True, "notice": "维护"}
        assert client.post("/api/v1/service", json=body).status_code == 401
        refused = client.post("/api/v1/service", json=body, headers=bearer(plain))
        assert refused.status_code == 403
        turned = client.post("/api/v1/service", json=body, headers=bearer(secret))
        assert turned.json() == {"off": True, "notice": "维护"}
        assert client.post("/api/v1/ask", json=ASK).status_code == 503


def test_the_switch_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CEWEN_WORKSPACE", str(ROOT))
    monkeypatch.setenv("CEWEN_DATA_DIR", str(tmp_path / "var"))
    switch = Switch(tmp_path / "var")
    assert main(["service", "off", "--notice", "维护"]) == 0
    assert switch.state == State(True, "维护")
    assert main(["service", "on"]) == 0
    assert switch.state == State(False, "维护")
    assert main(["service", "--notice", ""]) == 0
    assert switch.state == State()
    assert main(["service", "stop"]) == 1
    capsys.readouterr()
    assert main(["service", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"off": False, "notice": ""}


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"off": 1}', "\x00", "[" * 100_000])
def test_a_damaged_switch_leaves_the_service_on(tmp_path: Path, content: str) -> None:
    (tmp_path / "service.json").write_text(content)
    assert Switch(tmp_path).state == State()


def test_a_conversation_that_is_gone_is_said_on_the_page(opened: Open) -> None:
    with opened() as client:
        page = client.post("/", data={**ASK, "conversation_id": "A" * 16}).text
        assert "前面的对话已不在" in page
        assert "前面的对话已不在" not in client.post("/", data=ASK).text
