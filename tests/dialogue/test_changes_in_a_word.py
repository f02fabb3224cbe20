"""What later messages do to what was told, in as few words as people use for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real

COMPUTE = "龙岗买算力花了800万，能补多少"
CARS = "前海载人商业运营，12台车都获批了也都在公司名下，每台购置20万改造10万，能补多少"


def amount(*turns: str) -> Decimal:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    (found,) = [e.amount for e in answer.estimates if e.amount is not None]
    return found / 10_000


@pytest.mark.parametrize(
    ("turns", "spent"),
    [
        (("+300",), 800 + 300),
        (("-300万",), 800 - 300),
        (("第二期合同300万签了",), 800 + 300),
        (("二期300万",), 800 + 300),
        (("第二期合同300万签了", "结果取消了"), 800),
        (("第二期合同300万签了", "不加了"), 800),
        (("又签了300万", "黄了"), 800),
        (("第二期300万还没签", "又签了300万", "都签了"), 800 + 300),
        (("不对，是600万封顶吧",), 800),
        (("又签了300万", "对方反悔了"), 800),
        (("又签了300万", "合同终止了"), 800),
        (("又签了300万", "那个不要了"), 800),
        (("第二期合同300万还没签",), 800),
        (("还有一份300万的没签",), 800),
        (("另一份300万还在谈",), 800),
        (("还有300万在走流程",), 800),
        (("第二期合同300万还没签", "这周签了"), 800 + 300),
        (("第二期合同300万还在谈", "谈成了"), 800 + 300),
        (("第二期合同300万还在谈", "没谈成"), 800),
        (("还有300万在走流程", "批下来了"), 800 + 300),
    ],
)
def test_a_sum_changes(turns: tuple[str, ...], spent: int) -> None:
    assert amount(COMPUTE, *turns) == Decimal(spent) * 30 / 100


@pytest.mark.parametrize(
    ("turns", "cars"),
    [
        (("+3台",), 12 + 3),
        (("-3台",), 12 - 3),
        (("两台卖了",), 12 - 2),
        (("两台转给别家了",), 12 - 2),
        (("两台过户出去了",), 12 - 2),
        (("两台报废了",), 12 - 2),
        (("两台不跑了",), 12 - 2),
        (("两台新的也批了",), 12 + 2),
        (("还有4台没批",), 12),
        (("还有4台没批", "批下来了"), 12 + 4),
        (("还有4台在排队", "没批下来"), 12),
        (("还有4台也上牌了",), 12 + 4),
        (("追加3台", "改成追加1台"), 12 + 1),
        (("追加3台", "取消了"), 12),
        (("之前报的15台不对，就是12台", "对吧"), 12),
    ],
)
def test_a_count_changes(turns: tuple[str, ...], cars: int) -> None:
    assert amount(CARS, *turns) == Decimal(20 + 10) * 50 / 100 * cars


def test_the_second_told_again_is_no_third() -> None:
    assert amount("龙岗买算力，第二期合同300万", "第二期合同350万") == Decimal(350) * 30 / 100


def test_what_came_about_is_of_the_message_right_before() -> None:
    """签了 after another matter says nothing of the contract that was still to come."""
    told = ("第二期300万还没签", "语料呢，数据交易平台买的、非关联，90万", "签了")
    answer = real().ask(Conversation("", (COMPUTE, *told)), as_of=DAY)
    assert {e.amount / 10_000 for e in answer.estimates if e.amount is not None} <= {
        Decimal(800) * 30 / 100,
        Decimal(90) * 20 / 100,
        Decimal(90) * 30 / 100,  # the city's, where no district is named
    }
    assert answer.unused
