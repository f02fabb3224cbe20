"""What the attacks share: a row of the table, a workspace of one's own, a question over HTTP."""

from __future__ import annotations

import json
import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.indexing import build
from assistant.settings import Settings
from tests.attack.running import ROOT

DAY = "2025-06-01"
QUESTIONS = (
    "龙岗租800万算力能补多少？",
    "福田的房租补贴是多少",
    "前海的政策什么时候到期",
    "广州租算力补多少",
    "龙华有哪些补贴",
    "龙岗和深圳的模型券有什么不一样",
)


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    test: str
    measured: str
    holds: bool


def workspace(folder: Path) -> Settings:
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "index").mkdir()
    (folder / "index" / "encoder").symlink_to(ROOT / "index" / "encoder")
    made = Settings(workspace=folder, data_dir=folder / "var")
    build(made)
    return made


def ask(url: str, question: str, timeout: float = 60, **more: str) -> tuple[int, Any, float]:
    """Status, body and seconds; ``more`` are further fields."""
    began = time.perf_counter()
    status, body = call(url, "/api/v1/ask", {"question": question, "as_of": DAY, **more}, timeout)
    return status, body if status == 200 else None, time.perf_counter() - began


def call(
    url: str,
    path: str,
    body: object = None,
    timeout: float = 60,
    method: str | None = None,
    **headers: str,
) -> tuple[int, Any]:
    """Status (0: no answer) and body of any request: JSON where it is JSON, else text."""
    data = None if body is None else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if data is not None:
        named.setdefault("content-type", "application/json")
    sent = urllib.request.Request(url + path, data, named, method=method)
    try:
        with urllib.request.urlopen(sent, timeout=timeout) as got:
            return got.status, _read(got.read())
    except urllib.error.HTTPError as error:
        return error.code, _read(error.read())
    except OSError:
        return 0, None


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content.decode(errors="replace")
