"""How much more or less there is, of a fact that is named; shares and counts that change later.

前海 pays 5% of what was invested last year where the whole is at least 1亿; rent there at half of
what is paid, at most 60 yuan a square metre and month. 龙华 pays 20% or 10% of what is no public
money to the two parties of a project, 60, 40 and 20万 for standards (at most 100万).
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

CENTRE, RENT, TENDER = "qianhai-2024#5", "qianhai-2024#1", "longhua-2025#10"
STANDARDS, CASES = "longhua-2025#11", "qianhai-2024#6"
_CENTRE = "前海的智算中心管理局同意建的，总投资9500万，去年实际投了2000万"
_RENT = "前海集聚区的合规写字楼租了500平自用，每月租金四万，租一年能补多少"
_TENDER = "在龙华，我们是揭榜方，做仓储机器人的，项目总投入800万"


@pytest.mark.parametrize(
    "told",
    [
        "总投资加了800万",
        "总投资增加了八百万，去年的没变",
        "总投资又追加800万",
        "总投资多了800万",
        "项目总投资涨了800万",
    ],
)
def test_a_whole_that_is_more_by_so_much(told: str) -> None:
    assert by_clause(_CENTRE, told) == {CENTRE: {100 * WAN}}


@pytest.mark.parametrize("told", ["一共加到9900万", "总投资加到9900万", "总投资其实是9900万"])
def test_what_a_whole_comes_to_is_no_more(told: str) -> None:
    assert by_clause(_CENTRE, told) == {CENTRE: {0}}


@pytest.mark.parametrize(
    ("told", "monthly"),
    [
        ("租金每月多一万", 50_000),
        ("房东涨价了，每月贵了两千", 42_000),
        ("每月便宜五千", 35_000),
        ("每月降了4000", 36_000),
        ("房租每月改成36000", 36_000),
        ("每月的租金降到28000", 28_000),
    ],
)
def test_what_is_paid_each_month(told: str, monthly: int) -> None:
    assert by_clause(_RENT, told) == {RENT: {monthly * 12 // 2}}


def test_more_months_of_what_was_told_as_a_product() -> None:
    told = (_RENT, "房租是每月36000元，一年补多少", "二十四个月呢")
    assert by_clause(*told) == {RENT: {36_000 * 24 // 2}}


def test_more_months_after_the_rent_itself_has_changed() -> None:
    first = "前海集聚区的合规写字楼租了300平自用，一个月房租22000元，能补多少"
    told = ("把隔壁四十平也签下了，房租合计每月26500，一年补多少", "三十个月补满")
    assert by_clause(first, *told) == {RENT: {26_500 * 30 // 2}}


@pytest.mark.parametrize(
    ("told", "own"),
    [
        ("其中两成是区财政拨的", 640),
        ("有四分之一是市里的专项款", 600),
        ("里头一半来自政府配套", 400),
        ("财政出了三成", 560),
    ],
)
def test_a_share_that_is_public_money(told: str, own: int) -> None:
    assert by_clause(_TENDER, told) == {TENDER: {own * WAN * 20 // 100}}


@pytest.mark.parametrize("told", ["财政那笔最后没下来", "专项款退了", "财政的钱被收回去了"])
def test_public_money_that_never_came(told: str) -> None:
    assert by_clause(_TENDER, "里头有200万是区里拨的专项款", told) == {TENDER: {160 * WAN}}


def test_the_asker_again_after_the_other_party() -> None:
    told = (_TENDER, "发榜的仓库老板问他自己有多少", "我这份再算一遍")
    assert by_clause(*told[:2]) == {TENDER: {80 * WAN}}
    assert by_clause(*told) == {TENDER: {160 * WAN}}


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        ("国标升格成国际标准了", 60 + 2 * 20),
        ("有一个行标被采纳成国际标准了", 100),
        ("行标里又有一个我们只是挂名", 40 + 20),
        ("最早那个行标不算", 40 + 20),
        ("行标里一半没批下来", 40 + 20),
        ("国标那个要拖到明年，今年先拿掉", 2 * 20),
    ],
)
def test_counts_of_kinds_that_change(told: str, amount: int) -> None:
    first = "龙华，今年牵头定了国家标准1个、行业标准2个"
    assert by_clause(first, told) == {STANDARDS: {amount * WAN}}


def test_a_share_of_those_counted_is_of_the_one_that_is_named() -> None:
    told = ("前海做数据跨境，国家主管部门的示范项目两个", "典型案例也入选了四个，合计")
    assert by_clause(*told, "四个里一半只是市里评的") == {CASES: {2 * 10 * WAN + 2 * 5 * WAN}}


@pytest.mark.parametrize(
    ("told", "invested"),
    [
        ("以前领过300万", 300),
        ("以前领过300万|领的其实是另一个项目", 0),
        ("这个中心以前领过300万|搞错了，那笔是我们子公司拿的", 0),
    ],
)
def test_what_was_got_before_may_be_of_another(told: str, invested: int) -> None:
    first = "前海的智算中心管理局同意建的，总投资3亿，去年实际投了1.2亿"
    cap = 2000 - invested
    assert by_clause(first, *told.split("|")) == {CENTRE: {min(600, cap) * WAN}}
