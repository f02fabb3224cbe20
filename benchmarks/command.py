"""Time and memory of one question on the command line, the whole process.

Beside it, as the yardstick, what ``import sentence_transformers`` alone costs. The first run of
each is shown apart, because it may read from a cold disk. Usage: python benchmarks/command.py
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
ASK = [sys.executable, "-m", "assistant", "ask", "我们在龙岗租了800万算力，能补多少？", "--json"]
YARDSTICK = [sys.executable, "-c", "import sentence_transformers"]
HELP = [sys.executable, "-m", "assistant", "--help"]
RUNS = 5


def run_once(command: list[str]) -> tuple[float, float]:
    """Wall seconds and peak resident megabytes of one process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} 失败（{process.returncode}）")
    per_mb = 1024**2 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, used.ru_maxrss / per_mb


def report(name: str, command: list[str], runs: int) -> None:
    first, *rest = [run_once(command) for _ in range(runs + 1)]
    seconds = statistics.median(took for took, _ in rest)
    memory = max(mb for _, mb in rest)
    print(f"{name:<32} {seconds:6.2f} 秒（首次 {first[0]:.2f} 秒） {memory:6.0f} MB")


def main() -> None:
    report("cewen --help", HELP, RUNS)
    report("cewen ask", ASK, RUNS)
    report("import sentence_transformers", YARDSTICK, 1)
    listed = subprocess.run(
        [sys.executable, "-X", "importtime", *ASK[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"torch", "sentence_transformers", "transformers"}
    imported = {line.rpartition("|")[2].strip() for line in listed.stderr.splitlines()}
    print(f"cewen ask 载入的重型模块：{'、'.join(sorted(heavy & imported)) or '无'}")


if __name__ == "__main__":
    main()
