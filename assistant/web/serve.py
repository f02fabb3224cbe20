"""Run the web application in one or several processes."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import socket
import sys
import time
from multiprocessing.process import BaseProcess
from types import FrameType

import uvicorn

from assistant.assistant import Assistant
from assistant.errors import AssistantError, InstallationError, PortError, system_reason
from assistant.settings import Settings
from assistant.web.app import create_app
from assistant.web.connection import Connection

_BACKLOG = 512
_MOST_CONNECTIONS = 1000
"""Open connections of one process; beyond it 503."""
_MOST_FILES = 65536
_PAUSE = 0.2
"""Seconds before a worker that died is replaced."""


def serve(settings: Settings, host: str, port: int, workers: int = 1) -> None:
    """Answer on ``host:port`` until stopped.

    Raises:
        PortError: the address cannot be used.
        InstallationError: the assistant cannot be opened.
    """
    listening = listen(host, port)
    _allow_files()
    try:
        if workers == 1:
            _run(settings, listening)
        else:
            _supervise(settings, listening, workers)
    finally:
        listening.close()


def _allow_files() -> None:
    """As many open files as the system lets us have: each connection is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        PortError: the address cannot be used.
    """
    if not 0 <= port <= 65535:
        raise PortError(host, port, "端口号要在 0 到 65535 之间")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as cause:
        raise PortError(host, port, system_reason(cause)) from cause
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as cause:
        listening.close()
        raise PortError(host, port, system_reason(cause)) from cause
    listening.set_inheritable(True)
    return listening


def _run(settings: Settings, listening: socket.socket) -> None:
    app = create_app(settings, Assistant.open(settings))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        http=Connection,
        limit_concurrency=_MOST_CONNECTIONS,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        server_header=False,
        backlog=1,
        timeout_graceful_shutdown=5,
    )
    _Server(config).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Takes one connection at a time from the shared socket, so that an idle worker gets the next.

    asyncio accepts as many connections at once as the backlog it is given; the true backlog, which
    holds what no worker has taken yet, is set again afterwards.
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets=sockets)
        for listening in sockets or ():
            listening.listen(_BACKLOG)


def _supervise(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Fork the workers around one socket, and start a new one where one dies.

    Raises:
        InstallationError: a worker could not open the assistant.
    """
    context = multiprocessing.get_context("fork")

    def start() -> BaseProcess:
        process = context.Process(target=_work, args=(settings, listening))
        process.start()
        return process

    running = [start() for _ in range(workers)]

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        while True:
            multiprocessing.connection.wait([process.sentinel for process in running])
            for place, process in enumerate(running):
                if process.exitcode == _BROKEN:
                    raise InstallationError("服务进程无法启动，原因见上一行。")
                if process.exitcode is not None:
                    time.sleep(_PAUSE)
                    running[place] = start()
    except KeyboardInterrupt:
        pass
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.join(10)


_BROKEN = 2
"""Exit code of a worker that cannot open the assistant."""


def _work(settings: Settings, listening: socket.socket) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        _run(settings, listening)
    except AssistantError as error:
        print(error, file=sys.stderr)
        sys.stderr.flush()
        os._exit(_BROKEN)
