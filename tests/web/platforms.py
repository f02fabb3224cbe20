"""The other side of the chat platforms, written from their documents, and a server on loopback."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def _aes(key: bytes, iv: bytes, data: bytes, *, seals: bool) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.CBC(iv))
    worker = cipher.encryptor() if seals else cipher.decryptor()
    return worker.update(data) + worker.finalize()


@dataclass
class WeComServer:
    """企业微信's side: seals what it sends, opens what it gets."""

    corp: str = "wx5823bf96d3bd56c7"
    token: str = "QDG6eK"
    aes_key: str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C"

    @property
    def key(self) -> bytes:
        return base64.b64decode(self.aes_key + "=")

    def sign(self, stamp: str, nonce: str, sealed: str) -> str:
        return hashlib.sha1(
            "".join(sorted([self.token, stamp, nonce, sealed])).encode()
        ).hexdigest()

    def sealed(self, text: str, corp: str = "") -> str:
        raw = text.encode()
        inner = os.urandom(16) + struct.pack("!I", len(raw)) + raw + (corp or self.corp).encode()
        pad = 32 - len(inner) % 32
        return base64.b64encode(
            _aes(self.key, self.key[:16], inner + bytes([pad] * pad), seals=True)
        ).decode()

    def opened(self, sealed: str) -> str:
        inner = _aes(self.key, self.key[:16], base64.b64decode(sealed), seals=False)
        inner = inner[: -inner[-1]]
        (length,) = struct.unpack("!I", inner[16:20])
        assert inner[20 + length :].decode() == self.corp
        return inner[20 : 20 + length].decode()

    def call(self, text: str, now: float, *, corp: str = "") -> tuple[dict[str, str], bytes]:
        """Query and body of a call."""
        sealed, stamp, nonce = self.sealed(text, corp), str(int(now)), "1372623149"
        body = (
            f"<xml><ToUserName><![CDATA[{self.corp}]]></ToUserName><AgentID><![CDATA[218]]></AgentID>"
            f"<Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        )
        query = {
            "msg_signature": self.sign(stamp, nonce, sealed),
            "timestamp": stamp,
            "nonce": nonce,
        }
        return query, body.encode()

    def message(
        self, text: str, message_id: str, user: str = "mycreate", kind: str = "text"
    ) -> str:
        return (
            f"<xml><ToUserName><![CDATA[{self.corp}]]></ToUserName>"
            f"<FromUserName><![CDATA[{user}]]></FromUserName><CreateTime>1409659813</CreateTime>"
            f"<MsgType><![CDATA[{kind}]]></MsgType><Content><![CDATA[{text}]]></Content>"
            f"<MsgId>{message_id}</MsgId><AgentID>218</AgentID></xml>"
        )

    def told(self, body: str) -> str:
        """The text of a reply, its signature checked."""
        outer = ElementTree.fromstring(body)
        parts = {child.tag: child.text or "" for child in outer}
        right = self.sign(parts["TimeStamp"], parts["Nonce"], parts["Encrypt"])
        assert parts["MsgSignature"] == right
        inner = {c.tag: c.text or "" for c in ElementTree.fromstring(self.opened(parts["Encrypt"]))}
        assert (inner["FromUserName"], inner["MsgType"]) == (self.corp, "text")
        return inner["Content"]


def dingtalk_headers(secret: str, now: float) -> dict[str, str]:
    stamp = str(int(now * 1000))
    made = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(made).decode()}


def dingtalk_message(text: str, message_id: str, session: str, user: str = "user123") -> dict:
    return {
        "conversationId": "cidxxx",
        "atUsers": [{"dingtalkId": "$:LWCP_v1:$abc"}],
        "chatbotCorpId": "dingabc",
        "chatbotUserId": "$:LWCP_v1:$Cxx",
        "msgId": message_id,
        "senderNick": "杨某",
        "isAdmin": True,
        "senderStaffId": user,
        "sessionWebhookExpiredTime": 1613635652738,
        "createAt": 1613630252678,
        "senderCorpId": "dingabc",
        "conversationType": "2",
        "senderId": "$:LWCP_v1:$Ff09",
        "conversationTitle": "测试",
        "isInAtList": True,
        "sessionWebhook": session,
        "text": {"content": f" {text}"},
        "msgtype": "text",
    }


@dataclass
class FeishuServer:
    """飞书's side."""

    app: str = "cli_9f5343c580712544"
    token: str = "v-token"
    encrypt_key: str = "test key"

    def call(self, event: dict, now: float) -> tuple[dict[str, str], bytes]:
        """Headers and body of a call."""
        key, iv = hashlib.sha256(self.encrypt_key.encode()).digest(), os.urandom(16)
        raw = json.dumps(event, ensure_ascii=False).encode()
        pad = 16 - len(raw) % 16
        sealed = iv + _aes(key, iv, raw + bytes([pad] * pad), seals=True)
        body = json.dumps({"encrypt": base64.b64encode(sealed).decode()}).encode()
        stamp, nonce = str(int(now)), "nonce1"
        signed = hashlib.sha256((stamp + nonce + self.encrypt_key).encode() + body).hexdigest()
        headers = {
            "X-Lark-Request-Timestamp": stamp,
            "X-Lark-Request-Nonce": nonce,
            "X-Lark-Signature": signed,
        }
        return headers, body

    def message(self, text: str, message_id: str, user: str = "ou_84aad35d") -> dict:
        return {
            "schema": "2.0",
            "header": {
                "event_id": f"e-{message_id}",
                "event_type": "im.message.receive_v1",
                "create_time": "1608725989000",
                "token": self.token,
                "app_id": self.app,
                "tenant_key": "2ca1d211f64f6438",
            },
            "event": {
                "sender": {
                    "sender_id": {"union_id": "on_8ed6", "user_id": "e33g", "open_id": user},
                    "sender_type": "user",
                    "tenant_key": "736588c9260f175e",
                },
                "message": {
                    "message_id": message_id,
                    "create_time": "1609073151345",
                    "chat_id": "oc_5ce6d572455d361153b7xx51da133945",
                    "chat_type": "group",
                    "message_type": "text",
                    "content": json.dumps({"text": f"@_user_1 {text}"}),
                    "mentions": [{"key": "@_user_1", "id": {"open_id": "ou_bot"}, "name": "策问"}],
                },
            },
        }


@dataclass
class Loopback:
    """A server that keeps what it gets; ``statuses`` are given out first, then 200."""

    url: str
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    answers: dict[str, dict] = field(default_factory=dict)
    held: threading.Lock = field(default_factory=threading.Lock)
    arrived: threading.Condition = field(default_factory=threading.Condition)


@contextmanager
def loopback(tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """A server on loopback for as long as the block lasts; over TLS if it has a certificate."""

    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            with suppress(ssl.SSLError):  # the caller does not trust the certificate
                super().handle()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with found.arrived:
                found.got.append((self.path, headers, body))
                found.arrived.notify_all()
            with found.held:  # who holds it keeps the caller waiting
                pass
            status = found.statuses.pop(0) if found.statuses else 200
            said = json.dumps(found.answers.get(self.path.split("?")[0], {})).encode()
            self.send_response(status)
            if status in (302, 307):
                self.send_header("location", f"{found.url}/elsewhere")
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    scheme = "https" if tls else "http"
    found = Loopback(f"{scheme}://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
