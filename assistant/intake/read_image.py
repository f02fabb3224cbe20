"""Scans: letters recognised in an image, offline, with the optional package rapidocr."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import IntakeError
from assistant.intake.reading import Page, Reading, tidy

_SURE = 0.5
NO_RECOGNISER = "这是扫描件，需要先安装文字识别：pip install 'cewen[ocr]'。"
"""What whoever takes policies in is told; on a page nobody can install anything."""


def read_image(path: Path) -> Reading:
    """One scanned page.

    Raises:
        IntakeError: it is no image, or there is no recogniser.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = 80_000_000
    try:
        with Image.open(path) as image:
            pixels: Any = image.convert("RGB")
            pixels.load()
    except (OSError, ValueError, Image.DecompressionBombError) as cause:
        raise IntakeError(
            f"{path}：不是能打开的图片，或者太大，请换成清晰的 png 或 jpg。"
        ) from cause
    import numpy

    text = recognise(numpy.asarray(pixels), path)
    return Reading(tidy(text), "扫描图片", pages=(Page(1, 0),), is_scanned=True)


def recognise(pixels: Any, path: Path) -> str:
    """The lines of an image, from the top.

    Raises:
        IntakeError: there is no recogniser.
    """
    found = _engine(path)(pixels)
    texts, scores = found.txts or (), found.scores or ()
    return "\n".join(t for t, score in zip(texts, scores, strict=True) if score >= _SURE)


@cache
def _engine(path: Path) -> Any:
    try:
        from rapidocr import RapidOCR
    except ImportError as cause:
        raise IntakeError(f"{path}：{NO_RECOGNISER}") from cause
    return RapidOCR()
