"""What every adapter of a chat platform does: read a signed call, tell the answer.

An adapter knows its platform's signatures, encryption and payloads, and nothing of questions. It
decides who is believed: a call that ``read`` does not raise on comes from the platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

FRESH = 3600.0
"""Seconds that a signature's time may differ from ours (钉钉 documents one hour)."""

Json = dict[str, Any]


class ChatError(Exception):
    """A call that is not believed or cannot be read; said to the operator, in Chinese."""

    def __init__(self, said: str, status: int = 400) -> None:
        super().__init__(said)
        self.status = status


@dataclass(frozen=True, slots=True)
class Incoming:
    """A call as it came: header names in lower case, ``now`` in seconds since 1970."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    now: float


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said: the platform's id of the message, its name of chat and person.

    ``back`` is what the adapter needs to tell the answer. ``text`` is empty for what is no text
    (pictures, voice).
    """

    id: str
    who: str
    text: str
    back: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What the platform gets at once as the response to its call."""

    content: str = ""
    media_type: str = "text/plain; charset=utf-8"


class Adapter(Protocol):
    """One platform, configured."""

    name: str
    """The last part of its address: /chat/<name>."""
    title: str
    most: int
    """Bytes (UTF-8) of one text."""
    is_inline: bool
    """Whether the answer is the response to the call itself; if not, ``tell`` makes calls."""
    secret: bytes
    """What nobody else knows; ids of conversations are made with it."""

    def read(self, incoming: Incoming) -> Said | Told:
        """What somebody said; ``Told`` for calls that want no answer of ours (a trial, an event).

        Raises:
            ChatError: the call is not the platform's, too old, or cannot be read.
        """

    def tell(self, said: Said, text: str, now: float) -> Told:
        """Tell the answer, which is no longer than ``most``.

        Raises:
            CallError: the platform does not take it.
        """


def check_time(stated: str, now: float, *, unit: float = 1.0) -> None:
    """Whether a signature's time is near ours; ``unit`` is its seconds (0.001: milliseconds).

    Raises:
        ChatError: it is not.
    """
    is_number = stated.isascii() and stated.isdigit() and len(stated) <= 16
    if not is_number or abs(int(stated) * unit - now) > FRESH:
        raise ChatError(
            "签名的时间与本机相差一小时以上：请核对服务器的时钟，或这是重放的请求。", 401
        )


def as_object(value: object, what: str) -> Json:
    """A JSON object.

    Raises:
        ChatError: it is something else.
    """
    if not isinstance(value, dict):
        raise ChatError(f"{what}不是 JSON 对象。")
    return value
