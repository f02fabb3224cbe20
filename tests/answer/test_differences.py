"""A rest or a difference that is asked for leads the answer, with its subtraction.

龙岗 pays 30% of compute, at most 600万, and 30% of an event; 福田 30% of compute, at most 500万.
"""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.answer import Role
from assistant.assistant import Assistant
from assistant.dialogue.conversation import Conversation
from tests.real_assistant import real

DAY = date(2026, 6, 1)


def _lead(text: str) -> str:
    assistant: Assistant = real()
    answer = assistant.ask(Conversation("t", tuple(text.split("|"))), as_of=DAY)
    return next(s.text for s in answer.sentences if s.role is Role.LEAD)


@pytest.mark.parametrize(
    ("said", "whole", "part"),
    [
        ("龙岗租算力700万，补完我们自己要掏多少", 700, 700 * 3 // 10),
        ("龙岗办展会花了600万，补完自己还要出多少", 600, 600 * 3 // 10),
        ("龙岗租算力700万|自己实际承担多少", 700, 700 * 3 // 10),
        ("龙岗租算力700万，离封顶还差多少", 600, 700 * 3 // 10),
        ("龙岗租算力原来700万，现在加到1300万，能多拿多少", 1300 * 3 // 10, 700 * 3 // 10),
        ("龙岗租算力原来1300万，现在降到700万，少拿多少", 1300 * 3 // 10, 700 * 3 // 10),
        ("福田租算力去年500万，今年涨了两成，比去年多拿多少", 600 * 3 // 10, 500 * 3 // 10),
    ],
)
def test_the_subtraction_leads(said: str, whole: int, part: int) -> None:
    lead = _lead(said)
    assert f"**{whole - part}万元**" in lead
    assert f"{whole}万元" in lead
    assert f"{part}万元" in lead


def test_both_at_the_cap_are_the_same() -> None:
    assert "一样" in _lead("龙岗租算力从2500万加到3000万，能多拿多少")


def test_what_is_not_asked_for_is_not_told() -> None:
    assert "比按" not in _lead("龙岗租算力原来700万，现在加到1300万，最多给多少")
    assert "自己要承担" not in _lead("龙岗租算力700万，我们自己掏的钱，能补多少")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("龙岗租算力花了1200万，我算下来是400万对吗", "不对"),
        ("龙岗租算力花了1200万，财务算出来是360万，对吗", "对："),
        ("龙岗租算力花了1200万，我们自己算了一下能拿360万对不对", "对："),
    ],
)
def test_what_was_reckoned_is_judged(said: str, verdict: str) -> None:
    assert _lead(said).startswith(verdict)
