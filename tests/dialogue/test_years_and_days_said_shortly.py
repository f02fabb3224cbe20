"""Years written with two figures, feasts without a year, and what is there already after a what-if.

A model with a deep synthesis filing is paid 1 000 000 in 龙华, at most 5 000 000 a year; 龙岗 pays
30 % of compute, at most 6 000 000; 福田 30 % of bought models, at most 500 000 a year.
"""

from __future__ import annotations

from datetime import date

import pytest

from assistant.text.dates import find_dates
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ALGORITHMS, COMPUTE, MODELS = "longhua-2025#8", "longgang-2025#2", "futian-2024#1.2"
CITY = "shenzhen-pioneer-2024#2"
COUNTED = "龙华做配音的，深度合成备案的算法25年两个、26年三个，两年合计最高多少"
BOUGHT = "福田卖眼镜的，买备案大模型做试戴应用，2025年合同80万，2026年120万，两年一共补多少"


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ((), 500),
        (("26年这边又下来一个",), 600),
        (("25年里有一个弄错，没进清单",), 400),
        (("单问26年",), 300),
        (("单问26年", "25年的呢"), 200),
    ],
)
def test_counts_of_years_in_two_figures(says: tuple[str, ...], wan: int) -> None:
    assert by_clause(COUNTED, *says) == {ALGORITHMS: {wan * WAN}}


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        (("26年的呢",), 36),
        (("只看25年的",), 24),
        (("只看25年的", "26年的呢"), 36),
        (("只看25年的", "那26年呢", "两年一共呢"), 60),
    ],
)
def test_one_year_after_the_other(says: tuple[str, ...], wan: int) -> None:
    assert by_clause(BOUGHT, *says) == {MODELS: {wan * WAN}}


def test_a_length_of_time_is_no_year() -> None:
    assert by_clause("龙岗租算力，租期25年，花了300万") == {COMPUTE: {90 * WAN}}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("元旦过后去申请", date(2026, 1, 1)),
        ("过了元旦再去", date(2026, 1, 1)),
        ("国庆后申请", date(2025, 10, 1)),
        ("明年劳动节以后申报", date(2026, 1, 1)),
    ],
)
def test_a_feast_without_a_year_is_the_next_one(text: str, day: date) -> None:
    assert [d.first_day for d in find_dates(text, today=date(2025, 6, 1))][:1] == [day]


def test_a_feast_that_is_only_named_is_no_day() -> None:
    assert find_dates("国庆期间办的展", today=date(2025, 6, 1)) == ()


@pytest.mark.parametrize("says", ["那下周就去办市里的，多少", "那赶紧去申请，多少", "这两天就报"])
def test_now_after_a_later_day(says: str) -> None:
    talk = ["市里租算力训练大模型，合同300万，老公司，补多少", "拖到2027年5月再去申请呢", says]
    assert by_clause(*talk)[CITY] == {150 * WAN}


@pytest.mark.parametrize(
    "back",
    [
        "老板没批，就现在手上这些",
        "老板不同意，还是手头这些",
        "算了，就眼下这些",
        "没谈下来，按手里有的算",
    ],
)
def test_what_there_is_already_after_a_what_if(back: str) -> None:
    assert by_clause("龙岗租算力花了370万", "要是再加1800万呢", back) == {COMPUTE: {111 * WAN}}


@pytest.mark.parametrize(
    ("says", "wan"),
    [
        ("对账发现多付了40万，人家退给我们了", 360),
        ("上个季度多交了30万，后来要回来了", 370),
        ("多打了50万，供应商已经退回", 350),
        ("多付了60万，财务追回来了", 340),
    ],
)
def test_what_was_paid_too_much_and_came_back(says: str, wan: int) -> None:
    assert by_clause("龙岗租算力花了400万", says) == {COMPUTE: {wan * WAN * 3 // 10}}


RENT = "前海集聚区租了160平，自用没转租，楼符合条件，补多少"


@pytest.mark.parametrize(
    "asked",
    [
        "租金三年不涨，领满36个月一共多少",
        "房租两年内不涨价，领满36个月一共多少",
        "租金锁定五年，36个月一共多少",
    ],
)
def test_for_how_long_a_price_stays_is_no_time_that_is_paid(asked: str) -> None:
    assert by_clause(RENT, "一年付房东18万", asked) == {"qianhai-2024#1": {27 * WAN}}
