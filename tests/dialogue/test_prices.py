"""Prices of one thing, and so many of them, in one message: which sum is paid on.

The clauses pay: 深圳 training compute 50 % of the contract, 龙岗 first sales 50 % of what making
them cost, at most 50万, 前海 vehicles 50 % of what one cost to buy and convert, at most 20万 each.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

VEHICLES = "前海智能网联载人车，主管部门批了，都在公司名下。"


def paid(text: str, clause: str) -> set[int]:
    return {int(n) for n in by_clause(text).get(clause, set())}


@pytest.mark.parametrize("seed", range(2))
def test_each_batch_has_both_its_prices(seed: int) -> None:
    draw = random.Random(seed)
    first, second = draw.randint(3, 12), draw.randint(3, 12)
    buy, convert, cheap, less = (draw.randint(5, 29) for _ in range(4))
    each = [min(20 * WAN, (a + b) * WAN // 2) for a, b in ((buy, convert), (cheap, less))]
    text = f"{VEHICLES}第一批{first}辆，每辆购置{buy}万、改造{convert}万；"
    text += f"第二批{second}辆，每辆购置{cheap}万、改造{less}万，总共能补多少？"
    assert paid(text, "qianhai-2024#10") == {first * each[0] + second * each[1]}


def test_a_second_price_of_the_same_things_is_one_of_each() -> None:
    text = f"{VEHICLES}10台，车价22万一台，智能化改装8万一台，能补多少"
    assert paid(text, "qianhai-2024#10") == {10 * (22 + 8) * WAN // 2}


@pytest.mark.parametrize("seed", range(2))
def test_the_price_that_is_named_is_paid_on_and_the_other_is_told(seed: int) -> None:
    draw = random.Random(seed)
    count, price = draw.randint(3, 9), draw.randint(12, 30)
    cost = draw.randint(2, 10)
    told = f"首次卖出去{count}台，每台卖{price}万，每台制备成本{cost}万"
    text = f"龙岗做具身机器人的，新产品{told}，支持多少"
    assert paid(text, "longgang-2025#7") == {count * cost * WAN // 2}
    assert any(f"每台卖{price}万" in u.text for u in ask(text).unused)


def test_a_count_before_its_price_of_a_month_is_one_sum() -> None:
    text = "训力券怎么算，我司不是初创，32台智能算力服务器租来训大模型，单台月租2.6万，租满一年"
    assert paid(text, "shenzhen-pioneer-2024#2") == {32 * 26_000 * 12 // 2}


def test_months_that_are_free_are_not_in_the_rent_of_the_year() -> None:
    rent = "去年租了320平，每平每月65块，租了12个月，前3个月免租"
    text = f"龙华AI公司，公司经区里评估过。{rent}，房租资助多少？"
    assert paid(text, "longhua-2025#6") == {320 * 65 * 9 // 2}


def test_the_year_of_the_question_names_the_figure() -> None:
    sums = "生产费用去年110万，今年140万，今年的能给多少"
    text = f"龙岗开放语料，通过市里认定的公共数据开放平台开放的，{sums}"
    assert paid(text, "longgang-2025#4") == {140 * WAN // 5}
    text = "龙华机器人企业，去年营收5200万，前年营收5600万，营收奖励那个十万块按去年的能不能领"
    assert paid(text, "longhua-2025#5") <= {0}


def test_a_pasted_table_is_reckoned_by_its_heads() -> None:
    rows = "A卡\t16\t7,500\t12\nB卡\t40\t3,200\t6"
    text = f"龙岗企业，帮看算力补贴：\n项目\t数量\t单价(元/月)\t月数\n{rows}\n都是算力服务费"
    whole = 16 * 7500 * 12 + 40 * 3200 * 6
    assert paid(text, "longgang-2025#2") == {whole * 3 // 10}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("more", ["又续了{n}个月，每月{p}万", "再续{n}个月，每个月还是{p}万"])
def test_one_more_product_with_its_count_first_is_added(seed: int, more: str) -> None:
    draw = random.Random(seed)
    months, price, longer, other = (draw.randint(4, 9) for _ in range(4))
    first = f"深圳租智能算力训大模型，每月{price}万，租了{months}个月，补多少"
    answer = ask(first, more.format(n=longer, p=other))
    assert {int(n) for n in amounts(answer).values()} >= {
        (price * months + other * longer) * WAN // 2
    }


@pytest.mark.parametrize("seed", range(3))
def test_so_many_more_at_a_price_are_added(seed: int) -> None:
    draw = random.Random(seed)
    known, n, price = draw.randint(100, 300), draw.randint(2, 6), draw.randint(3, 9)
    answer = ask(f"龙岗租算力花了{known}万", f"又租了{n}台，每台{price}万")
    assert {int(a) for a in amounts(answer).values()} >= {(known + n * price) * WAN * 3 // 10}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "told",
    ["租期{n}个月，每个月{p}万", "租期改成{n}个月，每月还是{p}万", "每月降到{p}万，租{n}个月"],
)
def test_a_term_with_a_name_and_a_price_are_a_product(seed: int, told: str) -> None:
    draw = random.Random(seed)
    n, p = draw.randint(4, 11), draw.randint(8, 40)
    answer = ask(f"我们在龙岗租智能算力，{told.format(n=n, p=p)}，能补多少")
    assert {int(a) for a in amounts(answer).values()} >= {min(n * p * WAN * 3 // 10, 1000 * WAN)}


@pytest.mark.parametrize("robot", ["扫地", "陪护", "采摘", "焊接"])
def test_of_two_facts_alike_the_one_whose_name_is_said_is_meant(robot: str) -> None:
    text = f"龙岗，{robot}机器人首次卖出去9台，每台造出来要4万，给多少"
    assert paid(text, "longgang-2025#7") >= {9 * 4 * WAN // 2}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("again", ["前面的{n}个", "刚才说的{n}个", "之前那{n}个"])
def test_what_was_counted_before_and_is_told_again_is_not_added(seed: int, again: str) -> None:
    draw = random.Random(seed)
    known, more = draw.randint(2, 5), draw.randint(2, 4)
    told = f"另外还有{more}个被列为示范项目，和{again.format(n=known)}典型案例一起，总共奖励多少"
    answer = ask(f"前海企业做数据资产入表，有{known}个被国家部门列为典型案例，奖多少", told)
    assert min((known * 5 + more * 10) * WAN, 50 * WAN) in {
        int(n or 0) for n in amounts(answer).values()
    }


@pytest.mark.parametrize(
    ("told", "wan"),
    [
        ("还有2个评为示范项目", 4 * 5 + 2 * 10),
        ("此外又有1个被列成示范项目", 4 * 5 + 10),
        ("其中2个升为示范项目了", 2 * 5 + 2 * 10),
    ],
)
def test_others_that_are_of_a_higher_kind_leave_those_of_before(told: str, wan: int) -> None:
    answer = ask("前海企业有4个数据应用被国家部门列为典型案例，奖多少", told)
    assert wan * WAN in {int(n or 0) for n in amounts(answer).values()}


@pytest.mark.parametrize("seed", range(3))
def test_what_still_is_as_it_was_is_not_added(seed: int) -> None:
    draw = random.Random(seed)
    year, whole, more = draw.randint(30, 60) * 100, 8000, draw.randint(110, 180) * 100
    first = "前海管理局同意我们建智能算力中心，"
    first += f"项目总投资{whole}万元，去年实际投进去{year}万元，资助多少"
    answer = ask(first, f"总投资后来追加了，现在是{more}万元，去年实际投资还是{year}万元")
    assert year * WAN * 5 // 100 in {int(n or 0) for n in amounts(answer).values()}
