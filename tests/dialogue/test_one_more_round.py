"""Rounds of money one at a time, the one who is picked, whose award it is called, a firm apart.

Rounds in 龙华 are paid 5 % of what arrived, at most 200万, once; algorithms there one by one;
compute in 龙岗 30 %.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

ROUND, COMPUTE, FILED = "longhua-2025#13", "longgang-2025#2", "longhua-2025#8"
_FIRST = "龙华的机器人公司，今年2月融了一轮创投2400万，都到位了"


def told(*talk: str) -> dict[str, object]:
    return {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}


@pytest.mark.parametrize(
    ("more", "net"),
    [
        ("4月又融了一轮900万，到位了，能拿多少", 900),
        ("还有个C轮2100万，能拿多少", 2100),
        ("年底还有一轮1200万，能拿多少", 1200),
    ],
)
def test_one_more_round_is_looked_at_alone(more: str, net: int) -> None:
    assert by_clause(_FIRST, more) == {ROUND: {net * WAN // 20 if net >= 2000 else 0}}


def test_more_of_the_same_round_is_added() -> None:
    assert told(_FIRST, "这轮又追加了800万，能拿多少")["round_investment_yuan"] == 3200 * WAN


def test_who_was_paid_gets_nothing_for_the_next_round() -> None:
    again = "这轮的奖先领了，年底还有个B轮3000万，到时候再领一次，B轮多少"
    assert by_clause(_FIRST, again) == {ROUND: {0}}
    assert by_clause(_FIRST, again, "上一轮重新看，到位的是2200万") == {ROUND: {110 * WAN}}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("龙华和前海选一家报算法备案的奖，有3个算法，最多多少", 3),
        ("龙华挑一个领就行，有2个算法备案了，最多多少", 2),
        ("龙华，挑一个算法去备案了，最多多少", 1),
    ],
)
def test_the_one_that_is_picked_is_no_count(question: str, count: int) -> None:
    assert told(question)["filed_algorithms"] == count


def test_an_award_called_by_whom_it_is_for_says_nothing_of_who_asks() -> None:
    first = "龙华，国家人工智能揭榜挂帅我们是揭榜优胜单位，也是牵头单位，奖多少"
    other = "协作的那家不是牵头单位，那笔给牵头单位的奖励它能拿到吗"
    assert by_clause(first, other) == {"longhua-2025#7": {0}}


def test_a_rank_goes_back_to_no_place() -> None:
    talk = ("龙岗区支持企业上市吗，怎么写的", "市里的人工智能产业基金多大规模")
    found = understand(*talk, "责任单位排第一的是谁")
    assert [str(f.clause_id) for f in found.focus] == ["shenzhen-pioneer-2024#17"]


def test_a_firm_reckoned_apart_has_sums_of_its_own() -> None:
    talk = ("龙岗租算力花了900万", "我们旗下一家子公司也租了，分开算，租了200")
    assert by_clause(*talk) == {COMPUTE: {60 * WAN}}
    assert by_clause(*talk, "母公司那边又多花了100万") == {COMPUTE: {300 * WAN}}
    assert by_clause(*talk, "母公司今年另外多租了300万") == {COMPUTE: {360 * WAN}}


_TENDER = "前海发榜的揭榜挂帅，我们中了{}个题，最高多少"
RESEARCH = "qianhai-2024#13"


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("第二个题也中了，两个合计", 2),
        ("后来又中了一个，两个加起来多少", 2),
        ("又中了两个，一共多少", 3),
    ],
)
def test_so_many_in_all_are_no_more_of_them(more: str, count: int) -> None:
    assert by_clause(_TENDER.format("一"), more) == {RESEARCH: {count * 500 * WAN}}


@pytest.mark.parametrize("gone", ["第二个放弃了", "后中的那个不做了，剩多少", "放弃一个，还有多少"])
def test_one_that_is_given_up_goes(gone: str) -> None:
    assert by_clause(_TENDER.format("三"), gone) == {RESEARCH: {1000 * WAN}}


def test_a_sum_that_was_part_of_it_all_along_is_not_added() -> None:
    first = "光明买备案的大模型做客服，模型费用160万，规模效果都有"
    parts = "不对，备了案那家才100万，另外60万付给没备案的海外模型"
    assert by_clause(first, parts, "那60万也改买备案这家的") == {
        "shenzhen-pioneer-2024#4": {48 * WAN}
    }


@pytest.mark.parametrize(
    ("who", "is_paid"),
    [("的三级公司", False), ("的供应商", False), ("的一级子公司", True), ("", True)],
)
def test_whose_company_one_is(who: str, is_paid: bool) -> None:
    asked = f"我们是世界500强{who}，在前海牵头建AI创新中心，软硬件1800万"
    assert by_clause(asked) == {"qianhai-2024#12": {180 * WAN if is_paid else 0}}


def test_what_does_not_run_yet_is_not_in_use() -> None:
    first = "市里开放的政务场景，我们做了审批助手，窗口上还没用起来，能拿多少"
    assert by_clause(first) == {"shenzhen-pioneer-2024#6": {0}}
    assert by_clause(first, "上周几个窗口真跑起来了，论证也过了")["shenzhen-pioneer-2024#6"] == {
        500 * WAN
    }


def test_what_came_on_top_after_a_second_reading_goes_by_its_words() -> None:
    first = "福田交易平台上买语料410万练大模型，卖家跟我们没关系，给多少"
    talk = (first, "后来同渠道补了一百万的货", "补的那批是关联方的")
    assert by_clause(*talk) == {"futian-2024#3.1": {41 * WAN}}


def test_a_neighbour_of_any_trade_has_sums_of_its_own() -> None:
    talk = (
        "龙岗开旅馆的，AI前台入选区里示范场景，自己投了180万，给多少",
        "漏报一笔，三十万",
        "对门茶馆也入选了，他家投了900万，他能拿多少",
        "回到我们旅馆：漏报的那笔退货了",
    )
    assert by_clause(*talk[:3]) == {"longgang-2025#10": {200 * WAN}}
    assert by_clause(*talk) == {"longgang-2025#10": {54 * WAN}}


@pytest.mark.parametrize("back", ["我这载体整改后通过了", "我们这载体复核过了"])
def test_ones_own_thing_goes_back_to_its_matter(back: str) -> None:
    talk = ("我运营福田一个AI专业孵化载体，顶格支持多少", "在孵的AI公司，企业高质量发展最多多少")
    assert by_clause(*talk, back) == {"futian-2024#7": {500 * WAN}}


@pytest.mark.parametrize("told", ["区里核下来说我们不符合条件", "审核说我们不够格"])
def test_what_says_that_one_is_unfit_is_never_silent(told: str) -> None:
    assert understand("我运营福田一个AI专业孵化载体，顶格支持多少", told).unused


@pytest.mark.parametrize("lost", ["供货的违约，那批作废了", "卖家反悔，那一单没成"])
def test_what_goes_and_takes_nothing_along_is_never_silent(lost: str) -> None:
    talk = "福田租卡训大模型410万，数据交易平台买语料70万，各多少"
    assert by_clause(talk, lost) == by_clause(talk)
    assert understand(talk, lost).unused


def test_what_goes_with_its_sum_is_not_told_as_unused() -> None:
    found = understand("福田租卡训大模型410万，数据交易平台买语料70万，各多少", "语料那笔没成")
    assert not found.unused


def test_what_nothing_in_question_asks_for_hides_no_one_more() -> None:
    first = "前海企业，自研港口大模型，公开发布，市场案例九个，给多少"
    assert told(first, "今天又有个码头正式跑起来了")["cases"] == 10
