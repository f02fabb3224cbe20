"""Parts of a rule that were left out or put to the wrong thing: floors, rents by year, numbers.

The nouns of trades are made up: no word list can know them.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest

from assistant.intake.emit import emit
from assistant.intake.over import apply_over
from assistant.intake.propose import propose
from assistant.intake.take_in import head_above, tell_left_out
from assistant.policy.parse import parse_clauses
from assistant.policy.policy import Policy
from assistant.rules.quoted_numbers import quoted_numbers
from assistant.text.schedules import find_schedule
from tests.intake.test_cases_behind import emitted, emitted_facts, emitted_of, leaves, says

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
        "新引进全日制瑚膜学、窑学及相关专业博士、硕士、本科毕业生，"
        "每人每月分别补助3000元、1500元、800元。"
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


SHIPS = """按下表给予一次性补助：
瑚船种类 ｜ 计算单位 ｜ 新建 ｜ 购入
散瑚船 ｜ 每瑚吨 ｜ 50元 ｜ 25元
集瑚船 ｜ 每箱位（TEU） ｜ 900元 ｜ 450元
液瑚船 ｜ 每瑚吨 ｜ 80元 ｜ 40元
单艘瑚船补助不超过150万元，单个企业每年不超过600万元。"""


def test_a_table_says_what_each_of_is_paid_for() -> None:
    rules, facts = emitted_facts(f"新增自有瑚船合计5000瑚吨以上的，{SHIPS}")
    found = [
        (
            says(rule, "when"),
            facts[rule["amount"].get("count") or rule["amount"]["items"][0]["fact"]]["label"],
            [one["yuan"] for one in rule["amount"].get("levels") or rule["amount"]["items"]],
        )
        for rule in rules
    ]
    assert found == [
        (["新建"], "瑚吨数", ["50", "80"]),
        (["新建"], "箱位数", ["900"]),
        (["购入"], "瑚吨数", ["25", "40"]),
        (["购入"], "箱位数", ["450"]),
    ]


def test_what_stands_behind_a_table_limits_all_of_it() -> None:
    rules, _ = emitted_facts(f"新增自有瑚船合计5000瑚吨以上的，{SHIPS}")
    caps = {(rule["cap"]["yuan"], rule["more_caps"][0]["yuan"]) for rule in rules}
    assert caps == {("1500000", "6000000")}
    assert {tuple(says(rule, "conditions")) for rule in rules} == {
        ("新增自有瑚船合计不低于5000瑚吨",)
    }


def test_each_row_of_a_table_may_demand_a_number_of_its_own() -> None:
    rules, _ = emitted_facts(
        "新开瑚线的，按航次补助：\n航线 ｜ 全年最低航次 ｜ 每航次补助\n"
        "甲至乙直达 ｜ 150 ｜ 1.5万元\n甲至丙港口 ｜ 100 ｜ 0.8万元\n"
        "第一年按上述标准全额补助，第二年按80%补助，第三年按50%补助。单条航线每年最高500万元。"
    )
    found = [
        (
            says(rule, "when"),
            says(rule, "conditions"),
            rule["amount"]["items"][0]["yuan"],
            [one["factor"] for one in rule["factors"]],
            rule["cap"]["yuan"],
        )
        for rule in rules
    ]
    assert found == [
        (["甲至乙直达"], ["全年航次不低于150航次"], "15000", ["0.8", "0.5"], "5000000"),
        (["甲至丙港口"], ["全年航次不低于100航次"], "8000", ["0.8", "0.5"], "5000000"),
    ]


def test_lines_of_bands_without_a_heading_are_a_table() -> None:
    rules = emitted(
        "拆解瑚船的，按总吨补助：\n船龄10年以上不满15年 ｜ 每总吨500元\n"
        "船龄15年以上不满20年 ｜ 每总吨350元\n单艘最高120万元。"
    )
    assert [rule["amount"]["items"][0]["yuan"] for rule in rules] == ["500", "350"]
    assert [rule["cap"]["yuan"] for rule in rules] == ["1200000", "1200000"]
    assert says(rules[0], "conditions") == ["船龄不低于10年"]
    assert says(rules[1], "when") == ["船龄不低于15年"]
    assert says(rules[1], "conditions") == ["船龄低于20年"]


LISTED = """一、新建瑚项目的，按以下比例补助：
（一）设备投资500万元以上、2000万元以下的，补助8%；
（二）设备投资2000万元以上的，补助10%。
单个项目最高补助800万元。补助资金在竣工验收后拨付60%，投产满一年后拨付40%。
二、开展认证的，按下列标准奖励：
（一）通过瑚认证的，每个品种奖励30万元；
（二）取得绿瑚认证的，每个产品奖励2万元。
认证到期后再认证的，按前款标准的30%奖励。
三、附则
其他。
"""


def test_what_stands_behind_a_list_is_of_each_of_its_items() -> None:
    rules = emitted_of(LISTED)
    first = [rule for rule in rules if rule["id"].startswith("p#1")]
    assert [rule["cap"]["yuan"] for rule in first] == ["8000000", "8000000"]
    assert [[one["share"] for one in rule["paid_in"]] for rule in first] == [["0.6", "0.4"]] * 2
    second = [rule for rule in rules if rule["id"].startswith("p#2")]
    assert [[one["factor"] for one in rule["factors"]] for rule in second] == [["0.3"]] * 2
    assert second[0]["factors"][0]["clause"] == "p#2.2"


def test_a_limit_for_each_thing_of_a_kind() -> None:
    home, abroad = emitted(
        "新购国产造瑚机、压瑚车的，按购置价的25%补助；新购进口造瑚机、压瑚车的，按购置价的15%补助。"
        "造瑚机每台不超过6万元，压瑚车每台不超过60万元，单个瑚场每年不超过240万元。"
    )
    for rule, rate in ((home, "0.25"), (abroad, "0.15")):
        caps = [(one["rate"], one["cap_yuan"]) for one in rule["amount"]["classes"]]
        assert caps == [(rate, "60000"), (rate, "600000")]
        assert (rule["several"], rule["cap"]["yuan"]) == ("each", "2400000")


def test_a_number_may_be_part_of_a_name() -> None:
    rules, facts = emitted_facts(
        "瑚场购置瑚道的，6人及以上脱挂式瑚道每条补助300万元，4人脱挂式瑚道每条补助150万元，"
        "固定瑚道每条补助60万元。单个瑚场累计补助不超过1000万元。"
    )
    (rule,) = rules
    labels = [one["label"] for one in facts[rule["amount"]["fact"]]["choices"].values()]
    assert labels == ["6人及以上脱挂式瑚道", "4人脱挂式瑚道", "固定瑚道"]
    assert rule["cap"]["yuan"] == "10000000"


def test_a_share_of_the_sums_above_is_of_each_of_them() -> None:
    rules = emitted(
        "新装瑚毯的，每米补助800元；新装瑚道的，每条补助60万元。购置二手的，按上述标准的一半执行。"
    )
    assert [[one["factor"] for one in rule["factors"]] for rule in rules] == [["0.5"]] * 2


def test_a_case_that_is_paid_by_what_is_told_is_a_note() -> None:
    rule = only(
        "对瑚贷款，按年利率2个百分点给予贴息，贷款利率低于2%的按实际利率贴息；"
        "每家企业每年最高150万元，贴息期2年。"
    )
    assert "when" not in rule
    assert (rule["cap"]["yuan"], rule["amount"]["most_months"]) == ("1500000", "24")
    assert "原文还写明“贷款利率低于2%的按实际利率贴息”，没有计入。" in rule["readings"]


def test_a_number_in_each_is_not_that_of_another_thing() -> None:
    _, *trains = emitted(
        "组织瑚机的，每架次乘客120人以上的，每架次奖励5万元；"
        "组织瑚列的，乘客300人以上的每列奖励8万元。"
    )
    assert [says(rule, "conditions") for rule in trains] == [["乘客不低于300人"]]


def test_the_difference_is_of_each_list_before() -> None:
    rules = emitted(
        "评定为五星级、四星级瑚店的，分别奖励200万元、80万元；"
        "评定为甲级、乙级瑚宿的，分别奖励40万元、20万元。由低等级升为高等级的，只奖励差额部分。"
    )
    assert all(rule.get("received") for rule in rules)


@pytest.mark.parametrize("word", ["最高", "封顶", "不超过"])
def test_limits_of_classes_in_other_words(word: str) -> None:
    rule = only(f"购置瑚机的，按购置价的30%补助。企业{word}100万元，合作社{word}60万元。")
    assert [one["cap_yuan"] for one in rule["amount"]["classes"]] == ["1000000", "600000"]


def test_a_limit_in_turn_for_each_event() -> None:
    rule = only(
        "举办国家级、省级瑚赛事的，按实际支出的50%补助，国家级、省级每场最高分别为100万元、40万元。"
    )
    assert [one["cap_yuan"] for one in rule["amount"]["classes"]] == ["1000000", "400000"]


def test_the_most_of_the_interest_rate_is_a_note() -> None:
    rule = only("对瑚贷款，按实付利息的50%补贴，但年贴息率不超过2%，每年封顶40万元。")
    assert "原文还写明“但年贴息率不超过2%”，没有计入。" in rule["readings"]
    assert rule["cap"]["yuan"] == "400000"


def test_an_addition_from_a_number_on_is_a_rule_of_its_own() -> None:
    _, added = emitted(
        "加装瑚梯的，按费用的30%补助，每台最高18万元；高龄家庭达到3户的，每台另增2万元。"
    )
    assert says(added, "conditions") == ["高龄家庭不低于3户"]
    assert added["amount"]["items"][0]["yuan"] == "20000"


def test_so_much_for_each_step_that_there_is_more_of() -> None:
    rules, facts = emitted_facts(
        "瑚馆全年室内面积较上年每增加1万平方米，奖励运营单位3万元，每年最高30万元。"
    )
    (item,) = rules[0]["amount"]["items"]
    assert (item["yuan"], rules[0]["cap"]["yuan"]) == ("3", "300000")
    assert facts[item["fact"]]["derive"][0]["difference"]


def test_a_renewal_is_said_in_many_words() -> None:
    rules, facts = emitted_facts(
        "取得瑚认证的，每张证书奖励5万元。认证到期后再认证的，按上述标准的30%奖励。"
    )
    fact = facts[rules[0]["factors"][0]["when"]["fact"]]
    words = fact["choices"][rules[0]["factors"][0]["when"]["is"]]["words"]
    assert {"重新认证", "续证", "换证"} <= set(words)


def test_a_number_with_a_comparison_is_a_band_and_no_name() -> None:
    low, high = emitted(
        "新购瑚车的，4.5吨（含）以下的每辆补助3万元，4.5吨以上的每辆补助6万元，最高60万元。"
    )
    assert [rule["amount"]["items"][0]["yuan"] for rule in (low, high)] == ["30000", "60000"]


def test_each_band_that_is_reached_is_paid() -> None:
    rules = emitted(
        "年产值首次突破5000万元、2亿元、5亿元的，分别奖励15万元、50万元、150万元。"
        "跨档突破的，各档奖励累计发放。"
    )
    assert [rule["amount"]["yuan"] for rule in rules] == ["150000", "500000", "1500000"]
    told = [(one["at_least"], one["fact"]) for rule in rules for one in rule["conditions"]]
    assert [least for least, _ in told] == ["50000000", "200000000", "500000000"]
    assert len({fact for _, fact in told}) == 1


@pytest.mark.parametrize(
    "told", ["应退回已领取资金的50%", "按已领资金的50%退回", "须缴回奖补的50%"]
)
def test_what_is_given_back_is_no_support(told: str) -> None:
    rules = emitted(f"首次获评瑚企的，奖励5万元。获得支持的企业五年内迁出的，{told}。")
    assert [rule["amount"]["kind"] for rule in rules] == ["fixed"]


@pytest.mark.parametrize(
    "told", ["等级提升的，奖励新旧两级之间的差额", "升级的补差额", "晋档的只奖励差额部分"]
)
def test_the_difference_in_other_words(told: str) -> None:
    assert only(f"评为甲级、乙级瑚宿的，分别奖励30万元、15万元。{told}。").get("received")


def test_a_sum_that_no_rule_works_with_is_told_by_the_rule() -> None:
    source = "1.新建瑚窖的，每座奖励5万元，另有瑚具3万元。\n2.其他。\n"
    clause = leaves(source)[0]
    rule: Mapped = {"id": "p#1:r1", "quote": clause.text.strip("1.。\n"), "readings": []}
    other: Mapped = {"id": "p#2:r1", "quote": "其他", "readings": []}
    tell_left_out(clause, [rule, other], clause.text.index("3万元"))
    assert rule["readings"] == ["原文还写明“另有瑚具3万元”，没有计入。"]
    assert other["readings"] == []


def test_limits_of_classes_in_one_breath_with_the_rate() -> None:
    rule = only("购置瑚机的，按发票价补35%，企业、合作社封顶60万元，个人封顶8万元。")
    assert [one["cap_yuan"] for one in rule["amount"]["classes"]] == ["600000", "80000"]


IN_ITEMS = """一、剧组在区内瑚膜消费合计满50万元的，按下列标准分段累计补贴，单部最高80万元：
（一）200万元以下（含200万元）的部分，补贴百分之五；
（二）200万元以上至500万元（含500万元）的部分，补贴百分之八；
（三）500万元以上的部分，补贴百分之十。
二、附则
其他。
"""


def test_slices_in_items_are_of_what_the_line_above_cuts() -> None:
    clauses = leaves(IN_ITEMS)
    every = parse_clauses("p", IN_ITEMS)
    whole = {str(one.id): one for one in every}
    told = SimpleNamespace(
        id="p", source=IN_ITEMS, clauses=every, clause=lambda name: whole.get(str(name))
    )
    policy = cast(Policy, told)
    above = partial(head_above, policy)
    found = emit(policy, [(propose(IN_ITEMS, one, above(one)), one) for one in clauses])
    apply_over(clauses, found.rules, found.facts, "p", above)
    cut = [rule["amount"]["slices"][0] for rule in found.rules]
    assert cut == [
        {"rate": "0.05", "upto_yuan": "2000000"},
        {"rate": "0.08", "beyond_yuan": "2000000", "upto_yuan": "5000000"},
        {"rate": "0.1", "beyond_yuan": "5000000"},
    ]
    caps = {(rule["cap"]["yuan"], rule["cap"]["clause"]) for rule in found.rules}
    assert caps == {("800000", "p#1")}
    assert all("满50万元" in "".join(rule["readings"]) for rule in found.rules)


def test_rates_of_three_years_in_words() -> None:
    rule = only("租瑚屋的，第一年按租金的百分之百、第二年按百分之五十、第三年按百分之三十补贴。")
    assert [one["rate"] for one in rule["amount"]["classes"]] == ["1", "0.5", "0.3"]


@pytest.mark.parametrize("below", ["不到", "不满", "、不足"])
def test_a_band_says_that_it_holds_its_lower_end(below: str) -> None:
    rule = only(
        f"购置瑚房，面积1000平方米以上（含1000平方米）{below}2000平方米的，补助30万元；"
        "2000平方米以上（含2000平方米）的，补助60万元。"
    )
    assert [one["at_least"] for one in rule["amount"]["bands"]] == ["1000", "2000"]


def test_kinds_that_are_counted_alike_are_counted_apart() -> None:
    rules, facts = emitted_facts(
        "瑚店新招用应届毕业生，签订2年以上劳动合同的，每人补助3000元；招用残疾人并缴费的，每人补助5000元。"
    )
    counted = [facts[rule["amount"]["items"][0]["fact"]] for rule in rules]
    assert [one["label"] for one in counted] == ["应届毕业生人数", "残疾人人数"]
    assert {"残疾人", "残疾"} <= set(counted[1]["words"])
    assert "大学生" in counted[0]["words"]


@pytest.mark.parametrize("rank", ["5星级", "3甲", "2类", "4代"])
def test_a_rank_in_digits_is_no_number_of_things(rank: str) -> None:
    rule = only(f"获评{rank}以上瑚店的，奖励3万元。")
    assert rule["conditions"] == []


def test_an_age_in_words_is_a_number() -> None:
    rule = only("收住年满六十周岁以上瑚老的，每人补助300元。")
    assert [one["at_least"] for one in rule["conditions"]] == ["60"]


def test_what_is_charged_is_not_what_is_paid() -> None:
    rules = emitted("租用瑚摊位的，第一年免租金，第二年减半，第三年按70%收取。")
    assert all(rule["amount"]["kind"] == "unquantified" for rule in rules)


def test_so_many_times_as_much_in_one_breath() -> None:
    rule = only("每标准箱补贴200元，其中冷瑚箱按1.5倍补贴，年发运不足500箱的不补。")
    assert [one["factor"] for one in rule["factors"]] == ["1.5"]
