"""A cost that its sentence changes is taken as it is now, last year's where a rule asks for that.

龙岗 pays 30% of compute (600万), 30% of an event (300万); 福田 10% of data (50万); 龙华 half of
last year's rent (20万); 前海 5% of what was spent more on research than the year before,
from 5000万 on.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, DATA, EVENT = "longgang-2025#2", "futian-2024#3.1", "longgang-2025#16"


@pytest.mark.parametrize(
    ("said", "clause", "amount"),
    [
        ("龙岗租算力去年用了350万，今年翻倍了，能补多少", COMPUTE, Decimal(350) * 2 * 3 / 10),
        ("龙岗的算力费去年700万，今年缩水了四成，补多少", COMPUTE, Decimal(700) * 6 / 10 * 3 / 10),
        ("龙岗算力一年900万，其中20%是关联公司的要剔除", COMPUTE, Decimal(900) * 8 / 10 * 3 / 10),
        ("龙岗算力发票含税226万，不含税按1.13折回", COMPUTE, Decimal(200) * 3 / 10),
        ("龙岗办展会预算800万，执行率85%，能拿多少", EVENT, Decimal(800) * 85 / 100 * 3 / 10),
        ("福田买语料去年200万，今年是去年的80%，今年能拿多少", DATA, Decimal(200) * 8 / 10 / 10),
        ("龙岗今年租算力花了650万，比去年涨了30%", COMPUTE, Decimal(650) * 3 / 10),
        ("龙岗租算力450万，占我们成本的60%", COMPUTE, Decimal(450) * 3 / 10),
        ("前海前年研发5000万，去年涨了20%，能奖多少", "qianhai-2024#3", Decimal(1000) * 5 / 100),
    ],
)
def test_what_the_cost_became_is_what_is_paid_for(said: str, clause: str, amount: Decimal) -> None:
    assert amount * WAN in by_clause(said)[clause]


def test_last_years_rent_is_what_it_was_last_year() -> None:
    said = "龙华租房去年房租30万，今年涨了20%，能补多少"
    assert 15 * WAN in by_clause(said)["longhua-2025#6"]


@pytest.mark.parametrize("then", ["那翻倍呢", "如果翻倍呢", "翻倍呢"])
def test_what_is_supposed_next_stands_instead_of_what_was_supposed(then: str) -> None:
    told = by_clause("龙岗租算力700万", "要是涨三成呢", then)
    assert told == {COMPUTE: {Decimal(700) * 2 * 3 / 10 * WAN}}


def test_what_comes_on_top_is_reckoned_on_what_was_supposed() -> None:
    told = by_clause("龙岗租算力700万", "要是涨三成呢", "再打八折呢")
    assert told == {COMPUTE: {Decimal(700) * 13 / 10 * 8 / 10 * 3 / 10 * WAN}}
