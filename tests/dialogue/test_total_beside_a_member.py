"""A total that is told beside a changed member is of all of them, not of that member."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

COSTS = "龙岗办峰会，备案了，实际花费：搭台80万，餐费30万"
CENTRE = "集团世界500强，我们一级子公司在前海牵头建AI创新中心，软件800万，硬件2600万"
PROJECT = "市里科技重大专项，投资额4200万，能有多少"


@pytest.mark.parametrize(
    ("turns", "amount"),
    [
        ((COSTS, "餐费那30万只认10万，合计90万"), (80 + 10) * 30 / 100),
        ((COSTS, "餐费一共20万"), (80 + 20) * 30 / 100),
        ((CENTRE, "软件那800万只认了100万，软硬件合计按2700万报"), 2700 * 10 / 100),
        ((CENTRE, "软件只认了100万，合计2700万"), 2700 * 10 / 100),
        ((PROJECT, "坏消息，专项的投资额被压了700万"), (4200 - 700) * 50 / 100),
        ((PROJECT, "投资额下调了700万"), (4200 - 700) * 50 / 100),
        ((PROJECT, "投资额压到700万"), 700 * 50 / 100),
        ((PROJECT, "投资额下调为700万"), 700 * 50 / 100),
    ],
)
def test_a_total_is_of_all(turns: tuple[str, ...], amount: float) -> None:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(str(amount)) * 10_000]
