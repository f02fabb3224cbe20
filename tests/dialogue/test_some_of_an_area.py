"""A part of an area told later with 有 is no area of its own: the whole told before stays.

Rents in 前海 are paid 50 %; what is let to others is not paid for.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.real_assistant import ask, facts

RENT = "qianhai-2024#1"
FIRST = "前海人工智能集聚区租了{}平办公，每平每月租金50，补一年多少"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "some",
    ["有{}平分租给邻居了", "不过有{}平方给食堂用着", "里头有{}平是仓库", "有{} sqm转给兄弟公司"],
)
def test_some_of_an_area_leaves_the_whole(some: str, seed: int) -> None:
    draw = random.Random(seed)
    part, whole = draw.randrange(20, 190), draw.randrange(300, 900)
    talk = [FIRST.format(whole), some.format(part)]
    assert ("area_sqm", whole) in facts(ask(*talk))
    talk.append("核实了，没有分租，全是自己办公用")
    assert by_clause(*talk)[RENT] == {whole * 50 * 12 // 2}


@pytest.mark.parametrize("told", ["有{}平", "面积说错了，只有{}平办公", "现在有{}平就够了"])
def test_an_area_told_anew_takes_its_place(told: str) -> None:
    found = by_clause(FIRST.format(600), told.format(240))
    assert found[RENT] == {240 * 50 * 12 // 2}
