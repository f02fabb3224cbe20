"""Ranks that tell cases apart: 二级, III期, 第三类, 甲级, 省级, 4A级.

A rank is a closed form: a numeral, a letter or a level of government before what is ranked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.text.pattern import lazy

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
_HAN = "零一二三四五六七八九十"
_RANK = lazy(
    "(?<![0-9.每第IV一二三四五六七八九十])第?(?P<n>[1-9]|III|II|IV|I|V|[一二三四五六七八九十])(?P<kind>级|类|期|等奖|星|档)"
    "|(?P<level>国家|省|市|区|县)级"
    "|(?P<grade>[甲乙丙丁])(?P<of>级|类|等)"
    "|(?<![0-9])(?P<letters>[1-9]A)(?![A-Z])",
    re.IGNORECASE,
)


def ranks_in(text: str) -> Mapping[str, frozenset[str]]:
    """What is ranked → the ranks that a folded text names.

    >>> sorted(ranks_in("2类新药完成III期试验").items())
    [('期', frozenset({'3'})), ('类', frozenset({'2'}))]
    >>> ranks_in("省级示范企业")["级别"]
    frozenset({'省'})
    """
    found: dict[str, set[str]] = {}
    for match in _RANK.finditer(text):
        if match["n"]:
            found.setdefault(match["kind"], set()).add(str(_number(match["n"])))
        elif match["level"]:
            found.setdefault("级别", set()).add(match["level"])
        elif match["grade"]:
            found.setdefault(f"甲{match['of']}", set()).add(match["grade"])
        else:
            found.setdefault("A", set()).add(match["letters"].upper())
    return {kind: frozenset(ranks) for kind, ranks in found.items()}


def spellings(rank: str) -> tuple[str, ...]:
    """The ways to write a rank of stages: 三期 and 3期 of III期.

    >>> spellings("III期")
    ('III期', '三期', '3期')
    """
    numeral, kind = rank.removeprefix("第")[:-1], rank[-1]
    n = _number(numeral)
    return tuple(dict.fromkeys((rank, f"{_HAN[n]}{kind}", f"{n}{kind}")))


def _number(numeral: str) -> int:
    roman = _ROMAN.get(numeral.upper())
    if roman is not None:
        return roman
    return int(numeral) if numeral.isdigit() else _HAN.index(numeral)
