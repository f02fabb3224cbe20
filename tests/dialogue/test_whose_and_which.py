"""Whose sum and which tier a later message asks for: the other party, the lowest tier."""

from __future__ import annotations

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

TENDER, RETURNEE = "longhua-2025#10", "shenzhen-pioneer-2024#15"


@pytest.mark.parametrize(
    "asks",
    [
        "那出题的水厂那边呢，同一个项目，他们能拿多少",
        "找我们做的那家需求单位能领多少",
        "对方呢",
        "另一方能拿多少",
    ],
)
def test_the_other_party_of_the_same_project(asks: str) -> None:
    """The one that solves gets 20 %, the one that sets the task 10 %."""
    talk = ["龙华那个揭榜挂帅的场景，我们是能力提供方，项目总投入1700万", asks]
    assert by_clause(*talk)[TENDER] == {170 * WAN}


@pytest.mark.parametrize(
    "asks", ["那替我们做系统的那家揭榜公司，同一个项目，能拿多少？", "解题的那家研究所呢"]
)
def test_the_other_way_round_and_back(asks: str) -> None:
    talk = ["龙华揭榜挂帅，我们是发榜的一方，项目总投入1300万", asks]
    assert by_clause(*talk)[TENDER] == {260 * WAN}
    assert by_clause(*talk, "我们自己呢")[TENDER] == {130 * WAN}


@pytest.mark.parametrize("asks", ["揭榜挂帅一年有几批", "他们说揭榜挂帅挺难的，能拿多少"])
def test_the_name_of_the_matter_is_no_party(asks: str) -> None:
    talk = ["龙华揭榜挂帅，我们是发榜的一方，项目总投入1300万", asks]
    assert by_clause(*talk).get(TENDER, {130 * WAN}) == {130 * WAN}


@pytest.mark.parametrize(
    ("asks", "sum_of"),
    [
        ("最低的一档多少钱", 30),
        ("那垫底的那档呢", 30),
        ("最好的那档呢", 100),
        ("最高一档是多少", 100),
    ],
)
def test_the_lowest_and_the_highest_tier(asks: str, sum_of: int) -> None:
    talk = ["我从英国留学回来，公司注册满20个月，做AI教具，市里的留学生创业资助能拿多少", asks]
    assert set(amounts_of(*talk)[RETURNEE]) == {sum_of * WAN}


@pytest.mark.parametrize("elsewhere", ["坪山区自己有没有类似的？", "大鹏有没有", "北京呢"])
@pytest.mark.parametrize(
    ("back", "wan"),
    [("行吧就看市里", 93), ("那还是市里的，改成240万", 72), ("深圳这边再加50万", 108)],
)
def test_back_from_a_place_without_losing_what_was_told(
    elsewhere: str, back: str, wan: int
) -> None:
    talk = ["买了备案过的生成式模型做智能体，花了310万模型购买费，市里能补多少", elsewhere]
    assert by_clause(*talk, back)["shenzhen-pioneer-2024#4"] == {wan * WAN}


def test_a_number_told_of_another_place_is_none_of_ours() -> None:
    talk = ["龙岗租算力花了710万，区里补多少", "上海呢", "再加100万"]
    assert by_clause(*talk) == {}


@pytest.mark.parametrize(
    ("text", "wan"),
    [
        ("龙华揭榜挂帅，一家美术学校发榜，我们接的活，项目总投入1200万，我们这头能拿多少", 240),
        ("龙华揭榜挂帅的场景，客户发榜，我司揭榜，项目总投入900万，能补多少", 180),
        ("我们学校发榜，龙华的场景项目总投入900万，我们能补多少", 90),
    ],
)
def test_the_role_of_somebody_else_leaves_the_other_one_to_the_asker(text: str, wan: int) -> None:
    """20 % for who solves, 10 % for who sets the task."""
    assert by_clause(text)[TENDER] == {wan * WAN}


def test_what_two_numbers_say_is_not_denied_by_a_word_about_one_of_them() -> None:
    talk = [
        "龙华做机器人的企业，去年营收4300万，前年3900万，能奖吗",
        "审计过，去年是5600万，前年的没动",
    ]
    assert by_clause(*talk)["longhua-2025#5"] == {10 * WAN}


def test_both_parties_together_and_the_own_one_again() -> None:
    talk = ["龙华揭榜挂帅，医院出题，我们揭榜，总投入900万全部自筹，我们能拿多少？"]
    talk += ["出题的医院那边呢？", "总投入涨到1200万了，双方加起来多少？"]
    assert sorted(amounts_of(*talk)[TENDER]) == [120 * WAN, 240 * WAN]
    assert by_clause(*talk, "那我们这一方呢？")[TENDER] == {240 * WAN}
    taken = "里面有200万是区财政出的，剔掉以后我们这头多少？"
    assert by_clause(*talk[:2], taken)[TENDER] == {140 * WAN}
