"""/mcp: the tools over streamable HTTP, made ready at the first request.

Stateless: any worker can answer any request. Names of hosts are checked further out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.services import Services

PATH = "/mcp"


class McpRoute:
    """The handler of the route; ``close`` ends what it began."""

    def __init__(self, shared: Callable[[], Services]) -> None:
        self._shared = shared
        self._app: ASGIApp | None = None
        self._making = asyncio.Lock()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on to the protocol's own application."""
        async with self._making:
            if self._app is None:
                self._app = await self._begin()
        await self._app(scope, receive, send)

    async def close(self) -> None:
        """End the sessions."""
        self._stop.set()
        if self._task is not None:
            await self._task

    async def _begin(self) -> ASGIApp:
        server = await asyncio.to_thread(_made, self._shared)
        from mcp.server.transport_security import TransportSecuritySettings

        app: ASGIApp = server.streamable_http_app(
            streamable_http_path=PATH,
            stateless_http=True,
            json_response=True,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        started: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def live() -> None:
            async with server.session_manager.run():
                started.set_result(None)
                await self._stop.wait()

        self._task = asyncio.create_task(live())
        await asyncio.wait([started, self._task], return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            await self._task
        return app


def mcp_route(handler: ASGIApp) -> BaseRoute:
    """The route, for all methods: the protocol answers itself for those it does not have."""
    return Route(PATH, endpoint=handler, include_in_schema=False)


def _made(shared: Callable[[], Services]):  # type: ignore[no-untyped-def]  # its import is slow
    from assistant.web.api.tools import make_server

    return make_server(shared)
