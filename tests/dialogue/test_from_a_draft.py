"""What was first asked where there is but a draft is found elsewhere by its own words."""

from __future__ import annotations

from datetime import date

import pytest

from tests.real_assistant import ask

DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("first", "later", "clause"),
    [
        ("南山算力补贴有多少", "那龙岗呢", "longgang-2025#2"),
        ("宝安租房补贴", "龙华呢", "longhua-2025#6"),
        ("南山租金补贴多少", "换成前海呢", "qianhai-2024#1"),
        ("宝安办展会补多少", "龙岗呢", "longgang-2025#16"),
    ],
)
def test_the_matter_goes_to_the_next_place(first: str, later: str, clause: str) -> None:
    assert clause in {str(c.clause_id) for c in ask(first, later, as_of=DAY).citations}


@pytest.mark.parametrize("text", ["今天龙岗的还能用吗", "前海现在还能申请不", "前海的现在能报吗"])
def test_the_day_of_asking_is_today(text: str) -> None:
    answer = ask(text, as_of=DAY)
    assert "现行有效" in answer.text
    assert "不是按今天" not in answer.text
