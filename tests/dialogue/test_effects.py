"""What a message does without a number: takes back, a condition holds or fails, one more or fewer.

The sentences are made up for these tests; what is meant the network finds, so that each kind has
several ways of being said, and a share of them is asked for, not every one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.effects import FAILS, FEWER, HOLDS, MORE, turned
from assistant.dialogue.ledger import Matter
from assistant.dialogue.stated import Stated
from assistant.policy.clause import ClauseId
from tests.real_assistant import DAY, real

WAN = 10_000
CLAUSE = ClauseId("longgang-2025", 5)


def ask(*turns: str, as_of: date = DAY) -> Answer:
    return real().ask(Conversation("", turns), as_of=as_of)


def amounts(answer: Answer, rule: str) -> list[int]:
    found = [e.amount for e in answer.estimates if e.rule_id == rule]
    return [int(one) for one in found if one is not None]


def stated(name: str, value: Decimal | bool) -> Stated:
    return Stated(name, value, 0, 1, "")


def of(effect: str, matter: Matter, tested: tuple[str, ...] = ("model_filed",)) -> list[object]:
    specs = real().rulebook.facts
    found = turned(matter, tested, ("filed_models",), specs, 3)
    return [
        {s.name: s.value for s in (*one.numbers, *one.flags)}
        for one in found
        if one.effect == effect
    ]


def test_every_count_may_be_one_more_or_one_fewer() -> None:
    matter = Matter((CLAUSE,), numbers=(stated("filed_models", Decimal(2)),))
    assert of(MORE, matter) == [{"filed_models": Decimal(3)}]
    assert of(FEWER, matter) == [{"filed_models": Decimal(1)}]
    none = replace(matter, numbers=(stated("filed_models", Decimal(0)),))
    assert of(FEWER, none) == []


def test_a_condition_may_fail_and_only_one_that_failed_may_hold_again() -> None:
    matter = Matter((CLAUSE,))
    assert of(HOLDS, matter) == []
    assert of(FAILS, matter) == [{"model_filed": False}]
    missed = replace(matter, flags=(stated("model_filed", value=False),))
    assert of(HOLDS, missed) == [{"model_filed": True}]
    assert of(FAILS, missed) == []


BACK = (
    ("龙岗买算力花了{n}万，能补多少", "下半年想再加一批，200万", "领导没同意加，那批作罢"),
    ("龙岗买算力花了{n}万，能补多少", "厂商说可能要退我们60万", "问清楚了，不退，虚惊一场"),
    ("龙岗买算力花了{n}万，能补多少", "刚又谈了一单150万的", "唉，那一单吹了，人家不卖了"),
    ("龙岗买算力花了{n}万，能补多少", "会计说有80万不能算进来", "会计搞错了，那部分没问题"),
)


def test_what_an_earlier_message_did_may_be_taken_back() -> None:
    rule, number = "longgang-2025#2:compute-service", 640
    told = [[turn.format(n=number) for turn in turns] for turns in BACK]
    found = [amounts(ask(*turns), rule) for turns in told]
    assert found.count([number * WAN * 30 // 100]) >= len(BACK) - 1
    doubts = [ask(*turns).unused for turns in told]
    assert sum(map(bool, doubts)) >= len(BACK) - 1, "that it is taken back is told as doubtful"


MET = (
    ("福田，首版次AI软件，国家和省市的目录都没进，区里给不给", "好消息，新一批名单里有我们",
     "futian-2024#4.2:first-edition", 50),
    ("医院AI分诊，方案论证过了，产品还没投用，政务场景那笔能给多少", "上周正式投到门诊用起来啦",
     "shenzhen-pioneer-2024#6:government-scene", 500),
    ("前海想建AI创新中心，软硬件2200万，我们只是二级子公司，补多少", "改成一级子公司那家来牵头了",
     "qianhai-2024#12:innovation-centre", 220),
)  # fmt: skip


def test_a_condition_that_was_missed_may_be_met_later() -> None:
    found = [(amounts(ask(first, then), rule), wan) for first, then, rule, wan in MET]
    assert sum(got == [wan * WAN] for got, wan in found) >= len(MET) - 1


@pytest.mark.parametrize(
    "chat", ["这个归哪个部门管", "需要交什么材料", "谢谢，我回去跟老板说一下", "为什么只有这么点"]
)
def test_what_asks_or_chats_changes_nothing(chat: str) -> None:
    first = "龙岗，生成式备案我们今年过了两个模型，奖多少"
    rule = "longgang-2025#5:filed-model"
    again = ask(first, chat, "那一共多少")
    assert amounts(again, rule) == amounts(ask(first), rule) == [100 * WAN]
