"""Conditions that people say are not met, in their own words; years paid already; both parties.

龙华 pays half of the rent, at most 20万 a year for 3 years; 10% and 20% of a scene project to the
one who sets it and the one who solves it.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

RENT, SCENE, VEHICLES = "longhua-2025#6", "longhua-2025#10", "qianhai-2024#10"


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("龙华房租去年24万，区里的评估没通过", RENT),
        ("龙华房租去年24万，我们未经过评估", RENT),
        ("龙华融资4000万，全部到账，评估没过", "longhua-2025#13"),
        ("福田数据入表300万，服务费40万，没上过交易所", "futian-2024#3.2"),
        ("前海无人车载人6台，每台50万，车在股东名下", VEHICLES),
        ("前海无人车载人6台，每台50万，牌照没拿到", VEHICLES),
        ("市首版次软件还没卖出去，给多少", "shenzhen-pioneer-2024#8"),
        ("龙岗示范场景投了700万，都是财政的钱", "longgang-2025#10"),
        ("前海创新中心软硬件投了1500万，我们可不是五百强", "qianhai-2024#12"),
        ("前海行业大模型15个案例，用的是别人家的模型", "qianhai-2024#8"),
        ("龙华营收7000万，和去年一样", "longhua-2025#5"),
    ],
)
def test_said_not_to_be_met(told: str, clause: str) -> None:
    assert not any(by_clause(told)[clause] - {None})


@pytest.mark.parametrize(
    ("told", "clause", "amount"),
    [
        ("龙华房租去年24万，评估通过了", RENT, 24 // 2),
        ("前海无人车载人6台，每台50万，车在我们名下", VEHICLES, 6 * 20),
        ("前海无人车载人6台，每台50万，牌照拿到了", VEHICLES, 6 * 20),
        ("龙岗示范场景投了500万，其中财政资金100万", "longgang-2025#10", 500 * 30 // 100),
    ],
)
def test_said_to_be_met(told: str, clause: str, amount: int) -> None:
    assert amount * WAN in by_clause(told)[clause]


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("龙华房租每年36万，已补两年，还能拿多少",), 36 // 2),
        (("龙华房租一年60万，享受了一年，后面还能拿多少",), 2 * 20),
        (("龙华房租一年28万", "领了两年了，还能领多少"), 28 // 2),
        (("龙华房租一年16万，前两年都拿了，第三年能拿多少",), 16 // 2),
        (("龙华房租一年16万，租了两年，能拿多少",), 2 * 16 // 2),
    ],
)
def test_of_the_years_those_that_are_left(talk: tuple[str, ...], amount: int) -> None:
    assert amount * WAN in by_clause(*talk)[RENT]


@pytest.mark.parametrize("who", ["我们既发榜又揭榜", "发榜揭榜都是我们", "发榜也揭榜"])
def test_both_parties_of_one_project(who: str) -> None:
    told = f"龙华场景项目，{who}，总投入600万"
    assert by_clause(told)[SCENE] >= {600 * 10 // 100 * WAN, 600 * 20 // 100 * WAN}
