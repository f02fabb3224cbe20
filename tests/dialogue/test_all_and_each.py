"""What is said of all that were told, of each of them, and what takes the place of what is gone."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.bare_rows import is_row
from assistant.text.expressions import find_expressions, says_what_is_left
from assistant.text.quantities import find_quantities
from tests.real_assistant import amounts, ask

WAN = 10_000
COMPUTE = "龙岗买算力花了760万，能补多少"
ALGORITHMS = "龙华有3个算法进了备案清单，奖多少"
EVENTS = "龙岗我们办了三场大赛，花了210万、320万、430万，都备案了，补多少"
BUSES = "前海5台无人小巴获批载人运营，每台26万，改装10万，补多少"
DATA = "前海数据入表典型案例3个、示范项目2个，奖多少"


def paid(*turns: str) -> list[object]:
    """What is paid in all, where that is known."""
    return [amount for amount in amounts(ask(*turns)).values() if amount is not None]


@pytest.mark.parametrize(
    "later",
    ["三个都没过", "三个都还没下来", "三个全被驳了", "3个都还在审", "后来全被撤销了"],
)
def test_where_all_are_out_nothing_is_left(later: str) -> None:
    assert paid(ALGORITHMS, later) == [0]


def test_all_of_a_kind_may_be_out() -> None:
    assert paid(DATA, "典型案例全没批") == [2 * 10 * WAN]
    assert paid(DATA, "两个示范项目都黄了") == [3 * 5 * WAN]


@pytest.mark.parametrize("later", ["两个都没过", "三个都没过怎么办", "三个都过了，两个没公示"])
def test_some_or_asked_about_are_not_all(later: str) -> None:
    assert paid(ALGORITHMS, later) != [0]


@pytest.mark.parametrize(
    ("later", "sums"),
    [
        ("三场都改成260万了", (260, 260, 260)),
        ("每场都是240万", (240, 240, 240)),
        ("每场砍40万", (170, 280, 390)),
        ("每场加了50万", (260, 370, 480)),
        ("第二场改成300万", (210, 300, 430)),
    ],
)
def test_what_is_told_of_each_holds_for_each(later: str, sums: tuple[int, ...]) -> None:
    assert paid(EVENTS, later) == [sum(Decimal(s) * WAN * 30 / 100 for s in sums)]


@pytest.mark.parametrize(
    ("later", "sum_left"),
    [
        ("核减后690万", 690),
        ("砍完价650万", 650),
        ("扣掉电费后700万", 700),
        ("原来那份退了，重新买了640万的", 640),
        ("之前的合同作废了，重新签了710万", 710),
        ("退了90万，又补签了50万", 720),
        ("扣掉60万，又加了20万", 720),
        ("合同重签了，690万", 690),
    ],
)
def test_what_is_left_or_takes_the_place(later: str, sum_left: int) -> None:
    assert paid(COMPUTE, later) == [Decimal(sum_left) * WAN * 30 / 100]


def test_a_contract_told_anew_opens_no_clause_of_contracts() -> None:
    told = "福田做数据入表，首次入表330万，数交所挂牌交易了，服务费58万，能补多少"
    assert paid(told, "合同重签了，51万") == [Decimal(51) * WAN * 20 / 100]


@pytest.mark.parametrize(
    ("text", "sum_paid"),
    [
        ("龙华主导了5个行标，其中2个是团标不算，奖多少", 3 * 20),
        ("龙华主导了4个行业标准，有1个其实是企业标准，奖多少", 3 * 20),
        ("龙华主导国标2个，其中1个其实是团标，奖多少", 40),
        ("龙华主导了3个行标，其中1个是国标，奖多少", 2 * 20 + 40),
        ("龙华主导了3个行标，另外1个是国标，奖多少", 3 * 20 + 40),
    ],
)
def test_some_of_those_counted_are_of_another_kind(text: str, sum_paid: int) -> None:
    assert paid(text) == [sum_paid * WAN]


def test_two_batches_have_both_prices_of_their_own() -> None:
    told = "前海5台无人车获批载人运营，3台每台28万改装8万，另外2台每台22万改装6万，补多少"
    each = Decimal(28 + 8) * 3 + Decimal(22 + 6) * 2
    assert paid(told) == [each * WAN * 50 / 100]
    more = paid(BUSES, "又上了3台，每台20万，改装8万")
    assert more == [(Decimal(26 + 10) * 5 + Decimal(20 + 8) * 3) * WAN * 50 / 100]


def test_things_are_counted_by_their_name_before_any_price_is_told() -> None:
    for noun in ("6台自动驾驶车", "6辆车"):
        after = paid(f"前海{noun}获批载人运营，补多少", "每台25万，改装9万")
        assert after == [Decimal(25 + 9) * 6 * WAN * 50 / 100]


@pytest.mark.parametrize("row", ["7000 5200", "7000，5200", "7000万、5200万"])
def test_two_sums_in_a_row_are_of_the_two_years_compared(row: str) -> None:
    assert paid("前海纳统的，研发奖励能拿多少", row) == [Decimal(7000 - 5200) * WAN * 5 / 100]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("800 120 300", True),
        ("那就800万、120万", True),
        ("分别是800、120、300", True),
        ("800", False),
        ("算力800 语料120", False),
        ("800 120 三份合同", False),
    ],
)
def test_what_is_a_row(text: str, expected: bool) -> None:
    assert is_row(text, find_quantities(text)) is expected


@pytest.mark.parametrize(
    ("text", "role"),
    [("核减后720万", "new"), ("退完还有720万", "new"), ("核下来有600万不认", "term")],
)
def test_the_words_before_say_what_is_left(text: str, role: str) -> None:
    (found,) = find_expressions(text, find_quantities(text))
    assert found.operands[0].role == role
    assert says_what_is_left(text, found.start) is (role == "new")
