"""Who held an event, and where a route leads, in words that people use.

The figures and the wordings here stand in no question set.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_laid_out import G_EVENT, paid
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import amounts, ask

ROUTE = "qianhai-2024#11:evtol"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("龙岗展会街道办主办的，花了210万", 0),
        ("龙岗论坛是区政府组织的，花了130万", 0),
        ("龙岗论坛不是政府办的，花了130万", 39 * WAN),
        ("龙岗论坛在街道办礼堂办，花了130万", 39 * WAN),
    ],
)
def test_what_a_government_holds_is_no_market_event(text: str, expected: int) -> None:
    assert paid(text) == {G_EVENT: expected}


@pytest.mark.parametrize(
    ("turns", "is_paid"),
    [
        (("前海eVTOL，起降点都在外地",), False),
        (("前海eVTOL，两头都在外地",), False),
        (("前海eVTOL，起降点都不在前海", "说错了，有一个在前海"), True),
    ],
)
def test_a_route_must_touch_the_zone(turns: tuple[str, ...], *, is_paid: bool) -> None:
    assert bool(amounts(ask(*turns))[ROUTE]) == is_paid
