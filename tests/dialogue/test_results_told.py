"""A sum that was answered, or that somebody only claims to be paid, is no sum to reckon on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)
COMPUTE = ("龙岗租智算用掉了1200万，能给多少", 1200 * WAN * Decimal("0.3"))
EVENT = ("市里办了场黑客松花了260万，补多少", 260 * WAN * Decimal("0.5"))
DATA = ("龙岗买语料签了420万的合同，能拿多少", 420 * WAN * Decimal("0.2"))
ROUND = ("龙华拿到一轮3400万的投资，奖多少", 3400 * WAN * Decimal("0.05"))


def last(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def paid(answer: Answer) -> set[Decimal]:
    return {e.amount for e in answer.estimates if e.amount is not None and not e.range}


def shown(amount: Decimal) -> str:
    return f"{(amount / WAN).normalize():f}万"


@pytest.mark.parametrize("first", [COMPUTE, EVENT, DATA, ROUND])
@pytest.mark.parametrize(
    "later",
    [
        "X没算错吧？",
        "合着就X呀",
        "嗯，X，收到",
        "X能分两年领吗",
        "这笔X要不要开发票",
        "那X打到哪个账户",
        "股东在问是不是X",
        "X真不算多",
    ],
)
def test_the_result_said_again_is_no_new_sum(first: tuple[str, Decimal], later: str) -> None:
    said, amount = first
    answer = last(said, later.replace("X", shown(amount)))
    assert paid(answer) == {amount}
    assert not any("没有十分把握" in u.say for u in answer.unused)


@pytest.mark.parametrize(
    "later",
    [
        "不对，是X",
        "合同改成了X",
        "要是X呢",
        "租金写错了，是X",
        "X的话能补多少",
        "实际是X",
        "只付了X",
    ],
)
def test_what_says_that_it_takes_anothers_place_does(later: str) -> None:
    said, amount = COMPUTE
    answer = last(said, later.replace("X", shown(amount)))
    assert paid(answer) == {amount * Decimal("0.3")}


@pytest.mark.parametrize(
    "later",
    [
        "我粗略算下来是500万",
        "按理说应该能领500万",
        "你就回答500万好了",
        "领导要的是500万",
        "我以为能有500万",
        "我们就要500万",
    ],
)
def test_what_is_only_claimed_to_be_paid_is_held_against_the_sum(later: str) -> None:
    said, amount = COMPUTE
    answer = last(said, later)
    assert paid(answer) == {amount}
    assert "不对" in answer.sentences[0].text


def test_a_result_said_first_leaves_what_stands_behind_it() -> None:
    said, amount = EVENT
    answer = last(said, f"哦{shown(amount)}，那要是花了500万呢")
    assert paid(answer) == {500 * WAN * Decimal("0.5")}


def test_what_several_matters_come_to_together_is_no_new_sum() -> None:
    answer = last("龙岗租智算500万，买语料420万，合计能拿多少", f"{shown(234 * WAN)}是吧")
    assert paid(answer) >= {150 * WAN, 84 * WAN}


def test_a_sum_of_things_counted_is_confirmed_too() -> None:
    answer = last("龙华有4个算法过了备案，能奖多少", f"{shown(400 * WAN)}没错吧")
    assert paid(answer) == {400 * WAN}
    assert answer.sentences[0].text.startswith("对")


def test_what_comes_in_besides_is_added_though_it_is_as_much_as_was_paid() -> None:
    first = "龙华具身智能模型落地了评估也过了，研发花了100万"
    found = paid(last(first, "成本重新核，多摊进来五十万，还是看具身"))
    assert (100 + 50) * WAN * Decimal("0.5") in found
