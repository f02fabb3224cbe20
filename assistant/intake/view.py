"""A clause as the grammar reads it: simplified, without blanks and noise, every sign placed.

Quotes are always cut from the source by the places; the view is only read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.text.cells import gaps_of_columns, head_notes, units_of_columns
from assistant.text.traditional import READINGS, to_simplified

_PAGE = re.compile(
    r"\n[ \t]*(?:[-—－–]?[ \t]*[0-9]{1,4}[ \t]*[-—－–]?|第[ \t]*[0-9]{1,4}[ \t]*页)[ \t]*(?=\n|$)"
)
_LABEL = re.compile(
    r"^\s*(?:第\s*[一二三四五六七八九十百零〇0-9\s]+\s*[条條]"
    r"|(?:方向|专题|專題|专项|專項|类别|類別|板块|板塊|领域|領域)(?:[一二三四五六七八九十0-9.．]+[:：、]?(?=\s|\w)|\s+[一二三四五六七八九十0-9.．]+(?:[:：、]|(?=\s)))"
    r"|[0-9]{1,2}(?:[.．][0-9]{1,2}){1,3}(?=[ \t\u3000、])|[一二三四五六七八九十百]+[,，]?、"
    r"|[(（]\s*[一二三四五六七八九十百0-9]+\s*[)）]|[0-9]{1,3}\s*[.．、]|[①-⑳]|[a-zａ-ｚ]\s*[)）])\s*",
    re.MULTILINE,
)
_BULLET = re.compile(
    r"^[ \t\u3000]*(?:[-—–－]{2,}|[-—–－●○•◆◇■□▲△★☆](?=[ \t\u3000]))[ \t\u3000]*(?=[^\s|\-])",
    re.MULTILINE,
)
"""——2000万元以上的: the mark of a line in a list."""
_INLINE = re.compile(
    r"(?<=[。；;\n])\s*[(（]\s*[0-9]{1,2}\s*[)）]"
    r"|(?<=[。；;:：\n])\s*(?:[①-⑳]|[a-zａ-ｚ]\s*[)）])"
)
_SAID_AGAIN = re.compile(r"(?<=[(（]含)\s*[0-9.,]+\s*[万亿萬億]*\s*[元人家个]?(?=\s*[)）])")
"""1亿元以上（含1亿元）: that the bound belongs to it, and no second figure."""
_SIZE = re.compile(
    r"[(（][^()（）\n]{0,4}[0-9.]+\s*[^()（）\n]{0,3}[×xX*＊][^()（）\n]{1,12}[)）]"
    r"|(?<=位)[(（][0-9.]+\s*(?:平方米|平米|㎡)[)）]"
    r"|[(（]\s*[-－—–−零负]{0,2}[0-9.]+\s*(?:℃|°C|摄氏度)[^()（）\n0-9]{0,8}[)）]"
)
"""标准框（4米×4米）, 高温库（0℃以上）: how large, or how cold, each of them is."""
_CALLED = re.compile(
    r"[(（][^()（）\n0-9]{0,20}?(?:以下|下文|下)(?:简称|统称|合称|均称|称)(?:为)?[^()（）\n]{1,16}[)）]"
    r"|[(（]\s*(?:以)?下(?:文)?(?:均|皆)?同\s*[)）]"
    r"|[,，、;；]\s*(?:以)?下(?:文)?(?:均|皆)?同(?=\s*[)）])"
)
"""（以下简称经营主体）, （不含税，下同）: how a term is used from there on, no part of its name."""
_DOUBLED = {",": ",、。;", "、": ",", "。": ",。"}
"""After the first sign, any of these is noise (“,,” and “,。” of a mirror)."""

_SAME = {"（": "(", "）": ")", "〔": "(", "〕": ")", "，": ",", "：": ":", "；": ";", "％": "%",
         "～": "-", "—": "-", "－": "-", "–": "-", "~": "-", "‧": "·"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """``text[i]`` stands at ``places[i]`` of the source (absolute)."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that gave ``text[start:end]``."""
        return self.places[start], self.places[end - 1] + 1

    def before(self, other: View) -> View:
        """This view and another one behind it, in one paragraph."""
        own = self.text.rstrip("¶;")
        sign = "" if own.endswith("。") else "。"
        last = self.places[len(own) - 1 : len(own)]
        text = f"{own}{sign}{other.text.lstrip('¶')}"
        dropped = len(other.text) - len(other.text.lstrip("¶"))
        places = (*self.places[: len(own)], *(last if sign else ()), *other.places[dropped:])
        return View(text, places)


def make_view(source: str, start: int, end: int, heading: str = "") -> View:
    r"""The view of ``source[start:end]``; lines stay apart by “¶” where a sentence ended before.

    Behind the ``heading`` that the part begins with a “¶” stands too.

    >>> make_view("最高不超过\n300 萬元。", 0, 14).text
    '最高不超过300万元。'
    """
    part = source[start:end]
    dropped = bytearray(len(part))
    for pattern in (_PAGE, READINGS, _BULLET, _INLINE, _SAID_AGAIN, _SIZE, _CALLED):
        for match in pattern.finditer(part):
            dropped[match.start() : match.end()] = b"\1" * len(match.group())
    labels = [match.span() for match in _LABEL.finditer(part)]
    for first, last in (*labels, *head_notes(part)):
        dropped[first:last] = b"\1" * (last - first)
    simple = to_simplified(part)
    after = _end_of_heading(part, heading, dropped)
    units = {at - 1: one.unit for at, one in units_of_columns(part).items() if not one.goes_on}
    bars = gaps_of_columns(part)
    breaks = _around_tables(part, bars)
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(simple):
        if (
            signs
            and signs[-1] != "¶"
            and (at == after or (sign == "\n" and (signs[-1] in "。;:)”" or at in breaks)))
        ):
            signs.append("¶")
            places.append(start + at)
        if at in bars:
            signs.append("|")
            places.append(start + at)
        if dropped[at] or sign.isspace():
            continue
        for one in unicodedata.normalize("NFKC", _SAME.get(sign, sign)):
            one = _SAME.get(one, one)
            if signs and one in _DOUBLED.get(signs[-1], ""):
                # Of two signs the stronger one stands.
                if "。;、,".index(one) < "。;、,".index(signs[-1]):
                    signs[-1], places[-1] = one, start + at
                continue
            signs.append(one)
            places.append(start + at)
        for one in units.get(at, ""):  # as the head of its column says
            signs.append(one)
            places.append(start + at)
    return View("".join(signs), tuple(places))


def _end_of_heading(part: str, heading: str, dropped: bytearray) -> int:
    """Where the text behind the heading begins, whose brackets are dropped; -1 for none."""
    after = part.find(heading) + len(heading) if heading else -1
    if part[after : after + 1] in (":", "："):
        return -1
    if heading and part[after : after + 1] in tuple("】〗]"):  # 【贷款贴息】…: the name alone
        dropped[after] = dropped[after - len(heading) - 1] = 1
        return after + 1
    return after


def _around_tables(part: str, bars: set[int]) -> set[int]:
    """The ends of lines before and behind a line of a table (cells apart by “|” or by blanks)."""
    found: set[int] = set()
    at = 0
    for line in part.split("\n"):
        is_set = any(at <= bar < at + len(line) for bar in bars)
        if "|" in line or "｜" in line or is_set:
            found |= {at - 1, at + len(line)}
        at += len(line) + 1
    return found
