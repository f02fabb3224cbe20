"""Traditional characters read as simplified ones, character by character, so offsets stay."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from assistant.text.pattern import lazy

_DATA = Path(__file__).with_name("traditional.txt")


@cache
def _table() -> Mapping[int, str]:
    """One character for one, whatever the context; OpenCC's own data, taken at release time."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    pairs = (pair for line in lines if not line.startswith("#") for pair in line.split())
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _any() -> re.Pattern[str]:
    """A search is many times faster than the translation, and most texts need none."""
    return re.compile(f"[{''.join(map(re.escape, map(chr, _table())))}]")


READINGS = lazy(r"(?<=[\u3400-\u9fff])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]")
"""How a character is read, in brackets behind it: what some mirrors print (產(chǎn)業(yè))."""


def as_searched(text: str) -> str:
    """A text as questions are asked of it: simplified, without readings in brackets.

    >>> as_searched("集成電路產(chǎn)業(yè)")
    '集成电路产业'
    """
    return text if text.isascii() else READINGS.sub("", to_simplified(text))


def to_simplified(text: str) -> str:
    """The text in simplified characters, of the same length, so that offsets count in both.

    >>> to_simplified("獎勵 100 萬元")
    '奖励 100 万元'
    """
    if text.isascii() or _any().search(text) is None:
        return text
    return text.translate(_table())
