"""Conditions told in everyday words, missed and then met, and what points back to a matter.

Compute in 龙岗 is paid 30 %; a model that is filed there 50万 at most; an event 30 % of what it
cost; a robot's first sale 50 % of what its making cost; a major project of the city 50 %.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.acts import only_points, read_acts
from assistant.dialogue.polarity import Marks, Mention, Polarity
from assistant.dialogue.reversals import affirmed_in
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

ALGORITHM, MODEL, EVENT, ROBOT = (
    "longhua-2025#8",
    "longgang-2025#5",
    "longgang-2025#16",
    "longgang-2025#7",
)
COMPUTE, MODELS, PROJECT, CHALLENGE, FIRST_SOFTWARE, SCENE = (
    "longgang-2025#2",
    "longhua-2025#9",
    "shenzhen-pioneer-2024#9",
    "longhua-2025#7",
    "futian-2024#4.2",
    "longgang-2025#10",
)
NONE = Decimal(0)


def _denied(text: str, word: str) -> bool:
    start = text.index(word)
    told = Mention(start, start + len(word), word, is_bare=True, is_result=True)
    return Marks(text).verdict(told).polarity is Polarity.DENIED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("算法备案没备上", "备案"),
        ("模型登记还没登成", "登记"),
        ("项目评审没评过", "评审"),
        ("资质申报没报下来", "申报"),
    ],
)
def test_a_denied_verb_that_is_of_the_word_itself(text: str, word: str) -> None:
    assert _denied(text, word)


@pytest.mark.parametrize(("text", "word"), [("算法备案上了", "备案"), ("备案没花钱", "备案")])
def test_what_denies_nothing(text: str, word: str) -> None:
    assert not _denied(text, word)


@pytest.mark.parametrize(
    ("before", "text", "clause"),
    [
        ("大模型备案没通过", "通过了", "大模型备案没通过"),
        ("算法备案没备上,能拿多少", "后来备上了", "算法备案没备上"),
        ("首卖还没卖出去,样机好了", "卖出去了,成本70万", "首卖还没卖出去"),
        ("大模型备案没通过", "通过了吗", ""),
        ("大模型备案没通过", "又通过了两个", ""),
        ("大模型备案没通过", "谁管", ""),
    ],
)
def test_the_clause_that_is_so_now(before: str, text: str, clause: str) -> None:
    assert affirmed_in(text, before) == clause


@pytest.mark.parametrize(
    ("told", "then", "clause", "amount"),
    [
        ("龙岗大模型备案没通过，能给多少", "后来通过了", MODEL, 50 * WAN),
        ("龙华算法备案没备上，能拿多少", "备上了", ALGORITHM, 100 * WAN),
        ("福田首版次软件没进目录能给吗", "后来进了", FIRST_SOFTWARE, 50 * WAN),
        ("龙岗示范项目投了300万，没选上", "选上了", SCENE, Decimal(300) * WAN * 3 / 10),
    ],
)
def test_what_was_missed_and_is_met(told: str, then: str, clause: str, amount: Decimal) -> None:
    assert by_clause(told)[clause] == {NONE}
    assert amount in by_clause(told, then)[clause]


@pytest.mark.parametrize("cost", [70, 90])
def test_sold_at_last_with_what_it_cost(cost: int) -> None:
    told = "龙岗机器人样机研发1000万", "首卖还没卖出去", f"卖出去了，制备成本{cost}万"
    assert Decimal(cost) * WAN / 2 in by_clause(*told)[ROBOT]


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("深圳揭榜挂帅项目总投资3000万，没评上", PROJECT),
        ("深圳科技重大专项投了2000万，最后没批下来", PROJECT),
        ("龙华国家揭榜挂帅我们牵头，没中榜", CHALLENGE),
        ("福田首版次软件落选了", FIRST_SOFTWARE),
    ],
)
def test_one_that_was_not_chosen_gets_nothing(told: str, clause: str) -> None:
    assert by_clause(told)[clause] == {NONE}


def test_one_that_was_chosen_is_paid() -> None:
    assert by_clause("深圳揭榜挂帅项目总投资3000万")[PROJECT] == {3000 * WAN / 2}


def test_a_park_is_no_district() -> None:
    told = by_clause("龙岗租算力260万，园区里有人才公寓，设备是自己的，能补多少")
    assert told == {COMPUTE: {Decimal(260) * WAN * 3 / 10}}


@pytest.mark.parametrize("back", ["最早说的那个多少", "先问的那个呢", "最先提的那件能拿多少"])
def test_back_to_what_was_said_first(back: str) -> None:
    told = "龙岗算力500万", "龙华模型备案2个"
    found = ask(*told, back)
    assert {e.clause_id for e in found.estimates} == {COMPUTE}
    assert not found.unused


def test_only_pointing() -> None:
    assert only_points("最早说的那个呢")
    assert only_points("那第二个能拿多少")
    assert not only_points("第二个没批下来")
    assert not only_points("最早说的那个数")
    assert read_acts("最早说的那个数", (), 0, names_matter=False).ordinal == 0


@pytest.mark.parametrize("asked", ["钱是先给还是后给", "要自己先垫吗", "先花钱还是先拿钱"])
def test_when_it_is_paid_is_not_said(asked: str) -> None:
    found = ask("龙华买算力180万", asked)
    assert "未载明“拨付方式”" in found.text


@pytest.mark.parametrize(
    "asked",
    [
        "我公司在龙岗，有哪些我能拿",
        "我在龙岗，有啥我能领的",
        "龙岗有什么给初创的",
        "我在龙岗注册了个公司，能拿什么",
        "公司刚起步，在龙岗，有什么扶持",
    ],
)
def test_what_there_is_for_us(asked: str) -> None:
    assert "收录 **16条**" in ask(asked).text or "16条" in ask(asked).text
