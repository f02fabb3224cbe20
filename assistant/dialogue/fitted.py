"""What fitted scores of messages share: hashed n-grams, packed weights, a file read once.

The weights of `purpose` and `doubt` stand in files of their own beside those modules.
"""

from __future__ import annotations

import base64
import json
import math
import zlib
from array import array
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import EncoderError
from assistant.text.normalise import fold
from assistant.text.pattern import lazy

Fit = TypeVar("Fit")
_LONGEST = 3
"""The most characters of an n-gram."""
_READ = 400
"""Characters of a message that are weighed; the rest of a longer one says the same."""
_NUMBER = lazy(r"\d+(?:\.\d+)?")
_UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    zlib.error,
    RecursionError,
)
"""What reading a file of the wrong shape raises: a number where a mapping stands, and so on."""


def grams_of(text: str) -> list[str]:
    """The n-grams of a message, each once and sorted; a number is one character.

    >>> grams_of("补12万")
    ['0', '0万', '0万>', '<', '<补', '<补0', '>', '万', '万>', '补', '补0', '补0万']
    """
    read = f"<{_NUMBER.sub('0', fold(text)[:_READ])}>"
    found = {read[i : i + n] for n in range(1, _LONGEST + 1) for i in range(len(read) - n + 1)}
    return sorted(found)


def buckets_of(text: str, size: int) -> list[int]:
    """Where the weights of a message's n-grams stand; the same in every process and machine."""
    return [zlib.crc32(gram.encode()) % size for gram in grams_of(text)]


def share_of(count: int) -> float:
    """What one of ``count`` n-grams weighs: more words say more, but not in proportion."""
    return 1.0 / math.sqrt(count + 1)


def softmax(scores: Sequence[float]) -> list[float]:
    """The shares that scores come to, as probabilities."""
    top = max(scores)
    raised = [math.exp(s - top) for s in scores]
    total = math.fsum(raised)
    return [r / total for r in raised]


def packed(weights: Sequence[int]) -> str:
    """Small whole numbers as text."""
    return base64.b85encode(zlib.compress(array("b", weights).tobytes(), 9)).decode()


def unpacked(text: str) -> array[int]:
    """The numbers that ``packed`` wrote."""
    return array("b", zlib.decompress(base64.b85decode(text)))


def load_fit(path: Path, read: Callable[[Mapping[str, Any]], Fit]) -> Fit | None:
    """The fit that a file holds, as ``read`` makes it of its content; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    if not path.is_file():
        return None
    try:
        return read(json.loads(path.read_text(encoding="utf-8")))
    except _UNREADABLE as error:
        why = f"{type(error).__name__} {error}"[:120]
        raise EncoderError(f"{path}：拟合参数读不出来（{why}），请恢复或删除它。") from error
