"""What is read of a term and of a number: asides in brackets, clauses named by their numbers.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

import pytest

from assistant.intake.figures import make_skeleton
from assistant.intake.labels import words_apart
from assistant.intake.view import make_view
from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of, says


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


KINDS = """1.瑚膜赛。按瑚膜赛支出的一定比例补助，单位自筹不足部分。

| 类别 | {head} | 补助比例 | 单项最高 |
|---|---|---|---|
| A类 | {first} | 40% | 60万元 |
| B类 | 洲赛、邀请赛 | 25% | 25万元 |

2.其他。
"""


def test_a_column_of_words_names_the_kinds_of_a_table() -> None:
    (rule,) = emitted_of(KINDS.format(head="瑚膜赛范围", first="环球赛、大师赛"))
    classes = [(one["rate"], one["cap_yuan"]) for one in rule["amount"]["classes"]]
    assert classes == [("0.4", "600000"), ("0.25", "250000")]
    assert rule["amount"]["base"]["say"] == "瑚膜赛支出"


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("要求", "须经备案"),
        ("备注", "另行核定"),
        ("瑚膜赛范围", "洲赛、邀请赛"),
        ("瑚膜赛范围", "3天以上"),
    ],
)
def test_a_column_that_may_demand_something_is_not_passed_over(head: str, first: str) -> None:
    rules = emitted_of(KINDS.format(head=head, first=first))
    assert all(rule["amount"]["kind"] == "unquantified" for rule in rules)


def test_a_kind_is_known_by_what_it_takes_in() -> None:
    first, second = words_apart(["A类(环球赛、大师赛)", "B类(洲赛、邀请赛)"])
    assert {"A类", "环球赛", "大师赛"} <= set(first)
    assert {"B类", "邀请赛"} <= set(second)
    assert "原装" not in words_apart(["新机(不含原装)", "旧机"])[0]


@pytest.mark.parametrize(
    "unpaid",
    [
        "300万元以下的部分不予奖励，300万元至900万元的部分按2%奖励，超过900万元的部分按1%奖励",
        "300万元至900万元的部分，按2%计算；超过900万元的部分，按1%计算；300万元以下的部分不计奖励",
        "不足300万元的部分不奖，300万元至900万元的部分奖励2%，超过900万元的部分奖励1%",
    ],
)
def test_the_lowest_slice_may_be_unpaid(unpaid: str) -> None:
    (rule,) = emitted(f"按瑚膜零售额分段计奖：零售额{unpaid}。")
    assert rule["amount"]["slices"] == [
        {"rate": "0.02", "beyond_yuan": "3000000", "upto_yuan": "9000000"},
        {"rate": "0.01", "beyond_yuan": "9000000"},
    ]
    assert rule["conditions"] == []


def test_slices_that_do_not_go_on_from_the_unpaid_one_are_not_proposed() -> None:
    assert not emitted(
        "瑚膜零售额200万元以下的部分不予奖励，300万元至900万元的部分按2%，超过900万元的部分按1%。"
    )


@pytest.mark.parametrize("only", ["方可申请", "的方可享受", "的，才能申报", "以上的才予补助"])
def test_from_a_number_on_alone_it_is_paid(only: str) -> None:
    (rule,) = emitted(f"出口瑚膜的，每标准箱补助600元。年出口达到50个标准箱{only}。")
    (condition,) = rule["conditions"]
    assert condition["at_least"] == "50"
    assert condition["fact"] == rule["amount"]["items"][0]["fact"]


def test_what_counts_for_several_stands_apart() -> None:
    one, apart = emitted("出口瑚膜的，每标准箱补助600元，一个加长瑚箱折算为2个标准箱。")
    assert says(one, "when") == ["不属于“加长瑚箱”"]
    assert (says(apart, "when"), apart["amount"]["kind"]) == (["加长瑚箱"], "unquantified")


@pytest.mark.parametrize(
    "limit", ["月补贴额不超过实际月租金", "每月补助不超过实际租金", "不得高于本人实际支付月租金"]
)
def test_a_monthly_sum_is_never_more_than_the_rent(limit: str) -> None:
    (rule,), facts = emitted_facts(
        f"瑚膜师租房的，甲级每月900元，乙级每月500元。{limit}，最长24个月。"
    )
    within = rule["within"]
    assert within["rate"] == "1"
    (derived,) = facts[within["fact"]]["derive"]
    assert derived["product"][1] == rule["amount"]["months"]


def test_a_sum_for_each_of_several_is_not_limited_by_what_all_of_them_cost() -> None:
    (rule,) = emitted("修复瑚膜的，每件补助8000元。补助不超过实际修复费用。")
    assert "within" not in rule


def test_each_time_that_something_is_held_is_a_level() -> None:
    (rule,) = emitted(
        "瑚膜赛参赛者400人以上的，首届奖励20万元，第二届奖励30万元，第三届及以后每届奖励40万元。"
    )
    levels = [one["yuan"] for one in rule["amount"]["levels"]]
    assert (rule["amount"]["kind"], levels) == ("levels", ["200000", "300000", "400000"])
    assert [one["at_least"] for one in rule["conditions"]] == ["400"]


def test_times_are_told_by_their_number() -> None:
    first, second, later = words_apart(["首届", "第二届", "第三届及以后"])
    assert {"第一届", "第1届"} <= set(first)
    assert {"第3届", "第十二届"} <= set(later)
    assert not set(second) & set(later)


@pytest.mark.parametrize(
    "share",
    ["其中外地参赛者占30%以上", "其中外地参赛者占比不低于30%", "其中外地参赛者人数占比达到30%"],
)
def test_a_share_among_those_that_are_counted_follows_from_both(share: str) -> None:
    (rule,), facts = emitted_facts(f"瑚膜赛参赛者400人以上且{share}的，每场奖励5万元。")
    whole, part = (one["fact"] for one in rule["conditions"])
    (derived,) = facts[part]["derive"]
    assert derived["share"][1] == whole
    assert facts[derived["share"][0]]["label"] == "外地参赛者"


def test_of_which_of_them_there_is_a_share_is_kept() -> None:
    (rule,) = emitted("改造瑚膜楼面积900平方米以上、其中面向学徒供应的套数不低于50%的，补助9万元。")
    assert "面向学徒供应套数不低于50%" in says(rule, "conditions")


@pytest.mark.parametrize(
    "threshold", ["购置瑚膜机、晾膜架等设备合计80万元以上", "购置晾膜架等设备累计80万元以上"]
)
def test_what_several_come_to_is_what_a_rate_is_of(threshold: str) -> None:
    (rule,) = emitted(f"{threshold}的，按购置额的15%补助。")
    assert rule["conditions"][0]["fact"] == rule["amount"]["base"]["plus"][0]


def test_what_all_kinds_come_to_is_not_the_sum_of_one() -> None:
    (rule,) = emitted(
        "购置瑚膜机、晾膜架等设备合计80万元以上的，国产设备按购置额的15%、进口设备按购置额的8%补助。"
    )
    assert rule["conditions"][0]["fact"] != rule["amount"]["base"]["plus"][0]


def test_what_several_come_to_may_be_another_sum() -> None:
    (rule,) = emitted("销售瑚膜、晾膜等产品合计80万元以上的，按购置额的15%补助。")
    assert rule["conditions"][0]["fact"] != rule["amount"]["base"]["plus"][0]
