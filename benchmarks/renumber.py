"""Documents in any numbering with known clauses, for tests of the parser; imports nothing of ours.

``rebuilt`` takes laws whose articles are known and numbers them anew; ``made_up`` writes small
policies. Every document comes with the places where its clauses begin (the gold).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇]+条$")
_INNER = re.compile(r"^\s*(?:[(（][一二三四五六七八九十百]+[)）]|\d{1,2}[.．、])", re.MULTILINE)
SHORT, LONG = 4, 40


def han(number: int) -> str:
    """12 → 十二, 105 → 一百零五 (1 to 999)."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


@dataclass
class Document:
    """A text and where its clauses begin: place → what numbers it has (article, item or None)."""

    name: str
    style: str
    text: str = ""
    clauses: dict[int, tuple[int, int | None]] = field(default_factory=dict)

    def add(self, text: str) -> None:
        """More text."""
        self.text += text

    def mark(self, article: int, item: int | None = None) -> None:
        """A clause begins here."""
        self.clauses[len(self.text)] = (article, item)


Style = Callable[[random.Random, Document, list[str]], None]


def _gap(rng: random.Random) -> str:
    return rng.choice(["\n", "\n", "\n\n"])


def _head(rng: random.Random, doc: Document) -> None:
    doc.add(f"{doc.name}\n")
    if rng.random() < 0.5:
        doc.add(
            "各区人民政府，市直各单位：\n现将本文件印发给你们，请认真贯彻执行。\n2025年4月21日\n"
        )
    if rng.random() < 0.5:
        doc.add("为促进产业发展，结合本市实际，制定如下措施。\n")


def _chunks(rng: random.Random, bodies: list[str]) -> list[list[str]]:
    parts, at = [], 0
    while at < len(bodies):
        size = rng.randint(2, 5)
        if len(bodies) - at - size < 2:
            size = len(bodies) - at
        parts.append(bodies[at : at + size])
        at += size
    return parts


def articles(rng: random.Random, doc: Document, bodies: list[str]) -> None:
    """第X条, in Chinese or Arabic numerals, with blanks inside the number or none."""
    form = rng.choice(["第{h}条 ", "第{h}条　", "第 {h} 条 ", "第{s}条 ", "第{n}条 ", "第 {n} 条 "])
    for number, body in enumerate(bodies, 1):
        doc.mark(number)
        spread = " ".join(han(number))
        doc.add(form.format(h=han(number), n=number, s=spread) + body + _gap(rng))


def chapters(rng: random.Random, doc: Document, bodies: list[str]) -> None:
    """第X章 or 一、 above 第X条."""
    is_part, number = rng.random() < 0.5, 0
    for chapter, part in enumerate(_chunks(rng, bodies), 1):
        doc.add(
            (f"第{han(chapter)}章　扶持内容" if is_part else f"{han(chapter)}、扶持内容") + "\n"
        )
        for body in part:
            number += 1
            doc.mark(number)
            doc.add(f"第{han(number)}条 {body}{_gap(rng)}")


def restarting(first: str, second: str) -> Style:
    """Two levels; the lower starts again under each upper: #1.1."""

    def style(rng: random.Random, doc: Document, bodies: list[str]) -> None:
        for article, part in enumerate(_chunks(rng, bodies), 1):
            doc.mark(article)
            doc.add(first.format(h=han(article), n=article) + "扶持内容\n")
            for item, body in enumerate(part, 1):
                doc.mark(article, item)
                doc.add(second.format(h=han(item), n=item) + body + _gap(rng))

    return style


def running(first: str, second: str) -> Style:
    """Two levels; the lower runs on: #1 … #n, the upper are chapters."""

    def style(rng: random.Random, doc: Document, bodies: list[str]) -> None:
        number = 0
        for chapter, part in enumerate(_chunks(rng, bodies), 1):
            doc.add(first.format(h=han(chapter), n=chapter) + "扶持内容\n")
            for body in part:
                number += 1
                doc.mark(number)
                doc.add(second.format(h=han(number), n=number) + body + _gap(rng))

    return style


def plain(form: str) -> Style:
    """One level."""

    def style(rng: random.Random, doc: Document, bodies: list[str]) -> None:
        for number, body in enumerate(bodies, 1):
            doc.mark(number)
            doc.add(form.format(h=han(number), n=number) + body + _gap(rng))

    return style


def deep(rng: random.Random, doc: Document, bodies: list[str]) -> None:
    """一、→（一）→1.→（1）→①: two levels are clauses, the rest is text of the second."""
    for article, part in enumerate(_chunks(rng, bodies), 1):
        doc.mark(article)
        doc.add(f"{han(article)}、扶持内容\n")
        for item, body in enumerate(part, 1):
            doc.mark(article, item)
            doc.add(
                f"（{han(item)}）申报条件。\n1.{body}\n2.其他条件：\n（1）甲类：\n①甲一；\n②甲二。\n"
            )
            doc.add("（2）乙类。\n")


def two_lists(rng: random.Random, doc: Document, bodies: list[str]) -> None:
    """A list of measures and, below it, a list of conditions that begins at 1 again."""
    half = max(3, len(bodies) * 2 // 3)
    for number, body in enumerate(bodies[:half], 1):
        doc.mark(number)
        doc.add(f"{number}．{body}\n")
    for item, body in enumerate(bodies[half:], 1):
        doc.mark(half + 1, item)
        doc.add(f"{item}．{body}\n")


STYLES: dict[str, Style] = {
    "第X条": articles,
    "章、节上的条": chapters,
    "一、": plain("{h}、"),
    "1.": plain("{n}."),
    "（一）": plain("（{h}）"),
    "一、→（一）重新起算": restarting("{h}、", "（{h}）"),
    "一、→1.重新起算": restarting("{h}、", "{n}."),
    "方向→1.": restarting("方向{h}：", "{n}."),
    "专题→（一）": restarting("专题{n} ", "（{h}）"),
    "一、→（一）连续编号": running("{h}、", "（{h}）"),
    "一、→1.连续编号": running("{h}、", "{n}."),
    "五层": deep,
    "两个清单": two_lists,
}
_SAME_AS_INNER = {
    "（一）",
    "1.",
    "五层",
    "两个清单",
    "一、→1.重新起算",
    "方向→1.",
    "一、→1.连续编号",
}


def one_line(doc: Document) -> Document:
    """The same document on one line, as a page that was copied loses its breaks."""
    return _rewritten(doc, "一行", lambda char: " " if char == "\n" else char)


def _rewritten(doc: Document, name: str, change: Callable[[str], str]) -> Document:
    out = Document(doc.name, f"{doc.style}·{name}")
    for at, char in enumerate(doc.text):
        if at in doc.clauses:
            out.clauses[len(out.text)] = doc.clauses[at]
        out.text += change(char)
    return out


def as_pages(rng: random.Random, doc: Document) -> Document:
    """Broken lines of a PDF, with page numbers between them."""
    out = Document(doc.name, f"{doc.style}·分页")
    width, tall, column, rows, page = rng.randint(30, 40), rng.randint(25, 40), 0, 0, 1
    for at, char in enumerate(doc.text):
        if at in doc.clauses:
            out.clauses[len(out.text)] = doc.clauses[at]
        out.text += char
        column = 0 if char == "\n" else column + 1
        rows += char == "\n"
        if (
            column >= width
            and not doc.text[at + 1 : at + 2].isdigit()
            and char not in "第0123456789"
        ):
            out.text += "\n"
            column, rows = 0, rows + 1
        if rows >= tall and out.text.endswith("\n"):
            out.text += rng.choice(["{}\n", "— {} —\n", "- {} -\n", "第 {} 页\n"]).format(page)
            page, rows = page + 1, 0
    return out


def laws(path: Path, rng: random.Random, count: int) -> Iterator[tuple[str, list[str]]]:
    """Laws in force with all their articles, drawn at random: name, texts in order."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            if row["cur"] and _ARTICLE.match(row["label"]):
                name = row["title"].removesuffix(row["label"])
                grouped.setdefault(name, []).append((row["label"], row["text"]))
    names = [
        name
        for name, found in grouped.items()
        if SHORT <= len(found) <= LONG
        and [label for label, _ in found] == [f"第{han(n)}条" for n in range(1, len(found) + 1)]
    ]
    for name in rng.sample(sorted(names), min(count, len(names))):
        yield name, [text.strip() for _, text in grouped[name]]


_SUBJECTS = [
    "租用算力",
    "购买数据",
    "采购软件",
    "建设平台",
    "制定标准",
    "参加展会",
    "获得认证",
    "新增设备",
]
_BODIES = [
    "对{}的企业，按实际支出的{}%给予补助，每家企业每年最高{}万元。",
    "{}支持。对符合条件的企业给予一次性奖励{}万元；获评国家级的，再奖励{}万元。",
    "支持企业{}。\n按不超过费用的{}%给予支持，最高{}万元。（责任单位：市工信局）",
    "鼓励{}，给予不超过{}万元、最长{}年的支持。",
]


def made_up(rng: random.Random, count: int) -> Iterator[tuple[str, list[str]]]:
    """Small policies of subsidy sentences."""
    for number in range(count):
        bodies = [
            rng.choice(_BODIES).format(
                rng.choice(_SUBJECTS), rng.randint(1, 9) * 10, rng.randint(1, 50) * 10
            )
            for _ in range(rng.randint(6, 18))
        ]
        yield f"某市支持产业发展若干措施（{number + 1}）", bodies


def documents(sources: Iterator[tuple[str, list[str]]], rng: random.Random) -> Iterator[Document]:
    """Each source in the next style that fits it, in lines, on one line or in pages by turns."""
    names = list(STYLES)
    for turn, (name, bodies) in enumerate(sources):
        has_inner = any(_INNER.search(body) for body in bodies)
        style = names[turn % len(names)]
        if has_inner and style in _SAME_AS_INNER:
            # The lower level of the law would be numbered like the upper one: not decidable.
            style = rng.choice([n for n in names if n not in _SAME_AS_INNER])
        doc = Document(name, style)
        _head(rng, doc)
        STYLES[style](rng, doc, bodies)
        shape = turn // len(names) % 3
        if shape == 1 and not has_inner:
            doc = one_line(doc)
        elif shape == 2:
            doc = as_pages(rng, doc)
        yield doc
