"""What a place gives, asked without a matter; a trade that is told; places of others."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer, Outcome
from tests.real_assistant import ask, real

EVENT = (
    "我们公司在龙岗办了个人工智能大会，国际影响力的那种，市场化办、也备过案，"
    "实际花了640万，能报多少"
)
CATALOGUE = "福田，首版次AI软件列入国家的首版次推广应用指导目录了，最多支持多少"


def cited(answer: Answer) -> set[str]:
    return {str(c.clause_id) for c in answer.citations}


@pytest.mark.parametrize(
    "text",
    [
        "龙岗有什么补贴",
        "龙岗有哪些支持措施",
        "我们是龙岗的AI公司，有什么补贴可以申请",
        "龙岗能领什么",
        "龙岗有没有补贴啊，我们做AI的",
    ],
)
def test_all_that_a_place_gives_is_listed(text: str) -> None:
    found = ask(text)
    articles = {str(c.id) for c in real().corpus.policy("longgang-2025").clauses}
    assert cited(found) == articles
    assert "支持技术攻关" in found.text or "支持核心技术攻关" in found.text


def test_a_place_that_answers_what_was_asked_back() -> None:
    found = ask("我们搞智能风筝的，想问问补贴", "龙岗")
    assert cited(found) == cited(ask("龙岗有什么补贴"))


def test_a_matter_in_question_goes_on() -> None:
    found = ask("龙岗租算力花了300万，能补多少", "那福田有什么补贴")
    assert cited(found) == {"futian-2024#2"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("我们搞智能风筝的，想问问补贴", Outcome.CLARIFY),
        ("开了家小公司做大模型应用，政府有没有补贴啊", Outcome.CLARIFY),
        ("公司做语音识别，能申请什么补贴", Outcome.CLARIFY),
        ("开餐馆的，想问问补贴", Outcome.REFUSED),
        ("我们做外贸的，想了解补贴", Outcome.REFUSED),
    ],
)
def test_a_trade_that_the_policies_know_is_asked_back(text: str, outcome: Outcome) -> None:
    assert ask(text).outcome is outcome


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ("唉，主办方挪到苏州去了", Outcome.ANSWERED),
        ("对了，那边公司注册在东莞", Outcome.ANSWERED),
        ("公司搬到苏州呢", Outcome.REFUSED),
        ("我们挪到东莞去了", Outcome.REFUSED),
        ("那要是放到苏州呢", Outcome.REFUSED),
    ],
)
def test_where_somebody_else_is_asks_for_no_measures(later: str, outcome: Outcome) -> None:
    assert ask(EVENT, later).outcome is outcome


@pytest.mark.parametrize(
    "later", ["深圳市的目录公示过了，已经列入", "那深圳市的首版次目录呢，算不算"]
)
def test_whose_list_it_is_changes_no_place(later: str) -> None:
    assert "futian-2024#4.2" in cited(ask(CATALOGUE, later))


def test_a_matter_of_the_city_does() -> None:
    assert "shenzhen-pioneer-2024#8" in cited(ask(CATALOGUE, "市里的首版次呢，最高多少"))
