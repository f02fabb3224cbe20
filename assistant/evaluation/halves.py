"""Which authors of question sets the network of roles learns from; second readings learn the rest.

What the network says of a message that it learned from is memory: what is fitted on top of it must
not see that (``role_material``, ``fit_rereading``).
"""

from __future__ import annotations

import zlib
from pathlib import Path


def learns(author: str) -> bool:
    """Whether the network learns from an author of question sets."""
    return zlib.crc32(author.encode()) % 2 == 1


def author_of(path: Path) -> str:
    """The author of a question set, by the name of its file."""
    parts = path.stem.split("-")
    return parts[2] if len(parts) > 2 else path.stem
