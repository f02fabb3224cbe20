"""Another sum from a number on, so much for what is beyond it, and more than the year before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.intake.test_cases_behind import emitted

Mapped = dict[str, Any]


def items(rule: Mapped) -> list[tuple[str, str | None]]:
    return [(one["yuan"], one.get("most")) for one in rule["amount"]["items"]]


@pytest.mark.parametrize(
    ("text", "paid"),
    [
        (
            "新设瑚膜网点的，每个网点补助3万元；从第6个网点起，每个网点补助2万元。",
            [("30000", "5"), ("20000", None)],
        ),
        (
            "采购瑚木的，年采购量500立方米以上，每立方米补助20元；从第2001立方米起，每立方米补助30元。",
            [("20", "2000"), ("30", None)],
        ),
        (
            "年出瑚苗500万株以上的，按每株0.05元补助；超过2000万株的，超过部分每株0.03元。",
            [("0.05", "20000000"), ("0.03", None)],
        ),
        (
            "在区外开瑚店的，前3家每家补助5万元，第4家起每家补助3万元。",
            [("50000", "3"), ("30000", None)],
        ),
        (
            "每新开一家瑚店奖励2万元，第6家起每家奖励3万元。",
            [("20000", "5"), ("30000", None)],
        ),
        (
            "每新增1名瑚匠奖励2000元，从第11名起每名奖励3000元。",
            [("2000", "10"), ("3000", None)],
        ),
    ],
)
def test_from_a_number_on_it_is_another_sum(text: str, paid: list[tuple[str, str | None]]) -> None:
    (rule,) = emitted(text)
    assert items(rule) == paid


def test_on_top_of_what_is_paid_stays_a_rule_of_its_own() -> None:
    first, more = emitted("新设瑚店的，每家奖励3万元；第10家起，每家再奖励1万元。")
    assert items(first) == [("30000", None)]
    assert items(more) == [("10000", None)]


def test_what_is_added_beyond_a_number_has_a_limit_of_its_own() -> None:
    first, more = emitted(
        "瑚场全年开放不少于100天的，补助30万元；开放超过100天的部分，每增加1天加补2000元，加补部分最高12万元。"
    )
    assert (first["amount"]["yuan"], first.get("cap")) == ("300000", None)
    assert (items(more), more["cap"]["yuan"]) == ([("2000", None)], "120000")
    assert more["amount"]["items"][0]["fact"].startswith(first["conditions"][0]["fact"])


def test_a_limit_of_the_whole_lets_the_sum_grow() -> None:
    (rule,) = emitted("瑚场全年开放200天以上的，补助20万元，每增加10天再补助1万元，最高30万元。")
    assert rule["amount"]["kind"] == "growing"


def test_what_is_added_to_a_maximum_is_not_worked_out() -> None:
    rules = emitted("新建瑚站的，给予补助，最高200万元；操作台超过20个的，每超过1个再补助1万元。")
    assert not any(rule["amount"]["kind"] == "per" for rule in rules)


def test_more_than_the_year_before_is_no_more_than_a_number() -> None:
    first, more = emitted(
        "瑚膜企业出口额500万元以上的，给予3万元奖励；出口额较上一年度每增加100万元再奖励1万元。"
    )
    assert first["amount"] == {"kind": "fixed", "yuan": "30000"}
    (increase,) = more["amount"]["base"]["plus"]
    assert increase == f"{first['conditions'][0]['fact']}_more"


def test_the_increase_of_this_year_is_of_what_is_demanded() -> None:
    (rule,) = emitted("瑚商年网络零售额2000万元以上且同比增长20%以上的，按当年增量的0.5%给予奖励。")
    (increase,) = rule["amount"]["base"]["plus"]
    assert increase == f"{rule['conditions'][0]['fact']}_more"


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [
        ("自主举办瑚市，实际入场商户达到50户的，按入场商户每户200元补助。", True),
        ("服务小微企业达到30家的，按服务企业每家500元补助。", True),
        ("带动农户50户以上的合作社，按照带动农户每户100元奖励。", True),
        ("年服务企业30家以上的瑚机构，按机构每家5万元补助。", False),
        ("改造瑚灶的农户，每户补助2000元。", False),
    ],
)
def test_those_counted_are_paid_for_each_by_their_name(text: str, is_counted: bool) -> None:
    (rule,) = emitted(text)
    assert (rule["amount"]["kind"] == "per") is is_counted


@pytest.mark.parametrize(
    "text",
    [
        "瑚膜作品获奖的，最高等次奖（甲瑚奖、乙瑚奖）每件奖励8万元，其他奖项每件奖励3万元。",
        "种植瑚草的，重点品种（甲瑚、乙瑚、丙瑚）每亩补助200元，其他品种每亩补助80元。",
        "瑚膜作品获奖的，一等奖每件奖励8万元，其他奖项每件奖励3万元。",
    ],
)
def test_a_class_is_named_with_those_that_are_of_it(text: str) -> None:
    (rule,) = emitted(text)
    assert rule["amount"]["kind"] == "levels"
    assert len(rule["amount"]["levels"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "当年瑚具购置费1000万元以上的，按下列比例分段累计补助：1000万元以内部分3%，超过1000万元部分5%。",
        "瑚坊年交易额500万元以上的，按以下比例分段补助：500万元以内的部分1%，超过500万元的部分2%。",
    ],
)
def test_the_rates_listed_below_are_no_sum_that_is_cut(text: str) -> None:
    (rule,) = emitted(text)
    assert rule["amount"]["base"]["plus"] == [rule["conditions"][0]["fact"]]
    assert "比例" not in rule["amount"]["base"]["say"]


@pytest.mark.parametrize("named", ["2.1至2.3", "2.1、2.2", "3.1"])
def test_clauses_that_list_something_are_no_number(named: str) -> None:
    (rule,) = emitted(f"在本地举办{named}所列瑚赛的单位，按实际支出的30%给予补助，最高10万元。")
    assert (rule["conditions"], rule.get("when")) == ([], None)


def test_so_many_of_what_is_counted_in_suo_stay_a_number() -> None:
    (rule,) = emitted("开办2至3所瑚园的，按实际支出的30%补助。")
    assert rule["when"] or rule["conditions"]
