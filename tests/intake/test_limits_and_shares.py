"""Limits of one item, shares of all that stands before, what is too little to be paid.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.intake.emit import emit
from assistant.intake.over import apply_over
from assistant.intake.propose import propose
from assistant.intake.take_in import head_above
from assistant.intake.together import propose_together
from assistant.policy.parse import parse_clauses
from assistant.policy.policy import Policy
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.text.schedules import find_schedule
from tests.intake.test_cases_behind import emitted, emitted_of, leaves, says

Mapped = dict[str, Any]

TWO_ITEMS = """一、支持瑚膜制造
（一）支持取证
1.取得瑚膜合格证的，奖励500万元。
2.取得瑚膜生产证的，奖励300万元。
3.单个企业本项奖励累计不超过600万元。
（二）支持配套
1.采购瑚膜零件的，按采购额的2%奖励。
2.单个企业每年最高200万元。
二、附则
其他。
"""


def test_a_limit_in_a_line_of_an_item_is_of_that_item() -> None:
    caps = {
        rule["id"].partition("#")[2]: [
            one["yuan"] for one in (rule.get("cap"), *rule.get("more_caps", ())) if one
        ]
        for rule in emitted_of(TWO_ITEMS)
    }
    assert caps == {"1.1:r1": ["6000000"], "1.1:r2": ["6000000"], "1.2:r1": ["2000000"]}


def test_a_limit_over_two_rules_is_over_those_of_its_item() -> None:
    rules = emitted_of(TWO_ITEMS)
    stated = propose_together(leaves(TWO_ITEMS), rules)
    assert [one["rules"] for one in stated] == [["p#1.1:r1", "p#1.1:r2"]]


@pytest.mark.parametrize(
    ("text", "shares", "events"),
    [
        (
            "补助分两年兑付，瑚膜验收当年兑付60%，次年达产后兑付40%。",
            ("0.6", "0.4"),
            ("瑚膜验收", "达产"),
        ),
        (
            "补助款分两次到位：完工验收后付七成，正式营业满一年后付三成。",
            ("0.7", "0.3"),
            ("完工验收", "正式营业满一年"),
        ),
        (
            "上述补助在瑚膜竣工后拨付55%，达产后拨付45%。",
            ("0.55", "0.45"),
            ("瑚膜竣工", "达产"),
        ),
    ],
)
def test_parts_are_told_by_what_has_happened(
    text: str, shares: tuple[str, ...], events: tuple[str, ...]
) -> None:
    found = find_schedule(text)
    assert found is not None
    assert (tuple(map(str, found.shares)), found.events) == (shares, events)


def test_parts_in_a_paragraph_of_their_own_are_of_what_stands_before() -> None:
    (rule,) = emitted(
        "改造瑚膜窖的，按改造投入的25%补助。\n补助款分两次到位：验收后付六成，满一年后付四成。"
    )
    assert [one["share"] for one in rule["paid_in"]] == ["0.6", "0.4"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("补保费的七成", ["0.7"]),
        ("按租金的一半给予补助", ["0.5"]),
        ("瑚膜厂建成立即补助", []),
        ("一成立就奖励", []),
    ],
)
def test_shares_in_tenths_and_halves(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in quoted_numbers(text)] == values


def test_half_of_what_was_spent_and_tenths_for_a_case() -> None:
    every, poor = emitted(
        "参加瑚膜保险的，补保费的一半，每家每年最多5000元；脱贫户补七成，每家每年最多7000元。"
    )
    assert (every["amount"]["rate"], every["cap"]["yuan"]) == ("0.5", "5000")
    assert (poor["amount"]["rate"], poor["cap"]["yuan"]) == ("0.7", "7000")
    assert every["amount"]["base"] == poor["amount"]["base"]


def test_what_comes_to_too_little_is_a_condition_on_what_is_worked_out() -> None:
    source = (
        "1.购买瑚膜险的，按保费的40%补助，最高60万元。补助金额不足1万元的，不予补助。\n2.其他。\n"
    )
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    found = emit(policy, [(propose(source, one), one) for one in leaves(source)])
    (rule,) = found.rules
    (least,) = rule["conditions"]
    (base,) = rule["amount"]["base"]["plus"]
    assert least["at_least"] == "10000"
    assert found.facts[least["fact"]]["derive"] == [{"product": [base, "0.4"]}]
    assert not any("没有计入" in one for one in rule["readings"])


def test_so_much_of_a_base_counts() -> None:
    (rule,) = emitted(
        "瑚膜贷款，按年利率2个百分点给予贴息，计息本金超过300万元的按300万元计，贴息不超过3年。"
    )
    assert rule["amount"]["most_base_yuan"] == "3000000"


def test_how_long_ago_something_may_be() -> None:
    (rule,) = emitted("毕业5年内的高校毕业生领办瑚膜坊的，补助3万元。")
    (condition,) = rule["conditions"]
    assert (condition["at_most"], condition["assumed"]) == ("5", "true")


def test_so_many_are_counted() -> None:
    (rule,) = emitted("招用瑚膜工的，每招1人每年补助1500元，每家最多按10人计算。")
    assert [one.get("most") for one in rule["amount"]["items"]] == ["10"]


def test_nights_that_are_demanded_are_those_that_are_paid() -> None:
    source = "1.组织游客在瑚膜村连住2晚以上的，每人每晚奖励20元。\n2.其他。\n"
    (rule,) = emitted_of(source)
    nights = [one["fact"] for one in rule["amount"]["items"]]
    assert [one["fact"] for one in rule["conditions"]] == nights


def test_what_is_raised_has_a_limit_for_each_thing() -> None:
    plain, old = emitted(
        "改造瑚膜屋的，按投入的25%补助，每栋最多40万元；属于历史建筑的，补助比例提到35%，每栋最多60万元。"
    )
    told = [(one["amount"]["rate"], one["amount"]["item_cap_yuan"]) for one in (plain, old)]
    assert told == [("0.25", "400000"), ("0.35", "600000")]


def test_a_share_of_all_paragraphs_before() -> None:
    rules = emitted(
        "取得瑚膜甲证的，奖励300万元。取得瑚膜乙证的，每项奖励50万元。\n整体迁入的企业，按前款标准的80%给予奖励。"
    )
    assert [[one["factor"] for one in rule["factors"]] for rule in rules] == [["0.8"], ["0.8"]]


def test_a_list_of_sums_for_each_flight() -> None:
    (rule,) = emitted(
        "瑚膜飞行5000架次以上的，小型、中型、大型瑚膜机每架次分别补助15元、40元、200元。"
    )
    amount = rule["amount"]
    assert [one["yuan"] for one in amount["levels"]] == ["15", "40", "200"]
    assert amount["count"] == rule["conditions"][0]["fact"]


def test_a_case_that_lists_its_places_beside_the_sum_of_all() -> None:
    every, far = emitted(
        "新开的瑚膜店，每间奖励3000元。开在段乡、章乡、沱乡三个偏远乡的，每间奖励5000元。每家最多奖励10万元。"
    )
    assert [one["cap"]["yuan"] for one in (every, far)] == ["100000", "100000"]
    assert [one["is"] for one in (*every["when"], *far["when"])] == ["false", "true"]


def test_a_list_of_what_keeps_from_support_is_a_condition_of_every_rule() -> None:
    source = (
        "第一条 有下列情形之一的，当年度不予扶持：\n（一）发生较大及以上瑚膜事故的；\n"
        "（二）提供虚假申报材料的。\n第二条 建设瑚膜窖的，奖励5万元。\n第三条 其他。\n"
    )
    clauses = parse_clauses("p", source)
    own = [one for one in clauses if one.is_leaf]
    policy = cast(
        Policy,
        SimpleNamespace(
            id="p", source=source, clauses=clauses,
            clause=lambda wanted: next((c for c in clauses if c.id == wanted), None),
        ),
    )  # fmt: skip
    found = emit(policy, [(propose(source, one), one) for one in own])
    apply_over(own, found.rules, found.facts, "p", partial(head_above, policy))
    (rule,) = found.rules
    assert [one["clause"] for one in rule["conditions"]] == ["p#1.1", "p#1.2"]
    assert "瑚膜事故" in found.facts[rule["conditions"][0]["fact"]]["words"]
    assert says(rule, "conditions")


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("新建瑚膜棚的，按面积每平方米补助80元。超过1000平方米的，超过部分不补。", "1000"),
        ("购置瑚膜机的，每台补助2000元；超过5台的，超出部分不再补助。", "5"),
        ("改良瑚园的，每亩补助300元，超过200亩的部分不予奖补。", "200"),
    ],
)
def test_what_is_beyond_a_number_and_not_paid_limits_the_count(text: str, most: str) -> None:
    (rule,) = emitted(text)
    assert rule["amount"]["items"][0]["most"] == most
    assert not rule["conditions"]


def test_what_is_beyond_an_area_is_paid_in_no_class() -> None:
    (rule,) = emitted(
        "新建瑚膜棚的，甲式结构每平方米补助80元，乙式结构每平方米补助45元。"
        "单个主体面积不足60平方米的不补；超过1000平方米的，超过部分不补。"
    )
    assert rule["amount"]["most_count"] == "1000"
    assert says(rule, "conditions") == ["单个主体面积不低于60平方米"]


def test_what_is_beyond_an_area_is_told_where_nothing_is_paid_by_it() -> None:
    (rule,) = emitted("新建瑚膜车间，按投入的20%补助。面积超过1000平方米的，超过部分不补。")
    assert any("超过1000平方米的，超过部分不补" in told for told in rule["readings"])
