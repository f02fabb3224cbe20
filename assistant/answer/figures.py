"""A small reader of figures, for checking answers only.

It shares nothing with ``assistant.text`` on purpose: a figure that the assistant misreads when it
writes and verifies an answer is then read by somebody else. It knows digits, Chinese numerals,
万/亿, percent and 成, dates and a few units; what it does not take for a figure it passes over.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from assistant.text.pattern import lazy

Reading = tuple[str, str]
"""(value in plain decimal notation, kind of unit): ("2400000", "yuan"), ("30", "percent")."""

_UNITS = (
    ("percent", "%"), ("permille", "‰"), ("percent", "个百分点"), ("month", "个月|月"),
    ("area", "平方米|平米"),
    ("year", "年"), ("day", "天|日"), ("yuan", "元"), ("times", "倍"),
    ("article", "条"), ("count", "[个家项次款台辆件名人套篇场届种类级轮]"),
)  # fmt: skip
_HAN = "零〇一二两三四五六七八九"
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SCALE = r"(?:万亿|[十百千]?[万亿]|[百千])?"
_UNIT = "|".join(f"(?P<u{i}>{words})" for i, (_, words) in enumerate(_UNITS))
_ANY_UNIT = "|".join(words for _, words in _UNITS)
_DATE = lazy(
    r"(?P<y>(?:19|20)\d\d)(?:年|[-/.])(?P<m>1[0-2]|0?[1-9])(?:(?:月|[-/.])(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:日|号|(?![\d.万亿%]))|月|(?=\D|$)(?<=\d{4}-\d\d))"
)
_FIGURE = lazy(
    rf"百分之(?P<per>\d+(?:\.\d+)?|[{_HAN}十百]+)"
    rf"|(?P<half>一半)"
    rf"|\((?P<label>[{_HAN}十]+)\)"
    rf"|第(?P<nth>\d+|[{_HAN}十百]+)条"
    rf"|第(?:\d+|[{_HAN}十百]+)"
    rf"|(?P<tenths>\d+(?:\.\d+)?|[一二两三四五六七八九])成(?P<five>[半一二三四五六七八九])?(?![立功果为熟员本])"
    rf"|(?P<n>\d+(?:\.\d+)?)(?P<s>{_SCALE})(?P<more>(?:\d+(?:\.\d+)?[千百]?万)?)多?(?:{_UNIT})?"
    rf"|(?P<han>[{_HAN}十][{_HAN}十百千万亿]*)多?(?P<hanunit>{_ANY_UNIT})?"
)
_SHARED = lazy(
    rf"(?:[-~至到/、]\d+(?:\.\d+)?)*[-~至到/、](?=\d+(?:\.\d+)?(?P<s>{_SCALE})(?P<u>%|元)?)"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as written and the ways in which it may be read."""

    words: str
    readings: frozenset[Reading]


def plain_number(value: Decimal) -> str:
    """The number in plain notation without trailing zeros, equal for equal numbers."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def find_figures(text: str) -> tuple[Figure, ...]:
    """All figures of a text, in order.

    >>> [sorted(f.readings) for f in find_figures("最高２４０万元，按30%")]
    [[('2400000', 'yuan')], [('30', 'percent')]]
    """
    folded = _fold(text)
    found: list[Figure] = []
    at = 0
    while at < len(folded):
        match = _DATE.match(folded, at) or _FIGURE.match(folded, at)
        if match is None:
            at += 1
            continue
        readings = _read(match, folded)
        if readings:
            found.append(Figure(match.group(), frozenset(readings)))
        at = max(match.end(), at + 1)
    return tuple(found)


def _fold(text: str) -> str:
    grouped = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)  # before NFKC: ， parts two figures
    folded = unicodedata.normalize("NFKC", grouped).replace("m2", "平方米").replace("—", "-")
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", folded)


def _read(match: re.Match[str], text: str) -> set[Reading]:
    part = match.groupdict()
    if "y" in part:
        return _read_date(part)
    if part["per"]:
        return {(plain_number(_number(part["per"])), "percent")}
    if part["half"]:
        return {("50", "percent")}
    if part["nth"] or part["label"]:
        return {(plain_number(_number(part["nth"] or part["label"] or "")), "article")}
    if part["tenths"]:
        rest = Decimal(5) if part["five"] == "半" else _number(part["five"] or "零")
        return {(plain_number(_number(part["tenths"]) * 10 + rest), "percent")}
    if part["n"]:
        return _read_digits(match, text)
    return _read_han(part) if part["han"] else set()


def _read_date(part: dict[str, str | None]) -> set[Reading]:
    year, month = part["y"], int(part["m"] or 0)
    if part["d"]:
        return {(f"{year}-{month:02}-{int(part['d']):02}", "date")}
    return {(f"{year}-{month:02}", "date")}


def _read_digits(match: re.Match[str], text: str) -> set[Reading]:
    number, scale = Decimal(match["n"]), match["s"]
    value = number * _scale(scale)
    if match["more"]:
        rest = re.fullmatch(r"([\d.]+)([千百]?万)", match["more"])
        value += Decimal(rest[1]) * _scale(rest[2]) if rest else 0
    unit = next((kind for i, (kind, _) in enumerate(_UNITS) if match[f"u{i}"]), "")
    readings = {(plain_number(value), unit)}
    shared = None if scale or unit else _SHARED.match(text, match.end())
    if shared:  # "60/40/20万": the first numbers may share the unit of the last
        kind = {"%": "percent", "元": "yuan"}.get(shared["u"] or "", "")
        readings.add((plain_number(number * _scale(shared["s"])), kind))
    return readings


def _read_han(part: dict[str, str | None]) -> set[Reading]:
    run, unit = part["han"] or "", part["hanunit"] or ""
    if not re.search(rf"[{_HAN[2:]}十]", run) or run == "一":
        return set()  # 一家, 一次
    if run == "两" and unit in ("个", "种"):
        return set()  # 两个名称, 两种券: both of what was just named
    if len(run) < 2 and not unit:
        return set()  # 三全智能, 双十
    if not unit and not re.search("[十百千万亿]", run):
        return set()  # 一二三
    if run == "十" and not unit:
        return set()  # 十分
    kinds = [kind for kind, words in _UNITS if unit and re.fullmatch(words, unit)]
    return {(plain_number(_number(run)), kinds[0] if kinds else "")}


def _scale(words: str) -> int:
    value = 1
    for word in words:
        value *= _SCALES[word]
    return value


def _number(words: str) -> Decimal:
    """Digits, or Chinese numerals: positional (二〇二五) or with 十百千万亿."""
    if re.fullmatch(r"\d+(\.\d+)?", words):
        return Decimal(words)
    digits = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
    if not any(c in _SCALES for c in words):
        return Decimal("".join(str(digits.get(c, c)) for c in words if c in digits) or "0")
    total = section = last = 0
    for c in words:
        if c in digits:
            last = digits[c]
        elif c in "十百千":
            section, last = section + (last or 1) * _SCALES[c], 0
        elif c == "万":
            total, section, last = total + (section + last) * _SCALES[c], 0, 0
        elif c == "亿":
            total, section, last = (total + section + last) * _SCALES[c], 0, 0
    return Decimal(total + section + last)
