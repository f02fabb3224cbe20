"""Sums that are held to be paid, and none that was spent."""

from __future__ import annotations

import pytest

from assistant.text.expressions import Relation, find_expressions
from assistant.text.quantities import find_quantities


def relations(text: str) -> list[Relation]:
    return [e.relation for e in find_expressions(text, find_quantities(text))]


@pytest.mark.parametrize(
    "text",
    [
        "模型券每家3亿是真的吗",
        "买语料补贴700万对不对",
        "办赛事最高900万吧",
        "我看文章写语料券2亿",
        "你就说算力券给6000万",
        "大模型奖励70万要不要缴税",
    ],
)
def test_what_is_held_to_be_paid_is_only_reported(text: str) -> None:
    assert relations(text) == [Relation.REPORTED]


@pytest.mark.parametrize(
    "text",
    ["租算力700万对吧", "最多花900万吧", "合同写的700万", "付给商家700万对吧", "租金70万要交税吗"],
)
def test_what_was_spent_is_told_whatever_is_asked_behind_it(text: str) -> None:
    assert Relation.REPORTED not in relations(text)
