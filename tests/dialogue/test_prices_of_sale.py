"""What a product was sold or bought for is no cost of making it.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

ROBOTS, PRODUCTS = "longgang-2025#7", "longgang-2025#8"


@pytest.mark.parametrize(
    "said",
    [
        "机器人第一次卖出去,卖了70万",
        "卖出头一台机器人,收了25万",
        "机器人首单卖了65万",
        "机器人首次销售合同85万",
        "首批12台机器人卖给医院,一台6万",
        "第一批机器人卖了8台,每台卖15万",
        "AI手环卖了400万",
        "AI眼镜销售收入250万",
        "买机器人花了70万",
        "买了台炒菜机器人6万",
        "饭店用机器人送菜,花了25万",
        "酒店用了3台送物机器人,一台4万",
        "进了一批机器人,花了150万",
    ],
)
def test_a_price_is_told_and_nothing_is_worked_out_from_it(said: str) -> None:
    answer = ask(f"龙岗{said},补多少")
    assert not any(e.amount for e in answer.estimates if e.rule_id.startswith("longgang"))
    assert any("万" in u.text for u in answer.unused)


def test_the_cost_beside_the_price_counts() -> None:
    said = "龙岗机器人首次销售卖了55万,制备成本32万"
    assert by_clause(said)[ROBOTS] == {16 * WAN}


@pytest.mark.parametrize(
    "said",
    [
        "自己研发机器人样机花了300万,给客户首次试用",
        "做机器人买零件和研发花了300万,首次试用",
        "开发机器人一共用了300万,首次试用",
    ],
)
def test_who_makes_it_may_buy_and_use(said: str) -> None:
    assert 15 * WAN in by_clause(f"龙岗{said}")[ROBOTS]


def test_what_is_told_without_a_verb_is_what_was_asked_for() -> None:
    assert by_clause("龙岗机器人首次销售", "72万")[ROBOTS] == {36 * WAN}
    assert ROBOTS not in by_clause("龙岗机器人首次销售", "卖了72万")
