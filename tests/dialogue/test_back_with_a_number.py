"""A number behind the matter that is gone back to is of that, not what another was asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

WAN = Decimal(10_000)


@pytest.mark.parametrize(
    ("turns", "amount"),
    [
        (("龙岗买语料130万", "办展会呢", "回到语料，260万呢"), 260 * WAN * Decimal("0.2")),
        (("福田租算力420万", "买语料呢", "说回算力，160万呢"), 160 * WAN * Decimal("0.3")),
        (("龙华房租去年24万", "营收呢", "回到房租，36万呢"), 36 * WAN * Decimal("0.5")),
        (("龙岗办展会130万", "买语料呢", "60万"), 60 * WAN * Decimal("0.2")),
    ],
)
def test_the_number_is_of_what_is_gone_back_to(turns: tuple[str, ...], amount: Decimal) -> None:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert {e.amount for e in answer.estimates if e.amount is not None} == {amount}
