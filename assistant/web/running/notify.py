"""Tell systemd (Type=notify) that we serve, that we are alive, and that we stop."""

from __future__ import annotations

import asyncio
import contextlib
import socket

from assistant.settings import notify_address, watchdog_seconds


def notify(message: str) -> None:
    """Send one message, if systemd started us."""
    address = notify_address()
    if not address:
        return
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sending:
        sending.connect(f"\0{address[1:]}" if address[0] == "@" else address)
        sending.sendall(message.encode())


async def stay_alive() -> None:
    """Answer systemd's watchdog from the event loop: a loop that hangs is restarted."""
    seconds = watchdog_seconds()
    while seconds:
        notify("WATCHDOG=1")
        await asyncio.sleep(seconds / 2)
