"""A real server in a process of its own, for attacks on it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


_START = 180
"""Seconds that a server has to begin; a loaded machine needs a minute."""


@dataclass(frozen=True)
class Running:
    """A server that answers; ``data`` is its data folder."""

    url: str
    port: int
    process: subprocess.Popen[bytes]
    data: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    *options: str,
    workspace: Path = ROOT,
    settings: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable,),
) -> Iterator[Running]:
    """`cewen serve` with its own data folder, stopped at the end; ``program`` is its Python."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="cewen-attack-") as data:
        process = subprocess.Popen(
            [*program, "-m", "assistant", "serve", "--port", str(port), *options],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "CEWEN_WORKSPACE": str(workspace),
                "CEWEN_DATA_DIR": data,
                "CEWEN_RATE_LIMIT": "1000000/minute",
                **(settings or {}),
            },
        )
        try:
            wait_for(port, process)
            yield Running(f"http://127.0.0.1:{port}", port, process, Path(data))
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return when it answers; what it raises if it ends or takes too long."""
    until = time.monotonic() + _START
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
