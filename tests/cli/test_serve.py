import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import COMPUTE, DAY, Program, clean_environment
from tests.waiting import PATIENCE, hears_ctrl_c, wait_until


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(
    cewen: Program, data: Path, *options: str, start_new_session: bool = False
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port), *options],
        env=clean_environment()
        | {"CEWEN_WORKSPACE": str(cewen.workspace), "CEWEN_DATA_DIR": str(data)},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=start_new_session,
        preexec_fn=hears_ctrl_c,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    def answers() -> bool:
        assert process.poll() is None, process.communicate()
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE):
                return True
        except OSError:
            return False

    wait_until(answers, f"{url} never answered")


@pytest.mark.parametrize("options", [(), ("--workers", "2")])
def test_serve_answers_and_stops_on_ctrl_c(
    cewen: Program, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with serving(cewen, tmp_path, *options) as (url, process):
        wait_for(f"{url}/healthz", process)
        asked = urllib.request.Request(
            f"{url}/api/v1/ask",
            json.dumps({"question": COMPUTE, "as_of": DAY}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE) as reply:
            assert "240万元" in json.load(reply)["text"]
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert out == ""
    assert f"策问 {url}/ （按 Ctrl-C 停止）" in err
    assert "Traceback" not in err


def test_serve_ends_quietly_however_often_ctrl_c_is_pressed(cewen: Program, tmp_path: Path) -> None:
    # On a terminal all processes get it; again and again, from before the workers can answer.
    with serving(cewen, tmp_path, "--workers", "2", start_new_session=True) as (_, process):
        assert process.stderr is not None
        told = process.stderr.readline()
        while process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            time.sleep(0.05)
        out, err = process.communicate(timeout=PATIENCE)
    assert "按 Ctrl-C 停止" in told
    assert process.returncode == 0, err
    assert "Traceback" not in out + err


def test_serve_a_port_in_use_is_a_mistake(cewen: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        cewen.fails(1, f"127.0.0.1:{port}", "serve", "--port", str(port))


def test_serve_an_address_that_is_not_ours_is_a_mistake(cewen: Program) -> None:
    cewen.fails(1, "无法在 no.such.host.invalid", "serve", "--host", "no.such.host.invalid")
