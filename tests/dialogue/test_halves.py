"""A message that goes on with what was asked and opens another matter loses neither.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

FILED = "龙华备案了3个生成式大模型，奖多少"
RENTED = "龙岗租算力花了910万，能补多少"
ROBOT = "首次卖出去的机器人制备成本84万，补多少？"


def by_clause(*talk: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for rule, amount in amounts(ask(*talk)).items():
        if amount is not None:
            found.setdefault(rule.partition(":")[0], set()).add(int(amount))
    return found


@pytest.mark.parametrize(
    ("later", "clause", "wan", "other", "wan_there"),
    [
        ("改成1210万。另外" + ROBOT, "longgang-2025#2", 363, "longgang-2025#7", 42),
        ("改成1210万，顺带问下" + ROBOT, "longgang-2025#2", 363, "longgang-2025#7", 42),
        ("改成1210万；" + ROBOT, "longgang-2025#2", 363, "longgang-2025#7", 42),
    ],
)
def test_a_correction_and_a_new_matter_are_both_answered(
    later: str, clause: str, wan: int, other: str, wan_there: int
) -> None:
    found = by_clause(RENTED, later)
    assert wan * WAN in found[clause]
    assert wan_there * WAN in found[other]


def test_a_new_matter_that_only_words_of_facts_name_is_no_part_of_the_one_before() -> None:
    found = by_clause(FILED, "记错了，是2个。另外厂房里搞的算力采购合同是610万，能拿多少")
    assert 2 * 50 * WAN in found["longhua-2025#9"]
    assert 183 * WAN in found["longhua-2025#4"]


def test_another_place_and_a_new_matter() -> None:
    found = by_clause("福田采购语料520万，能补多少", "那要是龙岗呢？还有龙岗租算力210万")
    assert {"longgang-2025#3", "longgang-2025#2"} <= found.keys()
    assert 63 * WAN in found["longgang-2025#2"]


def test_both_halves_may_go_on_with_earlier_matters() -> None:
    found = by_clause(RENTED, ROBOT, "算力其实是1010万。再加上机器人那个制备成本是96万")
    assert 303 * WAN in found["longgang-2025#2"]
    assert 48 * WAN in found["longgang-2025#7"]


@pytest.mark.parametrize("later", ["哦不对算力是1010万", "算力那笔改成1010万", "算力其实是1010万"])
def test_words_of_an_earlier_matters_facts_lead_back_to_it(later: str) -> None:
    assert by_clause(RENTED, ROBOT, later) == {"longgang-2025#2": {303 * WAN}}


def test_adding_to_a_sum_opens_no_matter() -> None:
    assert by_clause(RENTED, "再加200万呢") == {"longgang-2025#2": {333 * WAN}}


def test_thanks_before_a_new_matter_do_not_repeat_the_old_one() -> None:
    assert by_clause(RENTED, "好的谢谢。另外" + ROBOT).keys() == {"longgang-2025#7"}
