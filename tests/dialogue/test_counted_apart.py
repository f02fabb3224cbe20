"""Sums that are told of another place, and numbers that are told not to count.

龙岗租算力620万 and then 福田还租了300万 was once paid in Futian on 920万; 食堂40平不算 was once
taken for the area that is rented. 龙岗 and 福田 pay 30 % of computing power, 前海 60元 a square
metre and month of rent.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, FUTIAN, RENT = "longgang-2025#2", "futian-2024#2", "qianhai-2024#1"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "more",
    ["福田还租了{}万", "另外福田租的{}万", "福田分公司还花了{}万租算力", "福田那边又租了{}万"],
)
def test_one_more_sum_of_another_place_is_paid_there_alone(more: str, seed: int) -> None:
    here, there = random.Random(seed).sample(range(120, 900), 2)
    turns = f"我们在龙岗租算力花了{here}万，能补多少", more.format(there)
    assert by_clause(*turns) == {FUTIAN: {there * WAN * 3 // 10}}
    both = {COMPUTE: {here * WAN * 3 // 10}, FUTIAN: {there * WAN * 3 // 10}}
    assert by_clause(*turns, "一共能拿多少") == both


def test_a_sum_more_of_the_same_place_is_added() -> None:
    found = by_clause("我们在龙岗租算力花了620万，能补多少", "还租了300万")
    assert found == {COMPUTE: {(620 + 300) * WAN * 3 // 10}}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("noun", ["食堂", "仓库", "瑜伽室"])
@pytest.mark.parametrize("way", ["{noun}那{n}平不算", "{n}平的{noun}除外", "{noun}{n}平不算在内"])
def test_what_is_told_not_to_count_is_no_area(way: str, noun: str, seed: int) -> None:
    rented, apart = random.Random(seed).randint(200, 400), random.Random(seed).randint(20, 60)
    told = way.format(noun=noun, n=apart)
    answer = ask(f"前海的房租补贴，{told}，能补多少")
    assert answer.clarify is not None
    assert answer.clarify.fact == "area_sqm"
    assert any(f"{apart}平" in u.text for u in answer.unused)
    found = by_clause(f"前海房租，办公{rented}平，{told}，12个月，每月租金{rented}万，给多少")
    assert found == {RENT: {rented * 60 * 12}}


def test_a_part_of_a_whole_is_taken_off() -> None:
    found = by_clause("龙岗租算力620万，其中电费20万不算，能补多少")
    assert found == {COMPUTE: {(620 - 20) * WAN * 3 // 10}}


@pytest.mark.parametrize("words", ["不算多", "不算大数目", "不算少吧"])
def test_what_is_not_counted_much_counts(words: str) -> None:
    assert by_clause(f"龙岗租算力800万{words}，能补多少") == {COMPUTE: {800 * WAN * 3 // 10}}


def test_what_stays_beside_one_that_is_exchanged() -> None:
    found = by_clause(
        "龙岗租算力620万，福田租算力300万，各补多少",
        "第二个换成龙华去年付了36万房租，其余照旧",
    )
    assert found[COMPUTE] == {620 * WAN * 3 // 10}
    assert 36 * WAN // 2 in found["longhua-2025#6"]


def test_of_two_places_each_keeps_its_own_sum() -> None:
    turns = ["福田买语料，非关联，数交所，420万", "龙岗也买了，160万，也是非关联的"]
    fallen = ask(*turns, "福田那份合同谈崩了")
    assert {e.amount for e in fallen.estimates} == {420 * WAN // 10}
    assert [u.text for u in fallen.unused] == ["福田那份合同谈崩了"]
    found = by_clause(*turns, "福田那份合同谈崩了", "龙岗的又涨了40万")
    assert found == {"longgang-2025#3": {(160 + 40) * WAN // 5}}


@pytest.mark.parametrize("words", ["涨了40万", "又涨了40万", "合同上浮了40万"])
def test_a_rise_is_added(words: str) -> None:
    found = by_clause("龙岗租算力620万，能补多少", words)
    assert found == {COMPUTE: {(620 + 40) * WAN * 3 // 10}}


def test_what_it_rises_to_takes_its_place() -> None:
    assert by_clause("龙岗租算力620万，能补多少", "涨到700万") == {COMPUTE: {700 * WAN * 3 // 10}}


def test_half_that_another_paid_goes_off() -> None:
    said = "漏说了，有一半是总公司替我们付的"
    answer = ask("龙华去年房租付了52万，评估过的机器人公司", said)
    assert {e.amount for e in answer.estimates if e.amount} == {52 * WAN // 4}
    assert not answer.unused


@pytest.mark.parametrize("words", ["福田不考虑了，就看市里和龙岗", "福田算了，只看市里和龙岗"])
def test_a_place_that_is_given_up_is_told_no_more(words: str) -> None:
    found = by_clause("算力：市里、福田、龙岗哪个给得多？我们租1500万", words)
    assert found == {
        "shenzhen-pioneer-2024#2": {1500 * WAN // 2},
        COMPUTE: {1500 * WAN * 3 // 10},
    }


def test_a_correction_of_one_of_several_clients() -> None:
    told = "给我算算：A公司龙岗租卡120万；B公司福田租卡340万"
    assert by_clause(told, "B搞错了，是430万") == {FUTIAN: {430 * WAN * 3 // 10}}
    both = {COMPUTE: {120 * WAN * 3 // 10}, FUTIAN: {430 * WAN * 3 // 10}}
    assert by_clause(told, "B搞错了，是430万", "总共呢") == both


@pytest.mark.parametrize(
    ("came", "is_more"),
    [
        ("第{}个上周也过了", True),
        ("名单补发了，第{}个也在上面", True),
        ("第{}个没过", False),
        ("第{}个后来撤了", False),
    ],
)
def test_the_next_in_the_row_makes_one_more(came: str, is_more: bool) -> None:
    """龙岗 pays 50万 for each model, at most 200万 a year."""
    for known, following in ((1, "二"), (2, "三"), (3, "四")):
        first = f"龙岗这边，我们{known}个大模型过了国家的生成式备案，能拿多少"
        found = by_clause(first, came.format(following))
        assert found["longgang-2025#5"] == {(known + is_more) * 50 * WAN}
