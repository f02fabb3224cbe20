"""For how many years what was told is the same, said of the years as a whole.

三年都保持住, 照这样用满三年, 2025到2027连着三年都这样: a rule that pays each year pays as often.
What tells how long something lasts already (成立三年了, 租约签了五年) says nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.text.pattern import lazy

_N = "(?P<n>[两二三四五六2-6])"
_SAME = (
    "(?:是|按|照|有|花|维持|保持|守住|稳住|稳定|稳|持续|延续|这么|这样|那么|如此|一样|同样|一个|没变|不变|没动|差不多"
    "|达到|达标|合格|符合|满足|够|算|能|拿|领|在)"
)
_SAID = (
    lazy(f"{_N}年(?:都|全|每年)?(?:是|按|有|花)?(?:这么多|这个数|那么多|一样|同样|不变|差不多)"),
    lazy(f"{_N}年(?:下来|加起来|加一起|拢共)"),
    lazy(f"{_N}年(?:都|全|每年|各)(?:是|按|有|花|付|投|要)?(?=[\\d一二两三四五六七八九])"),
    lazy(f"{_N}个?年头?(?:里|内|间)?(?:都|全都?|每年|年年|一直|始终)(?:能|会|要|可以)?{_SAME}"),
    lazy(f"(?:拿|领|用|补|享|租|干|做|办|开|搞|付|交|待|坚持|维持|保持)(?:满|足|够){_N}个?年"),
    lazy(f"(?:连着?|连续|接连|一连){_N}个?年头?(?:都|全|每年|年年)"),
)
_RANGE = lazy(
    r"(?P<low>20\d\d)年?(?:到|至|-|~|—)(?P<high>20\d\d)年?,?(?:这|连着?|连续)?(?:[两二三四五六2-6]个?年头?)?,?(?:里|间)?"
    r"(?:都|全|每年|年年|一直|始终)"
)
_MOST = 6
_YEARS_SAID = {
    c: n for n, said in enumerate(("两二2", "三3", "四4", "五5", "六6"), 2) for c in said
}


def says_so_many_years(text: str, low: int, high: int) -> bool:
    """Whether a stretch says for how many years something is the same."""
    return any(True for _ in _found(text, low, high))


def years_of(text: str) -> tuple[Decimal, tuple[int, int], str] | None:
    """How many years that are, and where and how it is said; None where two numbers are said."""
    found = list(_found(text, 0, len(text)))
    if len({years for years, _ in found}) != 1:
        return None
    years, match = found[0]
    return Decimal(years), match.span(), match.group()


def _found(text: str, low: int, high: int) -> Iterator[tuple[int, re.Match[str]]]:
    for words in _SAID:
        for match in words.finditer(text, low, high):
            yield _YEARS_SAID[match["n"]], match
    for match in _RANGE.finditer(text, low, high):
        years = int(match["high"]) - int(match["low"]) + 1
        if 1 < years <= _MOST:
            yield years, match
