"""For every test: golden files on request, no network but the loopback, one thread for sums."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Matrices here are small and two parts of the tests run beside each other: threads that wait for
# each other took three times the processor's time. Read when numpy and torch are first imported,
# and by every process that a test starts.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

# A drawn example is timed by nobody, and the same ones are drawn each time: what fails on a
# loaded machine, or by a rare draw once in a hundred runs, says nothing of a change.
settings.register_profile(
    "any-machine",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any-machine")

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests last: their session keeps an event loop running in this thread.

    Beside a running loop no other test could call asyncio.run(); besides, what is dear
    is better told after what is cheap.
    """
    items.sort(key=lambda item: "tests/browser/" in item.path.as_posix())


@pytest.fixture
def check_golden(pytestconfig: pytest.Config) -> Callable[[str, object], None]:
    """Compares a value with tests/golden/<name>, or writes it there with --update-golden.

    A text that goes to a .md file is kept as it reads; everything else is JSON.
    """

    def check(name: str, value: object) -> None:
        path = ROOT / "tests" / "golden" / name
        is_text = isinstance(value, str) and name.endswith(".md")
        text = str(value) if is_text else json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no {path}: run pytest --update-golden and look at the difference"
        kept = path.read_text(encoding="utf-8")
        if is_text:
            assert text == kept
        else:
            assert json.loads(text) == json.loads(kept)

    return check


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Any:
    """A test that reaches for another machine fails and says where to."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def is_local(address: Any) -> bool:
        if not isinstance(address, tuple):
            return True  # a socket in the file system
        host = str(address[0])
        return host in {"localhost", "::1"} or host.startswith("127.")

    def guarded(self: socket.socket, address: Any) -> None:
        assert is_local(address), f"a test reached for the network: {address!r}"
        return connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        assert is_local(address), f"a test reached for the network: {address!r}"
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    patch.setattr(socket.socket, "connect_ex", guarded_ex)
    yield
    patch.undo()
