"""The case of a clause told year by year: each year has the sum of its own.

A park in 龙岗 is paid 200万 a year where firms may gather, 400万 where they reach a certain scale.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

PARK = "longgang-2025#13"


@pytest.mark.parametrize(
    ("told", "gathered", "at_scale"),
    [
        (
            ("龙岗园区，第一年刚够集聚条件，第二年第三年都达到一定规模，三年合计最多多少",),
            200,
            2 * 400,
        ),
        (("龙岗园区，产业空间头两年只够集聚条件，第三年到规模，三年一共",), 2 * 200, 400),
        (("龙岗园区，产业空间去年够集聚条件，今年达到规模了，两年一共多少",), 200, 400),
        (
            (
                "龙岗园区，产业空间达到一定规模，一年最多多少",
                "要是第一年没到规模、只符合集聚条件，第二年才到，两年合计",
            ),
            200,
            400,
        ),
        (
            (
                "龙岗，园区里的产业空间，头一年只够集聚条件、后一年才到规模",
                "两年加一块儿最多拿多少",
            ),
            200,
            400,
        ),
    ],
)
def test_each_year_by_its_case(told: tuple[str, ...], gathered: int, at_scale: int) -> None:
    assert {gathered * WAN, at_scale * WAN} <= by_clause(*told)[PARK]


@pytest.mark.parametrize(
    ("told", "wan"),
    [
        ("龙岗园区，产业空间两年都达到一定规模，合计", 2 * 400),
        ("龙岗园区，产业空间今年达到一定规模", 400),
        ("龙岗园区，产业空间今年没达到一定规模", 200),
    ],
)
def test_years_of_one_case(told: str, wan: int) -> None:
    amounts = by_clause(told)[PARK] - {Decimal(100) * WAN}
    assert amounts == {wan * WAN}
