"""Whose sum it is: what a firm of the family buys, and what persons put up for a firm.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE = "longgang-2025#2"


def paid(*said: str) -> list[int]:
    found = [e for e in ask(*said).estimates if e.rule_id.startswith(COMPUTE)]
    return sorted(int(e.amount) for e in found if e.amount is not None)


@pytest.mark.parametrize(
    "said",
    ["子公司合同520万", "分公司今年算力费520万", "那家全资子公司签了520万"],
)
def test_what_a_subsidiary_buys_is_worked_with(said: str) -> None:
    assert paid("我们在龙岗设了个子公司,租算力有什么支持", said) == [520 * 30 // 100 * WAN]


def test_what_a_subsidiary_sold_is_no_sum_of_its_own() -> None:
    assert paid("龙岗买算力900万", "其中200万是子公司卖的") == [900 * 30 // 100 * WAN]


@pytest.mark.parametrize(
    "said",
    [
        "龙岗的公司租算力500万,我跟合伙人一人垫一半,公司能报多少",
        "我们公司在龙岗买算力500万,我和股东一人出一半,能补多少",
    ],
)
def test_who_puts_up_the_money_of_a_firm_does_not_divide_it(said: str) -> None:
    assert paid(said) == [500 * 30 // 100 * WAN]


def test_two_firms_that_share_do() -> None:
    assert paid("龙岗买算力500万,我和另一家公司一家一半,能补多少") == [250 * 30 // 100 * WAN]


@pytest.mark.parametrize("said", ["四年后评估优秀奖多少", "三年以后考核优秀能拿多少"])
def test_a_review_so_long_after_counts_from_what_is_reviewed(said: str) -> None:
    found = ask("市里的重点实验室批下来了,给多少", said).estimates
    assert any(e.amount is not None for e in found if e.rule_id.endswith("lab-review"))


def test_what_is_to_be_spent_when_a_policy_is_over_is_still_told() -> None:
    found = ask("龙岗租算力有什么支持", "四年后租算力花500万").estimates
    assert all(e.amount is None for e in found if e.rule_id.startswith(COMPUTE))


@pytest.mark.parametrize("said", ["又有2个,查下来没备案上", "自己的又有2个,查下来还在审"])
def test_one_more_that_turns_out_not_to_count_is_one_of_those_told(said: str) -> None:
    first = "龙华公司,去年有4个算法纳入深度合成备案清单,奖励多少"
    found = [e for e in ask(first, said).estimates if e.rule_id.startswith("longhua-2025#8")]
    assert [int(e.amount) for e in found if e.amount is not None] == [(4 - 2) * 100 * WAN]


def test_how_much_of_a_contract_is_done_may_be_called_its_sum() -> None:
    first = "福田自研行业大模型公开发布了,案例7个,实际完成合同1600万"
    found = ask(first, "出纳说真正履行的合同额是850万,其余的没交付呢").estimates
    own = [e for e in found if e.rule_id.startswith("futian-2024#1.1")]
    assert [e.status.value for e in own] == ["condition_not_met"]


def test_a_condition_told_behind_a_place_with_nothing_is_of_the_matter_before() -> None:
    said = ("国家级行业协会想落户前海,AI方向", "市里哪个局管这种", "批下来了,国家级的")
    found = [e for e in ask(*said).estimates if e.rule_id.startswith("qianhai-2024#14")]
    assert [int(e.amount) for e in found if e.amount is not None] == [50 * WAN]
