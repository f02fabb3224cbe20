"""How many each thing has beside how many there are in all; lines of a list told apart.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer
from tests.dialogue.made_up_town import Town, noun, total, towns


def policy(seed: int) -> str:
    n = noun(seed)
    return f"""标题: 安吉县支持{n}产业若干措施
安吉县支持{n}产业若干措施
一、支持{n}运输
（一）新增{n}船奖励。企业新增自有{n}船，单船5000载重吨以上的，按以下标准一次性奖励：
1. 新建{n}船投入营运的，每载重吨50元；
2. 从县外购入船龄10年以内的二手{n}船的，每载重吨30元。
同一企业每年度最高500万元。
（二）{n}网箱补助。新建深水{n}网箱，单个网箱1000立方米以上的，每立方米补助20元，最高100万元。
二、支持{n}改造。对面积300平方米以上的{n}车间，按以下标准补助：
（一）改造{n}车间屋面的，每平方米补助40元；
（二）改造{n}车间地面的，每平方米补助25元。
三、施行。本措施自2025年3月1日起施行，至2027年12月31日止。
"""


town = towns(policy, (5, 12))


def amounts(answer: Answer) -> set[int]:
    return {int(e.amount) for e in answer.estimates if e.amount is not None}


@pytest.mark.parametrize(
    ("article", "turn", "amount"),
    [
        (1, "安吉企业新建2艘某某船投入营运，每艘22500载重吨，新增奖励多少？", 2_250_000),
        (1, "安吉企业新建某某船投入营运，9000载重吨，新增奖励多少？", 450_000),
        (1, "安吉企业新建3艘某某船投入营运，每艘3000载重吨，新增奖励多少？", 0),
        (
            1,
            "安吉企业新建某某船一次投入营运8万载重吨（单船都在5000载重吨以上），新增奖励多少？",
            4_000_000,
        ),
        (1, "安吉企业从县外买了一艘船龄12年的二手某某船，9000载重吨，新增奖励多少？", 0),
        (1, "安吉企业从县外买了一艘船龄6年的二手某某船，9000载重吨，新增奖励多少？", 270_000),
        (1, "安吉企业新建深水某某网箱4个，每个1500立方米，补多少？", 120_000),
        (1, "安吉企业新建深水某某网箱4个，每个800立方米，补多少？", 0),
        (1, "安吉企业新建深水某某网箱2个，一共3000立方米，补多少？", 60_000),
    ],
)
def test_each_and_all(town: Town, article: int, turn: str, amount: int) -> None:
    assert total(town.ask(turn), article) == amount


def test_a_line_that_nobody_names_is_not_chosen(town: Town) -> None:
    answer = town.ask("安吉企业新增了一艘9000载重吨的某某船，新增奖励多少？")
    assert amounts(answer) == {450_000, 270_000}


def test_what_stands_above_the_items_is_demanded_of_each(town: Town) -> None:
    answer = town.ask("安吉企业改造200平方米的某某车间屋面，补多少？")
    assert total(answer, 2) == 0
    assert total(town.ask("安吉企业改造400平方米的某某车间屋面，补多少？"), 2) == 16_000
