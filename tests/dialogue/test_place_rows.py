"""Rows of a list that open with a place or a level are read each with what heads them all.

市级 | 合同900万 / 福田 | 合同600万 once took 900万 in every row. Rates: 语料 in the city 30 %
(at most 200万), 福田 10 % (50万), 龙岗 20 % (100万); 活动 in the city 50 %, 龙岗 30 % (300万).
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_firms import wan
from tests.real_assistant import ask

CITY, FUTIAN, LONGGANG = "shenzhen-pioneer-2024#3", "futian-2024#3.1", "longgang-2025#3"


@pytest.mark.parametrize(
    "said",
    [
        "语料采购（都走数据交易平台、非关联方），逐行填：\n市级 | 合同400万 | ？\n"
        "福田 | 合同300万 | ？\n龙岗 | 合同450万 | ？",
        "买语料的，交易平台、非关联方：\n区域,合同额(万元)\n福田,300\n龙岗,450\n市级,400",
        "从数据交易平台买非关联方语料，各行补多少\n"
        "1. 市：400万\n2. 福田区：300万\n3. 龙岗区：450万",
        "| 层级 | 语料合同额（万元） |\n|---|---|\n| 市级 | 400 |\n| 福田 | 300 |\n"
        "| 龙岗 | 450 |\n交易平台买的，非关联",
    ],
)
def test_each_row_has_its_own_sum(said: str) -> None:
    found = amounts_of(said)
    assert wan(400 * 0.3)[0] in found[CITY]
    assert (found[FUTIAN], found[LONGGANG]) == (wan(300 * 0.1), wan(450 * 0.2))


def test_what_stands_in_a_row_is_of_that_row() -> None:
    found = amounts_of(
        "应用示范项目实际投入，逐行给数：\n市（有推广价值）：500万\n前海（管理局评定）：1600万\n"
        "龙岗（遴选入选，非政府投资）：480万"
    )
    assert found["shenzhen-pioneer-2024#5"] == wan(500 * 0.3)
    assert found["qianhai-2024#9"] == wan(1600 * 0.1)
    assert found["longgang-2025#10"] == wan(480 * 0.3)


def test_a_head_for_all_districts_asks_each_row_in_its_own() -> None:
    found = amounts_of(
        "各区算力补贴请填：\n龙华：采购700万\n福田：租用合同1000万，训练\n龙岗：服务费900万"
    )
    assert found == {
        "longhua-2025#4": wan(700 * 0.3),
        "futian-2024#2": wan(1000 * 0.3),
        "longgang-2025#2": wan(900 * 0.3),
    }


def test_a_line_behind_the_rows_asks_something_else() -> None:
    found = amounts_of(
        "办活动，实际费用\n龙岗：900万（市场化、已备案）\n市级：审定总投入500万\n龙岗还想问软件名园一次性多少"
    )
    assert found["longgang-2025#16"] == wan(900 * 0.3)
    assert found["shenzhen-pioneer-2024#18"] == wan(500 * 0.5)
    assert wan(100)[0] in found["longgang-2025#13"]


@pytest.mark.parametrize(
    ("said", "clause", "sums"),
    [
        # one place told of once, or more matters of it: nothing is parted
        (
            "龙岗区\n算力服务费 1100万\n语料采购 150万（平台、非关联）",
            "longgang-2025#2",
            (1100 * 0.3,),
        ),
        ("公司在龙岗\n买算力花了800万\n能补多少", "longgang-2025#2", (800 * 0.3,)),
    ],
)
def test_lines_of_one_place_stay_together(said: str, clause: str, sums: tuple[float, ...]) -> None:
    assert amounts_of(said)[clause] == wan(*sums)


def test_a_matter_without_a_figure_is_no_row() -> None:
    found = ask("房租\n龙华：上年度实付28万，评估过\n福田：社会物业，集聚区专业楼宇\n各多少")
    told = {str(e.clause_id): e.amount for e in found.estimates if e.amount is not None}
    assert int(told["longhua-2025#6"]) == wan(28 * 0.5)[0]
    assert int(told["futian-2024#6.2"]) == wan(500)[0]
