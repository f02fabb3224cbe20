from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.normalise import fold, normalise


@pytest.mark.parametrize(
    ("source", "folded"),
    [
        ("５０％（最高）", "50%(最高)"),
        ("“训力券”、‘模型券’", "\"训力券\"、'模型券'"),
        ("2024 年 12 月", "2024年12月"),
        ("A\u200bP\ufeffI\r\n\t", "api"),
        ("第九条，第十条；", "第九条,第十条;"),
        ("6—48个月", "6-48个月"),
        ("【政策】〔2024〕", "(政策)(2024)"),
        ("〈办法〉《措施》", "《办法》《措施》"),
        ("120㎡", "120m2"),
        ("⻚⾸", "页首"),
        ("Ａi＋１", "ai+1"),
        ("", ""),
    ],
)
def test_variants_fold_to_one_form(source: str, folded: str) -> None:
    assert fold(source) == folded
    assert normalise(source).text == folded


@given(st.text())
def test_folding_twice_is_folding_once(source: str) -> None:
    assert fold(fold(source)) == fold(source)
    assert normalise(source).text == fold(source)


@given(st.text())
def test_offsets_point_into_the_source_and_never_go_back(source: str) -> None:
    result = normalise(source)
    assert len(result.offsets) == len(result.text)
    assert all(0 <= offset < len(source) for offset in result.offsets)
    assert list(result.offsets) == sorted(result.offsets)


@given(st.text(), st.data())
def test_a_range_of_the_folded_text_is_found_in_the_source(
    source: str, data: st.DataObject
) -> None:
    result = normalise(source)
    start = data.draw(st.integers(0, len(result.text)))
    end = data.draw(st.integers(start, len(result.text)))
    first, last = result.to_source(start, end)
    assert 0 <= first <= last <= len(source)
    assert result.text[start:end] in fold(source[first:last])


def test_an_empty_range_stands_where_it_begins() -> None:
    result = normalise("a b")
    assert result.to_source(1, 1) == (2, 2)
    assert result.to_source(2, 2) == (3, 3)
