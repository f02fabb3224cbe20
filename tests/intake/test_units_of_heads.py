"""Tables whose heads say the unit, and whose heads are classes of their own.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.test_cases_behind import emitted, emitted_facts

Mapped = dict[str, Any]


def amounts(rule: Mapped) -> list[str]:
    amount = rule["amount"]
    rows = [*amount.get("levels", ()), *amount.get("bands", ()), *amount.get("items", ())]
    return [one.get("yuan") or one["rate"] for one in rows]


def test_heads_that_are_ranks_cross_the_rows() -> None:
    rules, facts = emitted_facts(
        "瑚工取得证书的，按下表给予机构补贴：\n工种 | 初级（元/人） | 高级（元/人）\n"
        "编瑚工 | 800 | 2000\n染膜工 | 1000 | 2500"
    )
    (rule,) = rules
    assert amounts(rule) == ["800", "1000", "2000", "2500"]
    labels = [one["label"] for one in facts[rule["amount"]["fact"]]["choices"].values()]
    assert labels == ["编瑚工·初级", "染膜工·初级", "编瑚工·高级", "染膜工·高级"]
    assert "count" in rule["amount"]


def test_bands_and_rates_of_a_table_with_its_unit_in_the_head() -> None:
    (rule,) = emitted(
        "当年设备投资100万元以上的，补助标准如下：\n投资额（万元）　补助比例\n"
        "100—500（不含）　8%\n500—2000（不含）　10%\n2000以上　12%\n每家企业最高300万元。"
    )
    assert [one["at_least"] for one in rule["amount"]["bands"]] == [
        "1000000",
        "5000000",
        "20000000",
    ]
    assert rule["cap"]["yuan"] == "3000000"


def test_a_column_of_limits_in_a_unit_is_of_each_row() -> None:
    rules = emitted(
        "新建瑚棚的，按下列标准补助：\n类型　　标准（万元/亩）　　单个主体最高（万元）\n"
        "玻璃瑚棚　　6　　400\n薄膜瑚棚　　2.5　　150"
    )
    assert [amounts(one) for one in rules] == [["60000"], ["25000"]]
    assert [one["cap"]["yuan"] for one in rules] == ["4000000", "1500000"]


def test_the_line_above_a_table_says_the_unit() -> None:
    rules = emitted(
        "新建、改造瑚站的，按下表补助：\n（单位：万元）\n类别 新建 改造\n甲类站 30 12\n乙类站 20 8"
    )
    paid = [one for rule in rules for one in amounts(rule)]
    assert sorted(paid) == sorted(["300000", "200000", "120000", "80000"])


def test_so_much_a_month_for_each() -> None:
    (rule,) = emitted(
        "瑚膜人才租房的，按下表给予补贴。\n层次 | 标准（元/人·月）\n博士 | 1500\n硕士 | 900"
    )
    assert amounts(rule) == ["1500", "900"]
    assert {"months", "count"} <= set(rule["amount"])


@pytest.mark.parametrize(
    "text",
    [
        # heads that say what is paid are two sums for each row, and no classes
        "按下表补助：\n类别 | 建设补助（万元） | 运营补助（万元）\n甲类 | 30 | 5\n乙类 | 20 | 3",
        "按下表补助：\n类别　　一般门类　　紧缺门类\n"
        "甲等　　1500元　　2000元\n乙等　　3000元　　4000元",
    ],
)
def test_other_heads_are_cases_of_their_own(text: str) -> None:
    rules = emitted(f"建设瑚站的，{text}")
    assert len(rules) == 2


def test_a_note_that_is_no_unit_makes_no_sum() -> None:
    rules = emitted("瑚工培训的，按下表执行：\n工种（岗位） | 名额\n编瑚工 | 30\n染膜工 | 12")
    assert all(rule["amount"]["kind"] in ("unquantified", "in_kind") for rule in rules)
