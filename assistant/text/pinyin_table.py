"""The toneless readings of common characters, from a table made once with pypinyin.

``python -m assistant.text.pinyin_table`` writes `pinyin.txt` again; it needs pypinyin, which is a
development dependency only. Reading the table takes a few milliseconds.
"""

from __future__ import annotations

import importlib
import sys
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("pinyin.txt")
# Characters whose second reading is heard every day; 信 read shen would only mislead.
_POLYPHONIC = frozenset(
    "重长行会调传乐率参数都还得地着了和为干好便差朝藏称处弹当倒度发分更给观冠号划降角教卷卡看空量难宁强曲"
    "任散少省石提挑系相校兴应载曾占涨正只中种转单没累模盛似宿尾削扎斗"
)
_HEADER = """\
# Toneless readings of the 6763 characters of GB 2312: syllable, characters read so first, and
# common characters with this as their second reading. Written by assistant/text/pinyin_table.py.
# Data: pypinyin (https://github.com/mozillazg/python-pinyin) and pinyin-data, MIT licence,
# Copyright (c) mozillazg and contributors.
"""


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return one or two toneless readings for every character of the table, the usual one first.

    >>> readings()["训"], readings()["重"]
    (('xun',), ('zhong', 'chong'))
    """
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        syllable, usual, other = line.split("\t")
        first.update(dict.fromkeys(usual, syllable))
        second.update(dict.fromkeys(other, syllable))
    return {c: (s, second[c]) if c in second else (s,) for c, s in first.items()}


def common_characters() -> list[str]:
    """Return the Chinese characters of GB 2312 in its order."""
    rows = range(0xB0, 0xF8)
    raw = (bytes((row, cell)) for row in rows for cell in range(0xA1, 0xFF))
    return [c for c in (pair.decode("gb2312", "ignore") for pair in raw) if c]


def write_table(path: Path = _TABLE) -> int:
    """Write the table from pypinyin and return the number of characters in it."""
    pypinyin = importlib.import_module("pypinyin")
    usual: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    characters = common_characters()
    for character in characters:
        found = pypinyin.pinyin(character, style=pypinyin.Style.NORMAL, heteronym=True)[0]
        usual.setdefault(found[0], []).append(character)
        if len(found) > 1 and character in _POLYPHONIC:
            other.setdefault(found[1], []).append(character)
    lines = (
        f"{syllable}\t{''.join(usual.get(syllable, []))}\t{''.join(other.get(syllable, []))}"
        for syllable in sorted({*usual, *other})
    )
    path.write_text(_HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return len(characters)


if __name__ == "__main__":
    sys.stderr.write(f"{write_table()} characters\n")
