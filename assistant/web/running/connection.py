"""One connection: a request must be whole, head and body, within a time; few from one address."""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from typing import Any, ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 15.0
"""From the first byte (or the connection) to the last byte of the request."""


_REFUSED = (
    b"HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\nretry-after: 5\r\n"
    b"content-length: 0\r\n\r\n"
)
_Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]


class Connection(H11Protocol):
    """uvicorn's own protocol, which waits for ever for the rest of a request.

    ``most`` connections of one address are open at once in a process; those of a trusted proxy are
    everybody's, and it bounds them itself. ``open_by`` counts them.
    """

    most: ClassVar[int] = 0
    trusted: ClassVar[_Networks] = ()
    open_by: ClassVar[Counter[str]] = Counter()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deadline: asyncio.TimerHandle | None = None
        self._counted = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, or refuse the connection."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        if self.most and address and not _is_in(address, self.trusted):
            self._counted = address
            self.open_by[address] += 1
            if self.open_by[address] > self.most:
                transport.write(_REFUSED)
                transport.close()
                return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on; the time runs until the request is whole."""
        self._wait()
        super().data_received(data)
        if self._is_whole():
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """What came behind the last request is the start of the next."""
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and self.conn.trailing_data[0]:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more to wait for."""
        self._stop_waiting()
        if self._counted:
            self.open_by[self._counted] -= 1
            if self.open_by[self._counted] <= 0:
                del self.open_by[self._counted]
            self._counted = ""
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(SECONDS, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _is_whole(self) -> bool:
        return self.conn.their_state not in (h11.IDLE, h11.SEND_BODY)

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()


def bounded(most: int, proxies: str) -> type[Connection]:
    """The protocol with a bound for each address, except the trusted proxies (``*``: no bound).

    Names of hosts among the proxies are no addresses, and so bounded like everybody.
    """
    named = [name.strip() for name in proxies.split(",") if name.strip()]
    networks = tuple(network for name in named if (network := _network(name)) is not None)
    bound = 0 if "*" in named else most
    return type(
        "BoundedConnection",
        (Connection,),
        {"most": bound, "trusted": networks, "open_by": Counter()},
    )


def _network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(name, strict=False)
    except ValueError:
        return None


def _is_in(address: str, networks: _Networks) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None) or found
    return any(mapped in network for network in networks)
