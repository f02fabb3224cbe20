"""A day told amiss is that of what happened, not the day asked about; and it may be that of all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

LANDED, ROUND = "longhua-2025#9", "longhua-2025#13"
EMBODIED = "龙华，具身智能模型，去年推动应用落地，评估过了，研发费用140万"
RAISED = "龙华，单轮融资2800万到账，去年到的"
FILED = "龙华，去年有3个模型通过生成式人工智能服务备案"
NONE = Decimal(0)


@pytest.mark.parametrize(
    "then",
    [
        "落地时间搞错了，是2021年就落地了，近两年没有",
        "是2020年就落地了",
        "早在2021年就已经用上了",
        "不对，2020年就落地了",
        "落地日期写错了，是2021年6月",
    ],
)
def test_what_happened_too_long_ago(then: str) -> None:
    assert by_clause(EMBODIED)[LANDED] == {140 * WAN / 2}
    assert NONE in by_clause(EMBODIED, then)[LANDED]


def test_a_round_that_came_earlier() -> None:
    assert by_clause(RAISED)[ROUND] == {2800 * WAN * Decimal("0.05")}
    assert by_clause(RAISED, "那笔其实是2020年就到了")[ROUND] == {NONE}


@pytest.mark.parametrize(
    ("then", "count"),
    [
        ("日期核对了一下，3个都是今年2月才通过的", 0),
        ("查了，三个全是2022年拿到的", 0),
        ("其中1个是今年2月才通过的", 2),
        ("有2个是今年1月过的，记错了", 1),
        ("今年2月又过了1个", 3),
    ],
)
def test_how_many_a_day_is_told_of(then: str, count: int) -> None:
    assert count * 50 * WAN in by_clause(FILED, then)[LANDED]


@pytest.mark.parametrize("then", ["要是2024年就申请呢", "2024年就报上去的话"])
def test_the_day_on_which_one_applies_is_asked_about(then: str) -> None:
    assert "尚未施行" in ask("龙岗买算力310万", then).text


@pytest.mark.parametrize("then", ["2023年就签了", "是2024年就签了"])
def test_the_day_of_a_contract_bars_nothing(then: str) -> None:
    told = by_clause("龙岗买算力310万", then)
    assert told["longgang-2025#2"] == {310 * WAN * Decimal("0.3")}
