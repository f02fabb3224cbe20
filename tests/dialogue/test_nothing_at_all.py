"""Numbers that are none: 0 of something, or the only one taken off, break nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real


@pytest.mark.parametrize(
    "turns",
    [
        ("龙岗，我们租了0张卡，每张一年3万，一年的算力费能补多少",),
        ("龙岗租0台服务器，每台每月2万，租了6个月，补多少",),
        (
            "前海评定的示范项目，ai点钞，我们实际投了1300万",
            "另一个ai验票也评上了，2600万，两个合计",
            "点钞的有0万没真花出去",
            "验票的评定给取消了",
        ),
    ],
)
def test_nothing_of_something_is_answered(turns: tuple[str, ...]) -> None:
    for end in range(1, len(turns) + 1):
        answer = real().ask(Conversation("", turns[:end]), as_of=DAY)
        assert answer.sentences
        assert all(e.amount is None or e.amount >= Decimal(0) for e in answer.estimates)
