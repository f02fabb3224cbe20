"""How much is at work at once: what is beyond waits its turn, what cannot wait is told when.

Who has used little goes first, so that one address with many long questions does not keep others
waiting. Health, static files and other cheap routes never wait.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import Counter
from itertools import count

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.limits import address_of
from assistant.web.metrics import Metrics
from assistant.web.problems import Problem, respond

_FREE = ("/healthz", "/readyz", "/version", "/metrics", "/docs", "/openapi.json", "/static")
_HALF = 10.0
"""Seconds after which used time counts half."""
_LONGEST = 10.0
"""Seconds that a request waits for its turn."""
_RETRY = 2


class Turns:
    """Lets ``most`` work at once and ``waiting`` wait, those first who used least so far.

    Used from one event loop only. ``used`` are the seconds that an address had of late.
    """

    def __init__(self, most: int, waiting: int) -> None:
        self._free = most
        self._waiting = waiting
        self._queue: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = count()
        self._used: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return sum(not turn.done() for _, _, turn in self._queue)

    async def take(self, address: str, seconds: float = _LONGEST) -> bool:
        """Wait for a turn; False if too many wait or it takes too long."""
        if self._free > 0 and not self._queue:
            self._free -= 1
            return True
        if len(self) >= self._waiting:
            return False
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (self._of_late(address), next(self._number), turn))
        self._next()
        try:
            await asyncio.wait_for(asyncio.shield(turn), seconds)
        except TimeoutError:
            return self._give_up(turn)
        except asyncio.CancelledError:
            if self._give_up(turn):
                self.give_back(address, 0.0)
            raise
        return True

    def give_back(self, address: str, seconds: float) -> None:
        """End a turn that took so long."""
        self._free += 1
        now = time.monotonic()
        self._used[address] = (self._of_late(address) + seconds, now)
        if len(self._used) > 10_000:
            kept = {a: u for a, u in self._used.items() if now - u[1] < 6 * _HALF}
            self._used = kept if len(kept) < 10_000 else {}
        self._next()

    def _give_up(self, turn: asyncio.Future[None]) -> bool:
        """Whether the turn had come just then."""
        if turn.done():
            return True
        turn.cancel()
        return False

    def _of_late(self, address: str) -> float:
        used, at = self._used.get(address, (0.0, 0.0))
        return float(used * 0.5 ** ((time.monotonic() - at) / _HALF))

    def _next(self) -> None:
        while self._queue and (self._free > 0 or self._queue[0][2].done()):
            _, _, turn = heapq.heappop(self._queue)
            if not turn.done():
                self._free -= 1
                turn.set_result(None)


async def _whole(receive: Receive) -> Receive:
    """Read the body, which an outer layer bounds, and give it again."""
    read: list[Message] = []
    while True:
        message = await receive()
        read.append(message)
        if message["type"] != "http.request" or not message.get("more_body"):
            break

    async def again() -> Message:
        return read.pop(0) if read else await receive()

    return again


class Workload:
    """The layer that holds requests to the limits; a turn ends as soon as the response begins.

    So a caller that reads slowly holds nobody up.
    """

    def __init__(
        self, app: ASGIApp, metrics: Metrics, *, most: int, waiting: int, each_address: int
    ) -> None:
        self._app = app
        self._turns = Turns(most, waiting)
        self._each = each_address
        self._metrics = metrics
        self._by_address: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on in its turn, or refuse it."""
        path = scope.get("path", "").removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or path.startswith(_FREE):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            # A turn begins when the request is whole: one whose body never comes holds nobody up.
            receive = await _whole(receive)
        except HTTPException as error:
            await respond(request, error)(scope, receive, send)
            return
        address = address_of(request)
        if self._by_address[address] >= self._each:
            detail = f"同一地址最多同时处理 {self._each} 个请求，请等前面的完成。"
            refused = Problem(429, "rate_limited", detail, retry_after=1)
            await respond(request, refused)(scope, receive, send)
            return
        self._by_address[address] += 1
        try:
            await self._in_turn(request, address, receive, send)
        finally:
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]

    async def _in_turn(self, request: Request, address: str, receive: Receive, send: Send) -> None:
        has_turn = await self._turns.take(address)
        self._metrics.waiting.set(len(self._turns))
        if not has_turn:
            self._metrics.refused.inc()
            busy = Problem(
                503, "overloaded", "正在处理的问题太多，请稍后再试。", retry_after=_RETRY
            )
            await respond(request, busy)(request.scope, receive, send)
            return
        began = time.monotonic()

        def end() -> None:
            nonlocal has_turn
            if has_turn:
                has_turn = False
                self._turns.give_back(address, time.monotonic() - began)

        async def send_and_end(message: Message) -> None:
            if message["type"] == "http.response.start":
                end()
            await send(message)

        try:
            await self._app(request.scope, receive, send_and_end)
        finally:
            end()
