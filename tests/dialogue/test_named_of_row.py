"""Which of things told one by one are out, called by what each was called.

Filed algorithms in 龙华 are paid 100万 each, at most 500万 a year; filed models in 龙岗 50万 each,
at most 200万 a year.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.rows import rows_in, said_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ALGORITHMS, MODELS = "longhua-2025#8", "longgang-2025#5"
_THREE = "龙华公司，我们做的客服、质检和排产三个算法进了深度合成备案清单"
_MODELS = "龙岗，报关、选品、客服三个大模型都备案过了"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("又查了下质检那个还在公示，没进", 2),
        ("排产那个没进清单，质检的也还在审", 1),
        ("客服跟质检都还没批下来", 1),
        ("质检那个被退回来了", 2),
        ("质检那个进了", 3),
    ],
)
def test_those_called_by_name_are_out(words: str, left: int) -> None:
    assert by_clause(_THREE, words)[ALGORITHMS] == {left * 100 * WAN}


def test_one_is_in_again() -> None:
    told = (_THREE, "排产那个没进清单，质检的也还在审")
    assert by_clause(*told, "质检那个后来进了")[ALGORITHMS] == {200 * WAN}


@pytest.mark.parametrize(("words", "left"), [("选品那个其实没过", 2), ("选品那个过了", 3)])
def test_models_called_by_name(words: str, left: int) -> None:
    assert by_clause(_MODELS, words)[MODELS] == {left * 50 * WAN}


def test_more_on_top_of_what_is_left() -> None:
    told = (_THREE, "质检那个还在公示，没进", "今年下半年估计再进两个，连前面进了的一起算")
    assert by_clause(*told)[ALGORITHMS] == {400 * WAN}


def test_home_again_where_the_other_place_has_nothing() -> None:
    told = (_THREE, "市里那个先锋城市措施对这个有钱吗", "下半年估计再进两个，连前面的一起")
    assert by_clause(*told)[ALGORITHMS] == {500 * WAN}


def test_rows() -> None:
    assert list(rows_in("公司,客服、质检和排产三个算法")) == [("客服", "质检", "排产")]
    assert list(rows_in("客服、质检、排产三份合同都在,两个算法")) == []
    assert list(rows_in("客服、质检两个算法,四个模型")) == [("客服", "质检")]


@pytest.mark.parametrize("text", ["质检那个算不算", "质检的合同没签完呢", "再进两个"])
def test_what_says_nothing_of_them(text: str) -> None:
    assert not said_of(("客服", "质检", "排产"), text).out


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("龙岗，三个大模型备案了：客服、合同、报税", "报税那个没过"),
        ("龙岗，三个大模型备案了，分别是客服、合同和报税", "合同那个被撤了"),
    ],
)
def test_names_behind_how_many_there_are(told: str, words: str) -> None:
    assert by_clause(told, words)[MODELS] == {100 * WAN}
