"""Figures that a message spreads over places, years, parts, and years held against another.

租算力,福田1000万,龙岗2500万 was once paid twice on the first sum. Rates: 福田 30 % to 500万, 龙岗
30 % to 600万, 龙华 30 % to 300万; 龙岗 pays 20 % of corpora to 100万, 福田 10 % to 50万.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

FUTIAN, LONGGANG, LONGHUA = "futian-2024#2", "longgang-2025#2", "longhua-2025#4"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("matter", ["租算力", "租卡", "我们都是租智能算力"])
@pytest.mark.parametrize("end", ["各补多少", "三个区各补多少", "分别能拿多少"])
def test_one_matter_in_three_places(matter: str, end: str, seed: int) -> None:
    a, b, c = random.Random(seed).sample(range(100, 900), 3)
    found = by_clause(f"{matter}，福田{a}万，龙岗{b}万，龙华{c}万，{end}")
    assert found == {
        FUTIAN: {min(a * WAN * 3 // 10, 500 * WAN)},
        LONGGANG: {min(b * WAN * 3 // 10, 600 * WAN)},
        LONGHUA: {min(c * WAN * 3 // 10, 300 * WAN)},
    }


def test_a_sum_that_a_clause_names_by_chance_is_none_of_it() -> None:
    found = by_clause("买语料，福田100万，龙岗300万，非关联都走平台，各拿多少")
    assert found == {
        "futian-2024#3.1": {100 * WAN // 10},
        "longgang-2025#3": {300 * WAN // 5},
    }


def test_a_numbered_list_of_yearly_things() -> None:
    found = by_clause("市里这几项封顶都是多少钱 1政务场景落地的产品 2年度爆款AI硬件 3软件首版次")
    assert set(found) == {f"shenzhen-pioneer-2024#{n}" for n in (6, 7, 8)}


def test_a_year_that_another_is_held_against() -> None:
    turns = ["研发奖励，前海，纳统了。去年研发投了6000万，给多少", "前年是4200万"]
    assert by_clause(*turns) == {"qianhai-2024#3": {(6000 - 4200) * WAN // 20}}
    less = by_clause(*turns, "要是去年反而比前年少，只有3900万")
    assert less == {"qianhai-2024#3": {0}}


def test_a_bare_sum_after_a_what_if_is_of_the_same_fact() -> None:
    told = "前海的朋友公司上年度研发刚好3000万，再前一年1800万，能奖多少？"
    found = by_clause(told, "2999万的话", "8000万")
    assert found == {"qianhai-2024#3": {200 * WAN}}


def test_cars_of_two_years_less_some_that_are_rented() -> None:
    turns = [
        "我们在前海跑无人出租，获批的载人运营车30台，每台买车18万改造6万，能补多少？",
        "今年又批了40台 一样的价",
        "里面20台是租的，不在我们名下",
    ]
    each = (18 + 6) * WAN // 2
    assert by_clause(*turns) == {"qianhai-2024#10": {(30 + 40 - 20) * each}}
    more = by_clause(*turns, "改造费搞错了，每台是10万")
    assert more == {"qianhai-2024#10": {min((30 + 40 - 20) * (18 + 10) * WAN // 2, 1000 * WAN)}}


def test_one_more_that_alone_is_asked_for() -> None:
    turns = ["协会在龙岗办机器人大会，市场化的，备过案，实际花了860万",
             "秋天还有一场，预算900万，按这个花完的话那场能拿多少"]  # fmt: skip
    assert by_clause(*turns) == {"longgang-2025#16": {900 * WAN * 3 // 10}}
    both = [e.amount for e in ask(*turns, "两场一共呢").estimates]
    assert both == [860 * WAN * 3 // 10, 900 * WAN * 3 // 10]


def test_a_part_that_others_paid_is_taken_off() -> None:
    turns = ["国产生态迁移适配，我们企业自己掏了420万，市里给多少",
             "掏多了，里面创新中心替我们出了90万"]  # fmt: skip
    assert by_clause(*turns) == {"shenzhen-pioneer-2024#10": {(420 - 90) * WAN // 2}}


def test_the_role_that_names_a_matter_is_not_the_askers() -> None:
    turns = ["孵化器运营福田最多多少", "专业楼宇的运营机构呢，一次性那个", "知识产权质押那些封顶"]
    assert by_clause(*turns) == {"futian-2024#9.2": {300 * WAN}}


def test_area_rented_besides_is_added() -> None:
    turns = ["前海房租补贴，租了140平，集聚区里，一年租金48万", "把隔壁60平也租下了，自用"]
    assert by_clause(*turns) == {"qianhai-2024#1": {200 * 60 * 12}}
