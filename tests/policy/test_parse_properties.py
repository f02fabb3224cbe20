"""parse_clauses on generated documents: every clause found, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.policy.parse import parse_clauses, partition
from assistant.text.numerals import to_chinese

SENTENCE = st.text(
    "对企业给予资助奖励每年最高不超过金额的平台模型算力、，,“”0123456789%", min_size=1
)
TEXT = SENTENCE.map(lambda text: "支持" + text + "。")
GAP = st.sampled_from(["\n", "\n\n", " \n\n \n"])


@dataclass(frozen=True)
class Document:
    source: str
    ids: list[str]


def bracket(number: int, full: bool) -> str:
    return f"（{to_chinese(number)}）" if full else f"({to_chinese(number)})"


@st.composite
def preamble(draw: st.DrawFn) -> str:
    lines = [
        "某市关于支持产业的若干措施",
        "https://example.com/a_1.html",
        "本措施自2025年1月1日起施行,有效期3年。",
    ]
    chosen = draw(st.lists(st.sampled_from(lines), max_size=3, unique=True))
    return "".join(line + draw(GAP) for line in chosen)


@st.composite
def measures(draw: st.DrawFn) -> Document:
    source, ids, number = draw(preamble()), [], 0
    full = draw(st.booleans())
    # Under one heading alone they would be its items (#1.1): nothing shows that they run on.
    for chapter in range(1, draw(st.integers(2, 4)) + 1):
        source += f"{to_chinese(chapter)}、促进发展{draw(GAP)}"
        for _ in range(draw(st.integers(2, 4))):
            number += 1
            ids.append(str(number))
            source += bracket(number, full) + draw(TEXT) + draw(GAP)
            source += "".join(text + draw(GAP) for text in draw(st.lists(TEXT, max_size=2)))
    return Document(source, ids)


@st.composite
def articles(draw: st.DrawFn) -> Document:
    source, ids = draw(preamble()), []
    number = draw(st.integers(0, 30))
    for chapter in range(1, draw(st.integers(1, 3)) + 1):
        source += f"第{to_chinese(chapter)}章 促进发展{draw(GAP)}"
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            ids.append(str(number))
            source += f"第{to_chinese(number)}条 {draw(TEXT)}{draw(GAP)}"
            for item in range(1, draw(st.sampled_from([0, 2, 3])) + 1):
                ids.append(f"{number}.{item}")
                source += bracket(item, draw(st.booleans())) + draw(TEXT) + draw(GAP)
    return Document(source, ids)


@st.composite
def outlines(draw: st.DrawFn) -> Document:
    source, ids = draw(preamble()), []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        ids.append(str(number))
        source += f"{number}.平台资助:{draw(TEXT)}{draw(GAP)}"
    return Document(source, ids)


def check(document: Document, numbering: str) -> None:
    clauses = parse_clauses("p", document.source, numbering)
    assert [str(clause.id).removeprefix("p#") for clause in clauses] == document.ids
    assert "".join(partition(document.source, clauses)) == document.source
    for clause in clauses:
        assert clause.text == document.source[clause.start : clause.end]
        assert clause.text == clause.text.strip()
        assert clause.heading in clause.text


@settings(max_examples=60, deadline=None)
@given(measures())
def test_parse_clauses_finds_every_measure(document: Document) -> None:
    check(document, "measure")


@settings(max_examples=60, deadline=None)
@given(articles())
def test_parse_clauses_finds_every_article_and_item(document: Document) -> None:
    check(document, "article")


@settings(max_examples=60, deadline=None)
@given(outlines())
def test_parse_clauses_finds_every_point_of_an_outline(document: Document) -> None:
    check(document, "outline")


@settings(max_examples=150, deadline=None)
@given(
    st.text("一二十第条章附件则(（)）、.。:\n 1甲乙本自年起施行", max_size=200),
    st.sampled_from(["measure", "article", "outline"]),
)
def test_partition_loses_nothing_of_any_text(source: str, numbering: str) -> None:
    clauses = parse_clauses("p", source, numbering)
    assert "".join(partition(source, clauses)) == source
    assert len({clause.id for clause in clauses}) == len(clauses)
