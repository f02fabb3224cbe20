"""后一年 is the year behind the one that was told, when it is told and when it is changed."""

from __future__ import annotations

import pytest

from tests.real_assistant import understand

_PARK = "运营龙华一个机器人专业园区，评估过的，上年度运营费用{}万，给运营公司多少"


def costs(*talk: str) -> list[int]:
    found = understand(*talk).focus
    (stated,) = {
        s for f in found for _, told in f.cases for s in told if s.name == "operating_cost_yuan"
    }
    assert isinstance(stated.value, tuple)
    return [int(item.total) // 10_000 for item in stated.value]


@pytest.mark.parametrize("year", ["后一年", "下一年", "那后一年"])
def test_the_year_behind_is_one_of_two(year: str) -> None:
    assert costs(_PARK.format(860), f"{year}预计1300万，两年合计呢") == [860, 1300]


@pytest.mark.parametrize(
    "later", ["后一年的预算董事会只批了九百", "后一年只有九百万", "下一年改成900万"]
)
def test_and_is_named_by_it(later: str) -> None:
    talk = _PARK.format(860), "后一年预计1300万，两年合计呢", later
    assert costs(*talk) == [860, 900]
