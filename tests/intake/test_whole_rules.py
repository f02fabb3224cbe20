"""Parts of a rule that were left out or put to the wrong thing: floors, rents by year, numbers.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from assistant.rules.quoted_numbers import quoted_numbers
from assistant.text.schedules import find_schedule
from tests.intake.test_cases_behind import emitted, emitted_facts, says

Mapped = dict[str, Any]


def only(*sentences: str) -> Mapped:
    """The one rule of a policy with these clauses."""
    (rule,) = emitted(*sentences)
    return rule


@pytest.mark.parametrize(
    "told",
    [
        "计算结果不足3万元的，按3万元补助。",
        "计算结果低于3万元的按3万元发放。",
        "按上述办法算出的补助额少于3万元的，一律按3万元补助。",
        "补助金额不到3万元的，按3万元补足。",
    ],
)
@pytest.mark.parametrize(
    "before", ["按瑚膜投入的12%补助，最高70万元；", "设置瑚膜池的，每池补助2000元，最高70万元；"]
)
def test_what_comes_to_less_is_made_up_to_the_least(before: str, told: str) -> None:
    rule = only(before + told)
    assert rule["amount"]["floor_yuan"] == "30000"
    assert (rule["cap"]["yuan"], rule["conditions"]) == ("700000", [])


def test_a_limit_behind_the_least_is_of_the_same_rule() -> None:
    rule = only(
        "设瑚膜角的，每平方米每年补助90元；计算结果不足2万元的按2万元补助，每处每年最高6万元。"
    )
    assert (rule["amount"]["floor_yuan"], rule["cap"]["yuan"]) == ("20000", "60000")


def test_the_papers_by_which_a_sum_is_told_are_no_case() -> None:
    every, apart = emitted(
        "按瑚膜投入的8%补助。投入以发票和付款凭证为准，购置二手瑚膜机的支出不计入投入额。"
    )
    assert says(every, "when") == ["不属于“购置二手瑚膜机的支出”"]
    assert says(apart, "when") == ["购置二手瑚膜机的支出"]


def test_papers_alone_leave_the_rule_as_it_is() -> None:
    assert "when" not in only("按瑚膜投入的8%补助。瑚膜投入以税务部门确认的数额为准。")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("建设期超过3年的，不予奖励。", "建设期不超过3年"),
        ("建设期3年以上的，不予奖励。", "建设期低于3年"),
        ("瑚膜年限不足3年的，不予奖励。", "瑚膜年限不低于3年"),
        ("瑚膜年限不到3年的不奖励。", "瑚膜年限不低于3年"),
    ],
)
def test_what_is_not_paid_demands_the_opposite(told: str, said: str) -> None:
    assert says(only(f"新建瑚膜窖的，按投资额的2%给予奖励。{told}"), "conditions") == [said]


@pytest.mark.parametrize("unit", ["匹", "窑位", "载重吨", "筘"])
def test_a_measure_word_that_is_not_listed_counts(unit: str) -> None:
    rule = only(f"全年流通瑚膜5万{unit}以上的企业，奖励3万元。")
    assert says(rule, "conditions") == [f"全年流通瑚膜不低于50000{unit}"]


@pytest.mark.parametrize("mark", ["△", "●", ""])
def test_bands_of_what_has_no_listed_measure_word(mark: str) -> None:
    rule = only(
        "自有瑚膜规模达到下列标准的，给予奖励：\n"
        f"{mark}5万窑位（含）至10万窑位（不含）：奖励80万元；\n"
        f"{mark}10万窑位（含）以上：奖励200万元。"
    )
    assert [one["at_least"] for one in rule["amount"]["bands"]] == ["50000", "100000"]


def test_a_bare_sum_is_no_number_of_things() -> None:
    found = [one.value for one in quoted_numbers("投资300万以上、500万美元以上的，5万匹以上")]
    assert found == [Decimal(3000000), Decimal(5000000), Decimal(50000)]


def test_numbers_in_words_are_numbers() -> None:
    low, high = emitted(
        "新建瑚膜园，集中连片面积三百亩以上、不足一千亩的，每亩补助四百元；"
        "集中连片面积一千亩以上的，每亩补助五百元。"
    )
    assert says(low, "conditions") == ["集中连片面积不低于300亩"]
    assert says(low, "when") == ["集中连片面积低于1000亩"]
    assert says(high, "when") == ["集中连片面积不低于1000亩"]


@pytest.mark.parametrize("words", ["第三十二条", "十百千工程", "百家企业", "千亩", "第一百二十条"])
def test_names_and_ranks_are_no_numbers(words: str) -> None:
    assert quoted_numbers(words) == ()


def test_a_sum_for_so_many_and_another_for_what_is_beyond() -> None:
    rule = only("种瑚膜的，五百亩以内的部分每亩补助一百五十元，超过五百亩的部分每亩补助一百元。")
    first, beyond = rule["amount"]["items"]
    assert (first["most"], first["yuan"], beyond["yuan"]) == ("500", "150", "100")


def test_thousandths_in_words_are_a_rate() -> None:
    rule = only(
        "瑚膜企业当年产值同比增长百分之十五以上的，按产值增量的千分之五奖励，最高五十万元；"
        "同比增长百分之三十以上的，按产值增量的千分之八奖励，最高八十万元。"
    )
    assert [(one["rate"], one["cap_yuan"]) for one in rule["amount"]["bands"]] == [
        ("0.005", "500000"),
        ("0.008", "800000"),
    ]


@pytest.mark.parametrize(
    ("years", "labels", "rates"),
    [
        (
            "前两年租金全额补贴，第三年租金补贴50%",
            ["第1年至第2年", "第3年"],
            ["1", "0.5"],
        ),
        (
            "第一年按照实际租金全额补贴，第二年、第三年按照实际租金的50%补贴",
            ["第1年", "第2年至第3年"],
            ["1", "0.5"],
        ),
        ("前三年依次按租金的80%、50%、30%补贴", ["第1年", "第2年", "第3年"], ["0.8", "0.5", "0.3"]),
    ],
)
@pytest.mark.parametrize(
    ("told", "limit"),
    [
        ("补贴面积不超过3000平方米", {"most_area": "3000"}),
        ("补贴所依据的租金标准每平方米每月不超过12元", {"price_yuan": "12"}),
        ("月租金高于每平方米25元的按25元计算", {"price_yuan": "25"}),
        ("每平方米每月补贴不超过30元", {"unit_yuan": "30"}),
    ],
)
@pytest.mark.parametrize("mark", ["，", "。"])
def test_a_rent_by_years_has_its_limits(
    years: str, labels: list[str], rates: list[str], told: str, limit: Mapped, mark: str
) -> None:
    rules, facts = emitted_facts(f"租用瑚膜厂房的，{years}{mark}{told}。")
    (rule,) = rules
    amount = rule["amount"]
    assert [one["rate"] for one in amount["classes"]] == rates
    told_years = [one["label"] for one in facts[amount["fact"]]["choices"].values()]
    assert told_years == labels
    assert {key: amount["rent"][key] for key in limit} == limit


@pytest.mark.parametrize(
    ("told", "factor"), [("减半补贴", "0.5"), ("按标准的60%补贴", "0.6"), ("补贴标准折半", "0.5")]
)
def test_a_share_below_a_number(told: str, factor: str) -> None:
    rule = only(
        f"瑚膜馆年开放300天以上的，每年补贴40万元；年开放240天以上不满300天的，{told}；"
        "不满240天的，不予补贴。"
    )
    (share,) = rule["factors"]
    assert (share["factor"], share["when"]["less_than"]) == (factor, "300")
    assert says(rule, "conditions") == ["瑚膜馆年开放不低于240天"]


def test_a_raise_of_all_from_a_number_on() -> None:
    rule = only(
        "引来瑚膜客的，每人奖励60元。同一旅行社累计引客达到5000人次的，全部奖励按1.2倍计算。"
    )
    (share,) = rule["factors"]
    assert (share["factor"], share["when"]["at_least"]) == ("1.2", "5000")


def test_two_things_that_end_alike_are_no_bands_of_one() -> None:
    new, more = emitted(
        "新建瑚膜场窑炉面积30万平方米以上的，按完成投资的5%补助，最高2000万元；"
        "已建成瑚膜场新增窑炉面积10万平方米以上的，按完成投资的3%补助，最高800万元。"
    )
    assert says(new, "when") == ["新建瑚膜场"]
    assert says(more, "when") == ["已建成瑚膜场新增"]
    assert [says(one, "conditions") for one in (new, more)] == [
        ["窑炉面积不低于300000平方米"],
        ["窑炉面积不低于100000平方米"],
    ]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("补助分两年拨付，每年50%。", ["0.5", "0.5"]),
        ("奖励分三年兑付，第一年50%，第二年、第三年各25%。", ["0.5", "0.25", "0.25"]),
        ("补助分四期发放，每期百分之二十五。", ["0.25"] * 4),
    ],
)
def test_equal_parts_are_parts(text: str, shares: list[str]) -> None:
    found = find_schedule(text)
    assert found is not None
    assert [f"{one:f}" for one in found.shares] == shares


def test_parts_that_do_not_make_a_whole_are_none() -> None:
    assert find_schedule("补助分三年拨付，每年50%。") is None


def test_what_is_added_for_each_person_is_counted_and_limited() -> None:
    _, added = emitted(
        "新设瑚膜坊，有场所80平方米以上的，补助5万元；"
        "坊内具有高级工等级的瑚膜师，每人再加补8000元，加补部分最高4万元。"
    )
    assert [one["yuan"] for one in added["amount"]["items"]] == ["8000"]
    assert added["cap"]["yuan"] == "40000"


def test_a_raised_rate_has_its_own_limit_from_a_number_on() -> None:
    rule = only(
        "网上卖瑚膜的，按零售额的1%奖励，最高30万元。"
        "其中在乡镇设立收购点3个以上并实际收购的，奖励比例提高至1.5%，最高45万元。"
    )
    amount = rule["amount"]
    assert (amount["cap_yuan"], "cap" in rule) == ("300000", False)
    (raised,) = amount["variants"]
    assert (raised["rate"], raised["cap_yuan"]) == ("0.015", "450000")


def test_a_limit_for_each_on_average_is_one_for_each() -> None:
    rule = only("施用瑚膜肥的，按购肥款的40%补助，平均每亩补助不超过120元，每年最高10万元。")
    assert (rule["amount"]["each_cap_yuan"], rule["cap"]["yuan"]) == ("120", "100000")


@pytest.mark.parametrize(
    "listed",
    [
        "毕业5年内的本科、大专、中职毕业生到本市瑚膜厂从事一线工作的",
        "在瑚膜厂从业满1年的烧窑工，首次取得五级、四级、三级证书的",
        "瑚膜护理员，首次取得五级、四级、三级证书的",
    ],
)
def test_persons_are_counted(listed: str) -> None:
    rule = only(f"{listed}，分别给予3万元、2万元、1万元奖励。")
    assert "count" in rule["amount"]


def test_companies_are_not_counted_as_persons() -> None:
    rule = only("新认定为国家级、省级、市级瑚膜企业的，分别给予3万元、2万元、1万元奖励。")
    assert "count" not in rule["amount"]


def test_the_names_behind_a_field_of_study_are_the_last() -> None:
    rules, facts = emitted_facts(
        "新引进全日制瑚膜学、窑学及相关专业博士、硕士、本科毕业生，每人每月分别补助3000元、1500元、800元。"
    )
    labels = [one["label"] for one in facts[rules[0]["amount"]["fact"]]["choices"].values()]
    assert labels == ["博士", "硕士", "本科毕业生"]


def test_the_whole_of_what_was_spent_up_to_so_much_for_each() -> None:
    amount = only("设置瑚膜床的，按实际改造费用给予补助，每张床位最高3000元。")["amount"]
    assert (amount["kind"], amount["rate"], amount["item_cap_yuan"]) == ("rate", "1", "3000")


def test_a_share_that_was_told_before_goes_on() -> None:
    rule = only(
        "瑚膜费用占营业收入比重达到5%以上、不足8%的，按瑚膜费用较上年度新增部分的10%补助，最高150万元；"
        "比重达到8%以上的，按新增部分的15%补助，最高300万元。"
    )
    bands = [(one["at_least"], one["rate"], one["cap_yuan"]) for one in rule["amount"]["bands"]]
    assert bands == [("0.05", "0.1", "1500000"), ("0.08", "0.15", "3000000")]


def test_the_rooms_that_are_demanded_are_those_that_are_paid_for() -> None:
    rule = only("改造瑚膜屋，客房5间以上的，每间客房补助8000元。")
    assert rule["conditions"][0]["fact"] == rule["amount"]["items"][0]["fact"]


def test_of_an_increase_only_what_is_more_is_paid_for() -> None:
    rules, facts = emitted_facts(
        "瑚膜厂当年产量比上年增加100万吨以上的，按增量每吨0.4元奖励；"
        "增加300万吨以上的，全部增量按每吨0.6元奖励。"
    )
    counted = {rule["amount"]["items"][0]["fact"] for rule in rules}
    measured = {one["fact"] for rule in rules for one in rule.get("when", ())}
    assert counted == measured
    assert facts[counted.pop()]["derive"][0]["difference"]


def test_too_few_of_bands_without_a_lowest_are_paid_nothing() -> None:
    rules = emitted(
        "学校培养瑚膜员的，每人补助800元；当年考取300人以上的，每人补助1000元；"
        "当年不足50人的不予补助。"
    )
    assert {tuple(says(rule, "conditions")) for rule in rules} == {("当年考取不低于50人",)}


def test_sums_by_where_a_thing_is() -> None:
    rules, facts = emitted_facts(
        "参加瑚膜展的，每个瑚膜展位在欧洲举办的补助2万元，在其他地区举办的补助1.2万元。"
    )
    amount = rules[0]["amount"]
    labels = [one["label"] for one in facts[amount["fact"]]["choices"].values()]
    assert labels == ["在欧洲举办", "在其他地区举办"]
    assert facts[amount["count"]]["label"] == "瑚膜展位数"


def test_what_a_sum_grew_by_is_the_increase_of_what_is_named() -> None:
    rules, facts = emitted_facts("瑚膜费用比上年增加的，按增加额的15%补助。")
    base = facts[rules[0]["amount"]["base"]["plus"][0]]
    assert base["derive"][0]["difference"]
