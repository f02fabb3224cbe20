"""The grammar of numerals: one pass over a text that keeps the longest definite number.

Folded text → `Numeral`. A number is complete after its digits or after a unit; what follows may
extend it (两千 → 两千三百 → 两千三百万) or not belong to it (500万 | 3个月).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.text.pattern import lazy

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000, "k": 1000}
BIG_UNITS = {"万": 10**4, "w": 10**4, "亿": 10**8}

# 1,200 · 8'000'000 · 3 200 000元 · 4 500万; a blank groups digits only where money follows or the
# last group is 000: columns of a table are separated by blanks too.
_ARABIC = lazy(
    r"(?:\d{1,3}(?:,\d{3})+(?!\d|,\d)|\d{1,3}(?:'\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3})+(?!\d| \d{3})(?=\s?(?:[万亿元]|块钱?|w(?![a-z])|rmb|cny)|\.\d)"
    r"|\d{1,3}(?: \d{3})* 000(?!\d| \d{3})|\d+|(?=\.\d))(?:\.\d+|点\d+(?=个?[万亿]))?",
    re.ASCII,
)
_HAN_DIGITS = lazy("[零〇一二两三四五六七八九]+")
_HAN_FRACTION = lazy("点([零〇一二三四五六七八九]+)")
_MEASURE = lazy(r"个[多来]?(?=亿|w(?![a-z]))")  # 1.2个亿, 三百个w, 一个多亿
# w and wan are 万, but not the beginning of an English word (3 weeks).
_WAN = lazy(r"w(?:an)?(?=[^a-z]|rmb|cny|yuan|usd|hkd|$)")
_SHORT_AND_ONE = 2
_LONGEST = 19  # digits; anything longer is an identifier, and Decimal stays exact (28 digits)
# What may follow 三千五 or 两万五 when it means 3500 or 25000.
_AFTER_SHORT = lazy(
    r"$|[^\w]|[元块钱左的多以了呢吧啊里到至那这别就是改算也都不吗嘛哈嘞对]|人民币|rmb|之间"
    r"|[没未给报说才已被还又在由归属花投付签退减加只先再并跟和与用]"
)
_AFTER_SHORT_SMALL = lazy(r"[万亿w平㎡m方]")
_AFTER_SHORT_WAN = lazy(
    "(?<=[0-9])(?![个台家项款次年月天日人位名号份张条套期批轮间栋层件只座场折成倍多来余几半点周季度户口辆篇门颗枚粒株组队支根块片把头匹道万亿千百十])"
    "[\u4e00-\u9fff]"
)
"""那2万8房东免了: no measure word, so what stands behind a digit after 万 is no thing it counts."""
_A_PIECE = lazy("一(?=个?[月季年天日周]|平|方|台|场|次|套|人|位|间|张|份|项|户|辆|亩|床)")
"""七万二一个月: what the last one is of, no digit of the number."""
_INFIX = lazy(
    r"[多余](?!少|额|款|元化|媒|模|次|种|方)"
    r"|来(?=[万亿w个家台款项人名天年岁平块元次位套辆篇条件月号])"
    r"|(?<=十)几"
    r"|(?<=[百千])[大好]几[十百]?(?=[万亿w])"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the head of a text.

    `end` is the offset after it; `scale` what its last unit (万, 百万, 亿) multiplied by, 1 when it
    has none; `is_approximate` for 多, 来, 余, 几, 零几 and 三四;
    `high` is the upper end of 三四百万.
    """

    value: Decimal
    end: int
    scale: int
    is_approximate: bool
    has_unit: bool
    high: Decimal | None = None


@dataclass(slots=True)
class Scanner:
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
    pair: Decimal | None = None  # the second of 三四百万, in the place of the first
    has_unit: bool = False
    after_zero: bool = False
    best: Numeral | None = field(default=None)

    def read(self) -> Numeral | None:
        """Return the longest definite number that begins here, None when there is none."""
        while self.at < len(self.text) and self._step():
            pass
        return self.best

    def _step(self) -> bool:
        character = self.text[self.at]
        if character == " ":
            following = self.text[self.at + 1 : self.at + 2]
            if following not in BIG_UNITS or (self.digit is None and not self.section):
                return False
            if following == "w" and not _WAN.match(self.text, self.at + 1):
                return False
            self.at += 1
            return True
        if (character.isascii() and character.isdigit()) or character == ".":
            return self._arabic()
        if character in DIGITS:
            return self._han_digits()
        if character in SMALL_UNITS:
            return self._small_unit(SMALL_UNITS[character])
        if measure := _MEASURE.match(self.text, self.at):
            self.is_approximate = self.is_approximate or len(measure.group()) > 1
            self.at = measure.end()
            return self.best is not None
        if character in BIG_UNITS:
            wan = _WAN.match(self.text, self.at)
            if character == "w" and wan is None:
                return False
            return self._big_unit(BIG_UNITS[character], len(wan.group()) if wan else 1)
        return self._infix()

    def _arabic(self) -> bool:
        if self.digit is not None or self.is_approximate:
            return False
        match = _ARABIC.match(self.text, self.at)
        if match is None:
            return False
        if len(match.group()) > _LONGEST or (self.has_unit and match.group()[0] == "."):
            return False
        self.digit = Decimal(re.sub("[, ']", "", match.group()).replace("点", "."))
        self.at = match.end()
        short = self.has_unit and len(match.group()) == 1
        last = self.last_small or self.last_big
        if not self.has_unit:
            self._keep(self.digit)
        elif short and last > 10 and self._may_be_short():
            self._keep(self.total + self.section + self.digit * last / 10)
        elif self.last_big == 10**4 and len(match.group()) in (3, 4) and self._before_yuan():
            self._keep(self.total + self.section + self.digit)
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
                return not self._few() or self.text[self.at : self.at + 1] in BIG_UNITS
        last = self.last_small or self.last_big
        if len(run) == _SHORT_AND_ONE and last > 10 and _A_PIECE.match(self.text, match.end() - 1):
            self.digit = Decimal(DIGITS[run[0]])
            self.at = match.end() - 1
            self.is_short = True
            self._keep(self.total + self.section + self.digit * last / 10)
            return False
        if self.has_unit and len(run) > 1 and not self._is_pair(run, match.end()):
            return False
        self.at = match.end()
        if self._is_pair(run, match.end()):
            self.is_approximate = True
            self.pair = Decimal(DIGITS[run[1]] - DIGITS[run[0]])
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
            or (not self.last_small and _AFTER_SHORT_WAN.match(self.text, self.at))
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
        if self.pair is not None:
            self.pair *= unit
        self.digit, self.is_short, self.after_zero = None, False, False
        self.last_small, self.has_unit, self.scale = unit, True, unit
        self.at += 1
        self._keep(self.total + self.section)
        return True

    def _big_unit(self, unit: int, length: int = 1) -> bool:
        value = self.section
        if self.digit is not None:
            short = self.is_short and self.last_small > 10
            value += self.digit * self.last_small / 10 if short else self.digit
        follows_wan = self.last_big == 10**4 and unit == 10**8
        if value == 0 and not (follows_wan and self.total):
            return self._keep_zero(unit, length)
        if follows_wan and self.digit is not None and not self.after_zero and not self.section:
            return False  # 500万1亿: two numbers
        if self.last_big and not follows_wan and unit >= self.last_big:
            return False
        self.total = (self.total + value) * unit if follows_wan else self.total + value * unit
        if self.pair is not None:
            self.pair *= unit
        self.scale = unit * (self.last_small if self.section and self.digit is None else 1)
        self.section, self.digit, self.last_small = Decimal(0), None, 0
        self.is_short = self.after_zero = False
        self.last_big, self.has_unit = unit, True
        self.at += length
        self._keep(self.total)
        return True

    def _keep_zero(self, unit: int, length: int) -> bool:
        if self.digit != 0 or self.total:
            return False
        self.digit, self.has_unit, self.scale, self.last_big = None, True, unit, 1
        self.at += length
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

    def _few(self) -> bool:
        """Take the 几 of 一百零几万, of which no more is said."""
        few = self.best is not None and self.text.startswith("几", self.at)
        if few and self.best is not None:
            self.at += 1
            self.is_approximate, self.after_zero = True, False
            self._keep(self.best.value)
        return few

    def _keep(self, value: Decimal) -> None:
        high = None if self.pair is None else value + self.pair
        self.best = Numeral(value, self.at, self.scale, self.is_approximate, self.has_unit, high)
