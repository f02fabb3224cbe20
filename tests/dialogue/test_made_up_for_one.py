"""A condition that one of several missed, and that is made up for: it counts again."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_TALK = (
    "协会在龙岗办具身智能大会，市场化、有国际影响，备过案，实际花了820万，给多少",
    "秋天还有第二场，同样备案同样级别，实际900万，两场一共",
    "糟，第二场没备案",
)


def cost(later: str) -> int:
    found = understand(*_TALK, later).focus
    totals = {s.total for f in found for _, told in f.cases for s in told if "cost" in s.name}
    assert len(totals) == 1
    return int(totals.pop() or 0) // 10_000


@pytest.mark.parametrize(
    "later",
    [
        "第二场的备案补成了，主管部门收了",
        "第二场备案补上了",
        "后来那场的备案补办好了",
        "好在第二场的备案今天批下来了",
    ],
)
def test_one_that_made_up_for_it_counts_again(later: str) -> None:
    assert cost(later) == 1720


@pytest.mark.parametrize(
    "later", ["第二场备案还没补上", "第二场的场地费补交了", "第一场的备案补成了"]
)
def test_another_or_nothing_does_not(later: str) -> None:
    assert cost(later) == 820
