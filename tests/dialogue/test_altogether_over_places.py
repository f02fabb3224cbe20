"""一共多少 after one thing was asked of several places lists each of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)


def paid(*turns: str) -> dict[str, Decimal]:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    return {e.clause_id.split("#")[0]: e.amount for e in answer.estimates if e.amount is not None}


def test_each_place_asked_is_listed() -> None:
    assert paid("福田租算力420万", "龙岗呢", "总共能拿多少") == {
        "futian-2024": 420 * WAN * Decimal("0.3"),
        "longgang-2025": 420 * WAN * Decimal("0.3"),
    }
    assert paid("龙岗买语料130万", "市里呢", "福田呢", "加起来多少") == {
        "longgang-2025": 130 * WAN * Decimal("0.2"),
        "shenzhen-pioneer-2024": 130 * WAN * Decimal("0.3"),
        "futian-2024": 130 * WAN * Decimal("0.1"),
    }


@pytest.mark.parametrize("moved", ["搬到龙岗呢", "不对，是龙岗的", "要是在龙岗呢"])
def test_a_place_that_was_left_is_not(moved: str) -> None:
    assert set(paid("福田租算力420万", moved, "一共能拿多少")) == {"longgang-2025"}


def test_a_place_that_is_named_is_asked_alone() -> None:
    assert set(paid("福田租算力420万", "龙岗呢", "那龙岗一共能拿多少")) == {"longgang-2025"}
