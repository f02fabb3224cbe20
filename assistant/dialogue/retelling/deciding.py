"""From how likely on a later message takes back earlier ones, instead of its first reading.

Read off messages of authors that the network has not learned from (deciding.json with its
provenance, ``assistant.evaluation.fit_retelling``). Without that file nothing is told anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from assistant.dialogue.fitted import load_fit

FILE = Path(__file__).with_name("deciding.json")


def read_deciding(content: Mapping[str, Any]) -> float:
    """The probability that a file holds."""
    return float(content["least"])


@cache
def load_deciding(path: Path = FILE) -> float | None:
    """The probability beside this module; None where there is no file.

    Raises:
        EncoderError: the file is there and cannot be read.
    """
    return load_fit(path, read_deciding)
