"""What is said of all that was spoken of, counted or named; one year of a rent told for months.

龙岗 pays 30 % of compute and of events, 50万 a model; the city half of an event; 前海 10 % of a
demonstration, 龙岗 30 %, and 前海 60元 a square metre and month of a rent.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, MODELS = "longgang-2025#2", "longgang-2025#5"
EVENT, CITY_EVENT = "longgang-2025#16", "shenzhen-pioneer-2024#18"
TWO = ("龙岗买算力花了240万，能补多少", "自主研发的模型一个通过了国家备案登记呢")
EVENTS = (
    "机器人论坛放龙岗办，实际费用370万，备案了，市场化办的",
    "市里的活动资助也看一眼，审定总投入370万",
)
DEMOS = (
    "AI示范项目，实际投资650万，前海管理局评定为应用示范，前海给多少",
    "同样的投入放在龙岗，非政府投资、遴选上了示范场景呢？",
)
RENT = "前海集聚区的AI企业，租160平，月租每平130元都实付，租36个月，三年补贴总额？"


@pytest.mark.parametrize(
    ("said", "compute", "models"),
    [
        ("算力改成310万，两个都汇总一下", 310 * 30 / 100, 50),
        ("把两样的最高数字一并写给我，给领导看", 240 * 30 / 100, 50),
        ("两项都列出来", 240 * 30 / 100, 50),
        ("模型改两个，汇总", 240 * 30 / 100, 2 * 50),
    ],
)
def test_how_many_they_are_counts_no_things(said: str, compute: float, models: int) -> None:
    found = by_clause(*TWO, said)
    assert found[COMPUTE] == {compute * 10_000}
    assert found[MODELS] == {models * WAN}


@pytest.mark.parametrize(
    "said",
    ["领导要整数，区里市里都拿310万的投入再来一遍", "两边都按310万算", "都按310万来"],
)
def test_one_sum_for_all(said: str) -> None:
    found = by_clause(*EVENTS, said)
    assert found[EVENT] == {310 * WAN * 30 // 100}
    assert found[CITY_EVENT] == {310 * WAN * 50 // 100}


def test_one_sum_for_all_and_how_many() -> None:
    found = by_clause(*DEMOS, "投资额统一改成570万，两个数重来")
    assert found["qianhai-2024#9"] == {570 * WAN * 10 // 100}
    assert found["longgang-2025#10"] == {570 * WAN * 30 // 100}
    assert by_clause(*DEMOS, "龙岗的改成570万")["longgang-2025#10"] == {570 * WAN * 30 // 100}


@pytest.mark.parametrize("said", ["先别管三年，头12个月是多少", "第一年多少", "每年多少", "一年呢"])
def test_one_year_of_a_rent(said: str) -> None:
    assert by_clause(RENT, said)["qianhai-2024#1"] == {60 * 160 * 12}
    assert by_clause(RENT, "还是三年")["qianhai-2024#1"] == {60 * 160 * 36}
