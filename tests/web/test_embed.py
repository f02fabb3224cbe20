"""The widget's routes, who may use them, and what its script weighs and can run on."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright._impl._driver import compute_driver_executable

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.drawing.labels import labels
from assistant.web.widget.bundle import BUILT, LABELS, SOURCES, script, sources_digest
from assistant.web.widget.sites import Sites
from tests.fakes import ROOT, FakeAssistant

PORTAL = "https://portal.example.gov.cn"
SITES = (f"park={PORTAL}", "park=https://www.example.gov.cn:8443", "other=http://other.test")
QUESTION = {"question": "我们在龙岗租了800万算力，能补多少？"}
ASK = "/api/v1/ask"
LIMITS = {"br": 15_000, "gzip": 16_000}
"""Bytes: what a browser fetches over https, and over http, where none takes br; in every state."""
PARTS = tuple(
    f"{name}.js" for name in ("v1", "frame", "remote", "aloud", "hant", "open", "more", "full")
)
OPENED = {
    "closed": ("v1.js",),
    "opened": ("v1.js", "open.js"),
    "opened, filling the window": ("v1.js", "open.js", "full.js"),
    "opened in a frame, inside": ("v1.js", "open.js", "frame.js"),
    "opened in a frame, outside": ("v1.js", "remote.js"),
}
"""What a browser has fetched before and after an answer; more.js comes with a fold."""


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, sites=SITES)
    app = create_app(settings, FakeAssistant(), today=lambda: date(2025, 6, 1))
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize("state", OPENED)
@pytest.mark.parametrize("coding", LIMITS)
def test_the_widget_is_light(
    client: TestClient, state: str, coding: str, capsys: pytest.CaptureFixture[str]
) -> None:
    weight = 0
    for name in OPENED[state]:
        with client.stream("GET", f"/embed/{name}", headers={"accept-encoding": coding}) as sent:
            raw = b"".join(sent.iter_raw())
        assert sent.headers["content-encoding"] == coding
        assert int(sent.headers["content-length"]) == len(raw)
        weight += len(raw)
    with capsys.disabled():
        print(f"\nwidget, {state}, {coding}: {weight} bytes")
    assert weight <= LIMITS[coding]


@pytest.mark.parametrize("name", PARTS)
def test_what_is_sent_squeezed_is_the_script(name: str) -> None:
    made = script(name)
    assert gzip.decompress(made.squeezed["gzip"]).decode() == made.text
    node, _ = compute_driver_executable()
    undo = (
        "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(0)))"
    )
    done = subprocess.run(
        [node, "-e", undo], input=made.squeezed["br"], capture_output=True, check=True
    )
    assert done.stdout.decode() == made.text


@pytest.mark.parametrize("name", PARTS)
def test_the_script_is_es2020_as_chromium_90_reads_it(name: str) -> None:
    node, _ = compute_driver_executable()
    parse = """const acorn = require('internal/deps/acorn/acorn/dist/acorn');
        let text = ''; process.stdin.on('data', part => { text += part; });
        process.stdin.on('end', () =>
          acorn.parse(text, {ecmaVersion: 2020, sourceType: 'module'}));"""
    done = subprocess.run(
        [node, "--expose-internals", "-e", parse],
        input=script(name).text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", PARTS)
def test_the_script_uses_nothing_that_a_strict_page_or_plain_http_forbids(name: str) -> None:
    banned = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc"
    banned += r"|navigator\.clipboard|randomUUID|crypto\.subtle|document\.cookie|replaceAll|\.at\("
    assert re.findall(banned, script(name).text) == []
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)[\w.]+", script(name).text) == []


def test_the_built_scripts_are_those_of_the_sources() -> None:
    kept = (BUILT / "sources.sha256").read_text(encoding="ascii").strip()
    assert kept == sources_digest(), "the sources are newer: run npm run widget"


def test_the_widget_has_the_closed_words_of_the_contract() -> None:
    kept = json.loads((SOURCES / "labels.json").read_text(encoding="utf-8"))
    assert kept == {table: words for table, words in labels().items() if table in LABELS}


def test_the_lasting_and_the_exact_name_give_the_same_script(client: TestClient) -> None:
    newest = client.get("/embed/v1.js")
    made = script("v1.js")
    exact = client.get(f"/embed/v1.{made.digest}.js")
    assert newest.text == exact.text
    assert newest.headers["content-type"].startswith("text/javascript")
    assert newest.headers["cache-control"] == "public, max-age=300"
    assert "immutable" in exact.headers["cache-control"]
    for sent in (newest, exact):
        assert sent.headers["access-control-allow-origin"] == "*"
        assert sent.headers["cross-origin-resource-policy"] == "cross-origin"
    digest = base64.b64encode(hashlib.sha384(exact.content).digest()).decode()
    assert made.integrity == f"sha384-{digest}"
    assert made.integrity in client.get("/embed/demo").text
    assert client.get("/embed/v1.000000000000.js").status_code == 404
    again = client.get("/embed/v1.js", headers={"if-none-match": newest.headers["etag"]})
    assert again.status_code == 304


def test_a_listed_origin_may_ask(client: TestClient) -> None:
    preflight = client.options(
        ASK,
        headers={
            "origin": PORTAL,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == PORTAL
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in preflight.headers
    answer = client.post(f"{ASK}?site=park", json=QUESTION, headers={"origin": PORTAL})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "Origin" in answer.headers["vary"]
    assert "retry-after" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    ("origin", "query"),
    [
        ("https://evil.example", ""),
        ("null", ""),
        ("http://portal.example.gov.cn", ""),  # another scheme
        (f"{PORTAL}:444", ""),
        (f"{PORTAL}.evil.example", ""),
        (PORTAL, "?site=other"),
    ],
)
@pytest.mark.parametrize("method", ["OPTIONS", "POST", "GET"])
def test_any_other_origin_is_refused(
    client: TestClient, origin: str, query: str, method: str
) -> None:
    path = "/api/v1/policies" if method == "GET" else ASK
    refused = client.request(
        method, f"{path}{query}", headers={"origin": origin}, content=json.dumps(QUESTION)
    )
    assert refused.status_code == 403
    assert refused.json()["code"] == "origin_not_allowed"
    assert "access-control-allow-origin" not in refused.headers


def test_errors_may_be_read_by_the_asking_page(client: TestClient) -> None:
    for body in ({"question": ""}, {"question": "坏在开头"}):
        failed = client.post(ASK, json=body, headers={"origin": PORTAL})
        assert failed.status_code in (400, 500)
        assert failed.headers["access-control-allow-origin"] == PORTAL
        assert failed.json()["request_id"] == failed.headers["x-request-id"]


def test_our_own_pages_need_no_listing(client: TestClient) -> None:
    asked = client.post(ASK, json=QUESTION, headers={"origin": "http://testserver"})
    assert asked.status_code == 200


def test_what_is_not_the_json_api_has_no_cors(client: TestClient) -> None:
    for path in ("/v1/models", "/metrics", "/healthz", "/"):
        assert (
            "access-control-allow-origin"
            not in client.get(path, headers={"origin": PORTAL}).headers
        )


def test_the_frame_is_for_listed_origins_only(client: TestClient) -> None:
    frame = client.get("/embed/frame?site=park")
    policy = frame.headers["content-security-policy"]
    assert policy.endswith(f"frame-ancestors {PORTAL} https://www.example.gov.cn:8443")
    assert "x-frame-options" not in frame.headers
    for site in ("nowhere", "", "<b>"):
        unknown = client.get("/embed/frame", params={"site": site}, headers={"accept": "text/html"})
        assert unknown.status_code == 404
        assert "frame-ancestors 'none'" in unknown.headers["content-security-policy"]
        assert (
            "<b>" not in unknown.text.replace("<p><b>", "").replace("<dd><b>", "") or site != "<b>"
        )
    assert client.get("/api/v1/sites/nowhere").json()["code"] == "site_not_found"
    assert client.post(f"{ASK}?site=nowhere", json=QUESTION).status_code == 404


def test_what_is_public_of_a_site_has_examples_and_no_origins(client: TestClient) -> None:
    public = client.get("/api/v1/sites/park").json()
    assert public["examples"] == client.get("/api/v1/suggestions").json()["examples"]
    assert public["examples"][0]["questions"]
    assert "example.gov.cn" not in json.dumps(public)


def test_each_site_has_its_own_rate(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, sites=SITES, site_rate_limit="2/minute")
    client = TestClient(create_app(settings, FakeAssistant()))
    ask = {"json": QUESTION, "headers": {"origin": PORTAL}}
    assert [client.post(ASK, **ask).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.post(ASK, **ask)
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.headers["access-control-allow-origin"] == PORTAL
    other = client.post(ASK, json=QUESTION, headers={"origin": "http://other.test"})
    assert other.status_code == 200
    assert client.post(ASK, json=QUESTION).status_code == 200


@pytest.mark.parametrize(
    "pair",
    ["park", "park=", "park=*", "park=https://*.gov.cn", "park=ftp://x", "=https://x",
     "park=https://x/path", "a b=https://x", "park=https://x:port", "park=https://x;script-src *"],
)  # fmt: skip
def test_a_wrong_site_is_an_error_that_says_how_to_write_it(pair: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"CEWEN_SITES.*park=https://park\.example\.gov\.cn"):
        create_app(Settings(workspace=ROOT, data_dir=tmp_path, sites=(pair,)), FakeAssistant())


def test_origins_are_compared_as_browsers_write_them() -> None:
    sites = Sites.parse(("A=HTTPS://Portal.Example:443/", "a=http://[::1]:8080"))
    assert sites.of("a") == ("https://portal.example", "http://[::1]:8080")


def test_the_demo_is_strict_and_takes_no_unknown_value(client: TestClient) -> None:
    demo = client.get('/embed/demo?mode="><script>&theme=x&size=elder')
    assert "trusted-types 'none'" in demo.headers["content-security-policy"]
    assert 'data-mode="bubble"' in demo.text
    assert "<script>" not in demo.text
    assert demo.headers["x-frame-options"] == "DENY"


def test_traditional_characters_cover_the_words() -> None:
    pairs = json.loads((SOURCES / "hant.json").read_text(encoding="utf-8"))
    assert all(1 <= len(old) == len(new) <= 2 for old, new in pairs.items())
    words = "".join(script(name).text for name in PARTS)
    assert {"问", "条", "据", "补", "额"} <= set(pairs) & set(words)
