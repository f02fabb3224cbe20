"""A year of a figure that is told anew is no day asked about; both years of one sum are two facts.

Growth in 前海 is paid 5 %, at most 500万; of turnover in 龙华 a fixed sum where it grew.
"""

from __future__ import annotations

import random
from datetime import date

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

DAY = date(2025, 6, 1)
FIRST = "前海纳统的AI企业，去年研发{}万，前年{}万，奖多少"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "told", ["前年的报表拿错了，前年是{}万", "前年的账看错了，是{}万", "要是前年是{}万呢"]
)
def test_the_year_of_a_figure_is_no_day(told: str, seed: int) -> None:
    before, now, last = sorted(random.Random(seed).sample(range(3000, 9000), 3))
    talk = [FIRST.format(last, before), told.format(now)]
    assert understand(*talk).as_of == DAY
    assert by_clause(*talk)["qianhai-2024#3"] == {(last - now) * WAN * 5 // 100}


@pytest.mark.parametrize(
    "both",
    ["要是前年跟去年一样都是{}，没涨，还有吗", "前年和去年都是{}万", "去年同前年一样是{}万呢"],
)
def test_one_sum_of_both_years(both: str) -> None:
    talk = [FIRST.format(6200, 4000), both.format(5700)]
    assert understand(*talk).as_of == DAY
    assert by_clause(*talk)["qianhai-2024#3"] == {0}


@pytest.mark.parametrize(
    "back", ["那提前，2027年12月1号就交，还是500万", "那改到2027年11月30号再递"]
)
def test_a_day_to_come_on_which_it_is_handed_in(back: str) -> None:
    talk = ["龙岗买算力500万", "要是2028年3月才去交材料，还能有吗", back]
    assert by_clause(*talk)["longgang-2025#2"] == {150 * WAN}
