"""Things of several kinds: the total beside its parts, one number for each, led or taken part in.

龙华 pays 60, 40 and 20万 for each 国际, 国家 and 行业标准 that was led (at most 100万 a year),
nothing for 团体标准; 前海 5万 for each 典型案例 and 10万 for each 示范项目.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN, ask

STANDARDS, CASES = "longhua-2025#11", "qianhai-2024#6"


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        ("龙华牵头了标准3个，1个国标，其余是行标", 40 + 2 * 20),
        ("龙华一共主导了2项标准，GB/T一项，行业标准一项", 40 + 20),
        ("龙华主导标准5项：行标3项、团标2项", 3 * 20),
        ("龙华主导标准3个，全部是行业标准，能拿多少", 3 * 20),
        ("龙华标准3个，2个行标1个地标", 2 * 20),
        ("龙华国标1个、行标1个，一共两个标准", 40 + 20),
        ("龙华国家和行业标准各一项，给多少", 40 + 20),
        ("龙华行标国标各1个，都是我们牵头", 40 + 20),
        ("龙华标准4个，1个国标", 40),
        ("龙华牵头1个国际标准，另外参与了3个国标", 60),
        ("龙华国标2个、行标1个，国标是主导，行标是参与", 2 * 40),
        ("龙华跟着协会做了一个行业标准", 0),
        ("龙华参与了1项国家标准和2项行业标准，有奖吗", 0),
        ("龙华三家公司各主导一个国标", 40),
    ],
)
def test_each_number_is_of_its_kind(told: str, amount: int) -> None:
    assert by_clause(told)[STANDARDS] == {amount * WAN}


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("龙华标准有4个，能拿多少", "都是行业的"), 4 * 20),
        (("龙华标准", "1个", "国家的"), 40),
        (("龙华标准", "行业", "2个"), 2 * 20),
        (("龙华标准3个", "其中1个国标，其余行标"), 40 + 2 * 20),
        (("龙华行标4个", "不是行标，是团标"), 0),
        (("龙华行标1个", "说错了，是国标"), 40),
        (("龙华国标2个", "弄错了，其实都是行标"), 2 * 20),
        (("龙华4个行标", "有一个升级成国标了"), 3 * 20 + 40),
        (("龙华行标1个", "后来升国标了"), 40),
        (("龙华国标1个", "改成行标3个"), 3 * 20),
        (("龙华国标1个，行标2个", "国标那个不是国标，是行标"), 3 * 20),
    ],
)
def test_the_kind_is_told_later(talk: tuple[str, ...], amount: int) -> None:
    assert by_clause(*talk)[STANDARDS] == {amount * WAN}


@pytest.mark.parametrize("told", ["龙华主导了3个标准，能拿多少", "龙华主导标准两项"])
def test_what_has_no_kind_is_asked_about(told: str) -> None:
    answer = ask(told)
    assert answer.clarify is not None
    assert "国际、国家、行业" in answer.clarify.question
    assert STANDARDS not in by_clause(told)


@pytest.mark.parametrize(
    ("talk", "amount"),
    [
        (("前海典型案例示范项目各1个",), 5 + 10),
        (("前海典型案例和示范项目各一个",), 5 + 10),
        (("前海典型案例3个", "其实是示范项目"), 3 * 10),
        (("前海数据列入典型案例了", "不是典型案例，是示范项目"), 10),
    ],
)
def test_cases_and_projects(talk: tuple[str, ...], amount: int) -> None:
    assert by_clause(*talk)[CASES] == {amount * WAN}


@pytest.mark.parametrize(
    ("talk", "amount"),
    [(("龙华发榜", "800万", "揭榜呢"), 160), (("龙华揭榜", "800万", "那发榜呢"), 80)],
)
def test_the_other_side_is_asked_about(talk: tuple[str, ...], amount: int) -> None:
    assert by_clause(*talk)["longhua-2025#10"] == {amount * WAN}


def test_a_count_of_other_things_is_no_total_of_standards() -> None:
    found = by_clause("龙华算法备案3个，主导国标3项，各拿多少")
    assert found["longhua-2025#8"] == {3 * 100 * WAN}
    assert found[STANDARDS] == {100 * WAN}  # 3 × 40, at most 100
    found = by_clause("龙华生成式模型备案2个，牵头行业标准2个")
    assert found["longhua-2025#9"] >= {2 * 50 * WAN}
    assert found[STANDARDS] == {2 * 20 * WAN}


def test_a_count_behind_the_parts_is_their_total_only_where_it_says_so() -> None:
    cases = by_clause("龙华牵头国标1项、行标1项；前海两个数据典型案例，一个进了数据示范项目")
    assert cases[STANDARDS] == {(40 + 20) * WAN}
    assert cases[CASES] == {(2 * 5 + 10) * WAN}


def test_a_company_that_led_is_no_count_of_what_was_led() -> None:
    told = ("龙华主导一项国家标准", "还参加过一项国际标准的起草，牵头的是一家日本公司")
    assert by_clause(*told)[STANDARDS] == {40 * WAN}
