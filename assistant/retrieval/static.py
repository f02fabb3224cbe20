"""StaticEncoder: our own small encoder, read with numpy alone.

The folder is a sentence-transformers model of two modules, StaticEmbedding and Normalize: a vector
is the mean of its tokens' rows, scaled to length 1. Tokens are those of ``tokenise`` (characters
and bigrams); sentence-transformers is given them joined by spaces (``cut``) and then returns the
same vectors, which tests/retrieval/test_static.py proves.
"""

from __future__ import annotations

import hashlib
import json
import mmap
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError, system_reason
from assistant.retrieval.encoder import Vectors, unit_rows
from assistant.text.tokens import tokenise

_DTYPES: dict[str, np.dtype[Any]] = {"F16": np.dtype("<f2"), "F32": np.dtype("<f4")}
_KEY = "embedding.weight"


def cut(text: str) -> str:
    """The text as sentence-transformers must receive it: tokens joined by single spaces."""
    return " ".join(tokenise(text))


def is_static(folder: Path) -> bool:
    """Whether the folder says it is a static model (it may still be damaged)."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return any("StaticEmbedding" in str(module.get("type")) for module in modules)
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return False


class StaticEncoder:
    """Mean of token vectors; needs neither torch nor sentence-transformers."""

    def __init__(
        self,
        name: str,
        fingerprint: str,
        vocabulary: dict[str, int],
        rows: npt.NDArray[np.floating],
    ) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self.dim = int(rows.shape[1])
        self._vocabulary = vocabulary
        self._rows = rows

    @classmethod
    def load(cls, folder: Path) -> StaticEncoder:
        """Read a model folder; the matrix stays memory-mapped.

        Raises:
            EncoderError: a file is missing, half-written or of another kind.
        """
        if not folder.is_dir():
            raise EncoderError(
                f"没有编码器文件夹 {folder}：运行 make encoder 训练，或用 --encoder 另指一个。"
            )
        if not is_static(folder):
            raise _broken(folder / "modules.json", "缺失、损坏或不是静态向量模型")
        vocabulary, vocabulary_bytes = _read_vocabulary(folder / "tokenizer.json")
        rows, rows_hash = _read_rows(folder / "model.safetensors")
        if len(vocabulary) != len(rows) or sorted(vocabulary.values()) != list(range(len(rows))):
            raise _broken(
                folder / "tokenizer.json",
                f"有 {len(vocabulary)} 个词元，与 model.safetensors 的 {len(rows)} 行对不上",
            )
        digest = hashlib.sha256(vocabulary_bytes + rows_hash).hexdigest()
        return cls(folder.name, f"static:{digest}", vocabulary, rows)

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Vectors of questions."""
        return self._encode(texts)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Vectors of chunks; the same as for questions."""
        return self._encode(texts)

    def encode_tokens(self, texts: list[list[str]]) -> Vectors:
        """Vectors of texts that are cut already."""
        sums = np.zeros((len(texts), self.dim), dtype=np.float32)
        find = self._vocabulary.get
        for row, tokens in enumerate(texts):
            found = [n for n in map(find, tokens) if n is not None]
            if found:
                self._rows[found].sum(axis=0, dtype=np.float32, out=sums[row])
        return unit_rows(sums)

    def _encode(self, texts: list[str]) -> Vectors:
        return self.encode_tokens([tokenise(text) for text in texts])


def _broken(path: Path, what: str) -> EncoderError:
    return EncoderError(
        f"编码器文件 {path} {what}：请恢复该文件（git checkout），或运行 make encoder 重新训练。"
    )


def _read_vocabulary(path: Path) -> tuple[dict[str, int], bytes]:
    try:
        content = path.read_bytes()
        model = json.loads(content)["model"]
        vocabulary = dict(model["vocab"])
    except OSError as error:
        raise _broken(path, f"读不了（{system_reason(error)}）") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _broken(path, "不完整或不是词表") from error
    if model.get("type") != "WordLevel":
        raise _broken(path, f"的词表类型是 {model.get('type')!r}，应为 WordLevel")
    unknown = vocabulary.get(str(model.get("unk_token")))
    if unknown is None:
        raise _broken(path, "没有 unk_token")
    return vocabulary, content


def _read_rows(path: Path) -> tuple[npt.NDArray[np.floating], bytes]:
    """The embedding matrix, mapped, and the hash of its file."""
    try:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header_end = 8 + int.from_bytes(mapped[:8], "little")
        entry = json.loads(mapped[8:header_end])[_KEY]
        first, last = entry["data_offsets"]
        rows = np.frombuffer(
            mapped,
            _DTYPES[entry["dtype"]],
            (last - first) // _DTYPES[entry["dtype"]].itemsize,
            header_end + first,
        ).reshape(entry["shape"])
    except OSError as error:
        raise _broken(path, f"读不了（{system_reason(error)}）") from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _broken(path, "不完整或不是向量矩阵") from error
    return rows, hashlib.sha256(mapped).digest()
