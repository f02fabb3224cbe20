"""Money that others than the policy in question gave: no base, and nothing is taken off for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.givers import givers_of
from assistant.text.quantities import find_quantities
from assistant.text.receipts import find_receipts
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)


def last(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


def paid(answer: Answer) -> set[Decimal]:
    return {e.amount for e in answer.estimates if e.amount is not None and not e.range}


@pytest.mark.parametrize(
    ("said", "rate", "base"),
    [
        ("福田买语料90万，领了市里20万，还能领多少", "0.1", 90),
        ("龙岗办了黑客松花了420万，从市里拿到60万", "0.3", 420),
        ("龙岗办了黑客松花了420万，市里给报销了60万", "0.3", 420),
        ("市里办开发者大会花了320万，拿了龙岗70万", "0.5", 320),
        ("福田租智算已补70万，又租了260万", "0.3", 260),
        ("龙岗今年采购语料已领30万，再采购220万", "0.2", 220),
    ],
)
def test_what_another_gave_is_no_second_matter_and_no_cost(said: str, rate: str, base: int) -> None:
    answer = last(said)
    assert paid(answer) == {base * WAN * Decimal(rate)}
    assert any("已经领到的钱" in u.say for u in answer.unused)


@pytest.mark.parametrize(
    ("first", "later", "amount"),
    [
        ("福田租智算花了620万", "政府补了90万", 620 * WAN * Decimal("0.3")),
        ("龙岗办了黑客松花了420万", "其中财政出了60万", 420 * WAN * Decimal("0.3")),
        ("市里办开发者大会花了320万", "区里贴了160万", 320 * WAN * Decimal("0.5")),
        ("龙华揭榜方，项目总投入1300万", "财政出了260万", (1300 - 260) * WAN * Decimal("0.2")),
    ],
)
def test_what_the_purse_paid_is_neither_base_nor_guess(
    first: str, later: str, amount: Decimal
) -> None:
    answer = last(first, later)
    assert paid(answer) == {amount}
    assert not answer.sentences[0].text.startswith(("对", "不对"))


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("前海数据典型案例7个，省里给过20万", 7 * 5 * WAN),
        ("前海数据典型案例7个，前海给过20万", 30 * WAN),
        ("龙岗技术攻关总投1900万，财政出了450万", 300 * WAN),
        ("前海算力中心总投资4亿，去年投了3亿，国家已经给了900万", 1500 * WAN),
    ],
)
def test_a_cap_counts_only_what_its_own_policy_paid(said: str, amount: Decimal) -> None:
    assert paid(last(said)) == {amount}


@pytest.mark.parametrize("said", ["龙岗投了90万", "自己出了90万", "已经付90万", "已获融资90万"])
def test_what_was_spent_or_raised_was_not_got(said: str) -> None:
    assert not find_receipts(said, find_quantities(said))


def test_who_is_the_only_one_named_is_asked() -> None:
    assert not givers_of("市里给报了30万", [(0, 2)])
    assert not givers_of("龙岗买语料30万,市里也买了10万", [(0, 2), (9, 11)])


@pytest.mark.parametrize("said", ["此前得过投资奖励", "前年领了融资奖", "天使轮已经奖过了"])
def test_what_was_rewarded_before_is_heard(said: str) -> None:
    assert paid(last(f"龙华融资到账4200万，{said}")) == {Decimal(0)}
    assert paid(last("龙华融资到账4200万，之前没奖过")) == {200 * WAN}
