"""Traces: sent to a collector on this machine, without what was asked."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.running.traces import Traces
from tests.fakes import ROOT, FakeAssistant


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    got: list[bytes] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            got.append(self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Collector)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", got
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_request_is_one_span_below_the_callers_own(
    tmp_path: Path, collector: tuple[str, list[bytes]]
) -> None:
    address, got = collector
    settings = Settings(workspace=ROOT, data_dir=tmp_path, otlp=address)
    trace = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace}-b7ad6b7169203331-01", "x-request-id": "abc.1"}
    with TestClient(create_app(settings, FakeAssistant())) as client:
        client.post("/api/v1/ask", json={"question": "独一无二的问题"}, headers=headers)
        client.get("/", params={"q": "独一无二的网址"})
    spans = [
        span
        for body in got
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans
        for scope in resource.scope_spans
        for span in scope.spans
    ]
    asked, page = sorted(spans, key=lambda span: span.name, reverse=True)
    assert (asked.name, page.name) == ("POST /api/v1/ask", "GET /")
    assert (asked.trace_id.hex(), asked.parent_span_id.hex()) == (trace, "b7ad6b7169203331")
    told = {a.key: a.value.string_value or a.value.int_value for a in asked.attributes}
    assert told["http.response.status_code"] == 200
    assert told["cewen.request_id"] == "abc.1"
    whole = b"".join(got).decode("utf-8", "replace")
    assert "独一无二" not in whole
    assert "%E7" not in whole


def test_an_address_that_is_none_and_a_missing_package_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(SettingsError, match="CEWEN_OTLP"):
        Traces("collector:4318", "1")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    with pytest.raises(SettingsError, match=r"cewen\[otel\]"):
        Traces("http://127.0.0.1:4318", "1")
