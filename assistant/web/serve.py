"""Run the web application in one or several processes."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

import uvicorn

from assistant.assistant import Assistant
from assistant.errors import AssistantError, InstallationError, PortError, system_reason
from assistant.settings import Settings
from assistant.web.api.webhook import Webhook
from assistant.web.app import create_app
from assistant.web.chats.configured import adapters_of
from assistant.web.gate.hosts import Hosts
from assistant.web.gate.keys import scopes_of
from assistant.web.gate.limits import RateLimit
from assistant.web.model import Model
from assistant.web.reload import stamp_of
from assistant.web.running.arenas import few_arenas, keep_all
from assistant.web.running.connection import bounded
from assistant.web.running.logs import prepare_logs
from assistant.web.running.metrics import forget_worker
from assistant.web.running.notify import notify, stay_alive
from assistant.web.running.traces import Traces
from assistant.web.widget.sites import Sites

_BACKLOG = 512
_MOST_CONNECTIONS = 1000
"""Open connections of one process; beyond it 503."""
_MOST_FILES = 65536
_GRACE = 6
"""Seconds for the requests at work when the server is told to stop; more than a stream's own."""
_PATIENCE = 4
_TURN = 0.001
"""Seconds that a computing thread keeps the interpreter while another wants it."""
_STOPS = (signal.SIGINT, signal.SIGTERM)
_SIGNALS = (*_STOPS, signal.SIGHUP)
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


def check_settings(settings: Settings) -> None:
    """Read what only the server reads, before anybody is told that it serves.

    Raises:
        SettingsError: rate limit, sites, hosts, keys, traces, chats or the webhook cannot be read.
    """
    RateLimit(settings.rate_limit)
    RateLimit(settings.site_rate_limit, "CEWEN_SITE_RATE_LIMIT")
    Sites.parse(settings.sites)
    Hosts(settings.hosts)
    scopes_of(settings.keys)
    adapters_of(settings)
    Webhook.of(settings)
    Model.of(settings)
    Traces(settings.otlp, "").close()


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


def _run(settings: Settings, listening: socket.socket, common: Path | None = None) -> None:
    # Until the application listens for it, a request to read the files again must not end us.
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    prepare_logs(settings.log)
    few_arenas()
    sys.setswitchinterval(_TURN)  # the loop, and with it /healthz, waits less for those who compute
    stamp = stamp_of(settings)
    app = create_app(settings, Assistant.open(settings), watched=stamp, common=common)
    app.state.services.warm()
    keep_all()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        http=bounded(settings.address_connections, settings.proxies),
        limit_concurrency=_MOST_CONNECTIONS,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        server_header=False,
        backlog=1,
        timeout_graceful_shutdown=_GRACE,
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
        notify("READY=1")
        self._alive = asyncio.create_task(stay_alive())

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, and say so."""
        notify("STOPPING=1")
        self._alive.cancel()
        await super().shutdown(sockets=sockets)


def _supervise(settings: Settings, listening: socket.socket, workers: int) -> None:
    """Fork the workers around one socket, and start a new one where one dies.

    Raises:
        InstallationError: a worker could not open the assistant.
    """
    with tempfile.TemporaryDirectory(prefix="cewen-") as folder:
        crew = _Crew(settings, listening, Path(folder))
        _stop_once()
        signal.signal(signal.SIGHUP, lambda _number, _frame: crew.signal(signal.SIGHUP))
        try:
            crew.start(workers)
            crew.keep_up()
        except KeyboardInterrupt:
            pass
        finally:
            crew.end()


def _stop_once() -> None:
    """Being asked to stop, however often, interrupts once: ending the workers is not disturbed.

    A second Ctrl-C reaches the workers too, who then end at once.
    """
    was_asked = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal was_asked
        if not was_asked:
            was_asked = True
            raise KeyboardInterrupt

    for number in _STOPS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, stop)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """While a worker is born no signal is looked at: it would meet our answers, or one unknown."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Crew:
    """The workers of one server; ``common`` is the folder that they share.

    Each holds the reading end of a pipe that closes when the supervisor is gone, however it went:
    then the worker stops as well.
    """

    def __init__(self, settings: Settings, listening: socket.socket, common: Path) -> None:
        self._settings = settings
        self._listening = listening
        self._common = common
        self._lifeline = os.pipe()
        self._context = multiprocessing.get_context("fork")
        self._running: list[BaseProcess] = []

    def start(self, workers: int) -> None:
        """Start so many; those that were started are known however it goes on."""
        for _ in range(workers):
            with _undisturbed():
                self._running.append(self._one())

    def keep_up(self) -> None:
        """Replace whoever dies, until interrupted.

        Raises:
            InstallationError: a worker could not open the assistant.
        """
        while True:
            multiprocessing.connection.wait([process.sentinel for process in self._running])
            for place, process in enumerate(self._running):
                if process.exitcode == _BROKEN:
                    raise InstallationError("服务进程无法启动，原因见上一行。")
                if process.exitcode is not None:
                    forget_worker(self._common, process.pid or 0)
                    time.sleep(_PAUSE)
                    with _undisturbed():
                        self._running[place] = self._one()

    def signal(self, number: int) -> None:
        """Pass a signal on to all."""
        for process in self._running:
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, number)

    def end(self) -> None:
        """Ask all to stop; who does not in time is killed."""
        for process in self._running:
            process.terminate()
        until = time.monotonic() + _GRACE + _PATIENCE
        for process in self._running:
            process.join(max(0.0, until - time.monotonic()))
        for process in self._running:
            if process.is_alive():
                process.kill()
                process.join()

    def _one(self) -> BaseProcess:
        arguments = (self._settings, self._listening, self._common, self._lifeline)
        process = self._context.Process(target=_work, args=arguments)
        process.start()
        return process


_BROKEN = 2
"""Exit code of a worker that cannot open the assistant."""


def _work(
    settings: Settings, listening: socket.socket, common: Path, lifeline: tuple[int, int]
) -> None:
    # Ctrl-C reaches all processes of a terminal; who has not begun to serve leaves it to the
    # supervisor, who ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    reading, writing = lifeline
    os.close(writing)
    threading.Thread(target=_follow, args=(reading,), name="lifeline", daemon=True).start()
    try:
        _run(settings, listening, common)
    except AssistantError as error:
        print(error, file=sys.stderr)
        sys.stderr.flush()
        os._exit(_BROKEN)
    except OSError:
        if common.exists():
            raise
        os._exit(0)  # the supervisor ended while this one began, and took the folder along


def _follow(lifeline: int) -> None:
    """Wait for the supervisor's end, then stop: first as asked to, at last at once."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE + _PATIENCE)
    os._exit(1)
