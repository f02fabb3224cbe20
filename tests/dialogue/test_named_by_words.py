"""Things of one clause that a later message names by the words that they were told with.

Rates: 前海 demonstration projects 10 %, at most 200万 each; events in 龙岗 30 %, at
most 300万 each; consumer products in 龙岗 30 %, at most 30万 a year; compute there 30 %.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

EVENTS = (
    "今年在龙岗市场化办了两场备过案的活动，一场渔具博览会花了500万，"
    "一场无人船论坛花了300万，一共给多少"
)
PRODUCTS = "龙岗的企业，今年推了款AI鱼竿，研发投入20万，规模够线，能补多少"
SCENE = "龙岗的菜场，AI称重入选区里示范场景项目，我们自己投了200万，能补多少"
PARTS = "福田的公司，买了备案大模型做客服，API费40万，私有化部署60万，能补多少"


def test_things_of_one_kind_keep_their_nouns() -> None:
    assert by_clause(EVENTS)["longgang-2025#16"] == {240 * WAN}
    two = "龙岗今年有两笔钱，一笔算力服务费300万，一笔食堂50万，能补多少"
    assert by_clause(two)["longgang-2025#2"] == {90 * WAN}


@pytest.mark.parametrize(
    ("later", "comes_to"),
    [
        ("博览会决算下来实际只发生400万", 210),
        ("论坛没办成，黄了", 150),
        ("无人船论坛那场没备案", 150),
        ("论坛里头100万是行业协会掏的", 210),
    ],
)
def test_a_thing_is_named_by_its_noun(later: str, comes_to: int) -> None:
    assert by_clause(EVENTS, later)["longgang-2025#16"] == {comes_to * WAN}


def test_two_projects_are_named_by_their_messages() -> None:
    told = [
        "前海码头的AI分拣，评定成前海合作区示范项目了，我们实际投资600万",
        "还有一个智能闸口的也评上了，实际投700万，两个一起多少？",
        "分拣那600是预算，真正投下去450万，闸口那个没变。重算",
    ]
    assert by_clause(*told)["qianhai-2024#9"] == {115 * WAN}
    assert by_clause(*told[:2], "闸口实际只投了300万")["qianhai-2024#9"] == {90 * WAN}


@pytest.mark.parametrize(
    "more", ["今年我们还推了款AI浮漂，研发30万，一并算", "又出了款AI浮漂，研发30万"]
)
def test_one_more_thing_and_its_sum(more: str) -> None:
    assert by_clause(PRODUCTS, more)["longgang-2025#8"] == {15 * WAN}


@pytest.mark.parametrize("later", ["浮漂改到明年才推，两年合计", "浮漂那款明年再推好了，两年一共"])
def test_it_is_moved_to_another_year(later: str) -> None:
    told = [PRODUCTS.replace("20万", "90万"), "今年我们还推了款AI浮漂，研发30万，一并算"]
    assert by_clause(*told)["longgang-2025#8"] == {30 * WAN}
    assert by_clause(*told, later)["longgang-2025#8"] == {36 * WAN}


@pytest.mark.parametrize(
    ("later", "comes_to"),
    [
        ("二期里60万是设备商垫的，不是我们", 90),
        ("二期里头60万由房东承担", 90),
        ("二期归集团出，不算我们", 60),
        ("二期其实才110万", 93),
    ],
)
def test_what_others_bear_of_it(later: str, comes_to: int) -> None:
    told = [SCENE, "同一个项目二期又投160万"]
    assert by_clause(*told)["longgang-2025#10"] == {108 * WAN}
    assert by_clause(*told, later)["longgang-2025#10"] == {comes_to * WAN}


def test_a_plan_and_what_was_paid() -> None:
    told = "龙岗租算力，合同签了800万，付款凭证只有600万，能补多少"
    assert by_clause(told, "那就以付款凭证为准")["longgang-2025#2"] == {180 * WAN}
    assert by_clause(told, "是按付款凭证那个数吗")["longgang-2025#2"] == {240 * WAN}
    plan = "龙岗租算力，计划花800万，眼下实际付了600万，能补多少"
    assert by_clause(plan, "全付完的话呢")["longgang-2025#2"] == {240 * WAN}


def test_a_sum_that_is_no_part_of_another() -> None:
    told = "龙岗租算力花了760万"
    more = by_clause(told, "开户费40万也是算力费，没算在760万里，加上")
    assert more["longgang-2025#2"] == {240 * WAN}


def test_a_sum_that_is_not_in_another_and_one_that_is() -> None:
    told = "龙岗租算力花了380万"
    for says, wan in (("没包在", 123), ("不含在", 123), ("包在", 114)):
        found = by_clause(told, f"调试费30万也是算力费，{says}380万里")
        assert found["longgang-2025#2"] == {wan * WAN}


def test_one_more_thing_of_which_a_part_counts() -> None:
    later = "还买了台一体机98万，里头大模型的部分占30万"
    assert by_clause(PARTS, later)["futian-2024#1.2"] == {39 * WAN}


def test_what_is_left_of_one_of_two_sums() -> None:
    told = ["前海纳统的公司，去年研发投入5200万，前年4100万，研发奖励多少"]
    was = by_clause(*told)["qianhai-2024#3"]
    now = by_clause(*told, "去年那个数里头400万外包费不认，只认4800")["qianhai-2024#3"]
    assert now != was
    assert now == {21 * WAN}
    later = by_clause(*told, "前年的账重新审过，最后是3900万")["qianhai-2024#3"]
    assert later == {65 * WAN}


def test_the_year_behind_the_one_that_is_counted() -> None:
    told = "龙华评估过的机器人企业，办公室去年租金30万，能补多少"
    assert by_clause(told, "下一年要到36万，算两年")["longhua-2025#6"] == {33 * WAN}
    assert by_clause(told, "仓库那6万租金忘加了")["longhua-2025#6"] == {18 * WAN}


def test_what_is_moved_leaves_the_year_asked_about() -> None:
    told = [PRODUCTS.replace("20万", "60万"), "外壳又投了30万研发"]
    assert by_clause(*told)["longgang-2025#8"] == {27 * WAN}
    told.append("外壳那30万会计放到明年去了，那今年是多少")
    assert by_clause(*told)["longgang-2025#8"] == {18 * WAN}
    assert by_clause(*told, "今年明年加起来")["longgang-2025#8"] == {27 * WAN}


def test_a_sum_is_what_the_clause_behind_it_says() -> None:
    told = PRODUCTS
    assert by_clause(told, "打样又烧掉30万，也算研发")["longgang-2025#8"] == {15 * WAN}
    assert by_clause(told, "团建又烧掉30万，也算福利")["longgang-2025#8"] == {6 * WAN}


def test_a_sum_that_stands_inside_and_does_not_count() -> None:
    told = "前海码头的AI分拣，评定成前海合作区示范项目了，我们实际投资600万"
    now = by_clause(told, "还有一笔40万的罚款在里面，不算投资")
    assert now["qianhai-2024#9"] == {56 * WAN}


def test_a_sum_that_only_a_verb_tells() -> None:
    told = [
        "福田数据资产首次入表，入表金额150万，在数据交易所挂牌交易了，服务费30万，补多少",
        "审计说入表只能认95万",
        "跟审计吵了一架，最后认了130万",
    ]
    assert by_clause(*told[:2])["futian-2024#3.2"] == {0}
    assert by_clause(*told)["futian-2024#3.2"] == {6 * WAN}


@pytest.mark.parametrize("twice", ["有一张重复录了 六十万那张", "有一笔算重了，60万那笔"])
def test_one_that_was_told_twice(twice: str) -> None:
    told = "龙岗买算力一共开了三百二十万的票，补多少"
    assert by_clause(told, f"哎呀{twice}")["longgang-2025#2"] == {78 * WAN}


@pytest.mark.parametrize(
    ("later", "paid"),
    [
        ("展览那场降到500万", (620 + 500) * 3000),
        ("展览决算降到了五百万。", (620 + 500) * 3000),
        ("大会审定为400万", (400 + 800) * 3000),
        ("展览没备成", 620 * 3000),
    ],
)
def test_words_of_the_fact_tell_apart_where_each_has_its_own(later: str, paid: int) -> None:
    """龙岗 pays 30 % of what events cost: 大会 and 展览 are both words for one."""
    talk = ("在龙岗办具身智能大会，备了案，花了620万元，支持多少？",)
    talk += ("又办了一场展览，也备了案，花了800万，两场一共多少？",)
    assert by_clause(*talk, later)["longgang-2025#16"] == {paid}


def test_a_word_with_a_function_word_in_it_names_where_it_is_pointed_at() -> None:
    talk = ("前海的AI示范项目，经管理局评定，实际投资1450万元，支持多少？",)
    talk += ("还有一个会展导览项目也评定了，投资900万，两个项目合计？",)
    found = by_clause(*talk, "会展那个的投资核定下来是六百万")
    assert found["qianhai-2024#9"] == {(1450 + 600) * 1000}
