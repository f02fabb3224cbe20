"""Some of a rented area goes back, one factor of a product grows, and a what-if ends before more.

Rents in 前海 are paid 50 %; compute in 福田 and 龙岗 30 %, at most 500万 and 600万.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, facts

RENT, LONGGANG, FUTIAN = "qianhai-2024#1", "longgang-2025#2", "futian-2024#2"
FIRST = "前海人工智能集聚区租了{}平办公，每平每月租金50，补一年多少"


def rent(area: int, price: int = 50) -> dict[str, set[int]]:
    return {RENT: {area * price * 12 // 2}}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "told",
    ["退租{}平", "{}平不租了", "少租{}平", "房东收回了{}平", "有{}平退了", "腾退{}平给物业"],
)
def test_so_much_less_is_rented(told: str, seed: int) -> None:
    part = random.Random(seed).randrange(40, 300)
    assert by_clause(FIRST.format(800), told.format(part)) == rent(800 - part)


@pytest.mark.parametrize("told", ["退了一半", "有一半面积退了", "房东收回去一半"])
def test_a_share_of_the_area(told: str) -> None:
    assert by_clause(FIRST.format(800), told) == rent(400)
    assert by_clause(FIRST.format(800), told, "又退了100平") == rent(300)


@pytest.mark.parametrize("told", ["退到500平", "退了以后只租500平", "现在只剩500平"])
def test_what_is_left_is_told_itself(told: str) -> None:
    assert by_clause(FIRST.format(800), told) == rent(500)


@pytest.mark.parametrize("told", ["押金退了一半", "有200平分租给朋友了"])
def test_what_is_no_area_given_back(told: str) -> None:
    assert ("area_sqm", 800) in facts(ask(FIRST.format(800), told))


@pytest.mark.parametrize("price", ["房东降价到{}，面积还是退完的", "业主涨租到{}块", "价格谈到{}"])
def test_a_bare_price_after_an_area_went_back(price: str) -> None:
    talk = [FIRST.format(800), "退租200平", price.format(60)]
    assert by_clause(*talk) == rent(600, 60)


@pytest.mark.parametrize(
    ("told", "area", "price"),
    [
        ("租金翻倍", 800, 100),
        ("面积减半", 400, 50),
        ("租金涨了两成", 800, 60),
        ("要是翻倍呢", 800, 100),
    ],
)
def test_one_factor_grows(told: str, area: int, price: int) -> None:
    assert by_clause(FIRST.format(800), told) == rent(area, price)


@pytest.mark.parametrize("ends", ["好，不假设了，", "回到现实，", "行，说回现在，"])
@pytest.mark.parametrize("between", [[], ["有没有规定必须租哪家"]])
def test_more_is_told_of_what_there_is(ends: str, between: list[str]) -> None:
    talk = ["福田租智能算力训模型，合同1000万", "要是翻倍呢", *between]
    assert by_clause(*talk, f"{ends}其中200万是存储的，去掉") == {FUTIAN: {240 * WAN}}


@pytest.mark.parametrize(
    "called", ["就刚去掉之后那个数", "按去掉以后的金额", "还是减完的那个数", "用扣完的数"]
)
def test_what_stands_now_is_called_by_what_was_done(called: str) -> None:
    talk = ["福田租智能算力训模型，合同1000万", "其中200万是存储的，去掉"]
    assert by_clause(*talk, f"龙岗租同样的算力呢，{called}") == {LONGGANG: {240 * WAN}}


def test_another_place_alone_is_asked_there() -> None:
    clauses = {c.clause_id for c in ask(FIRST.format(800), "福田呢").citations}
    assert any(c.startswith("futian-2024#6") for c in map(str, clauses))
