import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from assistant.errors import PortError
from assistant.settings import Settings
from assistant.web.drawing.examples import load_examples, starters
from assistant.web.serve import listen, serve
from tests.fakes import ROOT
from tests.waiting import PATIENCE, wait_until

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
    told: list[str] = []

    def has_answered() -> bool:
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE
            ) as got:
                told.append(got.read().decode())
        except OSError:
            return False
        return True

    wait_until(has_answered)
    return told[0]


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
        process.wait(PATIENCE)
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
        wait_until(lambda: len(children.read_text().split()) == 2)
        first = children.read_text().split()
        os.kill(int(first[0]), signal.SIGKILL)

        def is_replaced() -> bool:
            now = children.read_text().split()
            return len(now) == 2 and first[0] not in now

        wait_until(is_replaced, children.read_text)
        assert answers(port) == '{"status":"ok"}'
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_workers_that_cannot_open_the_assistant_end_with_the_reason(tmp_path: Path) -> None:
    program = PROGRAM.replace("return cls()", "raise serving.InstallationError('索引坏了')")
    arguments = [str(ROOT), str(tmp_path), str(free_port()), "2"]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert "索引坏了" in done.stderr
    assert "无法启动" in done.stderr


def start(
    tmp_path: Path, workers: int, program: str = PROGRAM, *more: str
) -> tuple[subprocess.Popen, int]:
    port = free_port()
    arguments = [str(ROOT), str(tmp_path), str(port), str(workers), *more]
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    answers(port)
    return process, port


def test_workers_end_with_their_supervisor_however_it_went(tmp_path: Path) -> None:
    process, port = start(tmp_path, 2)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("no /proc here")
    wait_until(lambda: len(children.read_text().split()) == 2)
    workers = children.read_text().split()
    process.kill()
    process.wait(PATIENCE)
    wait_until(
        lambda: not any(Path(f"/proc/{worker}/cmdline").exists() for worker in workers),
        "workers live on",
    )
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", port))


def test_workers_count_quotas_and_metrics_together(tmp_path: Path) -> None:
    program = PROGRAM.replace(
        "data_dir=Path(sys.argv[2])", "data_dir=Path(sys.argv[2]), rate_limit='5/minute'"
    )
    process, port = start(tmp_path, 2, program)
    try:
        codes = []
        for _ in range(12):
            try:
                urllib.request.urlopen(
                    f"http://127.0.0.1:{port}/api/v1/policies", timeout=PATIENCE
                ).close()
                codes.append(200)
            except urllib.error.HTTPError as error:
                codes.append(error.code)
        assert codes == [200] * 5 + [429] * 7
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as got:
            told = got.read().decode()
        assert 'cewen_requests_total{route="/api/v1/policies",status="200"} 5.0' in told
        assert "cewen_index_age_seconds" in told
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_is_told_to_its_end_when_the_server_stops(tmp_path: Path, workers: int) -> None:
    # The server is given more time than it takes here: its clock is not what is looked at.
    slow = """
import threading, time, uvicorn
import assistant.web.api.ask as asking
asking.GRACE = serving._GRACE = 200
stopping = threading.Event()
handle_exit = uvicorn.Server.handle_exit
def told_to_stop(server, *signal):
    handle_exit(server, *signal)
    stopping.set()
uvicorn.Server.handle_exit = told_to_stop
class Slow(FakeAssistant):
    @classmethod
    def open(cls, settings):
        return cls()
    def steps(self, conversation, *, as_of):
        for event in super().steps(conversation, as_of=as_of):
            yield event
            if conversation.question != "问":  # the examples, before anybody asks
                continue
            stopping.wait()
            time.sleep(0.3)  # until the stream has noticed it as well
serving.Assistant = Slow
from assistant.settings import Settings
"""
    program = PROGRAM.replace("from assistant.settings import Settings\n", slow)
    process, port = start(tmp_path, workers, program)
    try:
        sent = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1/ask",
            data='{"question": "问"}'.encode(),
            headers={"content-type": "application/json", "accept": "text/event-stream"},
        )
        with urllib.request.urlopen(sent, timeout=PATIENCE) as stream:
            first = stream.readline()
            process.send_signal(signal.SIGTERM)
            rest = stream.read().decode()
        assert first.startswith(b"id:")
        assert "event: done" in rest
        assert process.wait(PATIENCE) in (0, -signal.SIGTERM)
    finally:
        process.kill()


WARMED = """
import threading
from assistant.web import loaded
loaded.LONGEST = float(sys.argv[5])
class Warmed(Opener):
    def steps(self, conversation, *, as_of):
        with open(settings.data_dir / "asked", "a") as file:
            file.write(conversation.question + "\\n")
        DO
        return super().steps(conversation, as_of=as_of)
serving.Assistant = Warmed
from assistant.settings import Settings
"""


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("do", ["", "raise RuntimeError"])
def test_the_examples_are_answered_before_the_first_user(
    tmp_path: Path, workers: int, do: str
) -> None:
    assert warmed(tmp_path, workers, do, PATIENCE) == set(
        starters(load_examples(ROOT / "corpus" / "examples.yaml"))
    )


def test_an_engine_that_is_silent_does_not_keep_the_server_from_starting(tmp_path: Path) -> None:
    assert len(warmed(tmp_path, 1, "threading.Event().wait()", 0.5)) <= 1


def warmed(tmp_path: Path, workers: int, do: str, longest: float) -> set[str]:
    """What was asked by the time the server answers."""
    program = PROGRAM.replace("from assistant.settings import Settings\n", WARMED.replace("DO", do))
    process, _ = start(tmp_path, workers, program, str(longest))
    asked = tmp_path / "asked"
    try:
        return set(asked.read_text().splitlines() if asked.exists() else ())
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
