from __future__ import annotations

import contextlib
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import NumeralError
from assistant.text.numerals import parse_number, same_length_fold, to_chinese


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_a_number_survives_being_written_in_chinese(number: int) -> None:
    assert parse_number(to_chinese(number)) == number


@given(st.integers(min_value=1, max_value=10**16 - 1))
def test_cn2an_reads_what_we_write_and_we_read_what_it_writes(number: int) -> None:
    assert cn2an.cn2an(to_chinese(number), "strict") == number
    assert parse_number(cn2an.an2cn(number)) == number


@given(st.decimals(min_value=0, max_value=10**8, places=4))
def test_decimals_with_a_unit_are_exact(number: Decimal) -> None:
    assert parse_number(f"{number}万") == number * 10000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("负三百", "-300"),
        ("-1,200.50", "-1200.5"),
        ("+5", "5"),
        ("零", "0"),
        ("二零二五", "2025"),
        ("三十二点五", "32.5"),
        ("10万零5百", "100500"),
        ("800多万", "8000000"),
        ("十", "10"),
        ("一十二", "12"),
        ("兩千", "2000"),
        (".5", "0.5"),
        ("．9亿", "90000000"),
        ("8’000’000", "8000000"),
        ("3 200 000", "3200000"),
    ],
)
def test_one_number_is_read_whole(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


NO_NUMBERS = [
    *("", " ", "万", "百万", "几百万", "1..2", "1.2.3", "500万1亿", "5.", "1,23", "abc"),
    *("一百百", "3个", "50%", "十十", "点五", "--5", "∞", "NaN", "1e5", "²", "9" * 40, "一" * 40),
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_raises_numeral_error(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_number(text)


@given(st.text())
def test_parse_number_raises_nothing_else(text: str) -> None:
    with contextlib.suppress(NumeralError):
        assert parse_number(text).is_finite()


@given(st.text())
def test_same_length_fold_keeps_every_offset(text: str) -> None:
    assert len(same_length_fold(text)) == len(text)


def test_numbers_too_long_to_write_are_refused() -> None:
    with pytest.raises(NumeralError):
        to_chinese(10**16)
    assert to_chinese(-15) == "负十五"
    assert to_chinese(0) == "零"
    assert to_chinese(7300007878) == "七十三亿零七千八百七十八"
