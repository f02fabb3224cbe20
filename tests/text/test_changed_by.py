"""What the clauses behind an amount make of it: 去年300万,今年翻倍; 预算1000万,执行率85%."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.text.expressions import find_expressions
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from assistant.text.units import Unit

_WAN = 10_000


def _values(text: str) -> list[Decimal | None]:
    folded = fold_words(text)
    found = find_expressions(folded, find_quantities(folded))
    return [e.value for e in found if e.unit in (Unit.YUAN, Unit.YUAN_PER_YEAR)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("去年鱼饲料用了300万，今年翻倍了", 300 * 2),
        ("去年的账单是450万，今年又涨了两成", Decimal("450") * Decimal("1.2")),
        ("去年花了800万，今年缩水了四成", Decimal("800") * Decimal("0.6")),
        ("原来打算花1200万，后来砍掉三分之一", 1200 * 2 // 3),
        ("去年用了200万，今年是去年的80%", Decimal("200") * Decimal("0.8")),
        ("去年用了200万，今年只有去年的七成", Decimal("200") * Decimal("0.7")),
        ("去年用了400万，今年是去年的1.5倍", Decimal("400") * Decimal("1.5")),
        ("预算1000万，执行率85%", Decimal("1000") * Decimal("0.85")),
        ("预算600万，实际只执行了九成", Decimal("600") * Decimal("0.9")),
        ("一共600万，其中20%是关联方的要剔除", Decimal("600") * Decimal("0.8")),
        ("报价800万，最后便宜了25%", Decimal("800") * Decimal("0.75")),
        ("合同价900万，打八折", Decimal("900") * Decimal("0.8")),
        ("发票含税113万，不含税按1.13折回", 113 / Decimal("1.13")),
        ("发票含税212万，税率6%，要按不含税的算", 212 / Decimal("1.06")),
    ],
)
def test_the_amount_is_what_it_became(text: str, amount: Decimal) -> None:
    assert _values(text) == [amount * _WAN]


@pytest.mark.parametrize(
    "text",
    [
        "今年花了600万，比去年涨了30%",
        "实际花了600万，比预算多两成",
        "今年费用600万，占我们成本的30%",
        "去年花了600万，营收涨了30%",
        "花了600万，毛利率30%",
        "去年花了600万能拿多少，今年涨了30%呢",
        "花了600万，股份稀释了10%",
    ],
)
def test_an_amount_that_was_reached_stays(text: str) -> None:
    assert _values(text) == [600 * _WAN]
