"""A small network beside the encoder: files that its card names, read on one thread."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import EncoderError

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
