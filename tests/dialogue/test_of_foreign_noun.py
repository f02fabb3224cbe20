"""A changed number of something that was never spoken of is none of the sums that were told.

龙岗 pays 30 % of compute, at most 600万, and half of what the first robots sold cost to make, at
most 50万; 前海 half of a car, at most 20万 each; 龙华 10 % of a scene less its public money.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE = "龙岗买算力花了265万，能补多少"
ROBOTS = "龙岗的机器人新品头一次卖出去，30台，每台制备成本1.6万"
CARS = "前海，载人商业化运营，名下11台智能网联车，都获批运营，每台买价28万，智能化改造16万"
SCENE = "龙华智能制造的场景项目，我们是发榜方，项目总投入1700万，里面300万财政资金"
RESEARCH = "前海纳统的AI企业，去年研发投入6200万，前年4100万，研发奖励多少"


@pytest.mark.parametrize(
    "said", ["营收涨到2个亿", "注册资本增加到2亿", "利润涨到3000万", "广告费涨到500万"]
)
def test_what_was_never_spoken_of_is_told(said: str) -> None:
    answer = ask(COMPUTE, said)
    assert by_clause(COMPUTE, said)["longgang-2025#2"] == {265 * WAN * 30 / 100}
    assert answer.unused


@pytest.mark.parametrize(
    "said",
    [
        "算力费涨到310万",
        "费用涨到310万",
        "合同涨到310万",
        "总价涨到310万",
        "采购额提高到310万",
        "后来加到310万",
        "显卡贵了，涨到310万",
        "那笔涨到310万",
    ],
)
def test_what_was_spoken_of_is_changed(said: str) -> None:
    assert by_clause(COMPUTE, said)["longgang-2025#2"] == {310 * WAN * 30 / 100}


@pytest.mark.parametrize(
    ("first", "said", "clause", "wan"),
    [
        (ROBOTS, "卖价是每台3万5，难道不该按卖价算", "longgang-2025#7", 30 * 1.6 * 50 / 100),
        (ROBOTS, "毛利每台1万", "longgang-2025#7", 30 * 1.6 * 50 / 100),
        (ROBOTS, "又卖了10台", "longgang-2025#7", (30 + 10) * 1.6 * 50 / 100),
        (ROBOTS, "退回来10台", "longgang-2025#7", (30 - 10) * 1.6 * 50 / 100),
        (CARS, "每台总共20万", "qianhai-2024#10", 11 * 20 * 50 / 100),
        (CARS, "每台买价一共16万，改造没变", "qianhai-2024#10", 11 * (16 + 16) * 50 / 100),
        (SCENE, "财政资金减半", "longhua-2025#10", (1700 - 150) * 10 / 100),
        (SCENE, "企业自筹只有1200万", "longhua-2025#10", 1200 * 10 / 100),
        (RESEARCH, "前年4100没错", "qianhai-2024#3", (6200 - 4100) * 5 / 100),
        (RESEARCH, "今年7000万", "qianhai-2024#3", (6200 - 4100) * 5 / 100),
        (COMPUTE, "比预算少花25万", "longgang-2025#2", None),
    ],
)
def test_what_each_number_is_of(first: str, said: str, clause: str, wan: float | None) -> None:
    if wan is None:
        assert ask(first, said).unused  # held against what was planned: told as doubtful
        return
    assert round(wan * 10_000) in by_clause(first, said)[clause]


def test_both_sides_of_a_tender() -> None:
    found = by_clause(SCENE, "发榜揭榜各一个数")
    assert found["longhua-2025#10"] == {1400 * WAN * 10 / 100, 1400 * WAN * 20 / 100}


def test_another_that_failed_is_none_of_those_counted() -> None:
    first = "福田，我们的“场景+AI”项目评上了一个，最高多少"
    assert by_clause(first, "另一个落选了")["futian-2024#4.1"] == {30 * WAN}
    assert by_clause(first, "落选了")["futian-2024#4.1"] == {0}


def test_a_company_registered_in_a_year_asks_about_no_other_day() -> None:
    answer = ask("留学人才创业，公司是2019年在深圳注册的，市里资助多少")
    assert "尚未施行" not in answer.text


@pytest.mark.parametrize("noun", ["员工工资", "装修", "注册资本", "保险", "食堂", "估值"])
@pytest.mark.parametrize("told", ["{}改成420万", "{}花了420万", "{}那边又加了37万", "{}少了37万"])
def test_no_change_of_another_thing_is_one_of_the_sum(noun: str, told: str) -> None:
    said = told.format(noun)
    assert by_clause(COMPUTE, said)["longgang-2025#2"] == {265 * WAN * 30 / 100}
    assert ask(COMPUTE, said).unused


@pytest.mark.parametrize(
    "said", ["又上了5个门店", "会议室改成7个", "客户增加到5个", "又多了7个专利"]
)
def test_no_count_of_another_thing_is_one_of_those_told(said: str) -> None:
    first = "龙华，今年3个算法进了境内深度合成服务算法备案清单"
    assert by_clause(first, said)["longhua-2025#8"] == {3 * 100 * WAN}
    assert ask(first, said).unused


@pytest.mark.parametrize(
    ("said", "count"), [("又多了1个算法", 4), ("算法改成4个", 4), ("又过了1个", 4), ("改成2个", 2)]
)
def test_a_count_of_those_told_is_changed(said: str, count: int) -> None:
    first = "龙华，今年3个算法进了境内深度合成服务算法备案清单"
    assert by_clause(first, said)["longhua-2025#8"] == {count * 100 * WAN}
