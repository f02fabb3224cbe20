"""What is believed of several places is held against each of them, and is no sum that was spent.

The wordings here stand in no question set.
"""

from __future__ import annotations

import pytest

from assistant.answer.answer import Role
from tests.real_assistant import amounts, ask


def lead(text: str) -> str:
    return "".join(s.text for s in ask(text).sentences if s.role is Role.LEAD)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("福田算力最高500万，龙岗600万，对吗", 2, 0),
        ("龙岗展会上限300万，市里300万，是不是", 2, 0),
        ("龙岗语料补贴最高100万，福田最高100万，对吧", 1, 1),
        ("福田算力最多600万，龙岗最多500万，对不对", 0, 2),
    ],
)
def test_each_is_held_against_its_own_place(text: str, right: int, wrong: int) -> None:
    said = lead(text)
    assert said.count("不对：") == wrong
    assert said.count("对：") - said.count("不对：") == right
    assert not any(amount for rule, amount in amounts(ask(text)).items() if "corpus" not in rule)


@pytest.mark.parametrize(
    "text", ["龙岗展会上限300万，对吗", "龙岗的算力补贴600万和福田的算力补贴500万能叠加吗"]
)
def test_what_is_paid_was_not_spent(text: str) -> None:
    assert not any(amounts(ask(text)).values())


def test_what_was_spent_beside_it_was() -> None:
    found = amounts(ask("龙岗展会花了310万，最高300万对吗"))
    assert found["longgang-2025#16:event"] == 930_000
