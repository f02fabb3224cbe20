"""Companies kept by a key: forms and API, what the server knows of them, when they go."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.gate.problems import Problem
from assistant.web.memory.database import FILE
from assistant.web.memory.store import Store
from assistant.web.pages.kept_company import forget_company, keep_company, kept_company
from tests.fakes import ROOT, FakeAssistant
from tests.web.test_company import FULL

LINK = urlencode([pair for pair in FULL if pair[0] != "as_of"])
PROFILE = {
    "district": "龙岗区",
    "name": "甲公司",
    "facts": {"is_startup": True},
    "matters": {
        "compute-rent": {"compute_fee_yuan": "800万", "compute_use": "training"},
        "standards": {"standards": [{"value": "2", "kind": "国家"}, {"value": 1, "kind": "国际"}]},
    },
}


def key_in(html: str) -> str:
    found = re.search(r'<textarea id="key"[^>]*>(qy_[^<]+)<', html)
    assert found is not None
    return found[1]


def test_by_forms_a_company_is_kept_opened_changed_and_deleted(client: TestClient) -> None:
    html = client.get(f"/company?{urlencode(FULL)}").text
    link = re.search(r'name="link" value="([^"]*)"', html)
    assert link is not None
    kept = client.post("/company/keep", data={"link": unescape(link[1])})
    key = key_in(kept.text)
    assert kept.headers["cache-control"] == "no-store"
    assert key not in html

    opened = client.post("/company/open", data={"key": f" {key} "}, follow_redirects=False)
    assert opened.status_code == 303
    assert key not in opened.headers["location"]
    sheet = client.get(opened.headers["location"]).text
    assert "240万元" in sheet

    changed = unescape(link[1]).replace("800", "900")
    again = client.post("/company/keep", data={"link": changed, "key": key})
    assert 'id="key"' not in again.text
    assert "已被替换" in again.text
    assert "270万元" in client.post("/company/open", data={"key": key}).text

    assert "已删除" in client.post("/company/forget", data={"key": key}).text
    for gone in ("open", "forget"):
        page = client.post(f"/company/{gone}", data={"key": key})
        assert page.status_code == 404
        assert "没有存着企业" in page.text


@pytest.mark.parametrize("key", ["", "qy_x", "qy_" + "a" * 43, "x" * 99])
def test_a_key_that_keeps_nothing_is_told_and_makes_nothing(client: TestClient, key: str) -> None:
    for method in ("GET", "DELETE"):
        done = client.request(method, "/api/v1/company", headers={"X-Company-Key": key})
        assert done.status_code == 404
        assert done.json()["code"] == "company_not_found"
    if key:
        done = client.post(
            "/api/v1/company", json={"profile": PROFILE}, headers={"X-Company-Key": key}
        )
        assert done.status_code == 404


def test_the_api_gives_back_a_profile_that_matches_alike(client: TestClient) -> None:
    made = client.post("/api/v1/company", json={"profile": PROFILE})
    assert made.status_code == 200
    head = {"X-Company-Key": made.json()["key"]}
    told = client.get("/api/v1/company", headers=head)
    assert told.headers["cache-control"] == "no-store"
    assert "key" not in told.json()
    assert told.json()["say"] == "我们是龙岗区的企业，初创企业。"
    found = told.json()["profile"]
    assert (found["name"], found["district"]) == ("甲公司", "龙岗区")
    matches = [
        client.post("/api/v1/match", json={"profile": profile}).json()["matches"]
        for profile in (PROFILE, found)
    ]
    assert matches[0] == matches[1]

    moved = client.post(
        "/api/v1/company", json={"profile": {**PROFILE, "district": "罗湖区"}}, headers=head
    )
    assert moved.json()["key"] == head["X-Company-Key"]
    assert client.get("/api/v1/company", headers=head).json()["profile"]["district"] == "罗湖区"
    assert client.delete("/api/v1/company", headers=head).json() == {"deleted": True}
    assert client.get("/api/v1/company", headers=head).status_code == 404


@pytest.mark.parametrize(
    "profile", [{}, {"district": "火星"}, {"district": "龙岗区", "facts": {"nothing": "1"}}]
)
def test_a_company_that_cannot_be_read_is_not_kept(
    client: TestClient, profile: dict[str, object]
) -> None:
    assert client.post("/api/v1/company", json={"profile": profile}).status_code == 400


def test_the_database_tells_nothing_of_the_company(client: TestClient, settings: Settings) -> None:
    # Long enough to stand in no ciphertext by accident, as 800 once did.
    matters = {"compute-rent": {"compute_fee_yuan": "8007163.25"}}
    profile = PROFILE | {"matters": matters}
    key = client.post("/api/v1/company", json={"profile": profile}).json()["key"]
    with sqlite3.connect(settings.data_dir / FILE) as database:
        rows = database.execute("SELECT * FROM companies").fetchall()
    assert len(rows) == 1
    for word in ("龙岗", "%E9%BE%99", "compute", "8007163", key, key.removeprefix("qy_")):
        assert word not in repr(rows)


def test_what_is_kept_goes_by_its_age(settings: Settings) -> None:
    store = Store(settings.data_dir, days=30, limit=10)
    key, kept = keep_company(store, LINK)
    other, _ = keep_company(store, "district=x")
    assert kept_company(store, key) == kept
    assert kept.until == (datetime.now(UTC) + timedelta(days=30, hours=8)).date().isoformat()
    old = (datetime.now(UTC) - timedelta(days=31)).isoformat()
    with sqlite3.connect(settings.data_dir / FILE) as database:
        database.execute("UPDATE companies SET created_at = ? WHERE body != ''", (old,))
    for gone in (kept_company, forget_company):
        with pytest.raises(Problem):
            gone(store, key)
    fresh, _ = keep_company(store, LINK)
    store.prune()
    with sqlite3.connect(settings.data_dir / FILE) as database:
        assert database.execute("SELECT count(*) FROM companies").fetchone() == (1,)
    assert kept_company(store, fresh).link == LINK
    assert other != key != fresh
    store.close()


def test_another_key_opens_nothing(settings: Settings) -> None:
    store = Store(settings.data_dir, days=30, limit=10)
    first, _ = keep_company(store, LINK)
    second, _ = keep_company(store, "district=x")
    with sqlite3.connect(settings.data_dir / FILE) as database:
        bodies = [row[0] for row in database.execute("SELECT body FROM companies ORDER BY id")]
        ids = [row[0] for row in database.execute("SELECT id FROM companies ORDER BY id")]
        for name, body in zip(ids, reversed(bodies), strict=True):
            database.execute("UPDATE companies SET body = ? WHERE id = ?", (body, name))
    for key in (first, second):
        with pytest.raises(Problem):
            kept_company(store, key)
    store.close()


def test_programs_need_a_key_of_the_service_where_one_is_needed(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path / "var", keys=("ask",))
    app = create_app(settings, FakeAssistant())
    with TestClient(app, raise_server_exceptions=False) as client:
        done = client.post("/api/v1/company", json={"profile": PROFILE})
        assert done.status_code == 401
