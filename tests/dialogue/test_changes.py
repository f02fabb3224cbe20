"""What a later message changes of what was stated, and what it only says: told, never passed over.

The figures here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.topics import Topics
from tests.dialogue.test_numbers import FEE, WAN, stated, value
from tests.real_assistant import amounts, ask

CORPUS = "龙岗买语料2025年310万，2026年470万，都从数据交易平台买的，不是关联方，一共能补多少"
CORPUS_RULE = "longgang-2025#3:corpus-purchase"
VEHICLES = "前海获批载客运营车辆9台，每台购置24万，改造6万，都在公司名下，能补多少"
VEHICLES_RULE = "qianhai-2024#10:vehicles"
TRAINED = "市里训力券，租智算训练大模型，合同1300万"
TRAINED_RULE = "shenzhen-pioneer-2024#2:compute-voucher"
RENTED = "龙岗买算力花了730万，能补多少"


@pytest.mark.parametrize(
    ("later", "wan"), [("26年那笔不买了", 62), ("25年的翻一倍", 100 + 94), ("第二笔撤了", 62)]
)
def test_one_of_several_years_is_changed(later: str, wan: int) -> None:
    assert amounts(ask(CORPUS, later))[CORPUS_RULE] == wan * WAN


@pytest.mark.parametrize("later", ["后面扩到14台呢", "再添5台"])
def test_a_count_of_the_same_measure_is_the_one_stated(later: str) -> None:
    assert amounts(ask(VEHICLES, later))[VEHICLES_RULE] == 14 * 15 * WAN


@pytest.mark.parametrize(
    "later", ["不过里面300万其实是线上推理用的", "1300里头1000万是训练，别的是推理"]
)
def test_a_part_with_its_own_condition_is_taken_apart(later: str) -> None:
    assert amounts(ask(TRAINED, later))[TRAINED_RULE] == 500 * WAN


def test_what_was_supposed_last_is_taken_back() -> None:
    assert value(stated(RENTED, "要是做到980万呢", "算了，还按原样")[FEE]) == 730 * WAN


@pytest.mark.parametrize("later", ["孙辈公司出面呢", "换一家手续齐全的"])
def test_words_that_change_nothing_are_told(later: str) -> None:
    assert [u.text for u in ask(RENTED, later).unused] == [later]


def test_another_payers_money_takes_no_place() -> None:
    answer = ask("龙岗办机器人大赛，实际花了83万，已备案，能补多少", "区里出了21万")
    assert amounts(answer)["longgang-2025#16:event"] == 83 * WAN * 3 / 10
    assert answer.unused


def test_matters_counted_together_are_gathered() -> None:
    talk = (
        "龙岗从交易平台买非关联语料310万，另外买算力620万",
        "第二个改成700万",
        "两个分开再报一遍",
    )
    assert len(amounts(ask(*talk))) == 2


def test_a_place_named_in_passing_weighs_less(topics: Topics) -> None:
    weights = topics.named_in("在公共服务平台上买了一批语料")
    assert weights["corpus-purchase"] > weights["public-platform"]


def test_a_question_with_two_readings_asks_which() -> None:
    answer = ask("福田我们头一回在公共服务平台上开放了批数据集，做这批数据花了64万，能贴多少")
    assert answer.clarify is not None


def test_a_clause_that_needs_nothing_of_what_was_stated_is_no_rival() -> None:
    assert ask("龙岗租910万算力能补多少").clarify is None
