"""Conditions said in everyday words: what is under way, what fell, whose part of a sum it is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.test_limits_told import lead
from tests.real_assistant import ask

WAN = 10_000


@pytest.mark.parametrize(
    "talk",
    [
        ("龙岗有五个大模型，都正在备案，能拿多少",),
        ("龙华六个深度合成算法，备案材料刚递上去",),
        ("前海数据典型案例申报了三个，还没公示",),
        ("龙华主导三个行标，还在征求意见",),
        ("龙岗四个大模型，备案批文还没下来",),
        ("龙岗四个大模型备案", "都还在排队审核"),
    ],
)
def test_what_is_under_way_is_not_counted_yet(talk: tuple[str, ...]) -> None:
    assert ask(*talk).estimates[0].status is EstimateStatus.CONDITION_NOT_MET


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("龙岗四个大模型备案好了，正在准备申报材料",), min(4 * 50, 200) * WAN),
        (("龙岗备案了三个大模型，奖金还没下来",), 3 * 50 * WAN),
        (("龙岗备案大模型四个，有两个还没批下来",), (4 - 2) * 50 * WAN),
        (("龙岗三个大模型备案", "补贴还没批下来"), 3 * 50 * WAN),
    ],
)
def test_what_is_done_or_waits_for_the_money_counts(talk: tuple[str, ...], amount: int) -> None:
    assert ask(*talk).estimates[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    "said",
    [
        "比前几年差",
        "不及去年",
        "掉了三成",
        "没往年好",
        "同比-8%",
        "一路下滑",
        "缩了两成",
        "增速为负",
    ],
)
def test_a_fall_is_no_growth(said: str) -> None:
    assert lead(f"龙华公司营收9000万 {said} 奖多少").status is EstimateStatus.CONDITION_NOT_MET


@pytest.mark.parametrize(
    "said", ["，没有下滑", "，房租比去年少了", "，比去年多了一些", "，增长了，利润比去年差"]
)
def test_what_else_fell_is_no_fall_of_the_revenue(said: str) -> None:
    assert lead(f"龙华公司营收9000万{said}，奖多少").amount == 10 * WAN


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙华A轮融了5000万，区里基金投了2000万", (5000 - 2000) * WAN * 5 // 100),
        ("龙华B轮4500万，其中1500万是区里的基金", (4500 - 1500) * WAN * 5 // 100),
        ("龙华发榜方，总投入1600万，其中非财政1300万", 1300 * WAN * 10 // 100),
        ("龙华揭榜方，总投入1500万，其中1100万不是财政的", 1100 * WAN * 20 // 100),
        ("龙华揭榜方，总投入1500万，其中财政资金400万", (1500 - 400) * WAN * 20 // 100),
    ],
)
def test_public_and_other_parts_of_a_sum(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


def test_a_net_sum_told_later_and_put_right() -> None:
    first = "龙华揭榜方，总投入1500万"
    assert ask(first, "其中非财政投入1100万").estimates[0].amount == 1100 * WAN * 20 // 100
    talk = ("龙华揭榜方，总投入1500万，非财政1100万", "应该是1200万")
    assert ask(*talk).estimates[0].amount == 1200 * WAN * 20 // 100


@pytest.mark.parametrize(
    "text",
    [
        "我们子公司在龙岗采购语料250万，补多少",
        "母公司去年买了250万语料，在龙岗，补多少",
        "龙岗集团旗下公司买语料250万",
    ],
)
def test_a_firm_of_the_group_that_buys_sells_nothing(text: str) -> None:
    assert lead(text).amount == 250 * WAN * 20 // 100


@pytest.mark.parametrize("text", ["龙岗语料250万，是从子公司买的", "龙岗，母公司提供的语料250万"])
def test_one_that_sells_is_an_affiliate(text: str) -> None:
    assert lead(text).status is EstimateStatus.CONDITION_NOT_MET


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("龙岗采购语料350万，关联方的有100万",), (350 - 100) * WAN * 20 // 100),
        (("龙岗采购语料350万", "100万是跟兄弟公司买的"), (350 - 100) * WAN * 20 // 100),
        (("福田租算力合同900万", "其中200万是关联公司的"), 900 * WAN * 30 // 100),
        (("龙岗买算力1200万", "有200万是从子公司买的"), 1200 * WAN * 30 // 100),
    ],
)
def test_an_affiliates_part_goes_where_a_clause_asks(talk: tuple[str, ...], amount: int) -> None:
    assert ask(*talk).estimates[0].amount == Decimal(amount)


@pytest.mark.parametrize(
    "more", ["另外有70万是从子公司买的", "还有一批70万是母公司卖的", "还买了兄弟公司70万的"]
)
def test_what_an_affiliate_sold_besides_takes_nothing_off(more: str) -> None:
    answer = ask("龙岗从交易平台买语料350万，非关联", more)
    assert answer.estimates[0].amount == 350 * WAN * 20 // 100


@pytest.mark.parametrize("more", ["母公司追加了900万", "子公司也投进来900万", "兄弟公司注资900万"])
def test_a_firm_of_the_group_that_puts_money_in_sells_nothing(more: str) -> None:
    answer = ask("机器人的科技重大专项，项目投资3100万，市里给多少", more)
    assert answer.estimates[0].amount == (3100 + 900) * WAN * 50 // 100


@pytest.mark.parametrize(
    "text",
    [
        "深圳市重点实验室周期评估，没评上良好，给多少",
        "深圳市重点实验室评估没过，能拿多少",
        "深圳市重点实验室评估优秀没评上，只是合格",
        "福田AI软件首版次，只进了区里的目录，给多少",
        "福田首版次软件，列入珠海市的目录了，给多少",
        "福田首版次软件，进的是张家界市的目录，给多少",
        "福田首版次软件没进名录，给多少",
    ],
)
def test_grades_and_lists_that_were_missed(text: str) -> None:
    assert lead(text).status is EstimateStatus.CONDITION_NOT_MET


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("深圳市重点实验室周期评估良好，给多少", 300 * WAN),
        ("深圳市重点实验室评估没拿到优秀，是良好，给多少", 300 * WAN),
        ("福田首版次软件，列入广东省目录了，给多少", 50 * WAN),
        ("福田首版次软件，进了深圳市的目录，给多少", 50 * WAN),
        ("福田首版次软件，刚入省目录，给多少", 50 * WAN),
        ("福田首版次软件，昨天市级目录公布了，里面有我们，给多少", 50 * WAN),
    ],
)
def test_grades_and_lists_that_were_reached(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


def test_a_year_before_the_two_compared_takes_no_place() -> None:
    first = "前海纳统的AI企业，去年研发1.1亿，前年8000万，奖多少"
    paid = (11000 - 8000) * WAN * 5 // 100
    assert ask(first, "大前年7000万").estimates[0].amount == paid
    assert ask(first, "前年其实是9000万").estimates[0].amount == (11000 - 9000) * WAN * 5 // 100


def test_one_more_under_way_takes_none_of_those_before() -> None:
    assert lead("龙岗备案了两个大模型，第三个还在审").amount == 2 * 50 * WAN


def test_an_affiliates_part_that_the_asker_takes_off_goes() -> None:
    talk = ("龙岗买算力训模型，服务费1700万", "还混进了兄弟公司300万，剔掉")
    assert ask(*talk).estimates[0].amount == (1700 - 300) * WAN * 30 // 100


def test_a_net_sum_that_comes_on_top_is_added() -> None:
    talk = ("龙华揭榜方，非财政的总投入1100万", "二期又投300万非财政的，并进来")
    assert ask(*talk).estimates[0].amount == (1100 + 300) * WAN * 20 // 100


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("龙岗有个子公司，要租算力", "子公司去年算力服务费260万"), 260 * WAN * 30 // 100),
        (("集团在龙岗设了个子公司，要买语料训模型", "子公司今年语料采购额85万"), 85 * WAN // 5),
    ],
)
def test_whose_spending_is_told_is_no_seller(talk: tuple[str, ...], amount: int) -> None:
    assert ask(*talk).estimates[0].amount == Decimal(amount)


def test_another_list_that_a_text_names_takes_the_place_of_one() -> None:
    talk = ("福田公司的软件进了省里首版次推广目录，给多少", "他又说进的是市里的目录，不是省里的")
    assert ask(*talk).estimates[0].amount == 50 * WAN
