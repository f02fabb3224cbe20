"""A counted thing (两项标准) asks for no matters together; 除了这些… leaves what was told.

两边各多少 asks of both places that are told together, whatever the matter.
"""

from __future__ import annotations

import random

import pytest

from assistant.dialogue.acts import Act, read_acts
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

FILED = "我们是龙华的，今年有3个算法进了深度合成服务算法备案清单，奖励多少"
STANDARDS = "longhua-2025#11"


@pytest.mark.parametrize(
    ("lead", "count", "amount"),
    [
        ("我们今年主导了两项行业标准，多少", 2, 20),
        ("除此以外，我们今年主导了三项行业标准，这一条多少", 3, 20),
        ("除了这些算法以外，我们今年主导了1个国家标准，多少", 1, 40),
        ("除了那几个算法，我们今年还主导了四项行业标准，多少", 4, 20),
    ],
)
def test_what_is_counted_is_a_matter_of_its_own(lead: str, count: int, amount: int) -> None:
    assert by_clause(FILED, lead) == {STANDARDS: {count * amount * WAN}}


@pytest.mark.parametrize("text", ["三项再来一遍", "现在三项列全", "这两项一共多少", "四项各多少"])
def test_items_alone_are_all_matters(text: str) -> None:
    assert Act.ALL_MATTERS in read_acts(text, (), 0, names_matter=False).all


@pytest.mark.parametrize(
    "told",
    [
        "他说去龙华我说去龙岗。通过生成式备案的模型2个，算力花420万，两边各给多少",
        "龙华呀龙岗呀都行。算力花420万，通过生成式备案的模型2个，两个区分别给多少",
    ],
)
def test_both_sides_are_asked_of_every_matter(told: str) -> None:
    filed, used = {100 * WAN}, {420 * WAN * 30 // 100}
    assert by_clause(told) == {
        "longhua-2025#9": filed,
        "longgang-2025#5": filed,
        "longhua-2025#4": used,
        "longgang-2025#2": used,
    }


def test_each_side_keeps_what_is_told_of_it_alone() -> None:
    told = "龙岗那家租算力花了420万，龙华那家通过生成式备案的模型2个，两边各多少"
    assert by_clause(told) == {
        "longgang-2025#2": {420 * WAN * 30 // 100},
        "longhua-2025#9": {100 * WAN},
    }


@pytest.mark.parametrize("seed", range(2))
def test_the_sum_of_another_matter_in_the_same_place_is_read(seed: int) -> None:
    """An event in 龙岗 is paid 30 %, at most 300万; a robot's first sale half, at most 50万."""
    dice = random.Random(seed)
    event, cost = dice.randint(20, 90) * 10, dice.randint(20, 95)
    told = (
        f"龙岗办个机器人大会实际花了{event}万，已备案，会上我们家的具身机器人新产品首次卖出去一批，"
        f"制备成本{cost}万，两笔补贴多少"
    )
    found = by_clause(told)
    assert found["longgang-2025#16"] == {event * WAN * 3 // 10}
    assert found["longgang-2025#7"] == {cost * WAN // 2}


@pytest.mark.parametrize(
    "asked", ["市里区里分开告诉我", "市里和区里各多少", "市里给多少、龙岗给多少"]
)
def test_places_asked_about_at_the_end_are_asked_of_all(asked: str) -> None:
    found = by_clause(
        "公司注册在龙岗，租智算训大模型花了160万，不是初创。年底还想办一场国际性的AI大会，"
        f"市场化办、备案过，实际花50万。{asked}"
    )
    assert found == {
        "longgang-2025#2": {48 * WAN},
        "shenzhen-pioneer-2024#2": {80 * WAN},
        "longgang-2025#16": {15 * WAN},
        "shenzhen-pioneer-2024#18": {25 * WAN},
    }
