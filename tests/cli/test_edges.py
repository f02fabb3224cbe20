"""What the command line says where input or output is not as it should be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.cli.terminal import MOST_BYTES
from tests.fakes import ROOT
from tests.real_assistant import workspace

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "CEWEN_WORKSPACE": str(workspace())}
CEWEN = [sys.executable, "-m", "assistant"]


def test_an_argument_in_another_encoding_is_told() -> None:
    question = "龙岗租800万算力能补多少".encode("gbk")
    done = subprocess.run(
        [*(part.encode() for part in CEWEN), b"ask", question],
        env={**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "不是 UTF-8" in done.stderr.decode()


def test_too_much_input_is_told_as_that() -> None:
    text = "补" * (MOST_BYTES // 3 + 10)
    done = subprocess.run(
        [*CEWEN, "ask", "-"], input=text.encode(), env=ENVIRONMENT, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert "太长" in done.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*CEWEN, "search", "算力"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    assert done.returncode == 2
    assert "写不出去" in done.stderr.decode()
    assert "程序内部出错" not in done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "value"),
    [("RATE_LIMIT", "many"), ("SITES", "x"), ("HOSTS", "https://x")],
)
def test_serve_reads_its_settings_before_it_says_that_it_serves(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.setenv("CEWEN_WORKSPACE", str(workspace()))
    monkeypatch.setenv(f"CEWEN_{name}", value)
    assert main(["serve", "--port", "18473"]) == 2
    told = capsys.readouterr().err
    assert f"CEWEN_{name}" in told
    assert "http://127.0.0.1:18473" not in told


INTERRUPTED = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)
module = sys.argv[1]
sys.meta_path.insert(0, Interrupts())
from assistant.__main__ import main
sys.argv = ["cewen", "ask", "龙岗租800万算力能补多少？"]
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["assistant.cli", "click", "numpy"])
def test_ctrl_c_during_the_imports_ends_without_a_traceback(module: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (130, "已中断。\n")
