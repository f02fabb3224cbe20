"""A factor of what was told that a later message puts right: the price of a month, told anew.

前海 pays half of the rent at most, and 60元 for each square metre and month; 龙岗 30% of what
computing cost.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

RENTED = "前海集聚区里租了办公室，500平，房租一个月4万2，一年能补多少"


def paid(clause: str, *turns: str) -> set[int]:
    """What the rules of one clause pay after the last of the turns."""
    found = amounts(ask(*turns)).items()
    return {int(n) for rule, n in found if rule.startswith(f"{clause}:") and n is not None}


RENT = "qianhai-2024#1"


@pytest.mark.parametrize(
    "later",
    [
        "弄混了，房租是一个月2万4，不是4万2",
        "一个月2.4万不是4.2万",
        "不是四万二，一个月两万四",
        "翻合同了，每个月是2.4万，不是4.2万",
    ],
)
def test_the_rent_of_a_month_put_right_is_that_of_the_year(later: str) -> None:
    assert paid(RENT, RENTED, later) == {24_000 * 12 // 2}


@pytest.mark.parametrize(
    ("later", "monthly"),
    [
        ("换了层楼：一共700平，月租6万，按一年算", 60_000),
        ("换成400平的，月租3万，还是一年", 30_000),
    ],
)
def test_rent_and_time_told_anew_replace_what_both_came_to(later: str, monthly: int) -> None:
    assert paid(RENT, RENTED, later) == {monthly * 12 // 2}


def test_a_rent_told_to_the_yuan_puts_one_in_wan_right() -> None:
    rented = "龙岗租算力，每张卡每个月1.1万，30张，用了8个月"
    later = "每张每个月9000，不是1.1万"
    assert paid("longgang-2025#2", rented, later) == {30 * 9000 * 8 * 3 // 10}


def test_how_long_is_put_right_and_no_price() -> None:
    told = "前海集聚区里租了办公室，500平，月租4万，租了12个月"
    assert paid(RENT, told, "其实只租了一个月") == {4 * WAN // 2}
    assert paid(RENT, told, "一个月其实是3万，不是4万") == {3 * WAN * 12 // 2}
