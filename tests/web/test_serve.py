import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from assistant.errors import PortError
from assistant.settings import Settings
from assistant.web.serve import listen, serve
from tests.fakes import ROOT

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
import assistant.web.serve as serving
from tests.fakes import FakeAssistant
class Opener(FakeAssistant):
    @classmethod
    def open(cls, settings):
        return cls()
serving.Assistant = Opener
from assistant.settings import Settings
settings = Settings(workspace=Path(sys.argv[1]), data_dir=Path(sys.argv[2]))
serving.serve(settings, "127.0.0.1", int(sys.argv[3]), int(sys.argv[4]))
"""


def answers(port: int) -> str:
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as got:
                return str(got.read().decode())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = Settings(workspace=ROOT, data_dir=tmp_path)
        with pytest.raises(PortError, match=f"127.0.0.1:{port}.*--port"):
            serve(settings, "127.0.0.1", port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("no.such.host.invalid", 80)])
def test_an_address_that_cannot_be_is_told(host: str, port: int) -> None:
    with pytest.raises(PortError, match="无法在"):
        listen(host, port)


@pytest.mark.parametrize("workers", [1, 2])
def test_it_serves_and_stops_with_all_its_processes(tmp_path: Path, workers: int) -> None:
    port = free_port()
    arguments = [str(ROOT), str(tmp_path), str(port), str(workers)]
    command = [sys.executable, "-c", PROGRAM, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        assert answers(port) == '{"status":"ok"}'
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", port))
    finally:
        process.kill()


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    port = free_port()
    arguments = [str(ROOT), str(tmp_path), str(port), "2"]
    command = [sys.executable, "-c", PROGRAM, *arguments]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("no /proc here")
    try:
        answers(port)
        first = children.read_text().split()
        os.kill(int(first[0]), signal.SIGKILL)
        until = time.monotonic() + 20
        while children.read_text().split() in (first, first[1:]) and time.monotonic() < until:
            time.sleep(0.05)
        now = children.read_text().split()
        assert len(now) == 2
        assert first[0] not in now
        assert answers(port) == '{"status":"ok"}'
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def test_workers_that_cannot_open_the_assistant_end_with_the_reason(tmp_path: Path) -> None:
    program = PROGRAM.replace("return cls()", "raise serving.InstallationError('索引坏了')")
    arguments = [str(ROOT), str(tmp_path), str(free_port()), "2"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "索引坏了" in done.stderr
    assert "无法启动" in done.stderr
