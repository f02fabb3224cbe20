"""Ranks with sums, bands of what one thing costs, cases that are paid nothing, what limits a list.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.test_cases_behind import Mapped, emitted, emitted_facts, says
from tests.intake.test_lists_and_behind import of, taken_in


def _levels(rule: Mapped, facts: dict[str, Mapped]) -> list[tuple[str, str]]:
    choices = facts[rule["amount"]["fact"]]["choices"]
    return [(choices[one["key"]]["label"], one["yuan"]) for one in rule["amount"]["levels"]]


def test_medals_of_two_contests_are_six_classes() -> None:
    rules, facts = emitted_facts(
        "作品在国际瑚膜比赛中获奖的，金奖15万元、银奖8万元；在全国性瑚膜比赛中获奖的，金奖6万元、银奖3万元。"
    )
    (rule,) = rules
    assert _levels(rule, facts) == [
        ("国际瑚膜比赛金奖", "150000"),
        ("国际瑚膜比赛银奖", "80000"),
        ("全国性瑚膜比赛金奖", "60000"),
        ("全国性瑚膜比赛银奖", "30000"),
    ]


@pytest.mark.parametrize(
    ("sentence", "ranks"),
    [
        ("经评定的瑚膜店，五星级8万元、四星级5万元、三星级2万元。", ["五星级", "四星级", "三星级"]),
        (
            "在县级以上瑚膜竞赛中获得名次的，冠军奖励10万元、亚军6万元、季军3万元。",
            ["冠军", "亚军", "季军"],
        ),
    ],
)
def test_ranks_without_a_verb(sentence: str, ranks: list[str]) -> None:
    rules, facts = emitted_facts(sentence)
    (rule,) = rules
    assert [label for label, _ in _levels(rule, facts)] == ranks


def test_a_note_behind_a_name_is_no_condition() -> None:
    rules, facts = emitted_facts(
        "新建瑚膜炉的，常压炉每套补助15万元，高压炉（1千伏以上）每套补助60万元。"
    )
    (rule,) = rules
    assert [yuan for _, yuan in _levels(rule, facts)] == ["150000", "600000"]
    assert rule["conditions"] == []


def test_bands_of_what_one_thing_costs_pay_each_of_them() -> None:
    (rule,) = emitted(
        "修理瑚膜船，单船合同额2000万元以上的，按单船给予奖励：合同额2000万元以上、不足5000万元的，"
        "每艘30万元；5000万元以上的，每艘60万元。同一企业每年奖励不超过5艘。"
    )
    assert (rule["several"], rule["most_items"], rule["conditions"]) == ("each", "5", [])
    assert [one["yuan"] for one in rule["amount"]["bands"]] == ["300000", "600000"]


def test_from_so_many_years_to_fewer_than_so_many() -> None:
    rules = emitted("储备瑚膜料的，按陈放年限给予补助：满3年不满5年的每吨400元，满5年的每吨900元。")
    told = [says(one, "when") + says(one, "conditions") for one in rules]
    assert told == [["陈放年限低于5年", "陈放年限不低于3年"], ["陈放年限不低于5年"]]


def test_below_and_above_are_two_cases() -> None:
    first, monthly, other = emitted(
        "服役满6年的瑚犬，给予一次性补助3000元；并自领养次月起每月补助300元。"
        "服役不满6年的，仅享受一次性补助1000元。"
    )
    assert says(first, "when") == says(monthly, "when") == ["服役不低于6年"]
    assert says(other, "when") == ["服役低于6年"]


def test_a_case_whose_award_is_cancelled_is_paid_nothing() -> None:
    (rule,) = emitted("瑚车每次奖励10元，每车每年最高2000元。当年有拒载记录的瑚车，取消全年奖励。")
    assert says(rule, "conditions") == ["不是当年有拒载记录的瑚车的情形"]


def test_by_month_is_paid_for_each_month() -> None:
    (rule,) = emitted("对专职训练人员，按月给予瑚膜津贴：初级800元，高级2500元。")
    assert {"months", "count"} <= set(rule["amount"])


def test_what_is_counted_in_tens_of_thousands() -> None:
    (rule,) = emitted("备案瑚田面积20万平方米以上的，按每万平方米1.2万元补助。")
    (item,) = rule["amount"]["items"]
    assert item["yuan"] == "1.2"
    assert [(one["fact"], one["at_least"]) for one in rule["conditions"]] == [
        (item["fact"], "200000")
    ]


def test_slices_that_begin_above_nothing() -> None:
    (rule,) = emitted(
        "组织学生研学的，对年度人数超过500人的部分分段累加奖励：超过500人至2000人的部分，每人20元；"
        "超过2000人的部分，每人35元。"
    )
    assert [one["yuan"] for one in rule["amount"]["items"]] == ["20", "35"]


def test_a_share_of_what_was_approved_is_granted() -> None:
    (rule,) = emitted("新建瑚场的，按核定投资额的30%给予补助，最高300万元。")
    assert (rule["amount"]["kind"], rule["cap"]["yuan"]) == ("rate", "3000000")


def test_how_many_beds_are_paid_for_by_the_month() -> None:
    (rule,) = emitted("瑚膜企业按实际入住床位每张每月100元给予补助，单家企业最多按300张床位计算。")
    assert rule["amount"]["most_count"] == "300"


def test_limits_above_and_behind_the_items_of_a_list(tmp_path: Path) -> None:
    rules = taken_in(
        "一、涂装\n（一）建设瑚膜棚，设备投资额200万元以上的，按下列标准补助，单个项目最高250万元：\n"
        "1.处理效率达到80%以上、不足90%的，按设备投资额的15%补助；\n"
        "2.处理效率达到90%以上的，按设备投资额的20%补助。\n"
        "二、评级\n（一）手工瑚膜经评级，A级每件奖励2000元，B级每件奖励800元。\n"
        "（二）奖励发给所在瑚膜主体，单个瑚膜主体每年最高10万元。\n",
        tmp_path,
    )
    assert [one["cap"]["yuan"] for one in of(rules, "1.1")] == ["2500000", "2500000"]
    (rated,) = of(rules, "2.1")
    assert (rated["cap"]["yuan"], of(rules, "2.2")) == ("100000", [])
