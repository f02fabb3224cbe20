"""What is said to be somebody else's is denied of the asker, and 什么的 asks for nothing."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_PARK = "我们园区认定成人工智能方向特色软件名园了，运营主体能从市里拿多少", "考核还评了优秀"


def told(*talk: str) -> dict[str, object]:
    found = understand(*talk).focus
    return {s.name: s.value for focus in found for _, stated in focus.cases for s in stated}


@pytest.mark.parametrize(
    "later",
    [
        "优秀是隔壁园的，我们没评上",
        "看岔了，优秀是旁边那家园区的",
        "优秀那个是别家的",
        "考核优秀归人家，我们没有",
        "优秀是另一家园区，我们没拿到",
        "优秀评的是隔壁园，我们没有",
    ],
)
def test_what_is_of_others_is_denied_and_nothing_else(later: str) -> None:
    facts = told(*_PARK, later)
    assert facts["review_passed"] is True
    assert facts["review_grade"] != "excellent"


@pytest.mark.parametrize("later", ["优秀是我们的，隔壁园没评上", "优秀是今年的，别的园没有"])
def test_what_is_ours_is_not(later: str) -> None:
    assert told(*_PARK, later)["review_grade"] == "excellent"


def test_whose_thing_was_rented_is_not_whether_it_was() -> None:
    assert told("龙岗，租的是别人的算力，花了800万，能补多少")["compute_rented"] is True


_PLATFORM = "已建成的AI开源社区平台，上一年度审定运营费用980万，市里给多少"


@pytest.mark.parametrize(
    ("later", "left"),
    [
        ("复审把员工团建什么的剔了130万", 850),
        ("财务说茶水打印什么的120万不算", 860),
        ("快递、绿植啥的60万剔出去", 920),
        ("接待车辆啥的有70万，审计没认", 910),
    ],
)
def test_and_so_on_asks_for_nothing(later: str, left: int) -> None:
    assert told(_PLATFORM, later)["operating_cost_yuan"] == left * 10_000


def test_what_something_does_is_still_asked() -> None:
    assert understand("创新中心是做什么的").focus
