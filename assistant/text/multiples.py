"""Read how an amount changes: 翻倍, 三倍, 减半, 涨两成, 少写个零.

It is what a follow-up question multiplies by.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from assistant.errors import NumeralError
from assistant.text.money import parse_fraction
from assistant.text.numerals import plain, read_number, same_length_fold

_N = r"[\d.]+|[零一二两三四五六七八九十百]+"
_TENTHS = r"[一二两三四五六七八九\d]成[半一二三四五六七八九]?|一半"
_SHARE = (
    rf"\d+(?:\.\d+)?\s*%|百分之[零一二两三四五六七八九十百\d.]+|{_TENTHS}"
    r"|[一二两三四五六七八九十\d]+个点"
)
_PARTS = "[二四五八十]分之[一二三四五六七]"
"""Parts that come to whole numbers: 砍掉四分之一. Three and seven do not."""
_UP = "增加|增长|提高|上涨|上浮|上调|涨|增|多|加|升|提升"
_TYPES = "[写打输填报加看按敲抄录点]"
_DOWN = "减少|下降|降低|下调|下浮|缩减|压缩|砍掉?|减|降|少|跌"


_HAVING = frozenset("半斩折番倍%分成点零0乘")
"""No text without one of these characters changes an amount."""


@cache
def _pattern() -> re.Pattern[str]:
    """Compile at first use: it takes milliseconds that an import should not."""
    return re.compile(
        rf"(?P<half>减半|砍半|腰斩|对半砍|打对折|打五折)"
        rf"|打了?个?(?P<tenths>[\d.]{{1,3}}|[一二三四六七八九]|[一二三四五六七八九][一二三四五六七八九])折"
        rf"|翻(?:了|个|上)?(?P<doubled>[一二两三四\d])?番|(?P<double>翻倍|翻个倍|加倍|翻了倍)"
        rf"|(?P<slip>少|漏|落|多)(?:{_TYPES}了?(?P<typed>[一两二三12])?个?|了?(?P<many>[一两二三12])?个)[零0](?![\d.点万])"
        rf"|翻了?(?P<turned>{_N})倍"
        rf"|乘(?:以|上|个)?(?P<by_number>{_N})(?![\d.万亿千百%个台张项年月人家])"
        rf"|(?P<more>{_UP})了?(?:大概|约|到)?(?P<by>{_N})倍"
        rf"|(?<![\d.零一二两三四五六七八九十百])(?P<times>{_N})倍(?!体|率|数|增)"
        rf"|(?:{_UP})了?(?:大概|大约|约|差不多)?(?P<up>{_SHARE})"
        rf"|(?:{_DOWN})了?(?:大概|大约|约|差不多)?(?P<down>{_SHARE}|{_PARTS})"
        rf"|(?:{_DOWN}|{_UP})(?:到|至|成)了?(?P<to>{_TENTHS}|(?:原来|之前|去年)的?(?:{_SHARE}))"
    )


@dataclass(frozen=True, slots=True)
class Multiple:
    """A factor that the words from `start` to `end` apply to an amount named before."""

    factor: Decimal
    start: int
    end: int


def find_multiples(text: str) -> tuple[Multiple, ...]:
    """Return the factors in order; 增加两倍 is ×3, 翻三倍 and 涨到三倍 are ×3.

    >>> [str(m.factor) for m in find_multiples("翻一倍，再涨两成，最后砍半")]
    ['2', '1.2', '0.5']
    """
    folded = same_length_fold(text)
    found = []
    if _HAVING.isdisjoint(folded):
        return ()
    for match in _pattern().finditer(folded):
        factor = _factor(match)
        if factor is not None:
            found.append(Multiple(plain(factor), match.start(), match.end()))
    return tuple(found)


def _factor(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return Decimal("0.5")
    if match["tenths"]:
        return _tenths(match["tenths"])
    if match["slip"]:
        zeros = int(_count(match["typed"] or match["many"] or "一") or 1)
        return Decimal(10) ** (-zeros if match["slip"] == "多" else zeros)
    if match["up"]:
        return _shifted(match["up"], 1)
    if match["down"]:
        return _shifted(match["down"], -1)
    if match["to"]:
        return _fraction(re.sub("原来|之前|去年|的", "", match["to"]))
    if match["by"]:
        count = _count(match["by"])
        goes_to = "到" in match.group()
        return count if goes_to or count is None else count + 1
    if match["turned"]:
        count = _count(match["turned"])
        return Decimal(2) if count == 1 else count
    if match["times"] or match["by_number"]:
        return _count(match["times"] or match["by_number"])
    return Decimal(2) ** (_count(match["doubled"] or "1") or 1)


def _tenths(text: str) -> Decimal | None:
    """What is left of a price: 九折 0.9, 八五折 and 85折 0.85."""
    digits = text.translate(str.maketrans("一二三四五六七八九", "123456789"))
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    share = value / 10 if value < 10 else value / 100
    return share if 0 < share < 1 else None


def _count(text: str) -> Decimal | None:
    numeral = read_number(text)
    return numeral.value if numeral and numeral.end == len(text) else None


def _fraction(text: str) -> Decimal | None:
    try:
        return parse_fraction(text)
    except NumeralError:
        return None


def _shifted(text: str, sign: int) -> Decimal | None:
    part = re.fullmatch("(.)分之(.)", text)
    if part is not None:
        whole, taken = _count(part[1]), _count(part[2])
        return 1 + sign * taken / whole if whole and taken and taken < whole else None
    share = _fraction(text)
    return None if share is None else 1 + sign * share
