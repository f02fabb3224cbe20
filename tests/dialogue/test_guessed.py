"""A sum that a message only guesses to be paid is answered, and nothing is reckoned on it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.understand.guessed import guesses
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)
COMPUTE = ("福田租GPU集群用掉了420万，能给多少", 420 * WAN * Decimal("0.3"))
EVENT = ("市里办了场开发者大会花了240万，补多少", 240 * WAN * Decimal("0.5"))
DATA = ("龙岗买语料签了380万的合同，能拿多少", 380 * WAN * Decimal("0.2"))


def last(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def paid(answer: Answer) -> set[Decimal]:
    return {e.amount for e in answer.estimates if e.amount is not None and not e.range}


@pytest.mark.parametrize("first", [COMPUTE, EVENT, DATA])
@pytest.mark.parametrize(
    "guess",
    [
        "90万对吧",
        "那90万是不是",
        "起码也得有90万吧",
        "岂不是90万",
        "所以就是90万吧",
        "出纳说是90万",
    ],
)
def test_a_guess_is_no_new_sum(first: tuple[str, Decimal], guess: str) -> None:
    said, amount = first
    answer = last(said, guess)
    assert paid(answer) == {amount}
    assert answer.sentences[0].text.startswith("不对")


def test_what_follows_goes_on_from_what_was_told() -> None:
    said, amount = DATA
    assert paid(last(said, "90万对吧", "那究竟给多少")) == {amount}


@pytest.mark.parametrize(
    ("later", "base"),
    [("改成90万对吧", 90), ("大概90万吧", 90), ("460万对吧", 460)],
)
def test_what_was_spent_is_no_guess(later: str, base: int) -> None:
    assert paid(last(COMPUTE[0], later)) == {base * WAN * Decimal("0.3")}


@pytest.mark.parametrize(
    ("lead", "tail"),
    [("", "吧"), ("大概", "吧"), ("发票说是", ""), ("我说是", ""), ("租金", "对吧")],
)
def test_what_may_be_told_is_no_guess(lead: str, tail: str) -> None:
    assert not guesses(lead, tail, asked_back=False)


def test_who_was_asked_back_answers() -> None:
    assert not guesses("就是", "吧", asked_back=True)
    assert guesses("", "对吧", asked_back=True)
