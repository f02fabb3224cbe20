import contextlib
import json
import logging
import socket
import time
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.running.logs import prepare_logs
from tests.attack.running import running
from tests.fakes import ROOT, FakeAssistant
from tests.waiting import PATIENCE


def test_health_readiness_and_version(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["policies"]) == (200, 8)
    assert client.get("/version").json()["corpus_version"] == ready.json()["corpus_version"]
    assert ready.json()["reader"] == "off"  # the assistant of these tests has none


def test_metrics_count_by_route_and_hold_no_question(client: TestClient) -> None:
    client.post("/api/v1/ask", json={"question": "独一无二的问题"})
    client.get("/api/v1/policies/secret-name")
    text = client.get("/metrics").text
    assert 'cewen_requests_total{route="/api/v1/ask",status="200"} 1.0' in text
    assert 'cewen_answers_total{outcome="answered"} 1.0' in text
    assert "独一无二" not in text
    assert "secret-name" not in text


def test_without_an_index_the_server_says_why(tmp_path: Path) -> None:
    settings = Settings(workspace=tmp_path, data_dir=tmp_path / "var")
    with TestClient(create_app(settings)) as client:
        assert client.get("/healthz").status_code == 200
        ready = client.get("/readyz")
        assert ready.status_code == 503
        assert "corpus" in ready.json()["reasons"][0]
        response = client.post("/api/v1/ask", json={"question": "问"})
        assert (response.status_code, response.json()["code"]) == (503, "index_not_ready")
        assert client.get("/", headers={"accept": "text/html"}).status_code == 200


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What the windows take for the time: the machine's own goes on while it does other work."""
    now = [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


@pytest.mark.usefixtures("clock")
def test_too_many_requests_are_told_when_to_come_back(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, rate_limit="3/minute")
    with TestClient(create_app(settings, FakeAssistant())) as client:
        codes = [client.get("/api/v1/policies").status_code for _ in range(4)]
        assert codes == [200, 200, 200, 429]
        response = client.post("/api/v1/ask", json={"question": "问"})
        assert response.json()["error"]["type"] == "rate_limit_error"
        assert 1 <= int(response.headers["retry-after"]) <= 60
        assert client.get("/healthz").status_code == 200


def test_the_window_moves(tmp_path: Path, clock: list[float]) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, rate_limit="1/second")
    with TestClient(create_app(settings, FakeAssistant())) as client:
        assert client.get("/api/v1/policies").status_code == 200
        assert client.get("/api/v1/policies").status_code == 429
        clock[0] += 1.1
        assert client.get("/api/v1/policies").status_code == 200


def test_a_rate_limit_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    settings = Settings(workspace=ROOT, data_dir=tmp_path, rate_limit="many")
    with pytest.raises(SettingsError, match="many"):
        create_app(settings, FakeAssistant())


@pytest.mark.parametrize("path", ["/", "/policies", "/static/page.css", "/api/v1/policies"])
def test_every_response_carries_an_id_and_no_sniffing(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-request-id"].startswith("req_")
    assert headers["x-content-type-options"] == "nosniff"


def test_static_files_are_kept_for_good_only_under_their_mark(client: TestClient) -> None:
    assert "immutable" in client.get("/static/page.css?v=1").headers["cache-control"]
    assert client.get("/static/view.js").headers["cache-control"] == "no-cache"


def test_the_api_page_names_every_route_and_no_other_host(app: FastAPI, client: TestClient) -> None:
    page = client.get("/docs").text
    for path in app.openapi()["paths"]:
        assert path in page
    assert "://" not in page.replace("http://127.0.0.1:8000", "").replace("http://testserver", "")


def test_the_description_tells_every_status_that_is_sent(app: FastAPI, client: TestClient) -> None:
    paths = app.openapi()["paths"]
    asked = paths["/api/v1/ask"]["post"]["responses"]
    assert {"200", "400", "403", "404", "413", "429", "500", "503"} <= set(asked)
    assert "text/event-stream" in asked["200"]["content"]
    for path, methods in paths.items():
        for operation in methods.values():
            assert "422" not in operation["responses"], path
    assert str(client.post("/api/v1/ask", json={}).status_code) in asked


def test_the_events_of_a_stream_are_as_described(app: FastAPI, client: TestClient) -> None:
    described = schemathesis.openapi.from_dict(app.openapi())
    for path in ("/api/v1/ask", "/v1/chat/completions"):
        operation = described[path]["POST"]
        for question in ("龙岗租800万算力能补多少？", "天气", "坏在中途", ""):
            messages = [{"role": "user", "content": question}]
            body = {"question": question, "messages": messages, "stream": True}
            sent = client.post(path, json=body, headers={"accept": "text/event-stream"})
            assert operation.is_valid_response(sent), (path, question)
            if "data: " in sent.text:
                # An event of another name or shape is none of the described ones.
                sent._content = b'event: x\ndata: {"y": 1}\n\n'
                assert not operation.is_valid_response(sent), (path, question)


def test_a_request_is_logged_by_route_and_without_its_question(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare_logs("json")
    try:
        client.get("/", params={"q": "独一无二的问题"}, headers={"x-request-id": "abc.1"})
    finally:
        told = capsys.readouterr().err
        logging.getLogger("cewen").handlers.clear()
        logging.getLogger("cewen").propagate = True
    line = json.loads(next(line for line in told.splitlines() if "cewen.access" in line))
    assert (line["request_id"], line["route"], line["status"]) == ("abc.1", "/", 200)
    assert line["ms"] > 0
    assert "独一无二" not in told


def test_systemd_is_told_when_it_serves_and_when_it_stops(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(PATIENCE)
        with running(
            settings={"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}
        ):
            told = {heard.recv(100) for _ in range(4)}
        assert {b"READY=1", b"WATCHDOG=1"} == told
        heard.setblocking(False)
        last = b""
        with contextlib.suppress(BlockingIOError):
            while True:
                last = heard.recv(100)
        assert last == b"STOPPING=1"
