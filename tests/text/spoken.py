"""Numbers and relations said in many ways, with words that no list of the program holds.

Strategies of hypothesis: nouns of random characters, amounts in random notations, and for each
relation sentences whose reading is known by construction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from assistant.text import quantities
from assistant.text.numerals import plain, to_chinese
from assistant.text.traditional import to_simplified

# Nouns are written with characters that no pattern of the number grammar holds at all.
_SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in Path(quantities.__file__).parent.glob("*.py")
)
_FREE = [
    c
    for c in map(chr, range(0x4E00, 0x9FA6))
    if c not in _SOURCES and to_simplified(c) not in _SOURCES
]
nouns = st.text(st.sampled_from(_FREE), min_size=2, max_size=4)
wan = st.integers(min_value=1, max_value=9999)
counts = st.integers(min_value=2, max_value=60)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence, and the relation, value and ends that were put into it."""

    text: str
    relation: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


def notations(yuan: int) -> list[str]:
    """Ways to write an amount that is a whole number of 万."""
    thousands = yuan // 10_000
    written = [
        f"{thousands}万",
        f"{thousands}万元",
        f"{to_chinese(thousands)}万",
        f"{yuan}元",
        f"{yuan:,}元",
        f"{yuan:,}".replace(",", " ") + "元",
        f"{yuan:,}".replace(",", "’") + "元",
        f"RMB {yuan}",
        f"{plain(Decimal(thousands) / 10_000):f}亿",
    ]
    if thousands < 10_000 and thousands % 1000:
        written.append(f".{thousands:04d}亿".replace(".0000亿", "0亿"))
    return written


@st.composite
def amounts(draw: st.DrawFn, most: int = 9999) -> tuple[int, str]:
    """An amount in yuan and how it is written."""
    yuan = draw(st.integers(min_value=1, max_value=most)) * 10_000
    return yuan, draw(st.sampled_from(notations(yuan)))


@st.composite
def unequal(draw: st.DrawFn) -> tuple[tuple[int, str], tuple[int, str]]:
    """A larger and a smaller amount."""
    first, second = draw(amounts()), draw(amounts())
    if first[0] == second[0]:
        second = (first[0] + 10_000, f"{first[0] // 10_000 + 1}万")
    return (first, second) if first[0] > second[0] else (second, first)


@st.composite
def sums(draw: st.DrawFn) -> Spoken:
    """Two amounts added in so many words."""
    (a, x), (b, y) = draw(unequal())
    n, m = draw(nouns), draw(nouns)
    text = draw(
        st.sampled_from(
            [
                f"{n}{x}+{y}",
                f"{n}花了{x}加{y}",
                f"{n}{x}，再加上{m}{y}",
                f"{n}{x}，外加{m}{y}",
                f"{n}签了{x}，又签了{y}",
                f"{n}{x}，后来又付了{y}",
                f"{n}花了{x}，追加{y}",
                f"{n}一份{x}，一份{y}",
                f"{n}先付{x}，后付{y}",
            ]
        )
    )
    return Spoken(text, "sum", Decimal(a + b))


@st.composite
def differences(draw: st.DrawFn) -> Spoken:
    """A smaller amount taken off a larger one."""
    (a, x), (b, y) = draw(unequal())
    n, m = draw(nouns), draw(nouns)
    text = draw(
        st.sampled_from(
            [
                f"{n}{x}减去{y}",
                f"{n}{x}，退款{y}",
                f"{n}{x}，后来减了{y}",
                f"{n}{x}，{m}退了{y}",
                f"{n}花了{x}，扣除{m}{y}",
                f"{n}{x}，{y}退回来了",
                f"{n}{x}，砍掉{y}",
            ]
        )
    )
    return Spoken(text, "difference", Decimal(a - b))


@st.composite
def products(draw: st.DrawFn) -> Spoken:
    """A price and how often it is paid."""
    (a, x), k, n, m = draw(amounts()), draw(counts), draw(nouns), draw(nouns)
    of = draw(st.sampled_from("台套件项份个"))
    times = draw(st.sampled_from([f"{k}", to_chinese(k)]))
    text = draw(
        st.sampled_from(
            [
                f"{n}每月{x}，{m}了{k}个月",
                f"{n}每个月{x}，一共{times}个月",
                f"{n}{x}*{k}",
                f"{n}{k}×{x}",
                f"{n}{x}×{k}个月",
                f"{k}{of}{n}，每{of}{x}",
                f"{n}每{of}{x}，要了{k}{of}",
                f"{m}了{k}{of}{n}，单价{x}",
                f"{n}{x}一{of}×{k}{of}",
                f"{n}每季度{x}，{k}个季度",
            ]
        )
    )
    return Spoken(text, "product", Decimal(a * k))


@st.composite
def ranges(draw: st.DrawFn) -> Spoken:
    """Two ends."""
    (high, y), (low, x) = draw(unequal())
    n = draw(nouns)
    text = draw(
        st.sampled_from(
            [f"{n}{x}到{y}之间", f"{n}在{x}至{y}", f"{n}{x}~{y}", f"{n}至少{x}，最多{y}"]
        )
    )
    return Spoken(text, "range", None, Decimal(low), Decimal(high))


@st.composite
def bounds(draw: st.DrawFn) -> Spoken:
    """One end."""
    (a, x), n = draw(amounts()), draw(nouns)
    ways = [f"{n}至少{x}", f"{n}超过{x}", f"{n}不到{x}", f"{n}{x}以上", f"{n}不超过{x}"]
    return Spoken(draw(st.sampled_from(ways)), "bound", Decimal(a))


@st.composite
def corrections(draw: st.DrawFn) -> Spoken:
    """A new value for an old one."""
    (a, x), (b, y) = draw(unequal())
    if draw(st.booleans()):
        (a, x), (b, y) = (b, y), (a, x)
    n = draw(nouns)
    text = draw(
        st.sampled_from(
            [
                f"{n}不是{y}，是{x}",
                f"{n}不是{y}，而是{x}",
                f"{n}{x}，不是{y}",
                f"{n}{x}才对，不是{y}",
                f"{n}从{y}改成{x}",
                f"{n}报价{y}，最后{x}成交",
                f"{n}预算{y}，实际花了{x}",
                f"{n}{y}，说错了，是{x}",
            ]
        )
    )
    return Spoken(text, "instead", Decimal(a))


@st.composite
def alternatives(draw: st.DrawFn) -> Spoken:
    """One of two."""
    (_, x), (_, y) = draw(unequal())
    n, m = draw(nouns), draw(nouns)
    ways = [f"{n}{x}或者{y}", f"{n}{x}还是{y}", f"{n}{x}或{m}{y}"]
    return Spoken(draw(st.sampled_from(ways)), "alternatives")


@st.composite
def series(draw: st.DrawFn) -> Spoken:
    """One amount for each year."""
    (_, x), (_, y) = draw(unequal())
    n = draw(nouns)
    text = draw(
        st.sampled_from(
            [
                f"{n}2024年{x}，2025年{y}",
                f"去年{n}{x}，前年{y}",
                f"{n}第一年{x}，第二年{y}",
                f"{n}从{y}涨到{x}",
                f"2024年{n}花了{x}；2025年{n}花了{y}",
            ]
        )
    )
    return Spoken(text, "series")


@st.composite
def lists(draw: st.DrawFn) -> Spoken:
    """Items side by side."""
    (a, x), (b, y) = draw(unequal())
    n, m = draw(nouns), draw(nouns)
    ways = [f"{n}{x}、{m}{y}", f"{n}{x}和{m}{y}", f"{n}分别是{x}和{y}", f"{n}{x}、{y}"]
    return Spoken(draw(st.sampled_from(ways)), "list", Decimal(a + b))


@st.composite
def reported(draw: st.DrawFn) -> Spoken:
    """Someone else's figure, or one that is doubted."""
    (a, x), n = draw(amounts()), draw(nouns)
    ways = [f"{n}说能拿{x}", f"听说{n}有{x}", f"为什么不是{x}", f"怎么才{x}", f"据说{n}要{x}"]
    return Spoken(draw(st.sampled_from(ways)), "reported", Decimal(a))


@st.composite
def plain_ones(draw: st.DrawFn) -> Spoken:
    """A number on its own."""
    (a, x), n = draw(amounts()), draw(nouns)
    ways = [f"{n}{x}", f"{n}花了{x}", f"{x}的{n}", f"{n}是{x}"]
    return Spoken(draw(st.sampled_from(ways)), "plain", Decimal(a))


EVERY: dict[str, Callable[[], st.SearchStrategy[Spoken]]] = {
    "sum": sums,
    "difference": differences,
    "product": products,
    "range": ranges,
    "bound": bounds,
    "instead": corrections,
    "alternatives": alternatives,
    "series": series,
    "list": lists,
    "reported": reported,
    "plain": plain_ones,
}
spoken = st.one_of([strategy() for strategy in EVERY.values()])
