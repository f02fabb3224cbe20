"""The check's own reader of figures, on what policies and answers hold."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer.figures import find_figures
from assistant.text.money import format_fraction, format_yuan
from assistant.text.numerals import to_chinese


def read(text: str) -> list[set[tuple[str, str]]]:
    return [set(figure.readings) for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("最高240万元", "2400000", "yuan"),
        ("最高 2,400,000 元", "2400000", "yuan"),
        ("1亿5000万元", "150000000", "yuan"),
        ("五千万元", "50000000", "yuan"),
        ("一百零五万元", "1050000", "yuan"),
        ("１．５亿", "150000000", ""),
        ("3万亿", "3000000000000", ""),
        ("16666666.67元", "16666666.67", "yuan"),
        ("三成", "30", "percent"),
        ("三成五", "35", "percent"),
        ("三成半", "35", "percent"),
        ("百分之五十", "50", "percent"),
        ("一半", "50", "percent"),
        ("0.50%", "0.5", "percent"),
        ("10个百分点", "10", "percent"),
        ("36个月", "36", "month"),
        ("三年", "3", "year"),
        ("二〇二五年", "2025", "year"),
        ("150㎡", "150", "area"),
        ("2025年6月1日", "2025-06-01", "date"),
        ("2025-06-01", "2025-06-01", "date"),
        ("2026/12/7", "2026-12-07", "date"),
        ("2026年12月", "2026-12", "date"),
        ("第十二条", "12", "article"),
        ("（十二）", "12", "article"),
        ("第七、八条", "8", "article"),
        ("5个以上", "5", "count"),
    ],
)
def test_a_figure_is_read(text: str, value: str, kind: str) -> None:
    assert read(text) == [{(value, kind)}]


@pytest.mark.parametrize(
    "text", ["一次性", "千万别", "十分", "万一", "三全智能", "第一名", "统一", "两个名称"]
)
def test_words_with_numerals_are_no_figures(text: str) -> None:
    assert read(text) == []


def test_figures_before_a_shared_unit_may_have_it() -> None:
    first, second, third = read("国际/国家/行业60/40/20万元")
    assert ("600000", "yuan") in first
    assert ("400000", "yuan") in second
    assert third == {("200000", "yuan")}


def test_a_wide_comma_parts_two_figures() -> None:
    assert read("不少于3，200万元") == [{("3", "")}, {("2000000", "yuan")}]


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_amounts_that_answers_write_are_read_back(yuan: Decimal) -> None:
    ((value, kind),) = read(format_yuan(yuan))[0]
    assert (Decimal(value), kind) == (yuan, "yuan")


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=10_000))
def test_shares_that_answers_write_are_read_back(points: int) -> None:
    share = Decimal(points) / 10_000
    assert read(format_fraction(share)) == [{(f"{(share * 100).normalize():f}", "percent")}]


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=10**12))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert read(to_chinese(number) + "元") == [{(str(number), "yuan")}]


@settings(deadline=None)
@given(st.text(alphabet="0123456789一二十百千万亿成半第条年月日元%.,，-/ 个", max_size=30))
def test_no_text_breaks_the_reader(text: str) -> None:
    for figure in find_figures(text):
        assert figure.readings
