"""The card of the reader: what its files are, by size and sha256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

NAMES = ("model.onnx", "tokenizer.json", "labels.npz")


def read_card(folder: Path) -> dict[str, Any]:
    """What the card says."""
    found: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    return found


def write_card(folder: Path, card: Mapping[str, Any]) -> None:
    """Write a card with what its files are now."""
    files = {name: _described(folder / name) for name in NAMES}
    text = json.dumps({**card, "files": files}, indent=1, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")


def note_files(folder: Path) -> None:
    """Say in the card what the files are now, of which one was written anew."""
    write_card(folder, read_card(folder))


def _described(path: Path) -> dict[str, Any]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
