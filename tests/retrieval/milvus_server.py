"""A real Milvus server on loopback for the tests: milvus-lite's. For function, never for speed."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

from tests.waiting import wait_until


class MilvusServer:
    """Started on a free port; killed without warning, started again on the same data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = Path(sys.executable).with_name("milvus-lite")
        command = [program, "server", "--data-dir", self._folder, "--host", "127.0.0.1"]
        with (self._folder.parent / "milvus.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*map(str, command), "--port", str(self.port)], stdout=log, stderr=log
            )
        wait_until(self._listens, "milvus-lite does not listen")

    def _listens(self) -> bool:
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
