"""A price of a day, a week, a quarter or half a year, and a sum of several years.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

RENT, FLOOR, COMPUTE = "longhua-2025#6", "qianhai-2024#1", "longgang-2025#2"


def rent(*turns: str) -> object:
    return {max(v or 0 for v in by_clause(*turns)[RENT])}


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("房租每季度7.5万", 4 * 75_000),
        ("房租每个季度交4.2万", 4 * 42_000),
        ("房租三个月一交,一次6万", 4 * 60_000),
        ("房租季付,一次5万", 4 * 50_000),
        ("房租半年一付,每次12万", 2 * 120_000),
        ("房租每天800元", 365 * 800),
        ("房租每周4000", 52 * 4000),
        ("租金6000一周", 52 * 6000),
    ],
)
def test_the_rent_of_a_time_is_that_of_a_year_so_many_times(said: str, year: int) -> None:
    assert rent(f"龙华{said},能补多少") == {year // 2}


@pytest.mark.parametrize(
    ("said", "fee"),
    [
        ("算力一天2000块,租了一年", 365 * 2000),
        ("算力每天2500,用了80天", 80 * 2500),
        ("算力每周3万,租了一年", 52 * 3 * WAN),
        ("租卡,一张卡一个月4500,租了10张,一年", 10 * 12 * 4500),
        ("租显卡每张每月3500,租了16张,一年", 16 * 12 * 3500),
    ],
)
def test_bare_thousands_of_a_time_are_yuan(said: str, fee: int) -> None:
    assert by_clause(f"龙岗{said},补多少")[COMPUTE] == {fee * 3 // 10}


def test_the_price_of_one_day_alone_is_no_sum() -> None:
    assert by_clause("龙岗算力每天2600块,补多少") == {}


@pytest.mark.parametrize("verb", ["花了", "用了"])
def test_what_an_event_of_one_day_came_to_is_all_of_it(verb: str) -> None:
    assert by_clause(f"龙岗论坛一天{verb}16万,补多少") == {"longgang-2025#16": {16 * WAN * 3 // 10}}


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("两年房租一共50万", 2 * 25 * WAN // 2),
        ("三年租金合计84万", 3 * 28 * WAN // 2),
        ("两年的房租总共付了44万", 2 * 22 * WAN // 2),
    ],
)
def test_a_rent_of_several_years_is_shared_among_them(said: str, paid: int) -> None:
    assert rent(f"龙华{said},能补多少") == {paid}


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("两年租金70万", 35 * WAN),
        ("三年租金合计150万", 75 * WAN),
        ("半年租金22万", 11 * WAN),
    ],
)
def test_a_rent_of_a_time_is_that_of_so_many_months(said: str, paid: int) -> None:
    assert by_clause(f"前海租450平,{said}") == {FLOOR: {paid}}


def test_a_year_after_half_a_one_is_twice_as_much() -> None:
    assert by_clause("前海租450平,半年租金22万", "一年呢") == {FLOOR: {22 * WAN}}


YEARS = ("前海租500平,一年租金44万", "三年一共呢")


@pytest.mark.parametrize(
    "said", ["租金其实是36万", "租金写错了,一年是36万", "年租金改成36万", "每年租金36万呢"]
)
def test_what_is_paid_a_year_is_told_anew_for_all_years(said: str) -> None:
    assert by_clause(*YEARS, said) == {FLOOR: {36 * 3 * WAN // 2}}


def test_the_whole_is_told_anew_as_such() -> None:
    assert by_clause(*YEARS, "总租金其实是100万") == {FLOOR: {50 * WAN}}


def test_fewer_years_are_paid_for_fewer() -> None:
    assert by_clause("前海租500平,租三年,年租金44万", "改成两年呢") == {FLOOR: {44 * WAN}}


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("房租每月2.6万,从去年8月开始租的", 5 * 26_000),
        ("去年十月搬来的,房租一个月4万", 3 * 40_000),
        ("每月租金2万,去年付了7个月", 7 * 20_000),
        ("去年4月才租的办公室,每月租金1万", 9 * 10_000),
    ],
)
def test_of_the_year_before_only_the_months_that_were_paid_count(said: str, paid: int) -> None:
    assert rent(f"龙华{said},补多少") == {paid // 2}


def test_the_price_of_those_months_may_be_told_anew() -> None:
    told = "龙华房租每月2.6万,从去年8月开始租的"
    assert rent(told, "改成3万") == {5 * 3 * WAN // 2}
    assert rent("龙华房租每月2.6万", "从去年8月开始租的") == {5 * 26_000 // 2}


MONTH = "龙华房租一个月1万6"


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("改成2万", 20_000),
        ("其实是2万", 20_000),
        ("涨了4000", 20_000),
        ("房租涨了4000", 20_000),
        ("降了2000块", 14_000),
        ("应该是一万二", 12_000),
    ],
)
def test_a_bare_change_of_a_monthly_rent_is_of_each_month(said: str, month: int) -> None:
    assert rent(MONTH, said) == {min(month * 6, 20 * WAN)}


def test_a_sum_far_from_a_monthly_rent_is_of_the_year() -> None:
    assert rent(MONTH, "改成30万") == {15 * WAN}


@pytest.mark.parametrize("said", ["才700万", "才700万啊"])
def test_only_so_much_speaks_of_no_talent(said: str) -> None:
    assert by_clause("龙岗买算力花了900万,补多少", said) == {COMPUTE: {210 * WAN}}


def test_a_rent_of_a_square_metre_a_day_is_that_of_a_month() -> None:
    assert rent("龙华租金每平每天3元,160平") == {160 * 365 * 3 // 2}
    said = "前海320平,每平米每年840元,租两年"
    assert by_clause(said) == {FLOOR: {320 * 840 * 2 // 2}}
