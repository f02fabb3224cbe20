"""What was added last is taken back without its sum; a change that nothing takes up is told.

又追加了340万 and then 追加的老板没批 was once still paid on both. Amounts are the rates of the clauses
(龙岗语料 20 %, at most 100万; 龙岗 and 福田算力 30 %), worked out here from the numbers said.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

CORPUS, COMPUTE, FUTIAN = "longgang-2025#3", "longgang-2025#2", "futian-2024#2"
BOUGHT = "龙岗语料采购{}万，交易平台非关联大模型研发"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "back", ["追加的老板没批，去掉吧", "哎还是不加了", "后加的那笔黄了", "先别加了"]
)
def test_an_addition_is_taken_back_without_its_sum(back: str, seed: int) -> None:
    first, more = random.Random(seed).sample(range(20, 200), 2)
    found = by_clause(BOUGHT.format(first), f"又追加了{more}万", back)
    assert found[CORPUS] == {first * WAN * 20 // 100}


def test_where_nothing_was_added_nothing_is_taken_back() -> None:
    assert by_clause(BOUGHT.format(150), "还是不加了")[CORPUS] == {150 * WAN * 20 // 100}


@pytest.mark.parametrize("later", ["上周那个先别算", "那不对，如果是一样的话"])
def test_a_change_of_common_words_that_changes_nothing_is_told(later: str) -> None:
    assert [u.text for u in ask(BOUGHT.format(150), later).unused] == [later]


def test_asking_whether_is_no_correction() -> None:
    found = by_clause(BOUGHT.format(150), "才20%?福田是不是高点")
    assert found == {"futian-2024#3.1": {150 * WAN * 10 // 100}}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "first",
    [
        "龙岗租算力和福田租算力，龙岗{}万，福田{}万",
        "龙岗和福田都租智能算力训练大模型，龙岗那边{}万，福田这边{}万，各补多少",
        "龙岗和福田租算力哪个划算？龙岗报价{}万，福田报价{}万",
    ],
)
def test_a_first_message_with_a_sum_for_each_place(first: str, seed: int) -> None:
    one, two, three = random.Random(seed).sample(range(20, 900), 3)
    talk = [first.format(one, two)]
    assert by_clause(*talk) == {
        COMPUTE: {one * WAN * 30 // 100},
        FUTIAN: {two * WAN * 30 // 100},
    }
    talk.append(f"福田改成{three}万")
    assert by_clause(*talk) == {FUTIAN: {three * WAN * 30 // 100}}
    talk.append("两边一共多少")
    assert by_clause(*talk) == {
        COMPUTE: {one * WAN * 30 // 100},
        FUTIAN: {three * WAN * 30 // 100},
    }
