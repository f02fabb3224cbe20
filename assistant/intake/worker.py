"""One file read in a process of its own, under limits: python -m assistant.intake.worker FILE."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from assistant.errors import AssistantError
from assistant.intake.reading import MEMORY, Reading

READERS = {
    ".txt": "read_text",
    ".md": "read_markdown",
    ".html": "read_html",
    ".htm": "read_html",
    ".docx": "read_docx",
    ".xlsx": "read_xlsx",
    ".pdf": "read_pdf",
    ".png": "read_image",
    ".jpg": "read_image",
    ".jpeg": "read_image",
    ".tif": "read_image",
    ".tiff": "read_image",
}
"""The reader of each kind of file."""

_MODULES = {"read_markdown": "read_text"}


def read_here(path: Path) -> Reading:
    """Read a file in this process, by its ending.

    Raises:
        IntakeError: it cannot be read.
    """
    name = READERS[path.suffix.lower()]
    module = import_module(f"assistant.intake.{_MODULES.get(name, name)}")
    reader: Callable[[Path], Reading] = getattr(module, name)
    return reader(path)


def main() -> int:
    """Read, and print the reading or the fault as JSON."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = sys.stdout
    sys.stdout = sys.stderr
    try:
        answer: dict[str, object] = {"reading": asdict(read_here(Path(sys.argv[1])))}
    except AssistantError as error:
        answer = {"fault": str(error)}
    except MemoryError:
        answer = {"fault": f"{sys.argv[1]}：读取时用尽了内存限额，没有读取。"}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file does to a parser
        answer = {"fault": f"{sys.argv[1]}：读取失败（{type(error).__name__}），文件可能已损坏。"}
    out.write(json.dumps(answer, ensure_ascii=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
