"""The layer that lets a request in: the switch of the service, then the key where one is needed.

Our own pages, and those of registered sites, call without a key: a browser says where a request
comes from. A program can say so too; then the limits of its address hold it, as they do everybody.
"""

from __future__ import annotations

from asyncio import to_thread

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.web.gate.keys import use_key
from assistant.web.gate.problems import Problem, respond
from assistant.web.gate.switch import Switch
from assistant.web.memory.store import Store

_API = "/api/v1/"
SERVICE = f"{_API}service"
DESK = f"{_API}desk"
_OWN = ("answers/", "conversations/", "feedback", "company")
"""What belongs to whom asked."""
_ANSWERS = (
    f"{_API}ask",
    f"{_API}estimate",
    f"{_API}match",
    "/v1/chat/",
    "/mcp",
    "/calculate",
    "/company",
)
_ADMIN = {("GET", "/metrics"), ("GET", DESK), ("POST", SERVICE)}
"""Other methods of these paths are told that there is no such method, key or not."""
_OFF = 300
"""Seconds after which a caller may look whether the service is on again."""


class Access:
    """Guards what answers; ``needed`` are the scopes for which a key is needed."""

    def __init__(self, app: ASGIApp, store: Store, switch: Switch, needed: frozenset[str]) -> None:
        self._app = app
        self._store = store
        self._switch = switch
        self._needed = needed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        try:
            self._check_switch(request, path)
            wanted = _scope_of(request.method, path)
            is_free = wanted != "admin" and _is_from_page(request, path)
            if self._is_closed(wanted, path) and not is_free:
                await to_thread(use_key, self._store, _secret(request), wanted)
        except (Problem, AssistantError) as error:
            await respond(request, error)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check_switch(self, request: Request, path: str) -> None:
        has_question = request.method == "POST" or request.query_params.get("q", "").strip()
        is_asked = path == "/" and has_question
        if not is_asked and not path.startswith(_ANSWERS):
            return
        state = self._switch.state
        if state.is_off:
            raise Problem(503, "switched_off", state.said, retry_after=_OFF)

    def _is_closed(self, wanted: str, path: str) -> bool:
        """Whether a key is needed; to turn the switch and to read the desk always."""
        return wanted in self._needed or (wanted == "admin" and path in (SERVICE, DESK))


def _scope_of(method: str, path: str) -> str:
    """The scope of a route; "" for pages, which need none."""
    if (method, path) in _ADMIN:
        return "admin"
    if path.startswith(("/v1/", "/mcp", f"{_API}ask")):
        return "ask"
    if path.startswith(_API):
        inner = path.removeprefix(_API)
        return "ask" if inner.startswith(_OWN) and not inner.endswith("/receipt") else "read"
    return ""


def _is_from_page(request: Request, path: str) -> bool:
    """Whether a page of ours or, let through by the gate of sites, of another calls."""
    is_own = request.headers.get("sec-fetch-site") == "same-origin"
    return path.startswith(_API) and (is_own or "origin" in request.headers)


def _secret(request: Request) -> str:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return secret.strip()
    return request.headers.get("x-api-key", "").strip()
