"""Whether one is in a list that came out, and whose tender it was.

First editions in 福田 are paid 50万 where a catalogue has them; demonstrations in 龙岗 30 %.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

_FIRST = "福田做排班软件的，首版次区里给多少"
_SCENE = "龙岗示范场景，自己投了400万，给多少"


@pytest.mark.parametrize(
    ("told", "is_in"),
    [
        ("省里的首版次目录公布了，没有我们", False),
        ("市里的首版次推广目录出来了，我们不在里面", False),
        ("昨天深圳市的首版次推广目录公布，有我们", True),
        ("广东的首版次目录发布了，我们在里面", True),
        ("省里的首版次目录公布了，名单上有我们", True),
    ],
)
def test_one_is_in_a_list_or_not(told: str, is_in: bool) -> None:
    assert by_clause(_FIRST, told) == {"futian-2024#4.2": {50 * WAN if is_in else 0}}


@pytest.mark.parametrize(
    ("told", "is_in"), [("入选名单公示了，没有我们", False), ("入选结果出来了，有我们", True)]
)
def test_what_is_chosen_stands_in_a_list(told: str, is_in: bool) -> None:
    assert by_clause(_SCENE, told) == {"longgang-2025#10": {120 * WAN if is_in else 0}}


def test_whose_people_say_something_are_in_no_list() -> None:
    told = "名单公布了，有我们公司的人说是下月批"
    assert by_clause(_SCENE, told) == {"longgang-2025#10": {120 * WAN}}


def test_a_tender_of_the_city_is_none_of_the_state() -> None:
    first = "国家人工智能揭榜挂帅揭榜优胜，我们牵头，龙华奖多少"
    assert by_clause(first, "说错了，我们揭的是省里的榜") == {"longhua-2025#7": {0}}
