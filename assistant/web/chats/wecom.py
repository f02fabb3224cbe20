"""企业微信: an application's “接收消息” in the encrypted form, answered in the response itself.

Signature: sha1 of token, timestamp, nonce and ciphertext, sorted and joined. Ciphertext:
AES-256-CBC of 16 random bytes, the length (4 bytes, big-endian), the text and the receiver's id,
padded to 32.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from xml.etree import ElementTree

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from assistant.errors import SettingsError
from assistant.web.chats.contract import ChatError, Incoming, Said, Told, check_time

_BLOCK = 32
_RANDOM = 16
_SHAPE = (
    "<xml><Encrypt><![CDATA[{0}]]></Encrypt><MsgSignature><![CDATA[{1}]]></MsgSignature>"
    "<TimeStamp>{2}</TimeStamp><Nonce><![CDATA[{3}]]></Nonce></xml>"
)


class WeCom:
    """One application of one company (``corp``)."""

    name = "wecom"
    title = "企业微信"
    most = 2048
    is_inline = True

    def __init__(self, corp: str, token: str, aes_key: str) -> None:
        try:
            key = base64.b64decode(f"{aes_key}=", validate=True)
        except binascii.Error:
            key = b""
        if len(key) != 32:
            raise SettingsError(
                "设置项 CEWEN_WECOM_AES_KEY 不合适：请照抄应用“接收消息”里的 43 位 EncodingAESKey。"
            )
        self._corp = corp
        self._token = token
        self._key = key
        self.secret = key

    def read(self, incoming: Incoming) -> Said | Told:
        """A text message; the trial of the address (GET) is answered with its decrypted text."""
        if incoming.method == "GET":
            return Told(self._opened(incoming, incoming.query.get("echostr", "")))
        sealed = _parsed(incoming.body).findtext("Encrypt") or ""
        message = _parsed(self._opened(incoming, sealed).encode())

        def part(name: str) -> str:
            return (message.findtext(name) or "").strip()

        kind = part("MsgType")
        if kind == "event" or not part("FromUserName"):
            return Told()
        back = {"to": part("FromUserName"), "from": part("ToUserName")}
        text = part("Content") if kind == "text" else ""
        return Said(part("MsgId"), back["to"], text, back)

    def tell(self, said: Said, text: str, now: float) -> Told:
        """The encrypted text as the response."""
        message = ElementTree.Element("xml")
        stamp = str(int(now))
        for name, value in (
            ("ToUserName", said.back["to"]),
            ("FromUserName", said.back["from"]),
            ("CreateTime", stamp),
            ("MsgType", "text"),
            ("Content", text),
        ):
            ElementTree.SubElement(message, name).text = value
        sealed = self.seal(ElementTree.tostring(message, encoding="unicode"))
        nonce = os.urandom(8).hex()
        signature = self.sign(stamp, nonce, sealed)
        return Told(_SHAPE.format(sealed, signature, stamp, nonce), "application/xml")

    def sign(self, timestamp: str, nonce: str, sealed: str) -> str:
        """The signature of a ciphertext."""
        joined = "".join(sorted((self._token, timestamp, nonce, sealed)))
        return hashlib.sha1(joined.encode("utf-8", "surrogatepass")).hexdigest()

    def seal(self, text: str) -> str:
        """The ciphertext, base64."""
        raw = text.encode()
        inner = os.urandom(_RANDOM) + struct.pack(">I", len(raw)) + raw + self._corp.encode()
        missing = _BLOCK - len(inner) % _BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(inner + bytes([missing]) * missing) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def _opened(self, incoming: Incoming, sealed: str) -> str:
        """The text of a ciphertext; nothing is decrypted before its signature was checked."""
        stamp, nonce = incoming.query.get("timestamp", ""), incoming.query.get("nonce", "")
        stated = incoming.query.get("msg_signature", "")
        right = self.sign(stamp, nonce, sealed)
        if not hmac.compare_digest(stated.encode("utf-8", "surrogatepass"), right.encode()):
            raise ChatError("企业微信的签名不对：请核对 CEWEN_WECOM_TOKEN。", 401)
        check_time(stamp, incoming.now)
        try:
            raw = base64.b64decode(sealed, validate=True)
            decryptor = self._cipher().decryptor()
            inner = decryptor.update(raw) + decryptor.finalize()
            padding = inner[-1]
            if not 1 <= padding <= _BLOCK or inner[-padding:] != bytes([padding]) * padding:
                raise ValueError("padding")
            (length,) = struct.unpack_from(">I", inner, _RANDOM)
            begin = _RANDOM + 4
            text = inner[begin : begin + length].decode()
            receiver = inner[begin + length : -padding].decode()
        except (ValueError, IndexError, struct.error) as cause:
            said = "企业微信的密文解不开：请核对 CEWEN_WECOM_AES_KEY。"
            raise ChatError(said) from cause
        if receiver != self._corp:
            raise ChatError("消息不是发给这个企业的：请核对 CEWEN_WECOM_CORP。", 403)
        return text

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))


def _parsed(body: bytes) -> ElementTree.Element:
    """The document; one that declares entities is refused."""
    if b"<!DOCTYPE" in body.upper():
        raise ChatError("企业微信的消息里不应有 DOCTYPE。")
    try:
        return ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, LookupError) as cause:
        raise ChatError("企业微信的消息不是 XML。") from cause
