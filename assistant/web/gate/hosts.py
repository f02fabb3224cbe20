"""Under which names the service may be called.

A page of a foreign name that was pointed here (DNS rebinding) must not pass for our own.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from starlette.datastructures import URL, Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.web.gate.problems import Problem, respond

_NAME = re.compile(r"(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\*|\[?[0-9a-f:.]+\]?")
_OWNED_BY_NOBODY = ("localhost", "local", "internal", "test", "example", "invalid", "lan")
_PROBES = ("/healthz", "/readyz")


class Hosts:
    """The names that are served; none named: addresses, and names that nobody can register."""

    def __init__(self, named: Iterable[str]) -> None:
        """Read the names, ``*.`` before one for all below it, ``*`` alone for any.

        Raises:
            SettingsError: no host name.
        """
        self._named = tuple(name.strip().lower() for name in named)
        for name in self._named:
            if not _NAME.fullmatch(name):
                raise SettingsError(
                    f"设置项 CEWEN_HOSTS 里的 {name!r} 看不懂：请写主机名，不带 http:// 和端口，"
                    "例如 portal.example.gov.cn 或 *.example.gov.cn。"
                )

    def serves(self, host: str) -> bool:
        """Whether a Host header (port or not) names this service."""
        name = _without_port(host).rstrip(".")
        if not self._named:
            return (
                _is_address(name)
                or name.rpartition(".")[2] in _OWNED_BY_NOBODY
                or (bool(name) and "." not in name)
            )
        return any(
            named == "*" or name == named or (named[0] == "*" and name.endswith(named[1:]))
            for named in self._named
        )


class HostGate:
    """Refuses requests to other names; probes of the machine that runs it may use any."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "")
            path = scope["path"].removeprefix(scope.get("root_path", ""))
            if path not in _PROBES and not self._hosts.serves(host):
                detail = (
                    f"本服务不以 {host[:80]!r} 这个主机名提供：请检查网址；"
                    "确实要用它时，请管理员把它加进 CEWEN_HOSTS。"
                )
                refused = Problem(400, "host_not_allowed", detail)
                await respond(Request(scope), refused)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _without_port(host: str) -> str:
    try:
        return (URL(f"http://{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
