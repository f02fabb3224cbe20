"""The unit of a list's first number, the digit before 一个月, 一年 behind a price of a month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.text.quantities import find_quantities
from assistant.text.units import Unit


def yuan(text: str) -> list[int]:
    """The sums of money of a text."""
    money = (Unit.YUAN, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR)
    return [int(q.value) for q in find_quantities(text) if q.unit in money]


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("订阅80w、部署120、开发200、调优60", [80, 120, 200, 60]),
        ("订阅80万、部署120、开发200、调优60", [80, 120, 200, 60]),
        ("第一年300万,第二年400,第三年500", [300, 400, 500]),
        ("甲300万,乙400,丙500", [300, 400, 500]),
        ("去年300万,今年400", [300, 400]),
        ("租金80万,面积200,员工30", [80]),
        ("合同额1300万、案例12、员工30", [1300]),
        ("算力300万,语料200", [300]),
        ("2000万,2025年", [2000]),
    ],
)
def test_a_list_is_in_the_unit_of_its_first_number(text: str, wan: list[int]) -> None:
    assert yuan(text) == [n * 10_000 for n in wan]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("七万二一个月", 72_000, Unit.YUAN_PER_MONTH),
        ("一万二一年", 12_000, Unit.YUAN_PER_YEAR),
        ("三万五一个月", 35_000, Unit.YUAN_PER_MONTH),
        ("三万一个月", 30_000, Unit.YUAN_PER_MONTH),
        ("月租3.5万一年补多少", 35_000, Unit.YUAN_PER_MONTH),
        ("每月三万一年", 30_000, Unit.YUAN_PER_MONTH),
    ],
)
def test_one_behind_a_price_says_what_it_is_for(text: str, value: int, unit: Unit) -> None:
    first = find_quantities(text)[0]
    assert (first.value, first.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(("text", "value"), [("二十一个月", 21), ("五百二十一个月", 521)])
def test_one_that_ends_a_number_stays_its_digit(text: str, value: int) -> None:
    (only,) = find_quantities(text)
    assert only.value == value


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("花了1100万,后来加了700万,共一千八", [1100, 700, 1800]),
        ("合同500万,设备120万,剩380", [500, 120, 380]),
        ("合同500万,设备120万,员工380", [500, 120, 380]),
        ("合同500万,设备120万,员工60", [500, 120]),
        ("合同500万.设备120万。剩380", [500, 120]),
    ],
)
def test_a_bare_number_that_the_others_come_to_is_in_their_unit(text: str, wan: list[int]) -> None:
    assert yuan(text) == [n * 10_000 for n in wan]


@pytest.mark.parametrize(
    ("text", "value"),
    [("一百零几万", 1_000_000), ("一百大几十万", 1_000_000), ("两千好几百万", 20_000_000)],
)
def test_some_more_is_about_as_much(text: str, value: int) -> None:
    (only,) = find_quantities(text)
    assert (only.value, only.approximate, only.text) == (value, True, text)


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("一份四百二,一份三百八,还有一份一百六,单位都是万,能批几多", [420, 380, 160]),
        ("甲73、乙58、丙91,金额全是万元", [73, 58, 91]),
        ("三笔:85、64、130。单位均为万", [85, 64, 130]),
        ("前后是47和66,都按万计", [47, 66]),
        ("2个平台,投了350和270,数都是万", [350, 270]),
    ],
)
def test_a_unit_behind_the_numbers_is_that_of_all(text: str, wan: list[int]) -> None:
    assert yuan(text) == [n * 10_000 for n in wan]
