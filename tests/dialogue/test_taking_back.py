"""What an earlier message did is taken back where a later one names what only that one told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from tests.real_assistant import DAY, real

FIRST = "龙岗办论坛，市场化组织，备过案，实际花了900万，补多少"
RATE, CAP = 30, 3_000_000


def amount(*turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id.startswith("longgang-2025#16"))
    assert estimate.amount is not None
    assert not check_provenance(answer, real().corpus, turns)
    return int(estimate.amount)


@pytest.mark.parametrize("noun", ["锔瓷坊", "皮影戏班", "榫卯展架"])
def test_a_sum_that_was_added_goes_again_where_its_noun_is_named(noun: str) -> None:
    added = (FIRST, f"还有一笔{noun}的60万也是论坛花的，漏报了")
    assert amount(*added) == (900 + 60) * 10_000 * RATE // 100
    back = (*added, f"{noun}财务坚持挂到别的项目，就别算了")
    assert amount(*back) == 900 * 10_000 * RATE // 100


def test_it_is_told_as_doubtful() -> None:
    turns = (
        FIRST,
        "还有一笔锔瓷坊的60万也是论坛花的，漏报了",
        "那边财务坚持挂到别的项目，就别算了",
    )
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert any("没有十分把握" in unused.say for unused in answer.unused)


def test_what_is_named_goes_without_a_second_reading() -> None:
    more = "还有一笔锔瓷坊的60万也是论坛花的，漏报了"
    turns = (FIRST, more, "锔瓷坊财务坚持挂到别的项目，就别算了")
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(900 * 10_000 * 3) / 10]


def test_what_no_message_spoke_of_is_not_taken_back() -> None:
    turns = (
        FIRST,
        "还有一笔皮影戏班的60万也是论坛花的，漏报了",
        "锔瓷坊财务坚持挂到别的项目，就别算了",
    )
    assert amount(*turns) == (900 + 60) * 10_000 * RATE // 100


def test_what_is_named_to_be_told_again_stays() -> None:
    turns = (
        FIRST,
        "还有一笔皮影戏班的60万也是论坛花的，漏报了",
        "皮影戏班那笔算进去以后是多少，再说一次",
    )
    assert amount(*turns) == (900 + 60) * 10_000 * RATE // 100


@pytest.mark.parametrize("who", ["裱画店", "锔瓷坊", "装裱师傅"])
def test_a_clause_whose_number_changes_what_was_told_is_no_aside(who: str) -> None:
    turns = (FIRST, f"{who}又寄来一张20万的账单，也是这次论坛的")
    assert amount(*turns) == (900 + 20) * 10_000 * RATE // 100
    assert (900 + 20) * 10_000 * RATE // 100 < CAP


def test_a_number_that_changes_something_is_told_where_nothing_was_made_of_it() -> None:
    turns = (
        "前海自研并公开发布的行业大模型，有8个市场应用案例，奖多少",
        "隔壁说上周又落地了俩，都用上了",
    )
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert answer.unused
