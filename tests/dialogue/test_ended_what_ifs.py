"""A supposition that is called off, and what was never said: the sum of before holds again.

不转了 after 如果转租了半层 was once still paid with 0. 前海 pays 60元 a square metre and month, at
most half of the rent and 300万 a year.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

RENT, TRAINING, ROUTES = "qianhai-2024#1", "shenzhen-pioneer-2024#2", "qianhai-2024#11"


def _rent(area: int, rent: int, years: int = 1) -> int:
    """Of some years, the yearly cap never reached here."""
    return min(area * 60 * 12 * years, rent * WAN * years // 2)


@pytest.mark.parametrize("back", ["不转了", "算了，不转了", "还是按原来的", "没有转租，原样"])
def test_what_was_supposed_is_off(back: str) -> None:
    found = by_clause("前海集聚区租了300平，自用没转租，一年租金50万", "如果转租了一半呢", back)
    assert found == {RENT: {_rent(300, 50)}}


def test_still_as_named_before() -> None:
    found = by_clause(
        "前海eVTOL航线，前海起飞，飞澳门，审批过了，我们是运营企业，给多少",
        "要是起降点两头都不在前海呢",
        "好好好，还是按前海飞澳门",
    )
    assert found == {ROUTES: {200 * WAN}}


@pytest.mark.parametrize("back", ["当我没说初创", "初创那句当我没说", "就当没说过初创，按普通的"])
def test_what_was_never_said(back: str) -> None:
    found = by_clause("训力券，租卡训练大模型，合同760万", "我们是初创", back)
    assert found == {TRAINING: {380 * WAN}}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("asked", ["36个月一共多少", "36个月补满一共多少呢", "三年合计呢"])
def test_a_yearly_sum_is_paid_for_each_year_that_is_asked_about(asked: str, seed: int) -> None:
    area, rent = random.Random(seed).randint(150, 400), random.Random(seed + 5).randint(20, 60)
    found = by_clause(f"前海集聚区租了{area}平，一年租金{rent}万，没转租，补多少", asked)
    assert found == {RENT: {_rent(area, rent, 3)}}


def test_renting_more_is_no_letting() -> None:
    found = by_clause(
        "前海集聚区租了140平，一年租金80万，自用没转租",
        "老板说再把隔壁60平租下来，合计200平，租金还是一年80万",
    )
    assert found == {RENT: {_rent(200, 80)}}


PLATFORM = "市里公共技术服务平台，建成好几年了，不是新建，运营费审定900万"


@pytest.mark.parametrize(
    ("back", "cost"),
    [
        ("算了不新建，还是老的，审定数更正成800", 800),
        ("算了，不重建了，还是现在这个", 900),
        ("还是用老平台", 900),
        ("得了,还是不建,运营费改成700万", 700),
    ],
)
def test_the_case_of_before_with_its_figure_corrected(back: str, cost: int) -> None:
    """Of an existing platform 30 % of what it costs to run are paid, at most 500万."""
    found = by_clause(PLATFORM, "要是拆了新建一个，审定总投入3600万呢", back)
    assert cost * WAN * 30 // 100 in found["shenzhen-pioneer-2024#12"]
