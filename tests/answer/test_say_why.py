"""A doubted amount is explained, a cap that is asked for is told first."""

from __future__ import annotations

from assistant.answer.answer import Role
from tests.real_assistant import ask

FIRST = "龙岗租算力花了700万，能补多少"


def lead(*turns: str) -> str:
    return "".join(s.text for s in ask(*turns).sentences if s.role is Role.LEAD)


def test_a_doubt_is_answered_with_the_sum() -> None:
    for later in ("怎么只有这么点", "为什么只有210万"):
        said = lead(FIRST, later)
        assert "210万元" in said
        assert "×" in said
        assert said != lead(FIRST)


def test_the_cap_is_told_where_it_is_asked() -> None:
    said = lead(FIRST, "那上限是多少")
    assert "600万元" in said
    assert "210万元" in said


def test_a_new_number_gives_the_sum_as_before() -> None:
    assert "×" not in lead(FIRST, "那要是花了800万呢")
