"""The outermost layer around every request: its id, count and size, the headers of every response.

Plain ASGI, because a streaming response must pass through untouched.
"""

from __future__ import annotations

import re
import secrets
import time

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gate.problems import respond
from assistant.web.running.logs import log_request
from assistant.web.running.metrics import Metrics
from assistant.web.running.traces import Traces

MAX_BODY = 64 * 1024
"""Bytes of one request body."""
MAX_PAPER = 10 * 1024 * 1024
"""Bytes of a file whose amounts are looked for."""
PAPERS = "/api/v1/papers"

_ID = re.compile(r"[\w.:-]{1,64}", re.ASCII)


class Envelope:
    """Gives each request an id (the caller's, if it is fit) and counts it by route and status.

    ``root_path`` is the prefix of a proxy in front, whether or not the proxy passes it on.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, traces: Traces, root_path: str = "") -> None:
        self._app = app
        self._traces = traces
        self._metrics = metrics
        self._root = root_path.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; see the class."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if self._root:
            path = scope["path"]
            scope["root_path"] = self._root
            scope["path"] = path if f"{path}/".startswith(f"{self._root}/") else self._root + path
        headers = dict(scope["headers"])
        given = headers.get(b"x-request-id", b"").decode("latin-1")
        declared = headers.get(b"content-length", b"")
        most = MAX_PAPER if scope["path"].endswith(PAPERS) else MAX_BODY
        is_large = declared.isdigit() and int(declared) > most
        request_id = given if _ID.fullmatch(given) else f"req_{secrets.token_hex(8)}"
        scope.setdefault("state", {})["request_id"] = request_id

        began, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                sent["x-request-id"] = request_id
                sent["x-content-type-options"] = "nosniff"
                status = message["status"]
                self._metrics.requests.labels(_route(scope), str(message["status"])).inc()
            await send(message)

        if is_large:
            refused = respond(Request(scope), HTTPException(413))
            await refused(scope, receive, send_with_headers)
            return
        with self._traces.request(scope, request_id) as span:
            try:
                await self._app(scope, _limited(receive, most), send_with_headers)
            except Exception:
                self._metrics.requests.labels(_route(scope), "500").inc()
                raise
            finally:
                ms = (time.perf_counter() - began) * 1000
                log_request(request_id, scope["method"], _route(scope), status, ms)
                self._traces.done(span, scope, _route(scope), status)


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "none"))


def _limited(receive: Receive, most: int) -> Receive:
    """Ends a body that grows beyond the limit although its length was not declared."""
    got = 0

    async def counted() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413)
        return message

    return counted
