"""Some of what was counted turns out not to count; a kind pointed to as a whole goes as a whole.

龙华 pays 100万 for each algorithm filed (at most 500万 a year), for standards 60, 40 and 20万 (at
most 100万 a year); 龙岗 50万 for each model filed (at most 200万).
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ALGORITHMS, STANDARDS, MODELS = "longhua-2025#8", "longhua-2025#11", "longgang-2025#5"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "told",
    [
        "复核了下，{n}个里面有{k}个没进清单",
        "其中{k}个是别的公司的",
        "{k}个是兄弟单位名下的，剔掉",
        "里头有{k}个其实挂在另一家公司名下",
        "其中{k}个被撤销了",
        "里头{k}个还没批下来",
        "有{k}个是母公司名下的，去掉",
        "刚查了有{k}个不算",
        "核了下，有{k}个根本没在清单里面",
        "有{k}个压根不在那份公示里",
        "里头{k}个没在名录上",
        "其中{k}个其实不在公告之列",
    ],
)
def test_some_do_not_count(told: str, seed: int) -> None:
    n = random.Random(seed).randint(3, 5)
    k = random.Random(seed + 7).randint(1, n - 1)
    found = by_clause(f"龙华企业，深度合成算法备案{n}个进了清单", told.format(n=n, k=k))
    assert found == {ALGORITHMS: {(n - k) * 100 * WAN}}


@pytest.mark.parametrize(
    "told",
    [
        "有两个还没下来，先按3个",
        "其中两个没过，所以是3个",
        "两个是重复报的，实际3个",
        "其实今年只过了3个，另外2个要明年才过",
    ],
)
def test_how_many_are_left_may_be_said_as_well(told: str) -> None:
    found = by_clause("龙岗，我们5个模型备案登记通过了", told)
    assert found == {MODELS: {3 * 50 * WAN}}


@pytest.mark.parametrize(
    ("told", "amount"),
    [
        ("行业标准有一个只是参与，不是主导", 60 + 20),
        ("行业标准里有一个是团体标准，不能算吧，去掉", 60 + 20),
        ("国际那项不作数，我们只是参与", 20 + 20),
        ("那项国际的还没发布呢，也先去掉吧", 20 + 20),
    ],
)
def test_the_kind_that_is_named_loses_them(told: str, amount: int) -> None:
    found = by_clause("龙华，主导了1个国际标准、2个行业标准，今年能奖多少", told)
    assert found == {STANDARDS: {amount * WAN}}


@pytest.mark.parametrize("told", ["若仅2个", "计划黄了，还是2个", "一共2个", "现在是2个"])
def test_a_new_count_is_no_loss(told: str) -> None:
    found = by_clause("龙华企业，深度合成算法备案5个进了清单", told)
    assert found == {ALGORITHMS: {2 * 100 * WAN}}


def test_more_and_how_many_there_are_now() -> None:
    found = by_clause("龙岗备案模型2个，给多少", "今年又通过1个，就是3个了，都算同一年")
    assert found == {MODELS: {3 * 50 * WAN}}


@pytest.mark.parametrize("number", [3, 4, 5])
@pytest.mark.parametrize("place", ["第二个", "最后一个", "第一个"])
@pytest.mark.parametrize("failed", ["后来被刷下来了", "没评上", "被驳回了"])
def test_one_told_by_its_place(number: int, place: str, failed: str) -> None:
    told = f"福田“场景+AI”我们评上{number}个项目，最高多少"
    assert by_clause(told, place + failed)["futian-2024#4.1"] == {(number - 1) * 30 * 10_000}


@pytest.mark.parametrize("number", [5, 6])
def test_one_more_of_those_that_were_counted(number: int) -> None:
    told = f"龙华，去年通过生成式备案的模型{number}个，奖多少"
    turns = told, "有一个是子公司报的，不是我们", "还有一个其实没通过，正在补材料"
    assert max(by_clause(*turns)["longhua-2025#9"]) == min(number - 2, 4) * 50 * 10_000


@pytest.mark.parametrize("back", ["补了一个真的回来", "又找了一个上来"])
def test_one_that_was_out_is_made_up_for(back: str) -> None:
    told = "前海自研公开发布的行业大模型，市场应用案例正好十个呢"
    assert by_clause(told, "有一个是演示，不是市场应用", back)["qianhai-2024#8"] == {100 * 10_000}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "words", ["{0}标准那项不是{0}标准，是{1}标准", "有一项不是{0}标准，其实是{1}标准"]
)
def test_one_that_is_of_another_kind(seed: int, words: str) -> None:
    worth = {"国际": 60, "国家": 40, "行业": 20}
    draw = random.Random(400 + seed)
    told_as, is_now = draw.sample(sorted(worth), 2)
    number = draw.randrange(1, 4)
    told = f"龙华，主导制定{told_as}标准{number}项，多少"
    left = (number - 1) * worth[told_as] + worth[is_now]
    found = by_clause(told, words.format(told_as, is_now))["longhua-2025#11"]
    assert found == {min(left, 100) * WAN}


@pytest.mark.parametrize(
    ("told", "left"),
    [
        ("又查出来其中一个是今年才过的", 3),
        ("里面两个是前年过的，不是上年", 2),
        ("有一个是大前年的", 3),
        ("其中两个是去年过的", 4),
    ],
)
def test_some_of_another_year_than_those_counted(told: str, left: int) -> None:
    """龙华 pays 50万 for each model filed in the year before, at most 200万."""
    found = by_clause("龙华企业，去年有4个模型过了生成式备案", told)
    assert found["longhua-2025#9"] == {left * 50 * WAN}


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("其中一项不是国标，报的是行标", 100),
        ("有一项弄错了，是行业标准", 100),
        ("里头两项搞错了，其实是行标", 80),
    ],
)
def test_what_some_turn_out_to_be_is_told_in_a_clause_of_its_own(words: str, amount: int) -> None:
    told = "龙华企业主导了三项国家标准，奖多少"
    assert by_clause(told, words)[STANDARDS] == {amount * WAN}
