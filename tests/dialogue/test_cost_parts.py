"""Sums side by side, each behind its noun, are parts of one cost: 场地费120万,搭建80万."""

from __future__ import annotations

import pytest

from assistant.dialogue.cost_rows import cost_rows
from assistant.text.normalise import fold_words
from assistant.text.quantities import find_quantities
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

EVENT, COMPUTE = "longgang-2025#16", "longgang-2025#2"
CORPUS, ENTRY = "futian-2024#3.1", "futian-2024#3.2"


def _labels(text: str) -> list[list[str]]:
    folded = fold_words(text)
    rows = cost_rows(folded, find_quantities(folded))
    return [[item.label for item in row] for row in rows]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("灯光60万，音响40万", [["灯光", "音响"]]),
        ("灯光花了60万、音响40万和同传20万", [["灯光", "音响", "同传"]]),
        ("去年60万，今年40万", []),
        ("一场60万，一场40万", []),
        ("定价60万，音响40万", []),
        ("灯光一共60万，音响40万", []),
    ],
)
def test_what_is_a_row(text: str, labels: list[list[str]]) -> None:
    assert _labels(text) == labels


@pytest.mark.parametrize(
    ("words", "sums"),
    [
        ("场地费120万，搭建80万，嘉宾差旅30万", (120, 80, 30)),
        ("搭台60万、灯光45万、同传20万，能补多少", (60, 45, 20)),
    ],
)
def test_the_parts_of_what_it_cost_are_added(words: str, sums: tuple[int, ...]) -> None:
    paid = by_clause(f"龙岗办人工智能大会，市场化，备过案，{words}")[EVENT]
    assert paid == {min(sum(sums) * 3 * WAN // 10, 300 * WAN)}


def test_what_was_not_spent_is_no_part() -> None:
    paid = by_clause("龙岗办人工智能大会，市场化，备过案，注册资本500万，场地费120万，搭建80万")
    assert paid[EVENT] == {(120 + 80) * 3 * WAN // 10}


def test_events_side_by_side_are_each_their_own() -> None:
    paid = by_clause("龙岗办了两场AI活动，都市场化、备过案：展会680万，论坛1200万")
    assert paid[EVENT] != {300 * WAN}


@pytest.mark.parametrize(
    ("words", "sums"),
    [("新闻语料160万，财报语料90万", (160, 90)), ("菜谱语料30万、方言语料25万", (30, 25))],
)
def test_kinds_of_what_was_bought_are_added(words: str, sums: tuple[int, ...]) -> None:
    paid = by_clause("福田买语料怎么补", f"{words}，都在数据交易平台签的，卖家跟我们没关联")
    assert paid[CORPUS] == {min(sum(sums) * WAN // 10, 100 * WAN)}


def test_one_that_is_named_beside_a_noun_of_something_else_stays_alone() -> None:
    assert by_clause("龙岗买算力怎么补", "GPU租赁300万，食堂50万")[COMPUTE] == {90 * WAN}


def test_sellers_of_one_kind_after_the_question() -> None:
    paid = by_clause("龙岗买算力怎么补", "海豚云300万，鲸鱼云200万")
    assert paid[COMPUTE] == {(300 + 200) * 3 * WAN // 10}


def test_services_of_several_kinds() -> None:
    told = ("福田数据资产入表，首次入表300万，交易所也流通了，服务费怎么补",)
    paid = by_clause(*told, "律师费20万，会计师15万，评估费10万")
    assert paid[ENTRY] == {(20 + 15 + 10) * 2 * WAN // 10}
