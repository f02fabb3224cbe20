"""Characters typed apart (语 料 采 购 2 2 0 万), read as the words that they are.

A run of single characters, each behind a blank, is no list: a list has words between its blanks.
"""

from __future__ import annotations

from assistant.text.pattern import lazy

_BLANK = r"[ \u00a0\u3000]"
_APART = lazy(
    rf"(?<![\u4e00-\u9fffA-Za-z0-9.])[\u4e00-\u9fff0-9.](?:{_BLANK}[\u4e00-\u9fff0-9.])+"
    r"(?![\u4e00-\u9fffA-Za-z0-9.])"
)
_HAN = lazy("[\u4e00-\u9fff]")
_LEAST = 4
"""Fewer characters of Chinese apart may be words of one character (补 不 补)."""


def without_gaps(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without the blanks between single characters, and the place of each character.

    >>> without_gaps("龙岗 语 料 采 购 2 2 0 万，能补多少")[0]
    '龙岗 语料采购220万，能补多少'
    """
    gaps = {
        at
        for run in _APART.finditer(text)
        if len(_HAN.findall(run.group())) >= _LEAST
        for at in range(run.start() + 1, run.end(), 2)
    }
    places = tuple(at for at in range(len(text)) if at not in gaps)
    return "".join(text[at] for at in places), places
