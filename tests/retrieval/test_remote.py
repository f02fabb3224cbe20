"""An OpenAI-compatible endpoint on loopback, well-behaved and not."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from assistant.errors import EncoderError
from assistant.retrieval import remote
from assistant.retrieval.encoder import unit_rows
from assistant.retrieval.encoders import load_encoder
from assistant.retrieval.remote import Endpoint, RemoteEncoder


class Service(ThreadingHTTPServer):
    """Answers with vectors of character codes, in reverse order; remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.sent: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.statuses: list[int] = []
        self.mode = ""

    @property
    def spec(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1#small"


def vector(text: str) -> list[float]:
    row = [1.0] * 8
    for character in text:
        row[ord(character) % 8] += 1
    return row


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.sent.append({**body, "path": self.path})
        self.server.keys.append(self.headers["Authorization"])
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        content = self.answer(body["input"])
        self.send_response(status)
        self.end_headers()
        self.wfile.write(content)

    def answer(self, texts: list[str]) -> bytes:
        mode = self.server.mode
        rows: list[dict[str, Any]] = [
            {"index": n, "embedding": vector(text)} for n, text in enumerate(texts)
        ]
        if mode == "base64":
            for row in rows:
                packed = np.asarray(row["embedding"], "<f4").tobytes()
                row["embedding"] = base64.b64encode(packed).decode()
        if mode == "short":
            rows = rows[1:]
        if mode == "longer":
            rows[0]["embedding"] = [1.0] * 9
        return b"<html>" if mode == "html" else json.dumps({"data": rows[::-1]}).encode()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(remote, "_PAUSE", 0.0)
    server = Service()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("mode", ["", "base64"])
def test_vectors_come_in_order_and_of_unit_length(service: Service, mode: str) -> None:
    service.mode = mode
    encoder = load_encoder(service.spec, "secret")
    assert isinstance(encoder, RemoteEncoder)
    texts = [f"条文{n}" for n in range(150)]
    expected = unit_rows(np.asarray([vector(text) for text in texts]))
    np.testing.assert_allclose(encoder.encode_passages(texts), expected, atol=1e-6)
    assert {sent["path"] for sent in service.sent} == {"/v1/embeddings"}
    assert {sent["model"] for sent in service.sent} == {"small"}
    assert max(len(sent["input"]) for sent in service.sent) <= 64
    assert set(service.keys) == {"Bearer secret"}
    assert encoder.encode_queries([]).shape == (0, 8)


def test_prompts_are_put_before_the_texts(service: Service) -> None:
    spec = service.spec + "?query=%E9%97%AE%EF%BC%9A&passage=doc%3A%20"
    encoder = load_encoder(spec)
    encoder.encode_queries(["甲"])
    assert service.sent[-1]["input"] == ["问：甲"]
    encoder.encode_passages(["甲"])
    assert service.sent[-1]["input"] == ["doc: 甲"]
    assert encoder.fingerprint != load_encoder(service.spec).fingerprint
    assert encoder.fingerprint == load_encoder(spec).fingerprint


def test_a_busy_service_is_asked_again(service: Service) -> None:
    encoder = load_encoder(service.spec)
    service.statuses = [503, 429]
    assert encoder.encode_queries(["甲"]).shape == (1, 8)
    service.statuses = [503] * 3
    with pytest.raises(EncoderError, match="HTTP 503"):
        encoder.encode_queries(["甲"])


@pytest.mark.parametrize(
    ("mode", "told"), [("short", "形状"), ("longer", "不是向量"), ("html", "不是 JSON")]
)
def test_an_answer_that_is_none_is_told(service: Service, mode: str, told: str) -> None:
    encoder = load_encoder(service.spec)
    service.mode = mode
    with pytest.raises(EncoderError, match=told):
        encoder.encode_passages(["甲", "乙"])


def test_a_wrong_key_is_told_at_once_and_not_shown(service: Service) -> None:
    service.statuses = [401]
    with pytest.raises(EncoderError, match="HTTP 401") as told:
        load_encoder(service.spec, "wrong-key")
    assert "wrong-key" not in str(told.value)
    assert len(service.sent) == 1


def test_nobody_listening_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "_PAUSE", 0.0)
    with pytest.raises(EncoderError, match="连不上"):
        load_encoder("http://127.0.0.1:1/v1#small")


def test_an_address_without_a_model_is_told() -> None:
    with pytest.raises(EncoderError, match="#模型名"):
        Endpoint.parse("http://127.0.0.1/v1")
