"""What is read of a term and of a number: asides in brackets, clauses named by their numbers.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from assistant.intake.figures import make_skeleton
from assistant.intake.view import make_view
from tests.intake.test_cases_behind import emitted, emitted_facts, says


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("未享受2.1补助的瑚膜，按30%", "未享受2.1补助的瑚膜,按Ⓟ"),
        ("符合2.1、2.2、2.3中条件的", "符合2.1、2.2、2.3中条件的"),
        ("择一申请；3.2可与3.3同时享受", "择一申请;3.2可与3.3同时享受"),
        ("按照3.1规定的标准，奖励2.5万元", "按照3.1规定的标准,奖励Ⓜ"),
        ("瑚膜密度不低于2.5的", "瑚膜密度不低于Ⓒ的"),
        ("单产达到1.5吨以上的", "单产达到Ⓒ以上的"),
    ],
)
def test_where_a_clause_stands_is_no_number(written: str, read: str) -> None:
    assert make_skeleton(make_view(written, 0, len(written)).text).text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("合作社（以下统称瑚膜主体）", "合作社"),
        ("投资额（不含税，下同）", "投资额(不含税)"),
        ("瑚膜（下同）", "瑚膜"),
        ("毕业生（以下称来瑚毕业生）就业", "毕业生就业"),
        ("投资额（含3万元以下的部分）", "投资额(含3万元以下的部分)"),
    ],
)
def test_how_a_term_is_used_from_there_on_is_no_part_of_it(written: str, read: str) -> None:
    assert make_view(written, 0, len(written)).text == read


@pytest.mark.parametrize("term", ["（不含税，下同）", "（不含税费，以下同）", "（含税）", ""])
def test_a_term_with_an_aside_is_the_sum_that_is_paid_for(term: str) -> None:
    (rule,) = emitted(f"对瑚膜投资额{term}200万元以上的项目，按瑚膜投资额的9%补助，最高80万元。")
    assert rule["conditions"][0]["fact"] == rule["amount"]["base"]["plus"][0]


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚膜企业研发费用比上年增加50万元以上的，按增加额的10%补助。",
        "瑚膜企业研发费用较上一年度新增50万元以上的，按新增部分的10%补助。",
        "对研发费用同比增长50万元以上的瑚膜企业，按增长额的10%补助。",
        "瑚膜企业研发费用比上年增加50万元以上不足90万元的，按增加额的10%补助；90万元以上的，按12%补助。",
    ],
)
def test_a_threshold_on_an_increase_is_on_what_a_rate_is_of(sentence: str) -> None:
    rules, facts = emitted_facts(sentence)
    amount = rules[0]["amount"]
    (base,) = amount["base"]["plus"]
    decided = amount.get("by") or rules[0]["conditions"][0]["fact"]
    assert decided == base
    assert facts[base]["derive"] == [
        {"difference": [base.removesuffix("_more"), base[:-4] + "before"]}
    ]


def test_a_threshold_on_an_increase_is_none_on_the_sum_that_a_rate_is_of() -> None:
    rules, _ = emitted_facts("瑚膜产值比上年增加100万元以上的，按瑚膜设备购置费的10%补助。")
    (fact,) = rules[0]["amount"]["base"]["plus"]
    assert rules[0]["conditions"][0]["fact"].endswith("_more")
    assert not rules[0]["conditions"][0]["fact"].startswith(fact)


def test_a_clause_that_names_another_is_proposed() -> None:
    (rule,) = emitted("没有享受4.2奖励的瑚膜赛，按瑚膜赛支出的25%补助，最高9万元。")
    assert (rule["amount"]["rate"], rule["cap"]["yuan"], says(rule, "conditions")) == (
        "0.25", "90000", [],
    )  # fmt: skip
