"""SentenceEncoder: any sentence-transformers model, by folder or hub name.

Prompts, pooling, normalisation and length limits are those of the model's own configuration. The
library is imported when a model is opened, never before.
"""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import numpy as np

from assistant.errors import EncoderError
from assistant.retrieval.encoder import PROBES, Vectors, unit_rows
from assistant.retrieval.static import cut, is_static

_BATCH = 32
_CONNECT_SECONDS = 5.0


class SentenceEncoder:
    """Encodes with torch; slower and larger than the static one, for models of your choice."""

    def __init__(self, name: str, model: Any, *, pre_cut: bool) -> None:
        self.name = name
        self._model = model
        self._pre_cut = pre_cut
        self.dim = int(self.encode_passages(PROBES[:1]).shape[1])
        probes = np.round(self.encode_passages(PROBES) * 1000).astype(np.int32).tobytes()
        digest = hashlib.sha256(f"{Path(name).name}:{self.dim}:".encode() + probes).hexdigest()
        self.fingerprint = f"sentence:{digest}"

    @classmethod
    def load(cls, name: str) -> SentenceEncoder:
        """Open a model folder, or a hub model that is cached or can be fetched.

        Raises:
            EncoderError: the library or the model is missing, damaged or cannot be reached.
        """
        folder = Path(name)
        if not folder.is_dir() and (folder.is_absolute() or name.startswith(".")):
            raise EncoderError(f"没有模型文件夹 {name}：请检查 --encoder 的路径。")
        model = _open(name, local=True) if folder.is_dir() else _open_from_hub(name)
        return cls(name, model, pre_cut=folder.is_dir() and is_static(folder))

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions, with the model's query prompt."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of chunks, with the model's document prompt."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: list[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dim), np.float32)
        given = [cut(text) for text in texts] if self._pre_cut else texts
        vectors = encode(given, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(np.asarray(vectors, np.float32))


def _open_from_hub(name: str) -> Any:
    """The cached copy, or else one attempt to fetch it."""
    try:
        return _open(name, local=True)
    except EncoderError as error:
        if not _hub_is_near():
            raise EncoderError(
                f"模型 {name} 本机没有，模型站也连不上：请检查名称与网络，"
                "或改用本地文件夹：--encoder 路径。"
            ) from error
        return _open(name, local=False)


def _hub_is_near() -> bool:
    """Whether the hub takes a connection; the library itself would try for more than a minute."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    if getproxies():
        return True
    address = urlsplit(constants.ENDPOINT)
    port = address.port or (443 if address.scheme == "https" else 80)
    try:
        socket.create_connection((address.hostname, port), timeout=_CONNECT_SECONDS).close()
    except OSError:
        return False
    return True


def _open(name: str, *, local: bool) -> Any:
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EncoderError(
            f"加载模型 {name} 需要 sentence-transformers：运行 pip install sentence-transformers。"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local).float()
    except Exception as error:  # the library raises many kinds for one broken folder
        what = (
            "打不开（文件不完整或不是句向量模型）" if Path(name).is_dir() else "本机没有，也取不到"
        )
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise EncoderError(
            f"模型 {name} {what}：{why}。请检查名称与网络，或改用本地文件夹：--encoder 路径。"
        ) from error
