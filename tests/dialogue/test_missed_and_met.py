"""A condition that a later message misses or meets in words of its own, with the clause that stays.

Which condition is meant is told by how near the words stand to what each says; what a message
denies besides (no party cell, no red car) denies none.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

OPEN = "龙岗公司，语料放到市里认定的公共数据开放平台，生产费用80万，能补多少"
FLIGHT = "前海eVTOL，前海飞珠海的商业航线批了，支持多少"
ENTRY = "福田数据资产首次入表300万，在交易所挂牌交易，能补多少，实现入表的服务费60万"
VOUCHER = "市里模型券，宝安公司，买备案大模型做客服，买模型花了200万"
CENTRE = "前海建智算中心，管理局同意的，总投资2亿，去年实际投了8000万，补多少"
STANDARD = "龙华主导制定了一个国家标准，奖多少"
CORPUS = "市里语料券，从数据交易平台买的，非关联，合同200万"
OWN = "市里首版次软件，我们自主研发的AI剪辑软件，已经有客户了，最高多少"
MISSED = (
    (OPEN, "平台那边说他们还没拿到认定", "longgang-2025#4"),
    (OPEN, "后来发现数据传的是自家官网，压根不是什么认定的平台", "longgang-2025#4"),
    (FLIGHT, "后来改从南山起飞，前海合作区里没有站点了", "qianhai-2024#11"),
    (VOUCHER, "供应商那模型连网信办的备案都没走", "shenzhen-pioneer-2024#4"),
    (CENTRE, "翻档案，管理局那边根本没点过头", "qianhai-2024#5"),
    (STANDARD, "牵头的是别人，我们只挂了个参与", "longhua-2025#11"),
    (OWN, "版权其实归外包公司，我们没有自主知识产权，还能报吗", "shenzhen-pioneer-2024#8"),
    ("福田语料首次放到公共服务平台开放，生产费用50万", "同事说大前年就开放过了", "futian-2024#3.3"),
    ("龙岗人形机器人头一回卖出去，制备成本60万", "翻账本，春天就卖过两台给东莞", "longgang-2025#7"),
)  # fmt: skip


def test_a_condition_is_missed_in_words_of_ones_own() -> None:
    found = [0 in by_clause(first, then).get(clause, set()) for first, then, clause in MISSED]
    assert found.count(True) >= len(MISSED) - 1


@pytest.mark.parametrize(
    ("first", "then", "clause", "wan"),
    [
        (CORPUS, "我们不是上市公司", "shenzhen-pioneer-2024#3", 60),
        (OPEN, "公司没有党支部", "longgang-2025#4", 16),
        (CENTRE, "老板不在深圳，也没上过电视", "qianhai-2024#5", 400),
        (FLIGHT, "飞机不是红色的", "qianhai-2024#11", 100),
    ],
)
def test_what_is_denied_besides_misses_none(first: str, then: str, clause: str, wan: int) -> None:
    assert wan * WAN in by_clause(first, then).get(clause, {wan * WAN})


MET = (
    (VOUCHER, "供应商那模型连网信办的备案都没走", "换一家备过案的，买模型花了300万",
     "shenzhen-pioneer-2024#4", 90),
    (FLIGHT, "后来改从南山起飞，前海合作区里没有站点了", "改成从前海妈湾起飞，还飞珠海",
     "qianhai-2024#11", 100),
    (CENTRE, "翻档案，管理局那边根本没点过头", "找着了，当年的同意函就在柜子里",
     "qianhai-2024#5", 400),
    (OPEN, "平台那边说他们还没拿到认定", "昨天认定下来了", "longgang-2025#4", 16),
)  # fmt: skip


def test_what_was_missed_is_met_after_all_or_by_another_thing() -> None:
    found = [
        wan * WAN in by_clause(first, no, yes).get(clause, set())
        for first, no, yes, clause, wan in MET
    ]
    assert found.count(True) >= len(MET) - 1


def test_what_stands_beside_a_thing_that_missed_is_paid_alone() -> None:
    turns = ["龙岗示范场景，我们投了500万，入选了，给多少", "那条线其实是政府投资的"]
    assert by_clause(*turns) == {"longgang-2025#10": {Decimal(0)}}
    other = by_clause(*turns, "隔壁楼那条是我们自己掏钱的，也入选了，200万，这条呢")
    assert other == {"longgang-2025#10": {60 * WAN}}


@pytest.mark.parametrize(
    ("first", "then", "again", "clause", "wan"),
    [
        ("前海建智算中心，管理局同意的，总投资1.8亿，去年实际投了6000万，补多少",
         "总投资要压到9600万", "上头没批，不压了，1.8亿照旧", "qianhai-2024#5", 300),
        ("前海纳统，研发去年1.5亿，前年8000万，奖多少", "前年那个数审计改成1.3亿", "又改回8000万",
         "qianhai-2024#3", 350),
    ],
)  # fmt: skip
def test_a_number_is_again_what_it_was(
    first: str, then: str, again: str, clause: str, wan: int
) -> None:
    assert wan * WAN in by_clause(first, then, again)[clause]


def test_a_reading_by_likeness_is_told_as_doubtful() -> None:
    answer = ask(OPEN, "平台那边说他们还没拿到认定")
    assert answer.unused


def test_what_is_told_of_a_condition_asks_for_no_matter_that_it_names() -> None:
    turns = ["福田，我们的排产软件进了省里的首版次软件推广应用指导目录，给多少",
             "看岔了，上的是商会的推荐名单，国家省里市里的目录都没进"]  # fmt: skip
    assert by_clause(*turns) == {"futian-2024#4.2": {Decimal(0)}}


def test_the_first_version_is_the_matter_before_it_was_changed() -> None:
    turns = [FLIGHT, "改成飞香港，跨境的", "又想两头都放南山，前海没有点了"]
    assert by_clause(*turns[:2])["qianhai-2024#11"] == {200 * WAN}
    assert by_clause(*turns, "算了还是第一版")["qianhai-2024#11"] == {100 * WAN}


def test_one_more_that_is_to_come_denies_nothing_of_the_others() -> None:
    first = "前海，自研并公开发布的行业大模型，应用案例9个，给多少"
    assert by_clause(first, "下个月再上线一个，那就十个了") == {"qianhai-2024#8": {100 * WAN}}


STARTUP = "福田初创，买语料90万"
PRIVATELY = "不是在交易所买的，私下签的"


@pytest.mark.parametrize(
    ("more", "yuan"),
    [
        ("后来又在数据交易所买了50万", 50),
        ("又买了一批50万的，走的数交所，这批呢", 50),
        ("后来另外在数交所跟一家完全不认识的买了40万", 40),
        ("后来又在数交所买了60万，加起来能补多少", 60),
    ],
)
def test_one_more_meets_what_the_first_missed(more: str, yuan: int) -> None:
    """The first sum is out as it was: only the one that went over the exchange counts."""
    assert by_clause(STARTUP, PRIVATELY, more)["futian-2024#3.1"] == {yuan * WAN // 10}


def test_the_first_meets_it_as_well_after_all() -> None:
    more = "后来补走了数据交易所，又加了50万"
    assert by_clause(STARTUP, PRIVATELY, more)["futian-2024#3.1"] == {140 * WAN // 10}


@pytest.mark.parametrize(
    "asked", ["模型券一年全市多少盘子", "这个券一年总共多少钱", "这个券归谁管"]
)
def test_what_only_asks_meets_nothing(asked: str) -> None:
    told = ("深圳，买大模型做智能体花了300万", "模型没在网信办备案", asked)
    assert by_clause(*told).get("shenzhen-pioneer-2024#4", {0}) == {0}
    then = by_clause(*told, "换了，换成一家备过案的，买模型200万，别的都不变")
    assert then["shenzhen-pioneer-2024#4"] == {60 * WAN}
