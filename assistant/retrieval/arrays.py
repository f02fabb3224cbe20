"""Open saved arrays without reading them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def open_array(path: Path) -> npt.NDArray[Any]:
    """Map an array; an empty one cannot be mapped and is read.

    Raises:
        OSError: the file is missing or cannot be read.
        ValueError: it is damaged.
        EOFError: it is damaged.
    """
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except ValueError:
        return np.asarray(np.load(path, allow_pickle=False))
