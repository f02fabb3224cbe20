"""Which web sites may embed the widget: one setting for CORS and for framing, nobody by default.

This stops browsers, not programs: an Origin header can be forged, so each site also has a rate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.web.gate.limits import RateLimit
from assistant.web.gate.problems import Problem, respond

_PAIR = re.compile(r"([a-z0-9][a-z0-9_-]{0,39})=(https?://[^/?#@\s*;,]+)/?", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}

CORS = {
    "access-control-allow-methods": "GET, POST, DELETE",
    "access-control-allow-headers": "content-type, last-event-id",
    "access-control-max-age": "7200",
}
EXPOSED = "x-request-id, retry-after, ratelimit, ratelimit-policy"


@dataclass(frozen=True, slots=True)
class Sites:
    """Site id → the origins that may embed it."""

    origins: Mapping[str, tuple[str, ...]]

    @classmethod
    def parse(cls, pairs: Iterable[str]) -> Sites:
        """From ``site=origin`` pairs; a site may stand in several.

        Raises:
            SettingsError: a pair cannot be read.
        """
        found: dict[str, tuple[str, ...]] = {}
        for pair in pairs:
            match = _PAIR.fullmatch(pair.strip())
            origin = _origin(match[2]) if match else None
            if match is None or origin is None:
                raise SettingsError(
                    f"设置项 CEWEN_SITES 里的 {pair!r} 看不懂：请写成 编号=来源，"
                    "例如 park=https://park.example.gov.cn，来源里不写路径，也不用 *。"
                )
            site = match[1].lower()
            found[site] = (*found.get(site, ()), origin)
        return cls(MappingProxyType(found))

    def of(self, site: str) -> tuple[str, ...]:
        """The origins of a site.

        Raises:
            Problem: no such site (404).
        """
        origins = self.origins.get(site.lower())
        if origins is None:
            raise Problem(404, "site_not_found", f"没有登记编号为 {site[:40]!r} 的网站。", "site")
        return origins

    def admit(self, origin: str, site: str, host: str = "") -> str:
        """The site on whose behalf an origin asks: the named one, else the first that lists it.

        ``host`` is the header that the request came with: where only its port differs, a proxy in
        front has lost the port, and registering the site would be the wrong remedy.

        Raises:
            Problem: the origin may not ask (403), or there is no such site (404).
        """
        named = (site.lower(),) if site else tuple(self.origins)
        for one in named:
            if origin in self.of(one):
                return one
        if host and urlsplit(origin).hostname == urlsplit(f"//{host}").hostname:
            raise Problem(
                403,
                "origin_not_allowed",
                f"网页来自 {origin[:80]}，请求里的 Host 却是 {host[:80]}："
                "多半是前面的代理没有传端口，请让它传带端口的主机名"
                "（nginx：proxy_set_header Host $http_host）。",
            )
        raise Problem(
            403,
            "origin_not_allowed",
            f"网站 {origin[:80]} 没有登记，不能使用本服务；请管理员把它加进 CEWEN_SITES。",
        )


class SiteGate:
    """Guards the JSON API against pages of other hosts; only listed origins get CORS headers."""

    def __init__(self, app: ASGIApp, sites: Sites, limit: RateLimit) -> None:
        self._app = app
        self._sites = sites
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, answer the preflight, or refuse."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or not path.startswith("/api/v1/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        foreign = _foreign_origin(request)
        allowed = ""
        has_begun = False

        async def send_with_cors(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                has_begun = True
                headers = MutableHeaders(scope=message)
                headers.add_vary_header("Origin")
                if allowed:
                    headers["access-control-allow-origin"] = allowed
                    headers["access-control-expose-headers"] = EXPOSED
            await send(message)

        answer: Response | None = None
        try:
            site = self._site(request, foreign)
            allowed = foreign
            if foreign and request.method == "OPTIONS":
                answer = Response(status_code=204, headers=CORS)
            elif site and request.method == "POST":
                self._limit.check(f"site:{site}")
        except Problem as problem:
            answer = respond(request, problem)
        try:
            await (answer or self._app)(scope, receive, send_with_cors)
        except Exception as error:  # answered here, where the asking page may read it
            if has_begun:
                raise
            await respond(request, error)(scope, receive, send_with_cors)

    def _site(self, request: Request, foreign: str) -> str:
        named = request.query_params.get("site", "")
        if foreign:
            return self._sites.admit(foreign, named, request.headers.get("host", ""))
        if named:
            self._sites.of(named)
        return named.lower()


def _foreign_origin(request: Request) -> str:
    """The origin of the asking page if it is not this server's own, else ""."""
    sent = request.headers.get("origin")
    if sent is None:
        return ""
    origin = _origin(sent) or "null"
    if (
        origin != "null"
        and urlsplit(sent).netloc.lower() == request.headers.get("host", "").lower()
    ):
        return ""
    return origin


def _origin(text: str) -> str | None:
    """Scheme, host and port as a browser writes them, without the default port."""
    try:
        parts = urlsplit(text.strip().lower())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in (None, _PORTS[parts.scheme]) else f":{port}")
