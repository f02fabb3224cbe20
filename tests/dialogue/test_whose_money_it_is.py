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
