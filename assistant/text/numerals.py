"""Read and write Chinese and mixed numerals: 两千三百万, 1200万, 3k万, 2亿5千万, 二零二五.

Text → exact `Decimal`. What is read is the longest prefix that is a definite number; nothing is
guessed: 几百万 is no number, 800多万 is 8000000 and approximate.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.errors import NumeralError
from assistant.text.english import with_scale
from assistant.text.pattern import lazy
from assistant.text.scanner import Numeral, Scanner

# Same-length folding: offsets into the folded text are offsets into the text.
_FOLDED = str.maketrans(
    {chr(code): chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
    | {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    | dict(
        zip(
            "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億廿",
            "一二二三三四五六六七八九十百千万亿廿",
            strict=True,
        )
    )
    | {
        "\u3000": " ",
        "\xa0": " ",
        "\t": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2002": " ",
        "\u2003": " ",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "￥": "¥",
        "兩": "两",
        "個": "个",
        "圓": "元",
        "圆": "元",
    }
)
_HALF_YI = lazy("半个?亿")
_WIDE_COMMA = lazy(r"(?<=[0-9０-９])，(?=[０-９]{3})")


def plain(value: Decimal) -> Decimal:
    """Drop the zeros behind the point, so that 1.50 and 1.5 print alike, without an exponent.

    >>> plain(Decimal("240.00")), plain(Decimal("1.50"))
    (Decimal('240'), Decimal('1.5'))
    """
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def same_length_fold(text: str) -> str:
    """Fold width, case and 大写 numerals character by character, keeping every offset."""
    return _WIDE_COMMA.sub(",", text).translate(_FOLDED)


def read_number(text: str, start: int = 0) -> Numeral | None:
    """Return the longest number that begins at `start`; `text` comes from `same_length_fold`.

    >>> read_number("两千三百万元").value
    Decimal('23000000')
    >>> read_number("几百万") is None
    True
    """
    half = _HALF_YI.match(text, start)
    if half:
        return Numeral(Decimal(50_000_000), half.end(), 10**8, is_approximate=False, has_unit=True)
    numeral = Scanner(text, start).read()
    if numeral is None:
        return None
    scaled = with_scale(text, start, numeral)
    if scaled.high is None and scaled.value.as_tuple().exponent == 0:
        return scaled  # most are whole already
    high = None if scaled.high is None else plain(scaled.high)
    return replace(scaled, value=plain(scaled.value), high=high)


def parse_number(text: str) -> Decimal:
    """Return the number that the whole text is.

    >>> parse_number("2亿5千万"), parse_number("-1,200.50")
    (Decimal('250000000'), Decimal('-1200.5'))

    Raises:
        NumeralError: the text is not one definite number.
    """
    folded = same_length_fold(text).strip()
    sign = -1 if folded[:1] in ("-", "负", "−") else 1
    start = 1 if folded[:1] in ("-", "负", "−", "+") else 0
    numeral = read_number(folded, start)
    if numeral is None or numeral.end != len(folded):
        raise NumeralError(text)
    return numeral.value.copy_negate() if sign < 0 else numeral.value


def to_chinese(number: int) -> str:
    """Write a whole number below 10^16 in Chinese.

    >>> to_chinese(10203), to_chinese(15), to_chinese(100010)
    ('一万零二百零三', '十五', '十万零一十')

    Raises:
        NumeralError: the number is 10^16 or more.
    """
    if abs(number) >= 10**16:
        raise NumeralError(number)
    if number < 0:
        return "负" + to_chinese(-number)
    if number == 0:
        return "零"
    words = ""
    for unit, name in ((10**8, "亿"), (1, "")):
        part, number = divmod(number, unit) if unit > 1 else (number, 0)
        if part:
            words += ("零" if words and part < 10**7 else "") + _below_yi(part) + name
    return words.removeprefix("一") if words.startswith("一十") else words


def _below_yi(number: int) -> str:
    high, low = divmod(number, 10**4)
    words = _below_wan(high) + "万" if high else ""
    if low:
        words += ("零" if high and low < 1000 else "") + _below_wan(low)
    return words


def _below_wan(number: int) -> str:
    words, is_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if is_gap and words else "") + "零一二三四五六七八九"[digit] + name
        is_gap = digit == 0
    return words
