"""The real program in a process of its own, over a workspace that borrows ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.fakes import ROOT
from tests.waiting import PATIENCE

DAY = "2025-06-01"
COMPUTE = "我们在龙岗租了800万算力，能补多少？"


def clean_environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("CEWEN_", "COLUMNS"))}
    return kept | {"PYTHONPATH": str(ROOT)}


def make_workspace(folder: Path, *parts: str) -> Path:
    """A workspace whose parts are links to the checkout's; without index."""
    for part in parts or ("corpus", "prompts", "index/encoder", "eval"):
        link = folder / part
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(ROOT / part)
    return folder


class Program:
    """Runs ``python -m assistant`` with a workspace."""

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace

    def __call__(
        self, *arguments: str | Path, given: str | bytes = "", **settings: Any
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", *map(str, arguments)],
            input=given.encode() if isinstance(given, str) else given,
            capture_output=True,
            cwd=settings.pop("cwd", self.workspace),
            env=clean_environment()
            | {"CEWEN_WORKSPACE": str(self.workspace)}
            | settings.pop("env", {}),
            timeout=PATIENCE,
            check=False,
            **settings,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def fails(self, code: int, words: str, *arguments: str | Path, **settings: Any) -> None:
        """The program ends with the code, one line on standard error, nothing on output."""
        done = self(*arguments, **settings)
        assert done.returncode == code, done
        assert done.stdout == ""
        assert done.stderr.startswith("错误：")
        assert done.stderr.count("\n") == 1
        assert words in done.stderr, done.stderr


class Inside(Program):
    """The same program in the process of the tests: quicker, for what needs no process."""

    def __init__(
        self, workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        super().__init__(workspace)
        self._capsys = capsys
        for name in os.environ:
            if name.startswith("CEWEN_"):
                monkeypatch.delenv(name)
        monkeypatch.setenv("CEWEN_WORKSPACE", str(workspace))

    def __call__(
        self, *arguments: str | Path, given: str | bytes = "", **settings: Any
    ) -> subprocess.CompletedProcess[str]:
        assert not given
        assert not settings
        called = [str(argument) for argument in arguments]
        self._capsys.readouterr()
        code = main(called)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(called, code, out, err)


@pytest.fixture
def here(
    cewen: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Inside:
    return Inside(cewen.workspace, monkeypatch, capsys)


@pytest.fixture(scope="session")
def cewen(tmp_path_factory: pytest.TempPathFactory) -> Program:
    program = Program(make_workspace(tmp_path_factory.mktemp("workspace")))
    done = program("build")
    assert done.returncode == 0, done.stderr
    return program


@pytest.fixture
def without_override() -> Callable[[], None]:
    """To run in a child of root, so that it has to respect permissions like everybody else."""
    if os.geteuid() != 0:
        return lambda: None
    ctypes = pytest.importorskip("ctypes")
    prctl = ctypes.CDLL(None).prctl
    drop_capability, dac_override, dac_read_search = 24, 1, 2

    def drop() -> None:
        for capability in (dac_override, dac_read_search):
            prctl(drop_capability, capability, 0, 0, 0)

    return drop
