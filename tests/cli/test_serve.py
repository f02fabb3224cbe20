import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import COMPUTE, DAY, Program, clean_environment


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def serving(
    cewen: Program, data: Path, *options: str
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "serve", "--port", str(port), *options],
        env=clean_environment()
        | {"CEWEN_WORKSPACE": str(cewen.workspace), "CEWEN_DATA_DIR": str(data)},
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_for(url: str, process: subprocess.Popen[str]) -> None:
    for _ in range(1800):
        assert process.poll() is None, process.communicate()
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"{url} never answered")


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
        with urllib.request.urlopen(asked, timeout=120) as reply:
            assert "240万元" in json.load(reply)["text"]
        os.kill(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    assert out == ""
    assert f"策问 {url}/ （按 Ctrl-C 停止）" in err
    assert "Traceback" not in err


def test_serve_a_port_in_use_is_a_mistake(cewen: Program) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        cewen.fails(1, f"127.0.0.1:{port}", "serve", "--port", str(port))


def test_serve_an_address_that_is_not_ours_is_a_mistake(cewen: Program) -> None:
    cewen.fails(1, "无法在 no.such.host.invalid", "serve", "--host", "no.such.host.invalid")
