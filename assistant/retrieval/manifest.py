"""Manifest: what an index folder holds, and for which corpus and encoder.

``index/manifest.json`` names the current generation, a sub-folder with the files. It is replaced in
one step, after the generation is complete: until then readers see the old one, whatever happens.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import (
    EncoderError,
    IndexBrokenError,
    IndexMissingError,
    IndexStaleError,
    system_reason,
)
from assistant.retrieval.encoder import Encoder

FORMAT = 4
"""Raised when the files change; an index of another format is built anew."""

_NAME = "manifest.json"


_WHOLE = 4 << 20
_SAMPLES = 32
_SAMPLE = 64 << 10


@dataclass(frozen=True, slots=True)
class FileSum:
    """A file of the generation; the hash of a file above 4 MiB is over samples of it."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` are the names and sums of the generation's files, by name.

    ``recall`` is the share of the ten nearest vectors that the index finds; 1 if it is exact.
    """

    format: int
    corpus_version: str
    encoder: str
    dim: int
    n_chunks: int
    recall: float
    generation: str
    files: dict[str, FileSum]

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """Read the manifest of an index folder.

        Raises:
            IndexMissingError: nothing was built here.
            IndexBrokenError: the file is damaged.
            IndexStaleError: another version of the program built it.
        """
        path = folder / _NAME
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] != FORMAT:
                raise IndexStaleError(
                    f"索引 {folder} 的格式是 {content['format']!r}，本程序用 {FORMAT}："
                    "运行 cewen build 重建。"
                )
            files = {name: FileSum(**sums) for name, sums in content.pop("files").items()}
            return cls(**content, files=files)
        except FileNotFoundError as error:
            raise IndexMissingError(f"{folder} 里还没有索引：运行 cewen build 建立。") from error
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            AttributeError,
            RecursionError,
        ) as error:
            raise IndexBrokenError(
                f"索引说明 {path} 损坏：运行 cewen build 重新建立索引。"
            ) from error

    def save(self, folder: Path) -> None:
        """Replace the manifest of the folder in one step: its generation is now current."""
        aside = folder / f".{_NAME}.{threading.get_native_id()}"
        content = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)
        with aside.open("w", encoding="utf-8") as file:
            file.write(content + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(folder / _NAME)

    def check_files(self, folder: Path) -> None:
        """Compare every file of the generation with its sum.

        Raises:
            IndexBrokenError: a file is missing, cut short or changed.
        """
        for name, expected in self.files.items():
            path = folder / self.generation / name
            try:
                found = file_sum(path)
            except OSError as error:
                why = system_reason(error)
                raise IndexBrokenError(
                    f"索引文件 {path} 读不了（{why}）：运行 cewen build 重新建立索引。"
                ) from error
            if found != expected:
                raise IndexBrokenError(
                    f"索引文件 {path} 与建立时不同"
                    f"（现 {found.size} 字节，应 {expected.size} 字节）："
                    "运行 cewen build 重新建立索引。"
                )


def file_sum(path: Path) -> FileSum:
    """Size and hash of a file; of a large one only its start, its end and places between are read.

    So a file cut short, half-written or swapped is seen at once, without reading all of it.
    """
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if size <= _WHOLE:
            digest.update(file.read())
        else:
            for n in range(_SAMPLES):
                file.seek(n * (size - _SAMPLE) // (_SAMPLES - 1))
                digest.update(file.read(_SAMPLE))
    return FileSum(size, digest.hexdigest())


def check_manifest(manifest: Manifest, corpus_version: str, encoder: Encoder) -> None:
    """Whether an index is of this corpus and this encoder.

    Raises:
        EncoderError: the encoder's vectors have another length.
        IndexStaleError: the corpus or the encoder has changed.
    """
    check_encoder(manifest, encoder)
    if corpus_version != manifest.corpus_version:
        raise IndexStaleError("政策文件在索引建立之后有改动：运行 cewen build 更新索引。")


def check_encoder(manifest: Manifest, encoder: Encoder) -> None:
    """Whether an index is of this encoder.

    Raises:
        EncoderError: the encoder's vectors have another length.
        IndexStaleError: the encoder has changed.
    """
    if encoder.dim != manifest.dim:
        raise EncoderError(
            f"编码器 {encoder.name} 给出 {encoder.dim} 维向量，索引是 {manifest.dim} 维："
            "运行 cewen build 用当前编码器重建索引。"
        )
    if encoder.fingerprint != manifest.encoder:
        raise IndexStaleError(
            f"索引不是用编码器 {encoder.name} 的当前版本建立的：运行 cewen build 重建索引。"
        )
