"""Words that mean a figure of the matter: the threshold, the whole, as much as the year before.

前海研发 from 1亿 on 5 % of the growth; 迁移适配 50 % of what one bears; 前海租金 60 a square metre
and month or half the rent, for 36 months; 前海创新中心 10 % from 1000万 on; 行业大模型 100万 from
10 cases.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

RESEARCH, MOVED, RENT = "qianhai-2024#3", "shenzhen-pioneer-2024#10", "qianhai-2024#1"
CENTRE, MODEL = "qianhai-2024#12", "qianhai-2024#8"
ROUND, TENDER = "longhua-2025#13", "longhua-2025#10"
GROWTH = "前海纳统的AI企业，上年度研发1.2亿，再上一年1亿，奖多少？"
SHARED = "我们请生态创新中心做模型迁移适配，总价200万，我们出120万，市里资助多少？"


@pytest.mark.parametrize(
    "later",
    [
        "再上一年改成8000万",
        "如果再上一年是8000万呢？",
        "再上一年的应该是8000万，我抄错了。",
        "上上年应为8000万",
        "那年之前的一年其实8000万",
        "更早那年审下来只有8000万",
    ],
)
def test_the_year_before_the_last_is_not_the_last(later: str) -> None:
    assert by_clause(GROWTH, later)[RESEARCH] == {200 * WAN}


@pytest.mark.parametrize(
    "later",
    ["如果上年度与前一年持平？", "要是两年一样多呢？", "假如上年度跟再上一年相同呢？"],
)
def test_as_much_as_the_year_before_leaves_no_growth(later: str) -> None:
    assert by_clause(GROWTH, later)[RESEARCH] == {0}
    assert by_clause(GROWTH, "上年度和前一年不是持平的")[RESEARCH] == {100 * WAN}


@pytest.mark.parametrize(
    ("later", "borne"),
    [
        ("改成双方平摊的话呢？", 100),
        ("如果五五开呢？", 100),
        ("要是各出一半呢？", 100),
        ("协议重谈了，改由我们全额负担。", 200),
        ("要是全由我们自己出呢？", 200),
        ("全部改由公司承担了", 200),
    ],
)
def test_a_share_is_of_the_whole_that_was_told(later: str, borne: int) -> None:
    assert by_clause(SHARED, later)[MOVED] == {borne * WAN // 2}


@pytest.mark.parametrize(
    "later", ["补满整个支持期一共多少？", "整个补贴期加起来能补多少？", "拿满期限总共多少？"]
)
def test_the_longest_time_is_what_the_rule_pays(later: str) -> None:
    ours = "我们在前海集聚区租了300平，月租实付4万，一年补多少？"
    assert by_clause(ours, later)[RENT] == {300 * 60 * 36}
    assert by_clause(ours, "支持期最长几个月？")[RENT] == {300 * 60 * 12}


def test_just_at_the_threshold() -> None:
    centre = "世界500强一级子公司在前海牵头建人工智能创新中心，软硬件投入950万，资助多少？"
    assert by_clause(centre, "差的那点补上，刚好凑到门槛呢？")[CENTRE] == {100 * WAN}
    assert by_clause(centre, "没够到门槛是吧？")[CENTRE] == {0}
    cases = "前海，自研行业大模型，已公开发布，市场应用案例7个，奖多少？"
    assert by_clause(cases, "如果刚好达到最低要求呢？")[MODEL] == {100 * WAN}
    assert by_clause(cases, "要凑到门槛还差多少个？")[MODEL] == {0}


@pytest.mark.parametrize("tier", ["中间那档", "居中的一档", "当中那一级"])
def test_the_tier_in_the_middle(tier: str) -> None:
    ours = "我们创始人是留学归来的，公司注册了十三个月，市里的留学人才创业资助分哪几档？"
    found = by_clause(ours, f"如果评上{tier}呢？")
    assert found["shenzhen-pioneer-2024#15"] == {50 * WAN}


def test_what_was_told_of_the_company_beside_the_point_stays() -> None:
    found = by_clause(
        "您好，我在一家初创公司做行政，想了解市里的优惠价算力是怎么回事。",
        "另外我们租智能算力训练大模型，合同240万，市里能资助多少？",
    )
    assert found["shenzhen-pioneer-2024#2"] == {144 * WAN}


@pytest.mark.parametrize(
    "later",
    ["如果研发投入没有增长呢？", "假设更早那年反而比上年度高呢？", "要是去年的研发下降了呢？"],
)
def test_no_growth_pays_nothing(later: str) -> None:
    assert by_clause(GROWTH, later)[RESEARCH] == {0}
    assert by_clause(GROWTH, "要是人手减少了呢？")[RESEARCH] == {100 * WAN}


@pytest.mark.parametrize(
    ("told", "arrived"),
    [("目前到位一半", 1500), ("到账只有四成", 1200), ("实缴70%", 2100), ("已到位三千万", 3000)],
)
def test_a_part_arrived_and_then_the_rest(told: str, arrived: int) -> None:
    ours = f"龙华企业A轮融资签了3000万元，评估通过，{told}，现在能得多少奖励？"
    assert by_clause(ours)[ROUND] == {arrived * WAN // 20}
    assert by_clause(ours, "剩下的上周也到账了。")[ROUND] == {150 * WAN}


def test_a_part_of_others_is_a_sum() -> None:
    ours = "龙华企业B轮融资6000万元全到位，评估通过，能得多少奖励？"
    for part in ("其中一半是龙华区政府基金投的", "有一半来自龙华区政府股权投资基金，那是多少？"):
        assert by_clause(ours, part)[ROUND] == {150 * WAN}
    said = (ours, "假设那一轮总共只融到1800万呢？", "假设先放下，真实的那一轮呢？")
    assert by_clause(*said)[ROUND] == {200 * WAN}
    tender = "龙华揭榜挂帅项目，我们是揭榜方，总投入1600万，能得多少？"
    assert by_clause(tender, "其中两成是市财政拨款")[TENDER] == {256 * WAN}


@pytest.mark.parametrize(
    "later",
    [
        "假如落在前海，由前海管理局评定，实际投资也是这些？",
        "要是放在前海，管理局也评定了，投入还是这么多呢？",
        "换到前海并经管理局评定，投资就按同样的数呢？",
    ],
)
def test_a_sum_told_before_is_meant_by_words(later: str) -> None:
    ours = "福田的“场景+AI”示范项目，通过了综合评审，一个项目，投入260万元，最高支持多少？"
    assert by_clause(ours, later)["qianhai-2024#9"] == {26 * WAN}


def test_a_sum_that_only_a_verb_tells_is_that_of_the_matter() -> None:
    ours = "我们在前海建数据要素公共服务平台，事前经管理局同意，软硬件投入2300万元，多少？"
    assert 0 in by_clause(ours, "万一在那边只投到九百六十万？")["qianhai-2024#6"]
    assert 150 * WAN in by_clause(ours, "要是只花了1500万呢？")["qianhai-2024#6"]
    assert 230 * WAN in by_clause(ours, "要是装修花了200万呢？")["qianhai-2024#6"]


def test_places_that_are_counted_are_those_that_were_named() -> None:
    said = ("前海的文件什么时候到期？", "福田的呢？")
    assert "2027年9月13日" in ask(*said, "这两份哪个先到期？").text
    assert "2027年9月13日" in ask(*said, "这两个区的文件哪份先失效？").text
