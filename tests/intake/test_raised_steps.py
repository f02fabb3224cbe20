"""A step that takes the place of the one below it, and one number told in two units of measure.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，奖励提高到60万元。",
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，给予60万元奖励。两档奖励不重复享受。",
    ],
)
def test_a_higher_step_takes_the_place_of_the_lower(sentence: str) -> None:
    low, high = emitted(sentence)
    (below,), (above,) = low["when"], high["when"]
    assert below["fact"] == above["fact"]
    assert (below["less_than"], above["at_least"]) == ("0.88", "0.88")
    assert len(low["conditions"]) == 2
    assert len(high["conditions"]) == 1


def test_two_steps_that_nothing_parts_both_hold() -> None:
    rules = emitted(
        "瑚膜成品率不低于95%，且透光率不低于80%的，给予20万元奖励；瑚膜成品率不低于95%，且透光率不低于88%的，给予60万元奖励。"
    )
    assert not any("when" in rule for rule in rules)


def test_a_demand_in_one_unit_is_paid_for_in_another() -> None:
    (rule,), facts = emitted_facts("瑚膜储能站装机容量达到2兆瓦时的，按装机容量每千瓦时补助90元。")
    (item,) = rule["amount"]["items"]
    demanded = rule["conditions"][0]["fact"]
    assert facts[item["fact"]]["derive"] == [{"product": [demanded, "1000"]}]


def test_letters_mark_the_lines_of_a_list_and_no_case_is_a_base() -> None:
    (rule,) = emitted(
        "新建瑚膜项目，设备投资达到2000万元的，按设备投资全额对应的比例给予补助：\n"
        "a）2000万元（含）至8000万元（不含）的，补助比例5%；\nb）8000万元（含）以上的，补助比例7%。\n"
        "单个项目补助总额最高900万元。"
    )
    bands = [(one["at_least"], one["rate"]) for one in rule["amount"]["bands"]]
    assert bands == [("20000000", "0.05"), ("80000000", "0.07")]
    assert rule["amount"]["base"]["plus"] == [rule["amount"]["by"]]


def test_what_stands_behind_a_list_of_letters_is_of_it_alone() -> None:
    source = (
        "3 瑚膜提升\n3.1 瑚膜储存。新建瑚膜窖的，按投资额的10%补助。\n"
        "3.2 瑚膜利用。新建瑚膜项目的，按设备投资给予补助：\n"
        "a）2000万元（含）至8000万元（不含）的，补助比例5%；\nb）8000万元（含）以上的，补助比例7%。\n"
        "单个项目最高补助900万元。补助分两期拨付：竣工后拨付60%，投产满一年后拨付40%。\n"
        "3.3 其他。\n"
    )
    first, second = emitted_of(source)
    assert "cap" not in first
    assert "paid_in" not in first
    assert second["cap"]["yuan"] == "9000000"


def test_a_part_with_a_higher_rate_is_of_the_same_sum() -> None:
    plain, own = emitted(
        "瑚膜企业设备投资达到300万元的，按设备投资额的12%给予补助，最高200万元。"
        "其中生产瑚膜胶囊的项目，补助比例为18%，最高400万元。"
    )
    assert plain["amount"]["base"] == own["amount"]["base"]
    assert [rule["when"][0]["is"] for rule in (plain, own)] == ["false", "true"]
    assert own["cap"]["yuan"] == "4000000"


def test_a_rent_whose_area_is_not_read_is_not_worked_out_by_the_month_alone() -> None:
    (rule,) = emitted(
        "租用瑚膜房屋的，给予租金补贴：甲泉区、乙泉区每平方米每月11元，其他县（市、区）每平方米每月7元。"
    )
    assert rule["amount"]["kind"] == "unquantified"
