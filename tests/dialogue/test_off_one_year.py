"""What does not count of one year's sum goes off that year; all the time that is paid is asked for.

Opened corpora are paid 20 % in 龙岗, 30万 a year; models in 福田 30 %, 50万 a year; parks in 龙华
10 %, 100万 a year, rents 50 %, 20万 a year for three years.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

OPENED, MODELS, LONGHUA, OFFICE = (
    "longgang-2025#4",
    "futian-2024#1.2",
    "longhua-2025#6",
    "qianhai-2024#1",
)
CORPORA = "龙岗，开放训练语料，去年生产费用140万", "今年预计180万", "两年合计多少"
BOUGHT = "福田，去年采购备案大模型服务110万做应用", "今年210万", "两年加起来多少"
PARK = ("龙华园区评估过的，2024年运营费用700万，2025年850万，合计能拿多少",)


@pytest.mark.parametrize(
    ("told", "then", "clause", "wan"),
    [
        (CORPORA, "去年有50万是采购服务器，不是语料生产费用，两年合计改一下", OPENED,
         (140 - 50) * 0.2 + 30),
        (CORPORA, "今年有70万是租场地，不算，两年合计改一下", OPENED, 140 * 0.2 + (180 - 70) * 0.2),
        (CORPORA, "那180万里有80万是设备，不算，两年合计", OPENED, 140 * 0.2 + (180 - 80) * 0.2),
        (BOUGHT, "去年那110万里有40万是硬件，剔掉，两年一共", MODELS, (110 - 40) * 0.3 + 50),
        (PARK, "2024年那700万里有100万是停车场的，不算，合计", LONGHUA, (700 - 100) * 0.1 + 85),
        (PARK, "第一年有100万是停车场的，要剔除，合计", LONGHUA, (700 - 100) * 0.1 + 85),
        (PARK, "25年其中150万不是运营费，合计改一下", LONGHUA, 70 + (850 - 150) * 0.1),
    ],
)  # fmt: skip
def test_a_part_of_one_year(told: tuple[str, ...], then: str, clause: str, wan: float) -> None:
    assert Decimal(str(round(wan, 2))) * WAN in by_clause(*told, then)[clause]


@pytest.mark.parametrize(
    ("then", "wan"),
    [("去年改成90万", 90 * 0.2 + 30), ("去年应该是90万，不是140万", 90 * 0.2 + 30)],
)
def test_what_a_year_is_now(then: str, wan: float) -> None:
    assert Decimal(str(round(wan, 2))) * WAN in by_clause(*CORPORA, then)[OPENED]


RENT = "龙华企业评估过，去年房租32万"


@pytest.mark.parametrize(
    "then",
    [
        "每年都32万，补满最长期限一共多少",
        "照这个数一直付，最多能补的年头加起来多少",
        "政策允许的年数全拿满，总共多少",
        "补到最长年限的话总共能拿多少",
        "拿满三年一共多少",
    ],
)
def test_all_the_years_that_are_paid(then: str) -> None:
    assert by_clause(RENT, then)[LONGHUA] == {3 * 32 * WAN / 2}


def test_all_the_months_that_are_paid() -> None:
    told = by_clause("前海集聚区符合条件的楼租400平，租金每月9万，补满期限一共多少")
    assert told[OFFICE] == {Decimal(60 * 400 * 36)}


@pytest.mark.parametrize("then", ["最长能补几年", "能拿满三年吗"])
def test_how_long_is_asked(then: str) -> None:
    assert not by_clause(RENT, then)[LONGHUA] & {Decimal(20) * WAN}
