"""Read and write amounts in yuan and fractions; no float, no rounding.

The only place that knows 万元 and 亿元 as a way to write an amount.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache

from assistant.errors import NumeralError
from assistant.text.numerals import parse_number, plain, read_number, same_length_fold
from assistant.text.pattern import lazy

_YUAN = lazy(
    r"(?<!\s)\s*(?:元人民币|人民币元?|元整?|块钱?|大洋|rmb|cny|yuan)?\s*(?:左右|上下|整)?$"
)
_PREFIX = lazy(r"(?:人民币|rmb|cny|¥)\s*")
_PERCENT = lazy(r"(.*?\S)\s*(?:%|个?百分点|个点)$")
_PER = lazy(r"(百|千|万)分之(.+)$")
_TENTHS = lazy(r"(.+?)成([半一二三四五六七八九\d])?$")
_NAMED = {"一半": "0.5", "半价": "0.5", "半数": "0.5", "百分百": "1", "百分之百": "1", "全额": "1"}


def parse_yuan(text: str) -> Decimal:
    """Return the yuan that the whole text states; a bare number is yuan.

    >>> parse_yuan("1,200万元"), parse_yuan("¥0.05亿"), parse_yuan("两万五")
    (Decimal('12000000'), Decimal('5000000'), Decimal('25000'))

    Raises:
        NumeralError: the text is not one definite amount.
    """
    folded = same_length_fold(text).strip()
    prefix = _PREFIX.match(folded)
    start = prefix.end() if prefix else 0
    sign = -1 if folded.startswith("-", start) else 1
    numeral = read_number(folded, start + (sign < 0))
    if numeral is None or not _YUAN.match(folded, numeral.end):
        raise NumeralError(text)
    return numeral.value if sign > 0 else numeral.value.copy_negate()


def parse_fraction(text: str) -> Decimal:
    """Return the fraction that the whole text states: 30%, 三成五, 百分之五十, 一半, 0.3.

    >>> [str(parse_fraction(t)) for t in ("30%", "三成五", "百分之五十", "五个点", "0.3")]
    ['0.3', '0.35', '0.5', '0.05', '0.3']

    Raises:
        NumeralError: the text is not one definite fraction.
    """
    folded = same_length_fold(text).strip()
    if folded in _NAMED:
        return Decimal(_NAMED[folded])
    if match := _PERCENT.match(folded):
        return plain(parse_number(match.group(1)) / 100)
    if match := _PER.match(folded):
        return plain(
            parse_number(match.group(2)) / {"百": 100, "千": 1000, "万": 10000}[match.group(1)]
        )
    if match := _TENTHS.match(folded):
        rest = Decimal(5) if match.group(2) == "半" else parse_number(match.group(2) or "0")
        return plain(parse_number(match.group(1)) / 10 + rest / 100)
    return parse_number(text)


@lru_cache(maxsize=4096)
def format_yuan(yuan: Decimal) -> str:
    """Write an amount exactly, in the unit a reader expects.

    Below 1万 in 元; below 1亿 in 万元, and above it in 亿元 when 4 decimals are enough; never
    rounded.

    >>> [format_yuan(Decimal(v)) for v in ("8000", "2400000", "150000000", "16666666.67")]
    ['8000元', '240万元', '1.5亿元', '1666.666667万元']
    """
    if yuan < 0:
        return "-" + format_yuan(yuan.copy_negate())
    for unit, decimals, name in ((10**8, 4, "亿元"), (10**4, 6, "万元")):
        if yuan >= unit:
            scaled = plain(yuan.scaleb(-8 if unit == 10**8 else -4))
            if _decimals(scaled) <= decimals:
                return f"{scaled:f}{name}"
    exact = plain(yuan)
    return f"{exact:.2f}元" if _decimals(exact) in (1, 2) else f"{exact:f}元"


_SHARE_DIGITS = 80
"""More than the engine works with, so that a third of 90万 is 30万 and not a cent less."""


def share_of(part: int, whole: int) -> Decimal:
    """A share as a policy states it, 1/3 or 三分之二, exact enough for every sum."""
    with localcontext() as context:
        context.prec = _SHARE_DIGITS
        return Decimal(part) / Decimal(whole)


def format_fraction(fraction: Decimal) -> str:
    """Write a fraction in percent, exactly; a share that no percent states as it is.

    >>> [format_fraction(one) for one in (Decimal("0.3"), Decimal("0.125"), share_of(2, 3))]
    ['30%', '12.5%', '2/3']
    """
    if _decimals(fraction) >= _SHARE_DIGITS - 2:
        for whole in range(3, 13):
            part = int((fraction * whole).to_integral_value())
            if share_of(part, whole) == fraction:
                return f"{part}/{whole}"
    return f"{plain(fraction.scaleb(2)):f}%"


def _decimals(value: Decimal) -> int:
    """The decimals of a plain number."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
