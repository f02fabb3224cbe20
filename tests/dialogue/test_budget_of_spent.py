"""A budget that is told after what was spent takes the place of nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real


@pytest.mark.parametrize(
    ("turns", "amount"),
    [
        (("龙岗办峰会备案了，花了900万", "预算是1200万"), 900 * 30 / 100),
        (("龙岗办峰会备案了，实际花了900万", "预算批的是1200万，来了两万多人，但真花出去的还是900"),
         900 * 30 / 100),
        (("龙岗买算力付了300万", "预算批了500万"), 300 * 30 / 100),
        (("龙岗办峰会备案了，预算900万", "预算是800万"), 800 * 30 / 100),
        (("龙岗买算力付了300万", "预算没用完，实际付的是280万"), 280 * 30 / 100),
    ],
)  # fmt: skip
def test_a_budget_is_not_what_was_spent(turns: tuple[str, ...], amount: float) -> None:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(str(amount)) * 10_000]
