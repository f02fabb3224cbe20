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
