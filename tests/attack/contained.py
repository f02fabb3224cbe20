"""The server as its container runs it, where there is no container engine.

Another user, no capabilities, the root file system read-only except the data folder, few files and
processes: with ``unshare`` and ``setpriv`` of util-linux, which need root.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.attack.running import ROOT, free_port, wait_for

USER = 10001
"""The container's user."""
_INSIDE = """
as_user="setpriv --reuid {user} --regid {user} --clear-groups"
if ! $as_user test -x "$PYTHON_BASE/bin"; then
  # An interpreter in a folder of root's own: shown alone, as an image would hold it.
  top="/$(echo "$PYTHON_BASE" | cut -d/ -f2)"
  mount --bind "$PYTHON_BASE" /mnt
  mount -t tmpfs -o mode=755 none "$top"
  mkdir -p "$PYTHON_BASE"
  mount --bind /mnt "$PYTHON_BASE"
  umount /mnt
fi
mount --bind "$CEWEN_DATA_DIR" "$CEWEN_DATA_DIR"
mount -o remount,ro,bind /
exec $as_user --no-new-privs \
  --bounding-set=-all --inh-caps=-all \
  prlimit --nofile=512 --nproc=64 --core=0 "$@"
"""


@dataclass(frozen=True)
class Contained:
    """A server so run: where it answers, and its process as the system sees it."""

    url: str
    pid: int
    data: Path

    def status(self, name: str) -> str:
        """A line of /proc/PID/status."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(name + ":"))

    def root_is_read_only(self) -> bool:
        """Whether nothing can be written below / in the server's own view."""
        lines = Path(f"/proc/{self.pid}/mountinfo").read_text().splitlines()
        options = [line.split()[5] for line in lines if line.split()[4] == "/"]
        return bool(options) and all("ro" in one.split(",") for one in options)


def why_not() -> str:
    """Why it cannot be tried here; "" if it can."""
    if os.geteuid() != 0:
        return "needs root"
    missing = [name for name in ("unshare", "setpriv", "prlimit") if shutil.which(name) is None]
    if missing:
        return f"no {', '.join(missing)}"
    tried = subprocess.run(
        ["unshare", "--mount", "--propagation", "private", "mount", "-o", "remount,ro,bind", "/"],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "mount namespaces are not allowed here"


@contextmanager
def contained(*options: str, workspace: Path = ROOT) -> Iterator[Contained]:
    """``cewen serve`` as in the container, stopped at the end."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="cewen-contained-") as folder:
        data = Path(folder) / "data"
        (data / "tmp").mkdir(parents=True)
        Path(folder).chmod(0o755)
        for one in (data, data / "tmp"):
            os.chown(one, USER, USER)
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(port), *options]
        process = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-ec",
             _INSIDE.format(user=USER), "sh", *command],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "HOME": "/nonexistent",
                "PYTHON_BASE": sys.base_prefix,
                "TMPDIR": str(data / "tmp"),
                "PYTHONPATH": str(ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
                "CEWEN_WORKSPACE": str(workspace),
                "CEWEN_DATA_DIR": str(data),
                "CEWEN_LOG": "json",
            },
        )  # fmt: skip
        try:
            wait_for(port, process)
            yield Contained(f"http://127.0.0.1:{port}", process.pid, data)
        finally:
            process.send_signal(signal.SIGTERM)
            until = time.monotonic() + 30
            while process.poll() is None and time.monotonic() < until:
                time.sleep(0.1)
            process.kill()
            process.wait()
