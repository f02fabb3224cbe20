"""How much is at work at once: what is beyond waits its turn, what cannot wait is told when.

Who has used little goes first, so that one address with many long questions does not keep others
waiting. Health, static files and other cheap routes never wait.
"""

from __future__ import annotations

import asyncio
import heapq
import time
from collections import Counter
from dataclasses import dataclass
from itertools import count

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.gate.limits import address_of
from assistant.web.gate.problems import Problem, respond
from assistant.web.running.metrics import Metrics

_FREE = ("/healthz", "/readyz", "/version", "/metrics", "/docs", "/openapi.json", "/static")
_HALF = 10.0
"""Seconds after which used time counts half."""
_LONG = 0.5
"""Seconds of a usual request of an address beyond which it leaves a turn to others."""
_MUCH = 2.0
"""Seconds of late beyond which an address leaves a turn to one that used less."""
_AROUND = 60.0
"""Seconds for which an address that had a turn counts as being there."""
_LEARNS = 0.3
"""How much the last request counts for what is usual."""
_LONGEST = 10.0
"""Seconds that a request waits for its turn."""
_RETRY = 2


@dataclass(frozen=True, slots=True)
class _Use:
    """Seconds that an address had of late, as of a time; seconds of a usual request of it."""

    of_late: float
    at: float
    usual: float


_NONE = _Use(0.0, 0.0, 0.0)


class Turns:
    """Lets ``most`` work at once and ``waiting`` wait, those first who used least so far.

    An address whose requests are long leaves one turn to others, and so does one that had much of
    late while another that had little is there: a short request of somebody else never waits for
    the end of a long one. Used from one event loop only.
    """

    def __init__(self, most: int, waiting: int) -> None:
        self._most = most
        self._free = most
        self._waiting = waiting
        self._queue: list[tuple[float, int, str, asyncio.Future[bool]]] = []
        self._number = count()
        self._used: dict[str, _Use] = {}
        self._recent = ("", -_AROUND)
        self._former = ("", -_AROUND)

    def __len__(self) -> int:
        return sum(not turn.done() for *_, turn in self._queue)

    async def take(self, address: str, seconds: float = _LONGEST) -> bool:
        """Wait for a turn; False if too many wait or it takes too long."""
        if not self._queue and self._may_begin(address):
            self._free -= 1
            return True
        if len(self) >= self._waiting and not self._send_away(address):
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        entry = (self._of_late(address), next(self._number), address, turn)
        heapq.heappush(self._queue, entry)
        self._next()
        try:
            return await asyncio.wait_for(asyncio.shield(turn), seconds)
        except TimeoutError:
            return self._give_up(turn)
        except asyncio.CancelledError:
            if self._give_up(turn):
                self.give_back(address, 0.0)
            raise

    def give_back(self, address: str, seconds: float) -> None:
        """End a turn that took so long."""
        self._free += 1
        now = time.monotonic()
        if self._recent[0] != address:
            self._former = self._recent
        self._recent = (address, now)
        usual = self._used.get(address, _NONE).usual
        usual += _LEARNS * (seconds - usual)
        self._used[address] = _Use(self._of_late(address) + seconds, now, usual)
        if len(self._used) > 10_000:
            kept = {a: u for a, u in self._used.items() if now - u.at < 6 * _HALF}
            self._used = kept if len(kept) < 10_000 else {}
        self._next()

    def _give_up(self, turn: asyncio.Future[bool]) -> bool:
        """Whether the turn had come just then."""
        if turn.done():
            return turn.result()
        turn.cancel()
        return False

    def _send_away(self, address: str) -> bool:
        """Send away whoever waits and used most, if that is more than this address did."""
        waiting = [(other, turn) for *_, other, turn in self._queue if not turn.done()]
        if not waiting:
            return False
        other, turn = max(waiting, key=lambda entry: self._of_late(entry[0]))
        if other == address or self._of_late(other) <= self._of_late(address):
            return False
        turn.set_result(False)
        return True

    def _of_late(self, address: str) -> float:
        use = self._used.get(address, _NONE)
        return float(use.of_late * 0.5 ** ((time.monotonic() - use.at) / _HALF))

    def _may_begin(self, address: str) -> bool:
        """Whether there is a turn for this address now."""
        is_long = self._used.get(address, _NONE).usual > _LONG
        leaves_one = is_long or self._had_much(address)
        return self._free > (1 if leaves_one and self._most > 1 else 0)

    def _had_much(self, address: str) -> bool:
        """Whether the address had much of late, and more than another that is there."""
        had = self._of_late(address)
        since = time.monotonic() - _AROUND
        return had > _MUCH and any(
            other not in ("", address) and at > since and had > self._of_late(other)
            for other, at in (self._recent, self._former)
        )

    def _next(self) -> None:
        """Give the free turns to those who wait; who is first but may not begin keeps his place."""
        kept = []
        while self._queue and (self._free > 0 or self._queue[0][-1].done()):
            entry = heapq.heappop(self._queue)
            *_, address, turn = entry
            if turn.done():
                continue
            if not self._may_begin(address):
                kept.append(entry)
                continue
            self._free -= 1
            turn.set_result(True)
        for entry in kept:
            heapq.heappush(self._queue, entry)


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
