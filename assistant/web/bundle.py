"""The widget as one script, joined from its source modules when first asked for.

One file, because the integrity attribute of a script tag covers one file only. There is no build
step: imports are replaced by the files they name, and the result is made lean.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.web.labels import labels
from assistant.web.lean import lean_css, lean_js

SOURCES = Path(__file__).parent / "static" / "embed"

LABELS = ("status", "warning", "outcome")
"""The tables of closed words that the widget shows."""

_IMPORT = re.compile(r'^import (?:(\w+)|\{[^}]*\}) from "\./([\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|let|function|class|async)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """A script with its names for caches."""

    text: str
    digest: str
    integrity: str


@cache
def script(name: str) -> Script:
    """The joined, lean script that begins with the module ``name``."""
    text = lean_js(join(name))
    raw = text.encode()
    integrity = base64.b64encode(hashlib.sha384(raw).digest()).decode()
    return Script(text, hashlib.sha256(raw).hexdigest()[:12], f"sha384-{integrity}")


def join(name: str) -> str:
    """The module and everything it imports, each once, what is imported first.

    Only the module itself keeps what it exports.
    """
    parts: list[str] = []
    _collect(name, parts, set())
    *imported, own = parts
    return "".join(_EXPORT.sub("", part) for part in imported) + own


def _collect(name: str, parts: list[str], seen: set[str]) -> None:
    seen.add(name)
    source = (SOURCES / name).read_text(encoding="utf-8")
    for match in _IMPORT.finditer(source):
        default, imported = match.groups()
        if default:
            parts.append(f"const {default} = {json.dumps(_data(imported), ensure_ascii=False)};\n")
        elif imported not in seen:
            _collect(imported, parts, seen)
    parts.append(_IMPORT.sub("", source))


def _data(name: str) -> object:
    """What a default import stands for: the closed words of the contract, or a style sheet."""
    if name == "labels.json":
        return {table: words for table, words in labels().items() if table in LABELS}
    return lean_css((SOURCES / name).read_text(encoding="utf-8"))
