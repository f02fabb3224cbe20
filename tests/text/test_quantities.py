from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.quantities import find_quantities
from assistant.text.units import Quantity, Unit

CASES = [
    (case["text"], case["reads"])
    for group in yaml.load(
        Path(__file__).with_name("numerals.yaml").read_text(encoding="utf-8"), yaml.BaseLoader
    ).values()
    for case in group
]
PIECES = st.text(
    alphabet="0123456789零一二两三四五六七八九十百千万亿wk半几多来余个元块平月年天日成折%点"
    "分之,.，：:-至到每/第（）第条台人股 约",
    max_size=40,
)


def _short(quantity: Quantity) -> str:
    unit = str(quantity.unit) + (f"/{quantity.classifier}" if quantity.classifier else "")
    about = " ~" if quantity.approximate else ""
    role = f" !{quantity.role}" if quantity.role != "amount" else ""
    return f"{quantity.value:f} {unit}{about}{role}"


@pytest.mark.parametrize(("text", "reads"), CASES, ids=[text for text, _ in CASES])
def test_reading(text: str, reads: list[str]) -> None:
    assert [_short(quantity) for quantity in find_quantities(text)] == reads


def test_the_table_is_large_and_has_no_case_twice() -> None:
    assert len(CASES) >= 150
    assert len({text for text, _ in CASES}) == len(CASES)


@given(st.one_of(st.text(), PIECES))
def test_any_text_gives_ordered_separate_finite_quantities(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.value.is_finite()
        end = quantity.end


@given(st.integers(min_value=1, max_value=99_999))
def test_an_amount_in_wan_is_found_in_a_sentence(wan: int) -> None:
    (quantity,) = find_quantities(f"去年租用算力花了{wan}万元，能补多少")
    assert quantity.unit is Unit.YUAN
    assert quantity.value == wan * Decimal(10000)
    assert quantity.text == f"{wan}万元"


@pytest.mark.parametrize("text", ["", "能补多少钱？", "hello", "新建十万级车间和百级车间"])
def test_no_number_gives_nothing(text: str) -> None:
    assert find_quantities(text) == ()


def test_the_first_time_is_no_price_of_each_time() -> None:
    assert [q.unit for q in find_quantities("今年头一次冲过3亿")] == [Unit.YUAN]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("上一轮已经答应了", []),
        ("今年头一次做到五千万", ["五千万"]),
        ("今年头一回做到五千万", ["五千万"]),
        ("下一次申报", []),
        ("评上一个能拿多少", ["一个"]),
        ("买上一台", ["一台"]),
        ("做了一轮融资", ["一轮"]),
    ],
)
def test_which_of_a_series_is_no_count(text: str, found: list[str]) -> None:
    assert [quantity.text for quantity in find_quantities(text)] == found
