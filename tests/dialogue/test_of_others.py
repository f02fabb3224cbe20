"""What is told of others in passing, or of what others bear, is none of the asker's own.

Products in 龙岗 are paid 30 %, at most 30万; adaptation of models by the city 50 %, at most 300万.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

PRODUCT, MIGRATION, PLATFORM = "longgang-2025#8", "shenzhen-pioneer-2024#10", "qianhai-2024#6"
STANDARDS = "longhua-2025#11"
FIRST = "龙岗推出智能眼镜，研发投了{}万，规模达标的话给多少"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "aside",
    [
        "隔壁做锅炉的老周研发{}万，他做的不是穿戴，我们先不管他，我这边涂层拿掉",
        "楼上那家研发投了{}万，别管他们，涂层拿掉",
    ],
)
def test_what_others_spent_is_put_aside(aside: str, seed: int) -> None:
    own, coat, other = random.Random(seed).sample(range(15, 90), 3)
    talk = [FIRST.format(own), f"再加上镜片涂层的研发{coat}万", aside.format(other)]
    assert by_clause(*talk)[PRODUCT] == {min(own * WAN * 30 // 100, 30 * WAN)}


def test_another_company_is_told_beside_and_left_again() -> None:
    talk = [FIRST.format(60), "模具开发费还有28万，也是研发，加进去"]
    talk.append("还有个做手表的兄弟单位，他们投了70万")
    assert set(amounts_of(*talk)[PRODUCT]) == {21 * WAN}
    talk.append("回到我们，模具费拿掉一半")
    assert set(amounts_of(*talk)[PRODUCT]) == {74 * WAN * 30 // 100}


@pytest.mark.parametrize("told", ["噢中心承担的改成了{}万", "创新中心垫付的那部分变成{}万"])
def test_what_others_bear_is_not_the_whole(told: str) -> None:
    talk = ["创新中心帮我们做了模型迁移适配，企业承担的费用400万，能补多少", told.format(220)]
    assert by_clause(*talk)[MIGRATION] == {200 * WAN}
    assert ask(*talk).unused


def test_a_number_asked_about_with_xing_is_no_count() -> None:
    talk = ["前海公司数据入表被列进国家部门的典型案例两个，示范项目三个"]
    talk += ["另外想建数据要素公共平台，管理局事前同意了，软硬件投入1800万", "投入压到九百万行不行"]
    assert 0 in amounts_of(*talk)[PLATFORM]
    assert ("demonstration_projects", 3) in {f for e in ask(*talk).estimates for f in e.facts}


@pytest.mark.parametrize(
    "more",
    [
        "还有个国际标准我们也在里面，不过是参编单位，不是主导，加上能多点不",
        "另外有一项国际标准，但不是主导的",
    ],
)
def test_a_condition_denied_of_one_more_leaves_the_others(more: str) -> None:
    talk = ["龙华，牵头定了一个国家标准、一个行业标准，都发布了，奖多少", more]
    assert by_clause(*talk)[STANDARDS] == {60 * WAN}


def test_a_number_that_says_what_one_of_before_was() -> None:
    talk = ["前海集聚区租办公，面积280平，租了一年，一年实付租金51万", "280是套内，合同面积是360平"]
    assert by_clause(*talk)["qianhai-2024#1"] == {51 * WAN // 2}


def test_the_year_before_is_one_year() -> None:
    talk = ["前海建智能算力中心，管理局同意的，总投资1.5亿，上一年度实际投了6000万"]
    talk.append("上年实际投资漏了一笔，加2000万")
    assert by_clause(*talk)["qianhai-2024#5"] == {8000 * WAN * 5 // 100}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "more",
    ["它下面的子基金也有区政府的份,{}万,也要刨掉的吧", "区政府另一只基金又出了{}万,也得扣除"],
)
def test_more_of_what_is_taken_off(more: str, seed: int) -> None:
    """Rounds in 龙华 are paid 5 % of what is left, from 2000万 on, at most 200万."""
    first, second = random.Random(seed).sample(range(100, 500), 2)
    talk = [
        "龙华公司本轮3500万全部到位，风险投资，奖励怎么算",
        f"等下，里面有{first}万是龙华区政府引导基金出的",
        more.format(second),
    ]
    assert by_clause(*talk)["longhua-2025#13"] == {(3500 - first - second) * WAN * 5 // 100}


@pytest.mark.parametrize("who", ["裱花师傅", "拉坯的", "箍桶铺子"])
@pytest.mark.parametrize(
    ("later", "wan", "tells"),
    [
        ("不对，是50万", 730, True),
        ("不对，是700万", 700, False),
        ("不对，算力是450万", 450, False),
    ],
)
def test_a_correction_is_of_the_number_that_was_left_over_unless_another_is_nearer(
    who: str, later: str, wan: int, tells: bool
) -> None:
    talk = ("龙岗买算力花了730万，能补多少", f"{who}出了60万", later)
    answer = ask(*talk)
    assert amounts(answer)["longgang-2025#2:compute-service"] == min(wan * 3 * WAN // 10, 600 * WAN)
    assert bool(answer.unused) == tells
