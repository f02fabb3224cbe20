"""A condition that turns out to be another's, news of the asker's own, one case worked out anew."""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

RENT, VOUCHER, SHOWN = "qianhai-2024#1", "shenzhen-pioneer-2024#2", "longgang-2025#10"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("whose", ["另一家公司", "隔壁", "楼上那家"])
def test_what_another_did_is_denied_of_nobody(seed: int, whose: str) -> None:
    draw = random.Random(seed)
    area, rent = draw.randrange(100, 900, 10), draw.randrange(2, 9)
    told = f"我们在前海AI集聚区的楼里租了{area}平，月租{rent}万，没转租，一年补多少"
    paid = {min(area * 60 * 12, rent * WAN * 12 // 2, 300 * WAN)}
    assert by_clause(told)[RENT] == paid
    assert by_clause(told, "行政说有一间转租给人家做咖啡馆了")[RENT] == {0}
    turns = told, "行政说有一间转租给人家做咖啡馆了", f"虚惊一场，转租的是{whose}，我们没有"
    assert by_clause(*turns)[RENT] == paid


@pytest.mark.parametrize("news", ["人家说给评成标杆了", "听说已经认定为标杆了"])
def test_news_of_what_was_decided_counts(news: str) -> None:
    told = "咱厂整了个AI示范应用项目，自己实际投了600万，市里给多少"
    turns = told, f"{news}，那能到多少"
    assert by_clause(*turns)["shenzhen-pioneer-2024#5"] == {1000 * WAN}
    assert by_clause(told, "听说评上标杆能拿一千万")["shenzhen-pioneer-2024#5"] == {180 * WAN}


def test_what_is_said_of_the_askers_own_counts() -> None:
    told = "龙岗场景示范项目入选了，我们自己投的，实际投入500万"
    assert by_clause(told, "坏了，有人说这项目算政府投资项目")[SHOWN] == {0}


@pytest.mark.parametrize("seed", range(3))
def test_one_that_is_worked_out_anew_is_no_new_conversation(seed: int) -> None:
    draw = random.Random(seed)
    sum_, less = draw.randrange(200, 900, 10), draw.randrange(5, 50, 5)
    told = f"租智能算力训大模型，合同{sum_}万，非初创，市里能拿多少"
    turns = told, f"对方又让了{less}万，合同改了，市里那笔重来"
    assert by_clause(*turns)[VOUCHER] == {(sum_ - less) * WAN // 2}


def test_a_sum_that_was_expected_takes_the_place_of_none() -> None:
    told = "福田租平台智能算力做推理，今年1000万明年1000万，合起来多少"
    assert by_clause(told, "咦不是每年五百万啊？") == by_clause(told)
    left = ask(told, "咦不是每年五百万啊？", "那明年的算力不租了，就今年的").unused
    assert "没有用上" not in {part.say for part in left}


@pytest.mark.parametrize(
    "back",
    [
        "还是我头一回报的那个数对",
        "吵了半天，还是第一次报的数",
        "以最初说的为准",
        "退回最开始那个数",
        "按最早那个数算",
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_the_number_told_first_comes_back_as_that(back: str, seed: int) -> None:
    draw = random.Random(back + str(seed))
    first, second, third = draw.sample(range(100, 1900, 10), 3)
    turns = f"龙岗，租算力花了{first}万，能补多少", f"改成{second}万", f"再改成{third}万"
    assert by_clause(*turns)["longgang-2025#2"] == {third * WAN * 3 // 10}
    assert by_clause(*turns, back)["longgang-2025#2"] == {first * WAN * 3 // 10}


@pytest.mark.parametrize(
    "said", ["最早说的那个数不对", "第一次报的是多少来着", "不是头一回报的那个数"]
)
def test_the_number_told_first_does_not_come_back_where_it_is_denied_or_asked(said: str) -> None:
    turns = "龙岗，租算力花了300万，能补多少", "改成400万", "再改成500万"
    assert by_clause(*turns, said)["longgang-2025#2"] == {150 * WAN}


@pytest.mark.parametrize(
    "why",
    [
        "是修屋顶的，扣了",
        "是租会议室 莫得算力的事",
        "是合伙人掏的，算不到我们头上",
        "还没付",
        "的活还没干完",
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_a_part_that_is_said_not_to_count_is_taken_off(why: str, seed: int) -> None:
    draw = random.Random(why + str(seed))
    whole = draw.randrange(300, 1900, 10)
    part = draw.randrange(20, 200, 10)
    told = f"龙岗买算力花了{whole}万，能补多少"
    later = f"{whole}万里有{part}万{why}"
    assert by_clause(told, later)["longgang-2025#2"] == {(whole - part) * WAN * 3 // 10}


def test_a_part_that_is_only_described_is_not_taken_off() -> None:
    told = "龙岗买算力花了500万，能补多少"
    for later in ("500万里面80万是上个月付的", "500万里面80万是人工，也算算力"):
        assert by_clause(told, later)["longgang-2025#2"] == {150 * WAN}
