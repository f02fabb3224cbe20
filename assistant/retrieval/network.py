"""A small network beside the encoder: files that its card names, read on one thread."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError

Floats = npt.NDArray[np.float32]
FILES = ("model.onnx", "head.npz")
"""What a network has that has layers of its own over the states of its tokens."""
_TOKENIZER = "reader/tokenizer.json"
"""Theirs is the clause reader's."""
REMEDY = "请重新取得这个文件夹，或把它删掉（没有它也能回答）。"


def check_sizes(folder: Path, sizes: Mapping[str, int]) -> None:
    """Raise where a file of a folder is missing or has not the size that the card names.

    Raises:
        EncoderError: there is such a file.
    """
    for name, size in sizes.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise EncoderError(f"{folder}/{name} 的大小与 card.json 所记的不符：{REMEDY}")


def check_sums(paths: Mapping[str, Path], sums: Mapping[str, str]) -> None:
    """Raise where a file is not the one whose sha256 the card names.

    Raises:
        EncoderError: it is another one.
    """
    for name, wanted in sums.items():
        with paths[name].open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != wanted:
                raise EncoderError(f"{paths[name]} 与 card.json 所记的 sha256 不符：{REMEDY}")


@contextmanager
def opening(folder: Path) -> Iterator[None]:
    """Tell in one line what cannot be opened: both libraries raise bare exceptions of their own.

    Raises:
        EncoderError: for any of them.
    """
    try:
        yield
    except Exception as error:
        why = " ".join(str(error).split())[:120]
        raise EncoderError(f"{folder} 打不开（{why}）：请升级 onnxruntime。") from error


def session_of(path: Path) -> Any:
    """An onnxruntime session of one thread: these texts are too short for a second to pay."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def find_card(encoder: Path, name: str) -> tuple[dict[str, Any], dict[str, str]] | None:
    """The card of a headed network beside the encoder, and the sha256 of each file it needs.

    None where its files are not there, or there is nothing to run it with.

    Raises:
        EncoderError: the card is broken, or a file has not the size that it names.
    """
    folder = encoder / name
    there = all((folder / n).is_file() for n in FILES) and (encoder / _TOKENIZER).is_file()
    if not there or find_spec("onnxruntime") is None:
        return None
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        sums = {name: str(card["files"][name]["sha256"]) for name in FILES}
        sizes = {name: int(card["files"][name]["bytes"]) for name in FILES}
        sums[_TOKENIZER] = str(card["tokenizer"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise EncoderError(f"{folder}/card.json 读不了：{REMEDY}") from error
    check_sizes(folder, sizes)
    return card, sums


class HeadedNetwork:
    """A network with layers of its own over its states; thread-safe, loads itself when asked."""

    def __init__(self, folder: Path, sums: Mapping[str, str]) -> None:
        said = [f"{name} {sums[name]}" for name in sorted(sums)]
        self.sha256 = hashlib.sha256("\x1f".join(said).encode()).hexdigest()
        self._folder, self._sums = folder, sums
        self._network: Any = None
        self._tokenizer: Any = None
        self._head: dict[str, Floats] = {}
        self._lock = Lock()

    @property
    def tokenizer(self) -> Any:
        """The tokenizer, loaded."""
        self._load()
        return self._tokenizer

    @property
    def head(self) -> Mapping[str, Floats]:
        """The weights of its own layers, loaded."""
        self._load()
        return self._head

    def states(self, ids: Sequence[int], kinds: Sequence[int]) -> Floats:
        """The state of each token. Shape (tokens, width)."""
        self._load()
        given = {"ids": np.asarray(ids, np.int64), "kinds": np.asarray(kinds, np.int64)}
        states: Floats = self._network.run(None, given)[0]
        return states

    def _load(self) -> None:
        if self._tokenizer is not None:
            return
        with self._lock:
            if self._tokenizer is not None:
                return
            from tokenizers import Tokenizer

            paths = {name: self._folder / name for name in FILES}
            paths[_TOKENIZER] = self._folder.parent / _TOKENIZER
            check_sums(paths, self._sums)
            with opening(self._folder):
                self._network = session_of(paths["model.onnx"])
                with np.load(paths["head.npz"]) as kept:
                    self._head = {name: kept[name] for name in kept.files}
                tokenizer = Tokenizer.from_file(str(paths[_TOKENIZER]))
            self._tokenizer = tokenizer
