"""Who pays for a company leaves 万 out: 合同500, 实投590. It is read so, and told as doubtful."""

from __future__ import annotations

import random

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

WAN = 10_000


def ask(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def amounts(answer: Answer, rule: str) -> list[int]:
    found = [e.amount for e in answer.estimates if e.rule_id == rule]
    return [int(one) for one in found if one is not None]


@pytest.mark.parametrize(
    ("told", "rule", "rate", "cap"),
    [
        ("模型券，宝安的公司，用备案大模型做智能体，买模型费用{n}",
         "shenzhen-pioneer-2024#4:model-voucher", 30, 200),
        ("前海管理局评上的应用示范项目，港口的，实际投资{n}", "qianhai-2024#9:scene", 10, 200),
        ("龙华具身模型，评估过的，去年在产线上落地，研发费{n}",
         "longhua-2025#9:embodied-model", 50, 100),
        ("训力券，大鹏的科研院所，训练租算力，{n}",
         "shenzhen-pioneer-2024#2:compute-voucher", 50, 1000),
    ],
)  # fmt: skip
def test_a_bare_number_beside_words_for_a_sum_is_of_wan(
    told: str, rule: str, rate: int, cap: int
) -> None:
    number = random.Random(told).randint(110, 390)
    answer = ask(told.format(n=number))
    assert amounts(answer, rule) == [min(number * WAN * rate // 100, cap * WAN)]
    assert any(str(number) in one.text for one in answer.unused), "that 万 was left out is told"


@pytest.mark.parametrize("aside", ["员工380", "门牌号380", "会议室坐了380"])
def test_a_bare_number_of_something_else_is_no_sum(aside: str) -> None:
    answer = ask(f"龙岗租算力，{aside}，能补多少")
    assert amounts(answer, "longgang-2025#2:compute-service") == []


def test_a_year_is_no_sum() -> None:
    answer = ask("龙岗公司买算力，合同2025，能补多少")
    assert amounts(answer, "longgang-2025#2:compute-service") == []


def test_a_bare_number_beside_words_for_a_sum_counts_nothing() -> None:
    answer = ask("重大专项，市里，投资额5800")
    assert amounts(answer, "shenzhen-pioneer-2024#9:research-project") == [2900 * WAN]


def test_the_unit_of_all_numbers_may_be_said_once() -> None:
    turns = ("福田租卡的，推理也算吗", "训练花了700，都是万")
    assert amounts(ask(*turns), "futian-2024#2:compute") == [210 * WAN]


@pytest.mark.parametrize("correction", ["不对，是520", "其实是520", "改成520"])
def test_a_number_used_after_all_is_what_a_correction_is_of(correction: str) -> None:
    turns = ("合同500，龙岗买大模型服务，补多少", correction)
    (estimate,) = (e for e in ask(*turns).estimates if e.clause_id == "longgang-2025#6")
    assert estimate.amount == 520 * WAN * 30 // 100
