"""What stands behind an award: limits by class, cases that get nothing, halves, parts paid out.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.intake.emit import emit
from assistant.intake.over import apply_over
from assistant.intake.propose import propose
from assistant.intake.together import propose_together
from assistant.policy.clause import Clause
from assistant.policy.parse import parse_clauses
from assistant.policy.policy import Policy
from assistant.text.schedules import find_schedule

Mapped = dict[str, Any]


def emitted_of(source: str) -> list[Mapped]:
    """The rules of a policy of this text."""
    clauses = leaves(source)
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    found = emit(policy, [(propose(source, one), one) for one in clauses])
    apply_over(clauses, found.rules, found.facts, "p")
    return found.rules


def leaves(source: str) -> list[Clause]:
    """The clauses of a text that have no parts."""
    return [one for one in parse_clauses("p", source) if one.is_leaf]


def emitted(*sentences: str) -> list[Mapped]:
    """The rules of a policy with these clauses."""
    return emitted_of("".join(f"{n}.{one}\n" for n, one in enumerate((*sentences, "其他。"), 1)))


def emitted_facts(*sentences: str) -> tuple[list[Mapped], dict[str, Mapped]]:
    """The rules of a policy with these clauses, and the facts that they need."""
    source = "".join(f"{n}.{one}\n" for n, one in enumerate((*sentences, "其他。"), 1))
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    found = emit(policy, [(propose(source, one), one) for one in leaves(source)])
    return found.rules, found.facts


def says(rule: Mapped, key: str) -> list[str]:
    return [one["say"] for one in rule.get(key, ())]


def test_every_class_of_applicant_has_its_own_limit() -> None:
    (rule,) = emitted(
        "购置瑚膜机的，按购置价的30%补助。企业最高80万元，合作社和家庭农场最高30万元，农户最高6万元。"
    )
    caps = [(one["rate"], one["cap_yuan"]) for one in rule["amount"]["classes"]]
    assert caps == [("0.3", "800000"), ("0.3", "300000"), ("0.3", "60000")]


def test_a_class_beside_everybody_else_is_a_rule_of_its_own() -> None:
    every, own = emitted(
        "建设瑚膜窖的，每立方米补助100元。单个项目最高补助100万元，合作社建设的最高补助60万元。"
    )
    assert (every["cap"]["yuan"], says(every, "when")) == ("1000000", ["不属于“合作社”"])
    assert (own["cap"]["yuan"], says(own, "when")) == ("600000", ["合作社"])


def test_a_limit_of_a_class_behind_the_limit_of_a_rate() -> None:
    rules = emitted("举办瑚膜赛的，按实际支出的30%补助，最高50万元；国家级的最高100万元。")
    assert [one["cap"]["yuan"] for one in rules] == ["500000", "1000000"]
    assert {one["amount"]["rate"] for one in rules} == {"0.3"}


@pytest.mark.parametrize(
    ("behind", "case"),
    [
        ("受让取得的瑚膜不奖。", "受让取得的瑚膜"),
        ("租用个人窖池的不适用本项。", "租用个人窖池"),
        ("到期复评维持原等级的，不再奖励。", "到期复评维持原等级"),
    ],
)
def test_a_case_that_gets_nothing_is_a_condition(behind: str, case: str) -> None:
    (rule,) = emitted(f"通过瑚膜认定的，每个奖励5万元。{behind}")
    assert says(rule, "conditions") == [f"不是{case}的情形"]


def test_what_is_demanded_behind_is_assumed_where_it_is_not_told() -> None:
    (rule,) = emitted("改造瑚膜窖的，每口补助3000元。租赁期限不足5年的不予补助。")
    (condition,) = rule["conditions"]
    assert (condition["at_least"], condition["assumed"]) == ("5", "true")


@pytest.mark.parametrize(
    ("behind", "case", "factor"),
    [
        ("旧窖改造为瑚膜窖的，补助标准按新建的一半执行。", "旧窖改造为瑚膜窖", "0.5"),
        ("属于新式瑚膜窖的，在相应标准上再提高50%。", "属于新式瑚膜窖", "1.5"),
        ("评定为三级以上的单位，补贴上浮20%。", "评定为三级以上的单位", "1.2"),
        ("首次投用的瑚膜窖上浮30%。", "首次投用的瑚膜窖", "1.3"),
        ("供应境外的，奖励标准翻倍。", "供应境外", "2"),
        ("参与改造的，每口按主导改造奖励额的30%奖励。", "参与改造", "0.3"),
    ],
)
def test_a_share_or_a_raise_of_what_was_granted(behind: str, case: str, factor: str) -> None:
    (rule,) = emitted(f"新建瑚膜窖的，每口补助3000元。{behind}")
    ((found, value),) = [(one["when"]["say"], one["factor"]) for one in rule["factors"]]
    assert (found, value) == (case, factor)


def test_shares_by_the_year_of_what_was_granted() -> None:
    (rule,) = emitted("开行瑚膜线的，每班补贴8万元。首年按100%、第二年按80%、第三年按60%补贴。")
    assert [one["factor"] for one in rule["factors"]] == ["0.8", "0.6"]


@pytest.mark.parametrize(
    ("behind", "case"),
    [
        ("二手设备不计入投入。", "二手设备"),
        ("联合建设的，按各方出资额折算补助。", "联合建设"),
        ("同一主体同年建成多口的，从第二口起每口减半。", "同一主体同年建成多口"),
    ],
)
def test_a_case_that_is_not_read_stands_apart_and_gets_no_sum(behind: str, case: str) -> None:
    rule, apart = emitted(f"建设瑚膜窖的，按投入的20%补助。{behind}")
    assert says(rule, "when") == [f"不属于“{case}”"]
    assert says(apart, "when") == [case]
    assert apart["amount"]["kind"] == "unquantified"


@pytest.mark.parametrize("behind", ["由市瑚膜局受理。", "同一年度跨越两档的，只按最高一档奖励。"])
def test_what_changes_no_sum_stands_not_apart(behind: str) -> None:
    assert len(emitted(f"建设瑚膜窖的，按投入的20%补助。{behind}")) == 1


def test_from_the_nth_on() -> None:
    (rule,) = emitted("运营瑚膜站3家以上的，自第3家起每家奖励8万元，累计最高40万元。")
    (item,) = rule["amount"]["items"]
    assert (item["yuan"], item["fact"].endswith("_beyond")) == ("80000", True)
    assert "从第3家起计算。" in rule["readings"]


@pytest.mark.parametrize(
    ("behind", "is_deducted"),
    [
        ("已领取低档奖励的，从高档奖励中扣除已领部分。", True),
        ("以前年度已领取低档奖励的，不从高档奖励中扣减。", False),
    ],
)
def test_what_was_received_is_deducted_where_the_text_says_so(
    behind: str, *, is_deducted: bool
) -> None:
    rule, *_ = emitted(f"瑚膜年产值首次达到1亿元、5亿元的，分别奖励10万元、50万元。{behind}")
    assert ("received" in rule) == is_deducted


def test_rates_of_so_many_years_in_a_row() -> None:
    (rule,) = emitted("租用瑚膜窖的，前三年依次按当年租金的50%、40%、30%给予补贴，每年最高20万元。")
    assert [one["rate"] for one in rule["amount"]["classes"]] == ["0.5", "0.4", "0.3"]
    assert (rule["several"], rule["cap"]["yuan"]) == ("each", "200000")


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("入职满1年、满2年、满3年时分别发放40%、30%、30%", ["0.4", "0.3", "0.3"]),
        ("验收后拨付60%；运营满一年且使用率达到50%的，再拨付其余40%。", ["0.6", "0.4"]),
        ("奖励20万元，分两年发放，首年12万元，次年仍在规的再发放8万元", ["0.6", "0.4"]),
    ],
)
def test_parts_that_are_paid_out(text: str, shares: list[str]) -> None:
    found = find_schedule(text)
    assert found is not None
    assert [str(share) for share in found.shares] == shares


def test_the_parts_of_a_sum_are_no_rules_of_their_own() -> None:
    (rule,) = emitted("首次入规的瑚膜厂，奖励20万元，分两年发放，首年12万元，次年再发放8万元。")
    assert rule["amount"]["yuan"] == "200000"
    assert [one["share"] for one in rule["paid_in"]] == ["0.6", "0.4"]


def test_so_many_are_of_what_is_paid_for() -> None:
    (rule,) = emitted("开行瑚膜线的，每班补助300元，每家企业每年最多补助4条专线。")
    assert "most" not in rule["amount"]["items"][0]
    assert any("最多补助4条专线" in one for one in rule["readings"])


def test_cases_with_conditions_of_their_own_are_told_apart() -> None:
    first, second = emitted(
        "批发企业瑚膜年销售额首次突破2亿元的，奖励10万元；零售企业瑚膜年销售额首次突破5000万元的，奖励5万元。"
    )
    assert (says(first, "when"), says(second, "when")) == (["批发企业"], ["零售企业"])
    assert first["conditions"][0]["fact"] == second["conditions"][0]["fact"]
    own, rented = emitted(
        "新建瑚膜院，床位50张以上的，用房为自有的，每张床位补贴1.2万元；用房为租赁且租期5年以上的，每张床位补贴6000元。"
    )
    assert (says(own, "when"), says(rented, "when")) == (["自有"], ["租赁"])
    assert "床位不低于50张" in says(rented, "conditions")


def test_two_things_are_no_bands_of_one_number() -> None:
    first, second = emitted(
        "钢架瑚棚育苗10亩以上的，每亩补助3000元；露天瑚棚育苗30亩以上的，每亩补助600元。"
    )
    assert (first["conditions"][0]["at_least"], second["conditions"][0]["at_least"]) == ("10", "30")


def test_ages_are_classes() -> None:
    (rule,) = emitted("60周岁至79周岁的每餐补贴2元，80周岁以上的每餐补贴4元。")
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["2", "4"]
    assert "count" in rule["amount"]


def test_conduct_that_gets_nothing_anywhere_is_a_condition_of_every_rule() -> None:
    rules = emitted(
        "适用于瑚膜厂。被列入严重失信主体名单的，不予支持。", "建设瑚膜窖的，每口补助3000元。"
    )
    (condition,) = rules[0]["conditions"]
    assert (condition["is"], condition["clause"]) == ("false", "p#1")
    assert condition["quote"] in "被列入严重失信主体名单的，不予支持。"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("因倾倒废酸、骗取资金等行为被查处的，或者被列入严重失信主体名单的，不予支持。",
         ["倾倒废酸", "骗取资金", "失信", "黑名单"]),
        ("当年发生重大瑚膜事故的，取消申报资格。", ["瑚膜事故"]),
        ("企业存在瑚膜违法行为受到行政处罚未满两年的，不得享受本办法扶持。",
         ["瑚膜违法", "行政处罚"]),
        ("采购旧瑚膜的不予支持。", None),
        ("骗取资金的，不予支持，并追回已拨付资金。", None),
    ],
)  # fmt: skip
def test_what_counts_as_such_conduct_is_what_the_sentence_says(
    sentence: str, words: list[str] | None
) -> None:
    source = f"1.{sentence}\n2.建设瑚膜窖的，每口补助3000元。\n3.其他。\n"
    clauses = parse_clauses("p", source)
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    found = emit(policy, [(propose(source, one), one) for one in clauses])
    apply_over(clauses, found.rules, found.facts, "p")
    told = [one["words"] for name, one in found.facts.items() if "_conduct_" in name]
    assert told == ([] if words is None else [words])


def test_a_limit_of_the_article_in_an_item_of_its_own() -> None:
    source = (
        "1. 展会\n1.1 参加瑚膜展的，每个展位补助5000元。\n"
        "1.2 本条每家企业每年最高15万元。\n2. 其他\n2.1 无。\n"
    )
    (rule,) = emitted_of(source)
    assert (rule["cap"]["yuan"], rule["cap"]["clause"]) == ("150000", "p#1.2")


def test_a_limit_over_named_clauses_or_all_of_an_article() -> None:
    source = "1.甲奖5万元。\n2.乙奖6万元。\n3.第1条和第2条奖励每家企业每年合计最高8万元。\n"
    clauses = parse_clauses("p", source)
    rules = [{"id": "p#1:r1"}, {"id": "p#2:r1"}]
    (stated,) = propose_together(clauses, rules)
    assert (stated["rules"], stated["cap"]["yuan"]) == (["p#1:r1", "p#2:r1"], "80000")


def test_what_is_added_for_a_case_is_paid_in_that_case_alone() -> None:
    plain, one, other = emitted(
        "建设瑚膜园，连片50亩以上的每亩补助1500元，其中山地瑚膜园每亩增加500元；采用环式设施的每亩另补300元。"
    )
    assert says(plain, "when") == ["不属于“山地瑚膜园”", "不属于“采用环式设施”"]
    assert [item["yuan"] for item in one["amount"]["items"]] == ["1500", "500"]
    assert [item["yuan"] for item in other["amount"]["items"]] == ["1500", "300"]
    base, more = emitted("瑚膜户按每月200元发放补贴；经济困难的，每月再增发100元。")
    assert (says(base, "when"), says(more, "when")) == ([], ["经济困难"])


def test_sums_before_a_list_are_no_conditions_of_it() -> None:
    bands, levels = emitted(
        "举办瑚膜赛，参赛人数达到5000人的补助30万元，达到1万人的补助60万元，"
        "获瑚膜协会金牌、银牌称号的，分别再奖励50万元、30万元。"
    )
    assert [one["yuan"] for one in bands["amount"]["bands"]] == ["300000", "600000"]
    assert levels["conditions"] == []


def test_a_case_of_what_was_counted_and_a_limit_over_both() -> None:
    plain, own = emitted(
        "设立瑚膜网点的，每个网点补助20万元，其中在境外设立的，每个补助30万元，单个企业最高100万元。"
    )
    assert (plain["cap"], says(own, "when")) == (own["cap"], ["在境外设立"])
    assert plain["amount"]["items"][0]["fact"] == own["amount"]["items"][0]["fact"]


@pytest.mark.parametrize(
    ("behind", "key", "value"),
    [
        ("，最高不超过投资额的50%，单个项目上限50万元。", "within", "0.5"),
        ("，最多不超过20口。", "most", "20"),
    ],
)
def test_limits_right_behind_a_sum_for_each(behind: str, key: str, value: str) -> None:
    (rule,) = emitted(f"新建瑚膜窖，每口补助3000元{behind}")
    found = rule["within"]["rate"] if key == "within" else rule["amount"]["items"][0][key]
    assert found == value


def test_what_is_demanded_in_a_sentence_behind() -> None:
    (rule,) = emitted("流转瑚田50亩以上的，每亩补助100元。流转合同期限须在3年以上。")
    assert [one["at_least"] for one in rule["conditions"]] == ["50", "3"]
    assert rule["conditions"][1]["assumed"] == "true"


def test_a_limit_of_whoever_applies_behind_the_items_is_of_all_of_them() -> None:
    source = (
        "第一条 支持瑚膜。\n（一）购置瑚膜机的，按购置价的20%补助。\n"
        "（二）通过瑚膜认定的，每个奖励5万元。\n单个企业每年最高100万元。\n第二条 其他。\n"
    )
    rules = emitted_of(source)
    assert [rule["cap"]["yuan"] for rule in rules] == ["1000000", "1000000"]
    (stated,) = propose_together(leaves(source), rules)
    assert (stated["relation"], stated["cap"]["yuan"]) == ("share", "1000000")


def test_a_case_that_gets_nothing_in_an_item_of_its_own() -> None:
    source = (
        "1. 瑚膜\n1.1 建设瑚膜窖的，每口补助3000元。\n1.2 露天瑚膜窖不补。\n2. 其他\n2.1 无。\n"
    )
    (rule,) = emitted_of(source)
    assert (says(rule, "conditions"), rule["conditions"][0]["clause"]) == (
        ["不是露天瑚膜窖的情形"],
        "p#1.2",
    )
