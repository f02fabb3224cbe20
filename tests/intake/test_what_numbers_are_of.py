"""What a number of a sentence is of: all or a part, one thing or another, one class or another.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

import assistant.rules.kinds  # noqa: F401 - all kinds of amounts must be known
from assistant.intake.account import account
from assistant.intake.emit import emit
from assistant.intake.propose import propose
from assistant.intake.together import propose_together
from assistant.policy.policy import Policy
from assistant.rules.facts import FactSpec
from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of, leaves, says

Mapped = dict[str, Any]


def only(*sentences: str) -> Mapped:
    """The one rule of a policy with these clauses."""
    (rule,) = emitted(*sentences)
    return rule


def items(rule: Mapped) -> list[tuple[str, str | None]]:
    """So much for each, and how many count."""
    return [(one["yuan"], one.get("most")) for one in rule["amount"]["items"]]


def left_out(sentence: str) -> list[str]:
    """What the one rule of a clause tells that it leaves out."""
    source = f"1.{sentence}\n2.其他。\n"
    clauses = leaves(source)
    policy = cast(Policy, SimpleNamespace(id="p", source=source))
    found = emit(policy, [(propose(source, one), one) for one in clauses])
    paying = [rule for rule in found.rules if rule["amount"]["kind"] != "unquantified"]
    account(clauses, paying, {k: FactSpec.model_validate(v) for k, v in found.facts.items()})
    (rule,) = paying
    return list(rule.get("left_out", []))


# --- how many count -------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["平方米", "立方米", "公里", "吨"])
def test_so_many_things_are_not_so_many_of_what_they_are_measured_in(measure: str) -> None:
    rule = only(f"租用瑚膜库的，每{measure}补助60元，每个最高60万元，每家最多补助两个。")
    assert items(rule) == [("60", None)]
    assert any("最多补助两个" in one for one in rule["readings"])


def test_each_class_of_applicant_is_paid_for_so_many() -> None:
    one, other = emitted(
        "新建瑚膜园每亩补助500元。农户每户每年补助不超过30亩，合作社每个每年补助不超过200亩。"
    )
    assert (items(one), says(one, "when")) == ([("500", "30")], ["农户"])
    assert (items(other), says(other, "when")) == ([("500", "200")], ["合作社"])


def test_a_number_of_everybody_is_no_list_of_classes() -> None:
    rule = only("新建瑚膜园每亩补助500元。每个主体每年补助不超过30亩。")
    assert "when" not in rule


@pytest.mark.parametrize(
    ("thing", "most", "paid"),
    [
        ("每条瑚膜线最高20万元", "最多补助3条", "3"),
        ("每个标准瑚膜位最高3万元", "每次最多支持4个瑚膜位", "4"),
        ("每项瑚膜认证最高5万元", "每年最多补助3项", "3"),
    ],
)
def test_so_many_of_what_has_a_limit_of_its_own(thing: str, most: str, paid: str) -> None:
    assert only(f"购置瑚膜机的，按购置费的30%补助，{thing}，{most}。")["most_items"] == paid


def test_so_many_nights_of_each() -> None:
    rule = only("组织瑚膜客来本市住宿的，按每人每晚80元给予奖励，每人最多计算3晚。")
    assert items(rule) == [("80", "3")]


def test_days_of_another_thing_are_no_limit() -> None:
    rule = only("拍摄瑚膜片的，按支出的10%补助，因天气中断不超过3天。")
    assert not any("3天" in one for one in rule["readings"])


def test_an_area_that_is_paid_for_is_so_many_of_them() -> None:
    rule = only("养殖瑚膜的，每亩补助420元。每个主体每年补助面积不超过300亩。")
    assert items(rule) == [("420", "300")]


@pytest.mark.parametrize(
    "limit", ["每家每年补助瑚位合计不超过6个", "单个主体享受补助的瑚位最多6个"]
)
def test_what_is_counted_may_stand_before_the_number(limit: str) -> None:
    rule = only(f"境内瑚膜展每个瑚位补助6000元，境外瑚膜展每个瑚位补助1.8万元。{limit}。")
    assert rule["amount"]["most_count"] == "6"


def test_people_are_counted_however_the_text_calls_them() -> None:
    rules, facts = emitted_facts(
        "招用瑚员（不含经营者）3人以上的，按每招用1人2000元的标准给予补贴。"
    )
    (rule,) = rules
    fact = rule["amount"]["items"][0]["fact"]
    assert rule["conditions"][0]["fact"] == fact
    assert {"瑚员", "人"} <= set(facts[fact]["words"]) | {facts[fact]["unit_name"]}


# --- a part of them -------------------------------------------------------------------------------


def test_what_is_paid_for_a_part_is_not_paid_for_all() -> None:
    rules = emitted("拆瑚膜2000辆以上的，超过2000辆的部分，旧瑚每辆奖励60元，新瑚每辆奖励150元。")
    assert all(rule["amount"]["kind"] == "unquantified" for rule in rules)


@pytest.mark.parametrize("verb", ["奖励", "另加", "另奖励", "再增加"])
def test_from_the_nth_on_so_much_for_each(verb: str) -> None:
    rules, facts = emitted_facts(
        f"招用瑚膜工的，每人补助3000元；吸纳5人以上的，从第5人起每人{verb}1000元。"
    )
    fact = rules[1]["amount"]["items"][0]["fact"]
    assert facts[fact]["derive"] == [{"difference": [fact.removesuffix("_beyond"), "4"]}]


@pytest.mark.parametrize(
    "more", ["该部分面积在上述标准基础上每亩再增加500元", "该部分每亩另加500元"]
)
def test_more_is_paid_for_as_many_as_are_of_that_kind(more: str) -> None:
    rules, facts = emitted_facts(f"改造老瑚园的，每亩补助1200元。其中改种良瑚的，{more}。")
    plain, added = rules
    kind, whole = (rule["amount"]["items"][0]["fact"] for rule in (added, plain))
    assert says(added, "when") == ["改种良瑚"]
    assert facts[kind]["derive"] == [{"product": [whole]}]  # all of them where nobody tells


def test_more_for_one_of_them() -> None:
    _, added = emitted("改用瑚膜釉的，每个瑚方补助8000元；其中取得专利授权的，该瑚方另加2万元。")
    assert (items(added), says(added, "when")) == ([("20000", None)], ["取得专利授权"])


def test_how_many_are_in_each_of_them_is_another_number() -> None:
    rule = only("补植瑚膜树，每亩保有8株以上的，每株补助15元。")
    (condition,) = rule["conditions"]
    assert condition["fact"] != rule["amount"]["items"][0]["fact"]
    assert condition["assumed"] == "true"


def test_how_many_an_applicant_has_is_the_number_that_is_paid_for() -> None:
    rule = only("每户养殖瑚膜100只以上的，每只补助15元。")
    assert rule["conditions"][0]["fact"] == rule["amount"]["items"][0]["fact"]


def test_a_bare_measure_word_counts_the_noun_behind_it() -> None:
    rule = only("瑚膜线全年执飞150个瑚返以上的，每个瑚返补助8000元。")
    assert rule["conditions"][0]["fact"] == rule["amount"]["items"][0]["fact"]


# --- one thing or another -------------------------------------------------------------------------


def test_numbers_of_two_things_are_no_bands_of_one() -> None:
    one, other = emitted(
        "新建水体3000立方米以上的深瑚网，每立方米补助50元；"
        "新建水体1万立方米以上的围瑚栏，每立方米补助90元。"
    )
    assert (says(one, "when"), says(other, "when")) == (["深瑚网"], ["围瑚栏"])


def test_a_case_among_them_by_a_number_stands_in_place_of_the_whole() -> None:
    rules = emitted(
        "新购置瑚车每辆补贴8万元，其中车长10米以上的每辆补贴12万元；更新旧瑚的每辆补贴1万元。"
    )
    assert [items(one) for one in rules[:2]] == [[("80000", None)], [("120000", None)]]
    (low,), (high,) = (one["when"] for one in rules[:2])
    assert (low["less_than"], high["at_least"]) == ("10", "10")


def test_cases_that_are_listed_among_them_stand_in_place_of_the_whole() -> None:
    whole, listed = emitted(
        "新增瑚位每个补助1万元，其中公办瑚每个补助1.2万元，嵌入瑚每个补助1.5万元，单个机构不超过100万元。"
    )
    assert says(whole, "when") == ["不属于“公办瑚”", "不属于“嵌入瑚”"]
    assert [one["yuan"] for one in listed["amount"]["levels"]] == ["12000", "15000"]


def test_how_a_sum_is_shared_out_is_no_case_of_it() -> None:
    whole, *_ = emitted("处理瑚畜的，每头补助80元，其中养殖瑚每头50元，收集瑚每头30元。")
    assert "when" not in whole


def test_what_is_reached_is_not_said_again() -> None:
    rule = only("瑚队规模达到5架的，一次性奖励500万元，10架的，一次性奖励1200万元。")
    found = [(one["at_least"], one["yuan"]) for one in rule["amount"]["bands"]]
    assert found == [("5", "5000000"), ("10", "12000000")]


def test_the_half_of_the_other_is_a_share_of_no_sum() -> None:
    rules = emitted("购买瑚房的，每套补贴60万元。夫妻双方均符合的，按高者全额、低者50%享受。")
    assert all("rate" not in rule["amount"] for rule in rules)


def test_numbers_of_one_thing_are_bands() -> None:
    low, high = emitted(
        "新建水体3000立方米以上的深瑚网，每立方米补助50元；新建水体1万立方米以上的深瑚网，每立方米补助90元。"
    )
    assert "less_than" in low["when"][0]
    assert "at_least" in high["when"][0]


@pytest.mark.parametrize("listed", ["世界瑚500强、中国瑚500强企业", "进入全国前10名、前50名"])
def test_places_in_a_list_are_names_of_which_more_is_no_better(listed: str) -> None:
    rule = only(f"{listed}的，分别一次性奖励500万元、200万元。")
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["5000000", "2000000"]


def test_the_sum_that_the_head_names_decides_and_not_the_one_that_it_demands() -> None:
    rules, facts = emitted_facts(
        "实缴瑚本500万元以上的企业，按首年营业收入给予奖励：\n"
        "——2000万元以上、5000万元以下的，30万元；\n——5000万元以上的，80万元。"
    )
    (rule,) = rules
    assert facts[rule["amount"]["by"]]["label"] == "首年营业收入"
    assert [one["at_least"] for one in rule["conditions"]] == ["5000000"]


def test_an_increase_is_of_what_the_condition_says_has_grown() -> None:
    rules, facts = emitted_facts("年度瑚膜费用较上年增长15%以上的，按增量部分的8%给予奖励。")
    (rule,) = rules
    assert facts[rule["amount"]["base"]["plus"][0]]["label"] == "瑚膜费用增量"


@pytest.mark.parametrize(
    "sentence",
    [
        "瑚电量同比增长10%以上的，按增量每千瓦时奖励0.03元。",
        "年瑚口额同比增长20%以上的，按瑚口额增量每1美元奖励0.05元。",
    ],
)
def test_so_much_for_each_of_the_increase_is_not_for_each_of_the_whole(sentence: str) -> None:
    rules, facts = emitted_facts(sentence)
    (rule,) = rules
    assert "difference" in facts[rule["amount"]["items"][0]["fact"]]["derive"][0]


def test_an_increase_of_what_nobody_says_is_not_worked_out() -> None:
    assert only("企业按增量部分的8%给予奖励。")["amount"]["kind"] == "unquantified"


def test_what_has_grown_may_stand_behind_the_year() -> None:
    rules, facts = emitted_facts("年瑚购额1000万元以上的，按较上年瑚购额增量的2%给予奖励。")
    (rule,) = rules
    assert "derive" in facts[rule["amount"]["base"]["plus"][0]]


@pytest.mark.parametrize(
    ("sentence", "base"),
    [
        ("开发瑚膜件，瑚发投入经专项审计后按20%补助。", "瑚发投入"),
        ("投保的，自缴瑚费由县财政补助50%。", "自缴瑚费"),
    ],
)
def test_what_a_rate_is_of_may_stand_before_who_pays_it(sentence: str, base: str) -> None:
    assert only(sentence)["amount"]["base"]["say"] == base


def test_the_rate_of_a_year_may_be_named_behind_its_number() -> None:
    amount = only("发放瑚膜贷的，按1%的年利率给予企业贴息，贴息期不超过12个月。")["amount"]
    assert (amount["base"]["say"], amount["most_months"]) == ("贷款本金", "12")


def test_only_whole_ones_count_where_the_text_says_so() -> None:
    rule = only("年瑚票额每满1000万元奖励1.2万元，不满1000万元的部分不计，最高50万元。")
    amount = rule["amount"]
    assert (amount["kind"], amount["step"], amount["each_yuan"]) == ("growing", "10000000", "12000")
    assert not any("没有写明" in one for one in rule["readings"])


def test_what_one_school_gets_grows_with_its_pupils() -> None:
    amount = only(
        "开设瑚膜社，参加学生不少于40人的，每校补助2万元；超过40人的，每增加10人增加补助2000元，每校最高4万元。"
    )["amount"]
    assert (amount["kind"], amount["step"], amount["each_yuan"]) == ("growing", "10", "2000")


# --- tables set by blanks -------------------------------------------------------------------------

BLANKS = """1.按单列瑚客数给予奖励：

单列瑚客数　　　　　每列奖励
200人以上不足400人　　3万元
400人以上　　　　　　8万元

单家每年最高60万元。
2.其他。
"""
PRIZES = """1.举办瑚膜大赛，设奖如下：
瑚奖　　名额　　每个瑚项奖金
甲等　2名　　10万元
乙等　3名　　6万元

2.其他。
"""


def test_columns_that_blanks_set_apart_are_a_table() -> None:
    low, high = emitted_of(BLANKS)
    assert [items(low), items(high)] == [[("30000", None)], [("80000", None)]]
    assert [one["cap"]["yuan"] for one in (low, high)] == ["600000", "600000"]


def test_how_many_prizes_there_are_is_no_part_of_what_one_gets() -> None:
    (rule,) = emitted_of(PRIZES)
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["100000", "60000"]


def test_headings_with_a_blank_are_no_table() -> None:
    rules = emitted_of("第一条　瑚膜奖励10万元。\n第二条　瑚片奖励20万元。\n第三条　其他。\n")
    assert [one["amount"]["yuan"] for one in rules] == ["100000", "200000"]


# --- limits ---------------------------------------------------------------------------------------


def test_a_limit_behind_an_addition_is_of_the_whole_as_well() -> None:
    plain, more = emitted(
        "使用瑚膜漆的，每条瑚膜线补助10万元；全部使用瑚膜漆的，每条线再加补3万元，单个企业最高50万元。"
    )
    assert (plain["cap"]["yuan"], more["cap"]["yuan"]) == ("500000", "500000")
    assert says(plain, "when") == ["不属于“全部使用瑚膜漆”"]
    assert says(more, "when") == ["全部使用瑚膜漆"]


def test_a_limit_of_the_applicant_is_of_all_that_stands_in_one_breath_with_it() -> None:
    rules = emitted(
        "新建瑚库的，保瑚库每立方米补助150元，旧瑚改造的按实际投资的20%补助，单个主体不超过60万元。"
    )
    assert {one["cap"]["yuan"] for one in rules} == {"600000"}
    assert len(rules) > 1


def test_a_limit_behind_a_share_limits_what_the_share_does() -> None:
    rule = only("新建瑚膜网的，每立方米补助50元。补助不超过实际投资额的30%，且最高不超过400万元。")
    assert (rule["within"]["rate"], rule["cap"]["yuan"]) == ("0.3", "4000000")


def test_limits_by_a_number_in_a_sentence_of_their_own() -> None:
    rule = only(
        "建造瑚膜船的，按造价的15%补助。瑚长12米以上不足24米的，每艘最高60万元；24米以上的，每艘最高150万元。"
    )
    found = [(one["at_least"], one["cap_yuan"]) for one in rule["amount"]["bands"]]
    assert found == [("12", "600000"), ("24", "1500000")]


def test_limits_of_classes_in_a_paragraph_of_their_own_are_of_all_together() -> None:
    text = (
        "1.改造老瑚园的，每亩补助1200元。其中改种良瑚的，该部分每亩再增加500元。\n"
        "企业每年最高补助80万元，农户每户每年最高补助5万元。\n2.其他。\n"
    )
    rules = emitted_of(text)
    assert [one["cap"]["yuan"] for one in rules] == ["800000", "50000", "800000", "50000"]
    stated = propose_together(leaves(text), rules)
    assert [(one["rules"], one["cap"]["yuan"]) for one in stated] == [
        (["p#1:r1-k1", "p#1:r2-k1"], "800000"),
        (["p#1:r1-k2", "p#1:r2-k2"], "50000"),
    ]


def test_what_two_kinds_come_to_is_limited_behind_the_last_of_them() -> None:
    text = (
        "1.年处理瑚污1万吨以上的，每吨补助10元；生产瑚肥的，每吨补助50元，"
        "以上两项合计每年最高80万元。\n2.其他。\n"
    )
    (stated,) = propose_together(leaves(text), emitted_of(text))
    assert (stated["rules"], stated["cap"]["yuan"]) == (["p#1:r1", "p#1:r2"], "800000")


def test_what_each_of_an_item_gets_is_no_pool() -> None:
    rule = only("收购瑚膜的，每吨补助150元，该项每家每年最高80万元。")
    assert rule["cap"]["yuan"] == "800000"


def test_what_each_person_gets_in_a_year_is_no_pool() -> None:
    assert items(only("瑚膜员连续工作满1年的，每人每年发放津贴2400元。")) == [("2400", None)]


def test_a_limit_for_each_month_grows_with_the_months() -> None:
    amount = only("缴纳瑚膜费的，按缴费额的60%给予补贴，每月最高500元。")["amount"]
    assert (amount["each_cap_yuan"], "each_cap_of" in amount) == ("500", True)


# --- cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "case"),
    [("作为联瑚单位、投资占比20%以上的", "联瑚单位"), ("租房改建且租期5年以上的", "租房改建")],
)
def test_a_share_of_a_case_that_demands_a_number_too(before: str, case: str) -> None:
    rule = only(f"新建瑚膜床的，每张补助6000元。{before}，按上述标准的60%补助。")
    (factor,) = rule["factors"]
    assert (factor["when"]["say"], factor["factor"]) == (case, "0.6")
    assert any("原文还写明" in one for one in rule["readings"])


def test_below_the_number_of_that_case_nothing_is_paid() -> None:
    rule = only(
        "新建瑚膜床的，每张补助6000元。"
        "作为联瑚单位、投资占比20%以上的，按上述标准的60%补助；投资占比不足20%的，不予补助。"
    )
    (condition,) = rule["conditions"]
    assert (condition["at_least"], condition["assumed"]) == ("0.2", "true")


@pytest.mark.parametrize(
    ("case", "key", "value"),
    [
        ("投资额1000万元以上的，按投资额的15%补助", "at_least", "10000000"),
        ("年瑚量300吨以上的，按15%补助", "at_least", "300"),
        ("瑚材占全部三分之一以上的，按投资额的15%补助", "at_least", "1/3"),
    ],
)
def test_another_rate_of_the_same_by_a_number_stands_in_place_of_the_first(
    case: str, key: str, value: str
) -> None:
    rule = only(f"购置瑚膜机的，按投资额的10%补助；{case}。单个企业最高300万元。")
    (variant,) = rule["amount"]["variants"]
    assert (variant["rate"], variant["when"][key], rule["cap"]["yuan"]) == (
        "0.15",
        value,
        "3000000",
    )


def test_what_is_counted_is_counted_in_its_case() -> None:
    plain, far = emitted(
        "新开瑚膜店营业满12个月的，每家奖励5万元；店设在海瑚的，每家奖励10万元。加盟店按直营店标准的50%奖励。"
    )
    assert (items(plain), items(far)) == ([("50000", None)], [("100000", None)])
    assert [len(one["factors"]) for one in (plain, far)] == [1, 1]


def test_cases_behind_the_head_that_grants_them() -> None:
    rule = only("首次创办瑚膜社的，给予一次性补贴，其中创办企业的8000元，创办瑚户的5000元。")
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["8000", "5000"]


def test_the_same_sum_for_each_of_several() -> None:
    rule = only("取得瑚膜认证的，按类别奖励：医瑚50万元，鲜瑚货、活瑚、锂瑚各30万元。")
    assert [one["yuan"] for one in rule["amount"]["levels"]] == ["500000", *["300000"] * 3]


def test_a_rate_that_must_be_reached_behind_a_head_is_a_condition() -> None:
    high, low = emitted(
        "改造老瑚园的，按瑚活率分档补助：瑚活率90%以上的，每亩补助1200元；"
        "瑚活率80%以上、不足90%的，每亩补助800元；瑚活率不足80%的，不予补助。"
    )
    assert (items(high), items(low)) == ([("1200", None)], [("800", None)])


def test_a_time_of_the_day_is_no_ratio() -> None:
    assert items(only("工作日17:30以后照护的，每班补助60元。")) == [("60", None)]


def test_more_in_a_case_within_some_months_is_on_top_of_the_first() -> None:
    _, more = emitted(
        "取得瑚膜奖的，奖励6万元。获奖瑚项在结束后6个月内在本区注册企业的，再给予5万元落地奖励。"
    )
    assert says(more, "when") == ["获奖瑚项在结束后6个月内在本区注册企业"]


# --- what is told ---------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["吨", "瑚", "课时"])
def test_a_number_that_somebody_must_have_is_told_whatever_it_is_counted_in(measure: str) -> None:
    told = left_out(
        f"开行瑚膜线的，每班补助10万元。瑚载80{measure}以上的按标准的100%计算，"
        f"40{measure}以上、80{measure}以下的按70%计算，40{measure}以下的按50%计算。"
        "第一、第二补助年度依次按上述计算结果的100%、70%补助。"
    )
    assert any(f"40{measure}以上" in one for one in told)


def test_what_is_counted_at_the_most_is_told() -> None:
    told = left_out("补植瑚膜树的，每株补助15元，每亩超过12株的按12株计算。")
    assert any("每亩超过12株的按12株计算" in one for one in told)


def test_how_many_each_class_may_buy_is_told() -> None:
    told = left_out("购置瑚机的，每架补贴1.5万元，个人限购2架，合作社限购5架。")
    assert any("限购5架" in one for one in told)


def test_the_age_of_those_who_are_paid_for_is_no_doubt() -> None:
    assert left_out("供餐的，60至79周岁的每人每餐补2元，80周岁以上的每人每餐补4元。") == []
