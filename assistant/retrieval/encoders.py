"""load_encoder(): the right reader for a folder or a hub name."""

from __future__ import annotations

from pathlib import Path

from assistant.retrieval.encoder import Encoder
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.static import StaticEncoder, is_static


def load_encoder(spec: str | Path) -> Encoder:
    """Our static encoder with numpy alone; any other model with sentence-transformers.

    A path that does not exist is read as the static encoder, whose error tells what to do; a
    ``str`` with one slash and no such folder is a hub name.

    Raises:
        EncoderError: the model is missing, damaged or cannot be reached.
    """
    folder = Path(spec)
    if isinstance(spec, Path) or is_static(folder):
        return StaticEncoder.load(folder) if _is_ours(folder) else SentenceEncoder.load(str(spec))
    return SentenceEncoder.load(spec)


def _is_ours(folder: Path) -> bool:
    """Static, or so damaged that the static reader should say what is missing."""
    return is_static(folder) or not (folder / "modules.json").is_file()
