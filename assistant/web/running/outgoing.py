"""Calls to other servers: to addresses that the operator configured, and to no others."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import urlsplit

SECONDS = 5.0
_MOST = 64 * 1024
"""Bytes that are read of a response."""
_BUSY = (429, 500, 502, 503, 504)
PAUSES = (0.5, 2.0)
"""Seconds before the second and the third try."""

Json = dict[str, Any]
_T = TypeVar("_T")


class CallError(Exception):
    """A call failed; ``is_final`` if trying again cannot help."""

    def __init__(self, said: str, *, is_final: bool = False) -> None:
        super().__init__(said)
        self.is_final = is_final


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """What was configured is called, not what it points to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def origin_of(url: str) -> str:
    """Scheme, host and port of an address, "" if it is none of the web."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and parts.hostname
    return f"{parts.scheme}://{parts.hostname}{port}" if is_web else ""


def post(url: str, body: bytes, headers: Mapping[str, str], seconds: float | None = None) -> bytes:
    """Send it once, wait SECONDS or as long as is said; the body of the response.

    Raises:
        CallError: not reached, or answered with anything but 2xx.
    """
    request = urllib.request.Request(url, body, dict(headers), method="POST")
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=seconds or SECONDS) as answered:
            return bytes(answered.read(_MOST))
    except urllib.error.HTTPError as error:
        status = error.code
        error.close()
        raise CallError(f"对方回答 {status}", is_final=status not in _BUSY) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise CallError(f"连不上对方：{type(error).__name__}") from error


def post_json(url: str, body: Json, headers: Mapping[str, str] | None = None) -> Json:
    """Send JSON, and read JSON.

    Raises:
        CallError: as ``post``, or the response is no JSON object.
    """
    sent = json.dumps(body, ensure_ascii=False).encode()
    told = {"content-type": "application/json; charset=utf-8", **(headers or {})}
    try:
        read = json.loads(post(url, sent, told))
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise CallError("对方的回答不是 JSON 对象", is_final=True)
    return read


def persistently(call: Callable[[], _T], sleep: Callable[[float], None] = time.sleep) -> _T:
    """Call up to three times, with a pause between.

    Raises:
        CallError: that of the last try.
    """
    for pause in PAUSES:
        try:
            return call()
        except CallError as error:
            if error.is_final:
                raise
        sleep(pause)
    return call()
