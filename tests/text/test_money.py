from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import NumeralError
from assistant.text.money import format_fraction, format_yuan, parse_fraction, parse_yuan

FEN = st.integers(min_value=-(10**14), max_value=10**14).map(lambda n: Decimal(n) / 100)


@given(FEN)
def test_a_formatted_amount_reads_back_to_the_fen(yuan: Decimal) -> None:
    assert parse_yuan(format_yuan(yuan)) == yuan


@pytest.mark.parametrize(
    ("yuan", "text"),
    [
        ("0", "0元"),
        ("0.5", "0.50元"),
        ("8000", "8000元"),
        ("9999.99", "9999.99元"),
        ("10000", "1万元"),
        ("2400000", "240万元"),
        ("2400000.00", "240万元"),
        ("16666666.67", "1666.666667万元"),
        ("100000000", "1亿元"),
        ("150000000", "1.5亿元"),
        ("312345000", "31234.5万元"),
        ("123456789.12", "12345.678912万元"),
        ("-2400000", "-240万元"),
        ("0.001", "0.001元"),
        ("12345678.123", "12345678.123元"),
    ],
)
def test_format_yuan(yuan: str, text: str) -> None:
    assert format_yuan(Decimal(yuan)) == text


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("800万", "8000000"),
        ("8000000", "8000000"),
        ("0.08亿元", "8000000"),
        ("人民币伍佰万元整", "5000000"),
        ("￥1,234.5", "1234.5"),
        ("800多万", "8000000"),
        (" 3 万 ", "30000"),
    ],
)
def test_parse_yuan(text: str, yuan: str) -> None:
    assert parse_yuan(text) == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("30%", "0.3"),
        ("３０％", "0.3"),
        ("三成", "0.3"),
        ("三成五", "0.35"),
        ("七成半", "0.75"),
        ("百分之五十", "0.5"),
        ("千分之三", "0.003"),
        ("五个点", "0.05"),
        ("5个百分点", "0.05"),
        ("一半", "0.5"),
        ("0.3", "0.3"),
        ("百分之百", "1"),
    ],
)
def test_parse_fraction(text: str, fraction: str) -> None:
    assert parse_fraction(text) == Decimal(fraction)


@given(st.text())
def test_only_numeral_errors_come_out(text: str) -> None:
    for parse in (parse_yuan, parse_fraction):
        with contextlib.suppress(NumeralError):
            assert parse(text).is_finite()


@pytest.mark.parametrize("text", ["", "万元", "几百万", "500万美元", "三个", "元"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NumeralError):
        parse_yuan(text)


@given(st.integers(min_value=0, max_value=10**6))
def test_fractions_survive_formatting(number: int) -> None:
    fraction = Decimal(number) / 10**5
    assert parse_fraction(format_fraction(fraction)) == fraction
