"""What a later message turns round stands again as before: 还没批下来 → 批下来啦.

A car in 前海 is paid half of what it cost, at most 20万; corpora of the city 30 %, rent there
60元 a square metre and month, at most half of what is paid and 300万 a year.
"""

from __future__ import annotations

import random

import pytest

from assistant.dialogue.reversals import turns_round
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

CARS, CORPORA, RENT, TRAINING = (
    "qianhai-2024#10", "shenzhen-pioneer-2024#3", "qianhai-2024#1", "shenzhen-pioneer-2024#2",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("三辆还没批下来", "批下来啦"),
        ("有70万没走平台", "那70万后来补走平台了"),
        ("还没挂牌交易呢", "挂了!上周成交的"),
        ("要退掉两千平呢,租金降到720万", "算了不退了"),
        ("两台没过检", "都过检了"),
    ],
)
def test_what_is_turned_round(before: str, text: str) -> None:
    assert turns_round(text, before)


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("三辆还没批下来", "批下来了吗"),
        ("三辆还没批下来", "又有两辆没批下来"),
        ("三辆还没批下来", "批下来5辆"),
        ("有70万没走平台", "那80万走平台了"),
        ("要退掉两千平呢", "再租两千平"),
        ("", "批下来啦"),
    ],
)
def test_what_is_not(before: str, text: str) -> None:
    assert not turns_round(text, before)


@pytest.mark.parametrize("seed", range(2))
def test_cars_that_are_approved_after_all(seed: int) -> None:
    cars = random.Random(seed).randint(8, 20)
    told = f"前海无人小巴，获批载人，自有车{cars}辆，每辆购车26万改造4万"
    assert by_clause(told, "三辆还没批下来") == {CARS: {(cars - 3) * 15 * WAN}}
    assert by_clause(told, "三辆还没批下来", "批下来啦") == {CARS: {cars * 15 * WAN}}


@pytest.mark.parametrize("part", [40, 70])
def test_a_part_that_counts_after_all(part: int) -> None:
    told = "语料260万，从数据交易平台买的，非关联，市里能补多少"
    less = f"说漏了，这260万里有{part}万是私下买的没走平台"
    assert (260 - part) * WAN * 3 // 10 in by_clause(told, less)[CORPORA]
    again = by_clause(told, less, f"那{part}万后来补走平台了")
    assert 260 * WAN * 3 // 10 in again[CORPORA]


def test_what_is_given_back_after_all_is_kept() -> None:
    told = "我司在前海租了6000平，办公自用，租金一年实付1080万，头一年房补？"
    less = by_clause(told, "那要退掉两千平呢，租金降到720万")
    assert less == {RENT: {4000 * 60 * 12}}
    kept = by_clause(told, "那要退掉两千平呢，租金降到720万", "算了不退了，三年合计")
    assert kept == {RENT: {3 * min(6000 * 60 * 12, 300 * WAN)}}


def test_two_what_ifs_end_together() -> None:
    turns = ["市里训力券，合同1500万，非初创", "假如我是初创？", "假如合同再翻一番，还是初创"]
    assert by_clause(*turns) == {TRAINING: {min(3000 * WAN * 6 // 10, 1000 * WAN)}}
    back = by_clause(*turns, "好了不假如了，就按最开始的情况，再说一遍数")
    assert back == {TRAINING: {1500 * WAN // 2}}


def test_a_question_whether_such_things_count_tells_nothing_of_ones_own() -> None:
    found = by_clause(
        "模型券，我们花150万买了备案过的模型做客服智能体，规模效果都达标，能拿多少",
        "没经网信办备案的模型，也行吧？",
        "要是拖到2027年3月才申请",
        "那不拖了，今年就报，不过费用涨到700万了",
    )
    assert found == {"shenzhen-pioneer-2024#4": {min(700 * WAN * 3 // 10, 200 * WAN)}}


@pytest.mark.parametrize("seller", ["不沾亲的卖家", "没亲戚关系的供货商", "外头的数据商"])
def test_a_what_if_in_unknown_words_is_told(seller: str) -> None:
    said = f"那如果换个{seller}"
    answer = ask(
        "龙岗语料采购500万，交易平台买的", "卖方是我们老板控股的另一家公司", f"{said}，能补多少"
    )
    # either what was meant is read and paid, or it is told: the nought is never repeated alone
    sums = {e.amount for e in answer.estimates}
    assert 100 * WAN in sums or any(said in u.text for u in answer.unused)


def test_the_same_asked_of_another_is_told() -> None:
    first = "龙华场景揭榜挂帅，项目自筹投了1500万，我们是出题的发榜方"
    said = "揽活的那家呢"
    assert [u.text for u in ask(first, said).unused] == [said]
    assert by_clause(first, "接单的那家呢") == {"longhua-2025#10": {1500 * WAN // 5}}


def test_what_was_taken_off_is_added_back() -> None:
    turns = ["龙岗，数交所买语料300万，非关联，训大模型", "300万里有50万是关联公司的，扣掉"]
    assert by_clause(*turns) == {"longgang-2025#3": {(300 - 50) * WAN // 5}}
    back = by_clause(*turns, "噢关联那笔法务说不构成关联，加回来")
    assert back == {"longgang-2025#3": {300 * WAN // 5}}


def test_what_was_not_let_after_all_is_no_area() -> None:
    turns = ["前海集聚区的写字楼租了400平自己办公，月租金每平95块，没转租，一年补多少？",
             "呃，我们把80平转租给兄弟单位了", "问了行政，没转租成，合同根本没签"]  # fmt: skip
    assert by_clause(*turns[:2]) == {RENT: {0}}
    assert by_clause(*turns) == {RENT: {min(400 * 60 * 12, 400 * 95 * 12 // 2)}}


def test_what_more_of_them_come_to_is_not_counted_twice() -> None:
    turns = ["前海，自研、公开发布的行业大模型，12个市场应用案例", "有3个只是试用，不算，剩9个"]
    assert by_clause(*turns) == {"qianhai-2024#8": {0}}
    assert by_clause(*turns, "又多了俩，11个") == {"qianhai-2024#8": {100 * WAN}}


def test_another_client_told_as_the_same_is_one_of_its_own() -> None:
    turns = ["先说老周的：龙岗，语料从数据交易所买的，卖方非关联，合同260万，拿来训大模型",
             "接着是阿珍姐，福田那家，同样是交易平台买非关联的语料，420万的合同"]  # fmt: skip
    assert by_clause(*turns) == {"futian-2024#3.1": {420 * WAN // 10}}
    found = by_clause(*turns, "老周刚微信说，合同改签成600万了")
    assert found == {"longgang-2025#3": {min(600 * WAN // 5, 100 * WAN)}}


def test_the_sums_again_are_no_help_with_cheating() -> None:
    turns = ["龙岗的花了500万买算力，福田的租智能算力800万搞训练，各补多少",
             "好，最新的数再列一遍，我发老板"]  # fmt: skip
    assert by_clause(*turns) == {"longgang-2025#2": {500 * WAN * 3 // 10},
                                 "futian-2024#2": {800 * WAN * 3 // 10}}  # fmt: skip
