"""What a later message does to what was stated: replaced by default, added only when said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import amounts, ask

FIRST = "龙岗买算力花了300万，能补多少"
RATE = Decimal("0.30")
RULE = "longgang-2025#2:compute-service"


@pytest.mark.parametrize(
    ("later", "wan"),
    [
        ("不是300万，是320万", 320),
        ("不对，是320万", 320),
        ("改成320万", 320),
        ("改成320", 320),
        ("算力花了320万呢", 320),
        ("要是320万呢", 320),
        ("又签了200万", 300 + 200),
        ("再加200万", 300 + 200),
        ("后来退了100万", 300 - 100),
        ("翻一倍呢", 300 * 2),
        ("能补多少", 300),
        ("谢谢", 300),
        ("为什么不是300万", 300),
    ],
)
def test_what_becomes_of_a_sum(later: str, wan: int) -> None:
    assert value(stated(FIRST, later)[FEE]) == wan * WAN


def test_the_answer_is_worked_out_anew() -> None:
    assert amounts(ask("龙岗买算力花了300万", "不是300万，是320万"))[RULE] == 320 * WAN * RATE
    assert amounts(ask(FIRST, "又签了200万"))[RULE] == (300 + 200) * WAN * RATE


def test_corrections_one_after_the_other_do_not_pile_up() -> None:
    turns = (FIRST, "不是300万，是320万", "不是320万，是350万", "改成360万")
    assert value(stated(*turns)[FEE]) == 360 * WAN


def test_the_old_value_tells_which_of_two_matters_is_corrected() -> None:
    answer = ask("龙岗买算力花了300万，办展会花了200万，各补多少", "不是200万，是250万")
    assert amounts(answer)["longgang-2025#16:event"] == 250 * WAN * RATE
    found = stated(
        "龙岗买算力花了300万，办展会花了200万，各补多少", "不是200万，是250万", "两项各多少"
    )
    assert value(found[FEE]) == 300 * WAN


def test_the_label_tells_which_fact_is_corrected() -> None:
    found = stated("前海租了200平米办公，每平米月租100元，租24个月，能补多少", "月租改成每平米90元")
    assert {name: value(s) for name, s in found.items()} == {
        "area_sqm": 200,
        "months": 24,
        "rent_per_sqm_month_yuan": 90,
    }


def test_one_year_of_several_is_replaced() -> None:
    turns = ("龙岗2024年算力服务费500万，2025年算力服务费600万，能补多少", "2025年改成400万")
    found = stated(*turns)[FEE].value
    assert isinstance(found, tuple)
    assert [(item.year, item.value) for item in found] == [(2024, 500 * WAN), (2025, 400 * WAN)]


def test_the_messages_number_says_where_a_fact_was_stated() -> None:
    assert stated(FIRST)[FEE].turn == 1
    assert stated(FIRST, "能补多少")[FEE].turn == 1
    assert stated(FIRST, "改成320万")[FEE].turn == 2


def test_a_number_said_of_something_else_changes_nothing() -> None:
    assert value(stated(FIRST, "我们去年电费80万")[FEE]) == 300 * WAN


@pytest.mark.parametrize(
    ("question", "worth"),
    [
        ("前海我们开了一条境内eVTOL航线和一条跨境航线，给多少", {"1000000", "2000000"}),
        ("龙华场景项目全是企业的钱2000万，揭榜单位和发榜单位各多少", {"4000000", "2000000"}),
        ("深圳基础研究，面上项目、重点项目各最高多少", {"600000", "3000000"}),
    ],
)
def test_each_value_of_a_choice_is_worked_out(question: str, worth: set[str]) -> None:
    given = {str(int(e.amount)) for e in ask(question).estimates if e.amount is not None}
    assert worth <= given


@pytest.mark.parametrize(
    ("question", "yuan"),
    [
        ("龙华主导国家标准2项，参与行业标准4项，奖多少", 800000),
        ("龙华今年2月有1个算法进了深度合成备案清单，5月又进了3个，奖多少", 4000000),
    ],
)
def test_counts_are_left_out_or_added_where_their_own_words_say_so(
    question: str, yuan: int
) -> None:
    assert yuan in {int(e.amount) for e in ask(question).estimates if e.amount is not None}
