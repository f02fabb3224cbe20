"""The widget's scripts as they were built (``npm run widget``), one file each.

One file, because the integrity attribute of a script tag covers one file only. The built files are
committed with the hash of their sources, so that nothing but Python is needed to serve them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).parent.parent / "static"
SOURCES = _STATIC / "embed"
BUILT = SOURCES / "built"
FOLDERS = (SOURCES, _STATIC / "draw")
"""Where the sources are; in this order they are hashed."""

CODINGS = {"br": "br", "gzip": "gz"}
"""Content coding → how the file of a script in it ends. Browsers take br over https only."""

LABELS = ("status",)
"""The tables of closed words that the widget shows, in embed/labels.json."""


@dataclass(frozen=True, slots=True)
class Script:
    """A script with its names for caches."""

    text: str
    squeezed: Mapping[str, bytes]
    """The same for each content coding, as small as it gets; the best coding first."""
    digest: str
    integrity: str


@cache
def script(name: str) -> Script:
    """The built script ``name``."""
    raw = (BUILT / name).read_bytes()
    integrity = base64.b64encode(hashlib.sha384(raw).digest()).decode()
    squeezed = {code: (BUILT / f"{name}.{end}").read_bytes() for code, end in CODINGS.items()}
    return Script(
        raw.decode(), squeezed, hashlib.sha256(raw).hexdigest()[:12], f"sha384-{integrity}"
    )


def sources_digest() -> str:
    """The hash of all sources, as built/sources.sha256 holds it for those it was built from."""
    found = hashlib.sha256()
    for folder in FOLDERS:
        paths = (p for p in folder.iterdir() if p.suffix in (".js", ".css", ".json"))
        for path in sorted(paths, key=lambda p: p.name):
            found.update(f"{path.name}\n".encode())
            found.update(path.read_bytes())
    return found.hexdigest()
