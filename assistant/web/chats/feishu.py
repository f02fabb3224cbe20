"""飞书: the event im.message.receive_v1, encrypted and signed, answered by its message interface.

Signature: sha256 of timestamp, nonce, encrypt key and raw body. Ciphertext: AES-256-CBC under
sha256 of the encrypt key, the first block is the vector. The trial of the address comes unsigned
and is believed by its verification token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from assistant.text.pattern import lazy
from assistant.web.chats.contract import (
    ChatError,
    Incoming,
    Json,
    Said,
    Told,
    as_object,
    check_time,
)
from assistant.web.running.outgoing import CallError, origin_of, persistently, post_json

_TOKEN = "/open-apis/auth/v3/tenant_access_token/internal"
_REPLY = "/open-apis/im/v1/messages/{0}/reply"
_EARLY = 300.0
"""Seconds before its end at which a token is fetched anew."""
_MENTION = lazy(r"@_(?:user_\d+|all)\s?")
_ID = lazy(r"[A-Za-z0-9_-]{1,100}")


class Feishu:
    """One application; calls go to ``url`` alone."""

    name = "feishu"
    title = "飞书"
    most = 100_000
    is_inline = False

    def __init__(self, app: str, app_secret: str, token: str, encrypt_key: str, url: str) -> None:
        self._app = app
        self._app_secret = app_secret
        self._token = token
        self._encrypt_key = encrypt_key
        self._url = origin_of(url)
        self._access = ("", 0.0)
        self.secret = hashlib.sha256(encrypt_key.encode()).digest()

    def read(self, incoming: Incoming) -> Said | Told:
        """A text message; the trial of the address is answered with its challenge."""
        body = self._opened(incoming.body)
        if body.get("type") == "url_verification":
            self._check_token(body.get("token"))
            return Told(
                json.dumps({"challenge": str(body.get("challenge", ""))}), "application/json"
            )
        self._check_signature(incoming)
        header = as_object(body.get("header") or {}, "飞书的 header")
        self._check_token(header.get("token"))
        if header.get("app_id") != self._app:
            raise ChatError("事件不是发给这个应用的：请核对 CEWEN_FEISHU_APP。", 403)
        if header.get("event_type") != "im.message.receive_v1":
            return Told("{}", "application/json")
        event = as_object(body.get("event") or {}, "飞书的 event")
        sender = as_object(event.get("sender") or {}, "飞书的 sender")
        message = as_object(event.get("message") or {}, "飞书的 message")
        person = as_object(sender.get("sender_id") or {}, "飞书的 sender_id").get("open_id")
        message_id = str(message.get("message_id") or "")
        if sender.get("sender_type") != "user" or not person or not _ID.fullmatch(message_id):
            return Told("{}", "application/json")
        who = f"{message.get('chat_id', '')}|{person}"
        return Said(message_id, who, _text_of(message), {"message": message_id})

    def tell(self, said: Said, text: str, now: float) -> Told:
        """Reply to the message."""
        body = {
            "msg_type": "text",
            "content": json.dumps({"text": text}, ensure_ascii=False),
            "uuid": hashlib.sha256(said.id.encode()).hexdigest()[:40],
        }

        def call() -> None:
            access = {"authorization": f"Bearer {self._tenant_token(now)}"}
            answered = post_json(self._url + _REPLY.format(said.back["message"]), body, access)
            _check_code(answered)

        persistently(call)
        return Told("{}", "application/json")

    def sign(self, timestamp: str, nonce: str, body: bytes) -> str:
        """The signature of a body."""
        front = f"{timestamp}{nonce}{self._encrypt_key}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(front + body).hexdigest()

    def _check_signature(self, incoming: Incoming) -> None:
        stamp = incoming.headers.get("x-lark-request-timestamp", "")
        nonce = incoming.headers.get("x-lark-request-nonce", "")
        stated = incoming.headers.get("x-lark-signature", "")
        right = self.sign(stamp, nonce, incoming.body)
        if not hmac.compare_digest(stated.encode("utf-8", "surrogatepass"), right.encode()):
            raise ChatError("飞书的签名不对：请核对 CEWEN_FEISHU_ENCRYPT_KEY。", 401)
        check_time(stamp, incoming.now)

    def _check_token(self, stated: object) -> None:
        given = str(stated or "").encode("utf-8", "surrogatepass")
        if not hmac.compare_digest(given, self._token.encode()):
            raise ChatError("飞书的 Verification Token 不对：请核对 CEWEN_FEISHU_TOKEN。", 401)

    def _opened(self, body: bytes) -> Json:
        """The event of an encrypted body."""
        try:
            outer = as_object(json.loads(body), "飞书的消息")
            sealed = base64.b64decode(str(outer.get("encrypt", "")), validate=True)
            decryptor = Cipher(algorithms.AES(self.secret), modes.CBC(sealed[:16])).decryptor()
            unpadder = PKCS7(128).unpadder()
            padded = decryptor.update(sealed[16:]) + decryptor.finalize()
            inner = json.loads(unpadder.update(padded) + unpadder.finalize())
        except (ValueError, RecursionError) as cause:
            said = "飞书的消息解不开：请在应用里启用 Encrypt Key，并核对 CEWEN_FEISHU_ENCRYPT_KEY。"
            raise ChatError(said) from cause
        return as_object(inner, "飞书的事件")

    def _tenant_token(self, now: float) -> str:
        token, until = self._access
        if token and time.time() < until:
            return token
        asked = {"app_id": self._app, "app_secret": self._app_secret}
        answered = post_json(self._url + _TOKEN, asked)
        _check_code(answered)
        token = str(answered.get("tenant_access_token") or "")
        lasts = answered.get("expire")
        seconds = float(lasts) if isinstance(lasts, int | float) else 0.0
        self._access = (token, time.time() + seconds - _EARLY)
        return token


def _text_of(message: Json) -> str:
    """The words of a text message without the mentions; "" for other kinds."""
    if message.get("message_type") != "text":
        return ""
    try:
        content = json.loads(str(message.get("content") or "{}"))
    except (ValueError, RecursionError):
        return ""
    text = content.get("text") if isinstance(content, dict) else ""
    return _MENTION.sub("", str(text or "")).strip()


def _check_code(answered: Json) -> None:
    if answered.get("code") != 0:
        raise CallError(f"飞书不收：code {answered.get('code')}", is_final=True)
