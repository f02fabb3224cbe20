"""What somebody puts in comes on top, and what is called by its sum and did not come goes again."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_PROJECT = "自动驾驶芯片的科技重大专项，项目投资{}万，市里最多给多少"


def invested(*talk: str) -> int:
    found = understand(*talk).focus
    totals = [s.total for f in found for _, told in f.cases for s in told if "invest" in s.name]
    assert len({*totals}) == 1
    return int(totals[0] or 0) // 10_000


@pytest.mark.parametrize(
    "later",
    [
        "找到接盘的，投进来一千三百万",
        "新股东投进来1300万",
        "有个新股东注资1300万",
        "银行跟投了1300万",
        "母公司追投了1300万",
        "股东们增资1300万",
        "合伙人又砸进来1300万",
    ],
)
def test_what_is_put_in_comes_on_top(later: str) -> None:
    assert invested(_PROJECT.format(4400), later) == 5700


@pytest.mark.parametrize("later", ["追投到5100万", "增资到5100万", "总共追投了700万，合计5100万"])
def test_what_it_is_put_up_to_is_all_of_it(later: str) -> None:
    assert invested(_PROJECT.format(4400), later) == 5100


@pytest.mark.parametrize(
    "later",
    [
        "新股东尽调没过，那1300万不来了",
        "那1300万没到",
        "那1300万后来没谈拢",
        "那笔1300万没了",
        "新股东反悔，那1300万黄了",
    ],
)
def test_what_did_not_come_goes_again(later: str) -> None:
    assert invested(_PROJECT.format(4400), "新股东投进来1300万", later) == 4400


def test_a_bound_is_still_one() -> None:
    assert invested(_PROJECT.format(4400), "投资没到3000万") == 3000
