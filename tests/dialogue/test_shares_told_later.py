"""A share of a sum told before: what half was paid of, what came back of what was taken off."""

from __future__ import annotations

import pytest

from assistant.dialogue.conversation import Conversation
from assistant.evaluation.provenance import check_provenance
from tests.real_assistant import DAY, real

WAN = 10_000
FIRST = "龙岗，买算力花了700万，补多少"


def compute(*turns: str) -> int:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = (e for e in answer.estimates if e.rule_id == "longgang-2025#2:compute-service")
    assert estimate.amount is not None
    assert not check_provenance(answer, real().corpus, turns)
    return int(estimate.amount)


def doubts(*turns: str) -> list[str]:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    return [unused.say or unused.text for unused in answer.unused]


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("供应商退了一半", 350),
        ("云厂商到年底只收了我们九成的钱", 630),
        ("谈成八五折", 595),
        ("合作方愿意分担四分之一", 525),
    ],
)
def test_a_share_is_taken_of_the_only_sum(told: str, left: int) -> None:
    assert compute(FIRST, told) == left * WAN * 30 // 100
    assert doubts(FIRST, told)


def test_so_much_of_what_was_taken_off_counts_again() -> None:
    taken = (FIRST, "里面有60万是电费，不算")
    assert compute(*taken) == 640 * WAN * 30 // 100
    assert compute(*taken, "电费后来认回来一半") == 670 * WAN * 30 // 100


@pytest.mark.parametrize("told", ["我们公司一半是女员工", "食堂里三成是外地人"])
def test_a_share_of_something_else_changes_nothing(told: str) -> None:
    assert compute(FIRST, told) == 210 * WAN
    assert doubts(FIRST, told)


def test_the_own_share_told_as_a_sum_is_not_halved_again() -> None:
    turns = (
        "龙华，从算力商那里采购了1100万，能补多少",
        "合伙人说他们公司承担一半，我们自己只出550万",
    )
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (estimate,) = answer.estimates
    assert estimate.amount == 550 * WAN * 30 // 100


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("出纳翻出一张漏贴的单子，60万，也是那家机房租卡的钱", 760),
        ("对方把上季度的账多算了20万，认了，退给我们", 680),
    ],
)
def test_what_the_network_is_sure_of_holds_and_is_told_as_doubtful(told: str, now: int) -> None:
    assert compute(FIRST, told) == now * WAN * 30 // 100
    assert doubts(FIRST, told)


def test_what_is_asked_about_does_not_count_yet() -> None:
    assert compute(FIRST, "另外办公室空调花了15万，能算进去吗？") == 210 * WAN
