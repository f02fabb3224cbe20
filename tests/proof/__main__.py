"""All proofs in one go: each writes its dated file, a proof that fails does not stop the others.

Each is written aside and then put in its place under today's day (UTC). A proof that held today is
not done again, unless its name is given. Ends with 1 if any failed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "proofs"
_PYTEST = ("pytest", "-q", "--no-header")


@dataclass(frozen=True, slots=True)
class Proof:
    """A module with its options, and what it wants to be set."""

    command: tuple[str, ...]
    wants: dict[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The command as one types it."""
        wants = "".join(f"{name}={value} " for name, value in self.wants.items())
        return f"{wants}python -m {' '.join(self.command)}"


_DRAWS = {"CEWEN_PROOF_DRAWS": "100000"}
PROOFS = {
    "cliffs": Proof(("tests.proof.cliffs",)),
    "interview": Proof(("tests.proof.interview",)),
    "oracle": Proof(("tests.proof.oracle",), _DRAWS),
    "libreoffice": Proof((*_PYTEST, "-rP", "tests/rules/test_libreoffice.py"), _DRAWS),
    "combinations": Proof(("tests.proof.combinations",), _DRAWS),
    "again": Proof(("tests.proof.again",)),
    "ocr": Proof((*_PYTEST, "-rA", "tests/intake/test_read.py", "tests/web/test_papers.py")),
    "guards": Proof(("assistant.evaluation.guards",)),
    "fuzz": Proof(("tests.attack.fuzz", "--seconds", "600")),
    "torture": Proof(("tests.attack.torture",)),
    "mutants": Proof(("tests.proof.mutants", "--count", "500")),
}


def prove(name: str, day: str) -> bool:
    """Run one proof and write what it says; whether it held."""
    proof, began, load = PROOFS[name], time.monotonic(), os.getloadavg()[0]
    aside = FOLDER / f".{name}.txt"
    with aside.open("w", encoding="utf-8") as file:
        file.write(f"# {day} {proof.shown}（{os.cpu_count()} 核，开始时系统负载 {load:.1f}）\n")
        file.flush()
        done = subprocess.run(
            [sys.executable, "-m", *proof.command],
            cwd=ROOT,
            env={**os.environ, **proof.wants},
            stdout=file,
            check=False,
        )
        took = (time.monotonic() - began) / 60
        held = done.returncode == 0
        ending = "成立" if held else f"不成立（退出码 {done.returncode}）"
        file.write(f"\n# {ending}，{took:.1f} 分钟，结束时系统负载 {os.getloadavg()[0]:.1f}\n")
    shutil.move(aside, _file(name, day))
    print(f"{name}：{ending}，{took:.1f} 分钟", flush=True)
    return held


def held_before(name: str, day: str) -> bool:
    """Whether a proof held on that day already."""
    file = _file(name, day)
    return file.exists() and "\n# 成立，" in file.read_text(encoding="utf-8")


def _file(name: str, day: str) -> Path:
    return FOLDER / f"{day}-{name}.txt"


def main(argv: list[str] | None = None) -> int:
    """Run what has not held today, or what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(PROOFS)}; all by default")
    given = parser.parse_args(argv)
    if unknown := [name for name in given.names if name not in PROOFS]:
        parser.error(f"no such proof: {unknown[0]}")
    day = datetime.now(UTC).date().isoformat()
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = given.names or [name for name in PROOFS if not held_before(name, day)]
    failed = [name for name in wanted if not prove(name, day)]
    if failed:
        print(f"不成立：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
