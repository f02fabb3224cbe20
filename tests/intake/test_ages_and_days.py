"""Sums by how old a thing is, for each of them and each day, and what a founder has paid in.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from tests.intake.test_cases_behind import emitted, emitted_facts


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        (
            "拆解瑚船的，船龄15年以上、不足20年的每总吨补助200元，船龄20年以上、不足25年的每总吨补助100元。",
            "船龄",
        ),
        (
            "淘汰瑚机的，使用年限15年以上不足20年的，每台补助200元，20年以上不足25年的，每台补助100元。",
            "使用年限",
        ),
    ],
)
def test_bands_of_an_age_decide_what_is_paid(sentence: str, subject: str) -> None:
    rules, facts = emitted_facts(sentence)
    first, second = rules
    assert facts[first["conditions"][0]["fact"]]["label"] == subject
    assert (first["conditions"][0]["at_least"], first["when"][0]["less_than"]) == ("15", "20")
    assert (second["when"][0]["at_least"], second["conditions"][0]["less_than"]) == ("20", "25")
    assert [one["amount"]["items"][0]["yuan"] for one in rules] == ["200", "100"]


def test_a_date_between_two_years_is_no_age() -> None:
    (rule,) = emitted("2024年至2026年新建瑚窑的，每座补助3万元。")
    assert rule["conditions"] == []


@pytest.mark.parametrize(
    "each", ["每立方米每日0.2元", "每天每立方米0.2元", "每立方米每天补偿0.2元"]
)
def test_so_much_for_each_of_them_and_each_day(each: str) -> None:
    (rule,), facts = emitted_facts(
        f"列入名单的瑚库，按占用库容{each}给予补偿；单次补偿不足1万元的，按1万元补偿。"
    )
    amount = rule["amount"]
    assert facts[amount["items"][0]["fact"]]["unit_name"] in ("日", "天")
    assert facts[amount["count"]]["unit_name"] == "立方米"
    assert (amount["items"][0]["yuan"], amount["floor_yuan"]) == ("0.2", "10000")


@pytest.mark.parametrize(
    "who", ["新设立、实缴注册资本3000万元以上的瑚膜企业", "新设立且实缴资本3000万元以上的瑚膜企业"]
)
def test_what_a_founder_has_paid_in_is_no_pool(who: str) -> None:
    (rule,) = emitted(f"{who}，一次性奖励50万元。")
    assert [one["at_least"] for one in rule["conditions"]] == ["30000000"]


def test_what_somebody_set_up_is_a_pool() -> None:
    assert emitted("设立瑚膜产业基金，规模3000万元以上。") == []


def test_what_was_paid_in_is_one_sum_by_either_name() -> None:
    (rule,) = emitted(
        "新设立的瑚膜企业，注册之日起一年内实缴注册资本1000万元以上的，按实缴资本的3%给予奖励。"
    )
    assert rule["amount"]["base"]["plus"] == [rule["conditions"][0]["fact"]]


def test_an_increase_beside_bands_of_a_sum_is_that_of_the_sum() -> None:
    rules, facts = emitted_facts(
        "上年度瑚膜研发费用500万元以上且比前一年度增长的企业，按下列方式补助："
        "瑚膜研发费用500万元以上、不足2000万元的，按增加额的5%；2000万元以上、不足1亿元的，按增加额的8%。"
    )
    bases = {name for rule in rules for name in rule["amount"]["base"]["plus"]}
    (base,) = bases
    now = rules[0]["conditions"][0]["fact"]
    assert facts[base]["derive"] == [{"difference": [now, f"{now}_before"]}]
