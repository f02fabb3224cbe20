"""钉钉: a robot's messages, answered at the address that comes with each (``sessionWebhook``).

Signature: HMAC-SHA256 of timestamp, newline and secret, keyed with the secret. It does not cover
the body, so who reads one call could forge others for an hour: HTTPS is what protects them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json

from assistant.web.chats.contract import ChatError, Incoming, Said, Told, as_object, check_time
from assistant.web.running.outgoing import CallError, origin_of, persistently, post_json


class DingTalk:
    """One robot; answers go to addresses of ``url`` alone."""

    name = "dingtalk"
    title = "钉钉"
    most = 18_000
    is_inline = False

    def __init__(self, secret: str, url: str) -> None:
        self.secret = secret.encode()
        self._origin = origin_of(url)

    def read(self, incoming: Incoming) -> Said | Told:
        """A message to the robot."""
        stamp, stated = incoming.headers.get("timestamp", ""), incoming.headers.get("sign", "")
        right = self.sign(stamp)
        if not hmac.compare_digest(stated.encode("utf-8", "surrogatepass"), right.encode()):
            raise ChatError("钉钉的签名不对：请核对 CEWEN_DINGTALK_SECRET。", 401)
        check_time(stamp, incoming.now, unit=0.001)
        try:
            body = as_object(json.loads(incoming.body), "钉钉的消息")
        except (ValueError, RecursionError) as cause:
            raise ChatError("钉钉的消息不是 JSON。") from cause
        address = str(body.get("sessionWebhook") or "")
        if origin_of(address) != self._origin:
            raise ChatError(f"钉钉的回复地址不在 {self._origin}，不予理会。", 403)
        sender = str(body.get("senderStaffId") or body.get("senderId") or "")
        if not sender or not body.get("msgId"):
            return Told()
        is_text = body.get("msgtype") == "text"
        content = as_object(body.get("text") or {}, "钉钉的 text").get("content")
        back = {"address": address, "at": str(body.get("senderStaffId") or "")}
        who = f"{body.get('conversationId', '')}|{sender}"
        text = str(content or "").strip() if is_text else ""
        return Said(str(body["msgId"]), who, text, back)

    def tell(self, said: Said, text: str, now: float) -> Told:
        """Post the text to the address of the conversation."""
        body = {
            "msgtype": "text",
            "text": {"content": text},
            "at": {"atUserIds": [said.back["at"]] if said.back["at"] else []},
        }

        def call() -> None:
            answered = post_json(said.back["address"], body)
            if answered.get("errcode") not in (0, None):
                raise CallError(f"钉钉不收：errcode {answered.get('errcode')}", is_final=True)

        persistently(call)
        return Told()

    def sign(self, timestamp: str) -> str:
        """The signature of a time."""
        text = timestamp.encode("utf-8", "surrogatepass") + b"\n" + self.secret
        return base64.b64encode(hmac.digest(self.secret, text, hashlib.sha256)).decode()
