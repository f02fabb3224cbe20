"""Schemathesis against a real server: every answer as the OpenAPI description says, no 5xx.

`make fuzz` takes ten minutes; the gate of a change half a minute (`make fuzz SECONDS=30`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.attack.running import running


def main() -> int:
    """Run it and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    # It keeps what failed in the folder where it runs, and begins the next run with that.
    with running() as server, tempfile.TemporaryDirectory() as folder:
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            "run",
            f"{server.url}/openapi.json",
            f"--max-time={given.seconds}",
            f"--seed={given.seed}",
            "--phases=examples,coverage,fuzzing",
            "--checks=all",
            # A schema cannot say which day or fact exists: such a refusal is no fault.
            "--exclude-checks=positive_data_acceptance",
            "--generation-database=none",
            "--no-color",
            "--max-failures=20",
            "--request-timeout=60",
        ]
        return subprocess.run(command, check=False, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
