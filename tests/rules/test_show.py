"""Facts and limits in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.rules.facts import Choice, FactItem, FactKind, FactSpec, FactValue
from assistant.rules.show import each, show_fact, show_items, show_limit

YUAN = FactSpec(name="rent", label="租金", kind=FactKind.YUAN, ask="？")
MODELS = FactSpec(name="models", label="模型", kind=FactKind.COUNT, ask="？", unit_name="个模型")
BARE = FactSpec(name="things", label="奖项", kind=FactKind.COUNT, ask="？")
DOLLARS = FactSpec(name="capital", label="外资", kind=FactKind.FOREIGN, ask="？", currency="美元")
GRADE = FactSpec(
    name="grade", label="等级", kind=FactKind.CHOICE, ask="？", choices={"a": Choice(label="一级")}
)


@pytest.mark.parametrize(
    ("spec", "value", "shown"),
    [
        (YUAN, Decimal(8_000_000), "800万元"),
        (DOLLARS, Decimal(5_000_000), "500万美元"),
        (GRADE, "a", "一级"),
        (GRADE, "别的", "别的"),
        (GRADE, True, "是"),
        (GRADE, False, "否"),
        (YUAN, (FactItem(Decimal(100_000)),), "10万元"),
        (YUAN, (FactItem(Decimal(100_000), "甲", 2025, 2), FactItem(Decimal(1))),
         "2025年甲10万元×2、1元"),
    ],
)  # fmt: skip
def test_a_fact_is_written_as_people_expect(spec: FactSpec, value: FactValue, shown: str) -> None:
    assert show_fact(spec, value) == shown


def test_counted_things_carry_their_unit() -> None:
    assert show_items(MODELS, Decimal(3)) == "3个模型"
    assert each(MODELS) == "每个模型"
    assert each(BARE) == "每项奖项"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2999999.99", "299.999999万元 未超过上限 300万元，取 299.999999万元"),
        ("3000000", "300万元 正好等于上限 300万元"),
        ("3000000.01", "300.000001万元 超过上限 300万元，取 300万元"),
    ],
)
def test_a_limit_is_told_below_at_and_above(value: str, said: str) -> None:
    assert show_limit(Decimal(value), "上限", Decimal(3_000_000)) == said
