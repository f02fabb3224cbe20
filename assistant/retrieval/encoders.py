"""load_encoder(): the right reader for a folder or a hub name."""

from __future__ import annotations

from pathlib import Path

from assistant.retrieval.encoder import Encoder
from assistant.retrieval.onnx import OnnxEncoder, is_onnx_only
from assistant.retrieval.remote import Endpoint, RemoteEncoder, is_remote
from assistant.retrieval.sentence import SentenceEncoder
from assistant.retrieval.static import StaticEncoder, is_static

_ONNX = "onnx:"


def load_encoder(spec: str | Path, key: str = "") -> Encoder:
    """Our static encoder with numpy alone; any other model with sentence-transformers.

    ``http://host/v1#model`` is an OpenAI-compatible endpoint (``key`` is sent to it); a folder that
    has an ONNX graph and no torch weights, or ``onnx:folder``, is read with onnxruntime.
    A path that does not exist is read as the static encoder, whose error tells what to do; a
    ``str`` with one slash and no such folder is a hub name.

    Raises:
        EncoderError: the model is missing, damaged or cannot be reached.
    """
    if isinstance(spec, str) and is_remote(spec):
        return RemoteEncoder(Endpoint.parse(spec), key)
    if isinstance(spec, str) and spec.startswith(_ONNX):
        return OnnxEncoder.load(Path(spec.removeprefix(_ONNX)))
    folder = Path(spec)
    if is_onnx_only(folder):
        return OnnxEncoder.load(folder)
    if isinstance(spec, Path) or is_static(folder):
        return StaticEncoder.load(folder) if _is_ours(folder) else SentenceEncoder.load(str(spec))
    return SentenceEncoder.load(spec)


def _is_ours(folder: Path) -> bool:
    """Static, or so damaged that the static reader should say what is missing."""
    return is_static(folder) or not (folder / "modules.json").is_file()
