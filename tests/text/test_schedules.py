"""The parts in which a text pays a sum out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.text.schedules import find_schedule


@pytest.mark.parametrize(
    ("text", "shares", "events"),
    [
        ("补助分两年拨付，第一年拨付百分之六十，第二年拨付百分之四十。", "0.6 0.4", ()),
        ("补助资金分三年兑付，第一年50%，第二年30%，第三年20%。", "0.5 0.3 0.2", ()),
        ("开工后预拨30%，验收后拨付其余70%。", "0.3 0.7", ("开工", "验收")),
        ("自验收合格之日起分三年按5:3:2拨付。", "0.5 0.3 0.2", ()),
        ("第一年按保费的60%补贴，第二年按40%补贴。", "", ()),
        ("资金分两年拨付，第一年拨付60%，第二年拨付30%。", "", ()),
        ("开工后预拨30%，验收后拨付其余60%。", "", ()),
    ],
)
def test_the_parts_and_when_they_are_paid(text: str, shares: str, events: tuple[str, ...]) -> None:
    found = find_schedule(text)
    assert (found.events if found else ()) == events
    assert list(found.shares if found else ()) == [Decimal(one) for one in shares.split()]
