"""A thing with a name of its own that cost so much besides is added to nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN


@pytest.mark.parametrize("thing", ["设备", "家具", "打印机"])
def test_a_thing_that_cost_something_besides(thing: str) -> None:
    told = by_clause(f"龙华房租去年花了16万，{thing}另外花了10万，能补多少")
    assert told["longhua-2025#6"] == {Decimal(16) * WAN / 2}


@pytest.mark.parametrize("lead", ["后来我们另外又", "下半年另外", "另外"])
def test_more_of_the_same(lead: str) -> None:
    told = by_clause(f"龙岗算力花了300万，{lead}花了100万")
    assert told["longgang-2025#2"] == {(Decimal(300) + 100) * WAN * 3 / 10}
