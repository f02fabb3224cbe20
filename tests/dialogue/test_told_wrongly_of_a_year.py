"""The year before that was copied wrongly, and what was got before, told anew."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.real_assistant import understand

_RESEARCH = (
    "前海纳统的AI企业，上一年度研发8000万，再前一年6500万，奖多少",
    "专审把上一年的核减了九百万",
)
_CENTRE = (
    "前海智算中心，管理局同意建的，总投资3亿，上年度实际投了1.6亿，能给多少",
    "以前已经领过1500万了",
)


def told(*talk: str) -> dict[str, object]:
    found = understand(*talk).focus
    return {s.name: s.value for focus in found for _, stated in focus.cases for s in stated}


@pytest.mark.parametrize(
    "later",
    ["再前一年的数我抄错行，应该是5200万", "前一年的看串了，其实是5200万", "再前一年是5200万"],
)
def test_the_year_before_is_put_right(later: str) -> None:
    facts = told(*_RESEARCH, later)
    assert facts["rd_spend_yuan"] == Decimal(71_000_000)
    assert facts["prior_rd_spend_yuan"] == Decimal(52_000_000)


@pytest.mark.parametrize(
    "later",
    ["出纳查账，以前领的是六百万", "之前领到的其实是600万", "早先拿到手的是600万", "领走的是600万"],
)
def test_what_was_got_before_is_put_right(later: str) -> None:
    facts = told(*_CENTRE, later)
    assert facts["received_yuan"] == Decimal(6_000_000)
    assert facts["last_year_investment_yuan"] == Decimal(160_000_000)


def test_what_was_spent_is_not_what_was_got() -> None:
    facts = told(*_CENTRE, "上年度实际投的其实是1.4亿")
    assert facts["received_yuan"] == Decimal(15_000_000)
    assert facts["last_year_investment_yuan"] == Decimal(140_000_000)


@pytest.mark.parametrize(
    "later", ["这中心头几年已经领走800万了", "前两年陆续领走了八百万", "之前这平台领走过800万"]
)
def test_what_was_drawn_before_was_got(later: str) -> None:
    facts = told(_CENTRE[0], later)
    assert facts["received_yuan"] == Decimal(8_000_000)
    assert facts["last_year_investment_yuan"] == Decimal(160_000_000)
