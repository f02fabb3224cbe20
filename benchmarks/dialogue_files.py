"""Write ``docs/dialogue-files.md``: every file of the understanding with the first line it says.

Usage: python -m benchmarks.dialogue_files
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "dialogue-files.md"
_HEAD = """# The files of the understanding

Every file of `assistant/dialogue` with the first line that it says of itself, in the order of their
names; how they work together is told in [dialogue.md](dialogue.md). Written by
`python -m benchmarks.dialogue_files`; a test compares it.

| file | what it reads or does |
|---|---|
"""


def rows() -> Iterator[str]:
    """One row of the table for each file."""
    folder = ROOT / "assistant" / "dialogue"
    for path in sorted(folder.rglob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = said.split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
        yield f"| `{path.relative_to(folder).as_posix()}` | {first} |\n"


def text() -> str:
    """The whole document."""
    return _HEAD + "".join(rows())


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
