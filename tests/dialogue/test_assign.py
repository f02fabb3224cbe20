"""Numbers find their facts: by unit, by the words around them, by what the rules ask for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real_assistant import understand


def numbers(*turns: str) -> dict[str, Decimal]:
    stated = (s for focus in understand(*turns).focus for _, case in focus.cases for s in case)
    return {s.name: s.value for s in stated if isinstance(s.value, Decimal)}


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("龙岗租算力花了800万能补多少", "compute_fee_yuan", 8_000_000),
        ("龙岗800万的算力合同能补多少", "compute_fee_yuan", 8_000_000),
        ("龙岗办展会花了500万补多少", "event_cost_yuan", 5_000_000),
        ("龙华通过生成式人工智能备案的模型3个，奖多少", "filed_models", 3),
        ("龙华去年有三个大模型通过了备案，奖多少", "filed_models", 3),
        ("前海租办公室300平能补多少", "area_sqm", 300),
        ("前海租办公室300平，租2年，能补多少", "months", 24),
        ("前海租办公室300平，每平每月80元，能补多少", "rent_per_sqm_month_yuan", 80),
        ("深圳买语料合同100万能补多少", "corpus_purchase_yuan", 1_000_000),
    ],
)
def test_a_number_becomes_the_fact_it_stands_for(text: str, fact: str, value: int) -> None:
    assert numbers(text)[fact] == value


def test_two_numbers_of_one_kind_go_to_the_words_beside_them() -> None:
    found = numbers("福田做了6个大模型应用案例，实际完成合同额1200万，能奖多少")
    assert found["cases"] == 6
    assert found["contract_done_yuan"] == 12_000_000


def test_counts_of_different_things_are_kept_apart() -> None:
    found = numbers("龙华主导制定1项国际标准、2项国家标准、3项行业标准，奖多少")
    assert found["international_standards"] == 1
    assert found["national_standards"] == 2
    assert found["industry_standards"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "龙岗租算力能补30%吗",
        "龙岗租算力最高600万对吧",
        "龙岗租算力想拿满600万要花多少",
        "我们注册资本800万，龙岗租算力能补多少",
        "2023年成立，龙岗租算力能补多少",
        "龙岗租算力能补多少，电话13800138000",
    ],
)
def test_what_is_no_cost_is_never_taken_for_one(text: str) -> None:
    assert "compute_fee_yuan" not in numbers(text)


def test_of_a_whole_and_its_part_the_part_counts() -> None:
    found = numbers("龙岗，合同总共500万，其中算力费用320万，能补多少")
    assert found["compute_fee_yuan"] == 3_200_000


def test_what_is_not_so_counts_as_none() -> None:
    assert numbers("龙华，我们没有通过备案的模型，能奖多少").get("filed_models", 0) == 0


def test_an_approximate_number_is_kept_as_such() -> None:
    understanding = understand("龙岗租算力花了大概800多万能补多少")
    (stated,) = [
        s for _, case in understanding.focus[0].cases for s in case if s.name == "compute_fee_yuan"
    ]
    assert (stated.value, stated.approximate) == (8_000_000, True)
