"""Read and write Chinese and mixed numerals: 两千三百万, 1200万, 3k万, 2亿5千万, 二零二五.

Text → exact `Decimal`. The grammar is a hand-written scanner: it takes the longest prefix that is a
definite number and never guesses: 几百万 is no number, 800多万 is 8000000 and approximate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.errors import NumeralError

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000}
BIG_UNITS = {"万": 10**4, "w": 10**4, "亿": 10**8}

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
        "￥": "¥",
        "兩": "两",
        "個": "个",
        "圓": "元",
        "圆": "元",
    }
)
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?", re.ASCII)
_HAN_DIGITS = re.compile("[零〇一二两三四五六七八九]+")
_HAN_FRACTION = re.compile("点([零〇一二三四五六七八九]+)")
_HALF_YI = re.compile("半个?亿")
_WIDE_COMMA = re.compile(r"(?<=[0-9０-９])，(?=[０-９]{3})")
_LONGEST = 19  # digits; anything longer is an identifier, and Decimal stays exact (28 digits)
# What may follow 三千五 or 两万五 when it means 3500 or 25000.
_AFTER_SHORT = re.compile(r"$|[^\w]|[元块钱左的多以]|人民币|rmb")
_AFTER_SHORT_SMALL = re.compile(r"[万亿w平㎡m方]")
_INFIX = re.compile(
    r"[多余](?!少|额|款|元化|媒|模|次|种|方)"
    r"|来(?=[万亿w个家台款项人名天年岁平块元次位套辆篇条件月])"
    r"|(?<=十)几"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the head of a text.

    `end` is the offset after it; `scale` what its last unit (万, 百万, 亿) multiplied by, 1 when it
    has none; `is_approximate` for 多, 来, 余, 几 and 三四.
    """

    value: Decimal
    end: int
    scale: int
    is_approximate: bool
    has_unit: bool


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


@dataclass(slots=True)
class _Scanner:
    """The state of one reading; `best` is the longest number that was complete so far."""

    text: str
    at: int
    total: Decimal = Decimal(0)  # what 万 and 亿 have closed
    section: Decimal = Decimal(0)  # what 千, 百, 十 have closed since
    digit: Decimal | None = None  # read, its unit not known yet
    is_short: bool = False  # digit directly after 百, 千, 万: 三百五
    last_small: int = 0
    last_big: int = 0
    scale: int = 1
    is_approximate: bool = False
    has_unit: bool = False
    after_zero: bool = False
    best: Numeral | None = field(default=None)

    def read(self) -> Numeral | None:
        while self.at < len(self.text) and self._step():
            pass
        return self.best

    def _step(self) -> bool:
        character = self.text[self.at]
        if character == " ":
            following = self.text[self.at + 1 : self.at + 2]
            if following not in BIG_UNITS or (self.digit is None and not self.section):
                return False
            self.at += 1
            return True
        if character.isascii() and character.isdigit():
            return self._arabic()
        if character in DIGITS:
            return self._han_digits()
        if character in SMALL_UNITS:
            return self._small_unit(SMALL_UNITS[character])
        if character == "个" and self.text[self.at + 1 : self.at + 2] == "亿":
            self.at += 1
            return True
        if character in BIG_UNITS:
            return self._big_unit(BIG_UNITS[character])
        return self._infix()

    def _arabic(self) -> bool:
        if self.digit is not None or self.is_approximate:
            return False
        match = _ARABIC.match(self.text, self.at)
        if match is None:
            return False
        if len(match.group()) > _LONGEST:
            return False
        self.digit = Decimal(match.group().replace(",", ""))
        self.at = match.end()
        short = self.has_unit and len(match.group()) == 1
        if not self.has_unit:
            self._keep(self.digit)
        elif short and self.last_big and not self.last_small and self._may_be_short():
            self._keep(self.total + self.digit * self.last_big / 10)
        elif self.last_big == 10**4 and len(match.group()) == 4 and self._before_yuan():
            self._keep(self.total + self.digit)
        return True

    def _han_digits(self) -> bool:
        if self.digit is not None or self.is_approximate:
            return False
        match = _HAN_DIGITS.match(self.text, self.at)
        if match is None:
            return False
        run = match.group()
        if len(run) > _LONGEST:
            return False
        fraction = _HAN_FRACTION.match(self.text, match.end())
        if self.has_unit and run[0] in "零〇":
            self.after_zero = True
            run = run[1:]
            if not run:
                self.at = match.end()
                return True
        if self.has_unit and len(run) > 1 and not self._is_pair(run, match.end()):
            return False
        self.at = match.end()
        if self._is_pair(run, match.end()):
            self.is_approximate = True
            run = run[0]
        self.digit = Decimal("".join(str(DIGITS[c]) for c in run))
        if fraction:
            places = "".join(str(DIGITS[c]) for c in fraction.group(1))
            self.digit += Decimal("0." + places)
            self.at = fraction.end()
        self._keep_han_digit(is_decimal=fraction is not None)
        return True

    def _keep_han_digit(self, *, is_decimal: bool) -> None:
        digit = self.digit or Decimal(0)
        last = self.last_small or self.last_big
        self.is_short = bool(last > 10 and not self.after_zero and not is_decimal)
        if not self.is_short:
            self._keep(self.total + self.section + digit)
        elif self._may_be_short():
            self._keep(self.total + self.section + digit * last / 10)

    def _is_pair(self, run: str, end: int) -> bool:
        """Tell 三四 in 三四百万 or 三四家 (about three) from the digits of 三四五."""
        if len(run) != 2 or "零" in run or "〇" in run or (run[0] == "一" and run[1] != "二"):
            return False
        following = self.text[end : end + 1]
        step = DIGITS[run[1]] - DIGITS[run[0]]
        return (step == 1 or run == "三五") and (
            following in SMALL_UNITS
            or following in BIG_UNITS
            or following in set("个家台款项人名天年")
        )

    def _may_be_short(self) -> bool:
        return bool(
            _AFTER_SHORT.match(self.text, self.at)
            or (self.last_small and _AFTER_SHORT_SMALL.match(self.text, self.at))
        )

    def _before_yuan(self) -> bool:
        return self.text.startswith(("元", "块"), self.at)

    def _small_unit(self, unit: int) -> bool:
        if self.digit is None:
            if unit != 10 or self.last_small == 10:
                return False
            self.digit = Decimal(1)
        if self.last_small and unit >= self.last_small:
            return False
        self.section += self.digit * unit
        self.digit, self.is_short, self.after_zero = None, False, False
        self.last_small, self.has_unit, self.scale = unit, True, unit
        self.at += 1
        self._keep(self.total + self.section)
        return True

    def _big_unit(self, unit: int) -> bool:
        value = self.section
        if self.digit is not None:
            short = self.is_short and self.last_small > 10
            value += self.digit * self.last_small / 10 if short else self.digit
        follows_wan = self.last_big == 10**4 and unit == 10**8
        if value == 0 and not (follows_wan and self.total):
            return self._keep_zero(unit)
        if follows_wan and self.digit is not None and not self.after_zero and not self.section:
            return False  # 500万1亿: two numbers
        if self.last_big and not follows_wan and unit >= self.last_big:
            return False
        self.total = (self.total + value) * unit if follows_wan else self.total + value * unit
        self.scale = unit * (self.last_small if self.section and self.digit is None else 1)
        self.section, self.digit, self.last_small = Decimal(0), None, 0
        self.is_short = self.after_zero = False
        self.last_big, self.has_unit = unit, True
        self.at += 1
        self._keep(self.total)
        return True

    def _keep_zero(self, unit: int) -> bool:
        if self.digit != 0 or self.total:
            return False
        self.digit, self.has_unit, self.scale, self.last_big = None, True, unit, 1
        self.at += 1
        self._keep(Decimal(0))
        return False

    def _infix(self) -> bool:
        """Take 多, 来, 余 or 几, after which only 万 and 亿 may follow."""
        match = None if self.is_approximate else _INFIX.match(self.text, self.at)
        if match is None or self.best is None or self.best.end != self.at:
            return False
        self.is_approximate = True
        self.at = match.end()
        self._keep(self.best.value)
        return self.text[self.at : self.at + 1] in ("万", "亿", "w", "个", "百", "千")

    def _keep(self, value: Decimal) -> None:
        self.best = Numeral(plain(value), self.at, self.scale, self.is_approximate, self.has_unit)


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
    return _Scanner(text, start).read()


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
