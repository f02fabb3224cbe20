from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.multiples import find_multiples


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("翻一倍", ["2"]),
        ("翻倍", ["2"]),
        ("翻番", ["2"]),
        ("翻两番", ["4"]),
        ("三倍", ["3"]),
        ("2.5倍", ["2.5"]),
        ("翻了三倍", ["3"]),
        ("增加两倍", ["3"]),
        ("涨到3倍", ["3"]),
        ("多一倍", ["2"]),
        ("减半", ["0.5"]),
        ("砍半", ["0.5"]),
        ("下降一半", ["0.5"]),
        ("涨两成", ["1.2"]),
        ("增加20%", ["1.2"]),
        ("增长百分之二十", ["1.2"]),
        ("少三成", ["0.7"]),
        ("降到七成", ["0.7"]),
        ("降到原来的70%", ["0.7"]),
        ("先涨两成，再减半", ["1.2", "0.5"]),
        ("提高资助比例至60%", []),
        ("提高至60%", []),
        ("提高5个百分点", []),
        ("给予50%支持", []),
    ],
)
def test_factors(text: str, factors: list[str]) -> None:
    assert [multiple.factor for multiple in find_multiples(text)] == [Decimal(f) for f in factors]


@given(st.text(alphabet="翻一两三倍番增加涨到降了减半成%0123456789.百分之原来的", max_size=20))
def test_no_text_raises(text: str) -> None:
    for multiple in find_multiples(text):
        assert multiple.factor.is_finite()
        assert 0 <= multiple.start < multiple.end <= len(text)
