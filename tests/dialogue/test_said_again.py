"""What only says again what holds is not told as unused; what was supposed never comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Answer
from assistant.dialogue.conversation import Conversation
from tests.dialogue.test_parts_and_times import by_clause
from tests.real_assistant import DAY, real

COMPUTE = "longgang-2025#2"
FIRST = "龙岗买算力花了300万，能补多少"


def last(*turns: str) -> Answer:
    return real().ask(Conversation("", turns), as_of=DAY)


@pytest.mark.parametrize(
    "later",
    ["我们换了家供应商，还是300万", "财务那边核过了，仍是300万", "合同改了个名字，依旧是300万"],
)
def test_a_number_that_still_holds_is_not_told_as_unused(later: str) -> None:
    answer = last(FIRST, later)
    assert [e.amount for e in answer.estimates] == [Decimal(900_000)]
    assert not any("300万" in u.text and u.say.endswith("没有用上") for u in answer.unused)


def test_another_number_that_holds_still_is_told() -> None:
    answer = last(FIRST, "食堂还是320万")
    assert [u.text for u in answer.unused] == ["食堂还是320万"]


@pytest.mark.parametrize("ends", ["好，不假设了，实际就300万", "还是按现在的"])
@pytest.mark.parametrize("later", ["老板说其实还没付", "刚才那句不算"])
def test_what_was_only_supposed_never_comes_back(ends: str, later: str) -> None:
    found = by_clause(FIRST, "如果是2000万呢", ends, later)
    assert found.get(COMPUTE, set()) <= {Decimal(900_000)}
