"""Numbers that only seem to be part of a sum, and totals of other things.

Training models on rented compute in the city is paid 50 %, at most 1000万; each filed algorithm in
龙华 is at most 100万, 500万 a year.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

TRAINING, ALGORITHMS = "shenzhen-pioneer-2024#2", "longhua-2025#8"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("words", ["户头里还剩{}万", "仓库里压着{}万的货", "保险柜里头有{}万"])
def test_what_stands_before_the_whole_is_no_part_of_it(seed: int, words: str) -> None:
    drawn = random.Random(seed)
    other, fee = drawn.randrange(50, 500, 10), drawn.randrange(600, 1900, 20)
    told = f"{words.format(other)},租智能算力合同{fee}万训模型,市级能补多少"
    assert by_clause(told) == {TRAINING: {min(fee * WAN // 2, 1000 * WAN)}}


@pytest.mark.parametrize("seed", range(4))
def test_what_stands_behind_the_whole_is_a_part_of_it(seed: int) -> None:
    drawn = random.Random(seed)
    part, fee = drawn.randrange(50, 500, 10), drawn.randrange(600, 1900, 20)
    told = f"租智能算力合同{fee}万,里面{part}万是训模型的,市级能补多少"
    assert by_clause(told) == {TRAINING: {part * WAN // 2}}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("thing", ["沙发", "分线盒", "螺丝刀", "盆栽", "灭火器"])
def test_a_total_of_other_things_counts_nothing_of_ours(seed: int, thing: str) -> None:
    drawn = random.Random(f"{thing}{seed}")
    own, other = drawn.randrange(2, 5), drawn.randrange(6, 20)
    told = f"龙华有{own}个深度合成算法通过了备案。{thing}一共{other}个。能奖多少"
    assert by_clause(told) == {ALGORITHMS: {own * 100 * WAN}}


@pytest.mark.parametrize("own", [1, 2, 3])
def test_a_total_of_ours_takes_the_place_of_its_parts(own: int) -> None:
    told = f"龙华有{own}个深度合成算法通过了备案,又过了1个,一共{own + 1}个了。能奖多少"
    assert by_clause(told) == {ALGORITHMS: {(own + 1) * 100 * WAN}}


MIGRATION, MODELS, RENT = "shenzhen-pioneer-2024#10", "longgang-2025#6", "qianhai-2024#1"


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("words", ["其中我们公司自己出{}万", "我们只承担{}万", "企业自付的是{}万"])
def test_a_clause_that_pays_on_the_own_part_is_paid_on_it(seed: int, words: str) -> None:
    drawn = random.Random(seed)
    own, whole = drawn.randrange(100, 500, 20), drawn.randrange(520, 900, 20)
    told = f"国产生态迁移适配，创新中心给我们做的，总费用{whole}万，{words.format(own)}，能给多少"
    assert by_clause(told) == {MIGRATION: {own * WAN // 2}}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "words", ["政府项目已经出了{}万，剩下的我们自己掏", "总部替我们付了{}万，其余自己付"]
)
def test_what_others_bear_is_taken_off_where_the_rest_is_own(seed: int, words: str) -> None:
    drawn = random.Random(seed)
    other, whole = drawn.randrange(60, 300, 20), drawn.randrange(320, 800, 20)
    told = f"国产生态迁移适配，创新中心给我们做的，总费用{whole}万，{words.format(other)}，能给多少"
    assert by_clause(told) == {MIGRATION: {(whole - other) * WAN // 2}}


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("words", ["合同{}万，但今年只完成了{}万", "签了{}万，完成了{}万"])
def test_what_was_done_counts_where_the_clause_pays_on_it(seed: int, words: str) -> None:
    drawn = random.Random(seed)
    done, signed = drawn.randrange(100, 300, 10), drawn.randrange(320, 600, 10)
    told = f"龙岗软件公司，调用备案大模型做应用，{words.format(signed, done)}，补多少"
    assert by_clause(told)[MODELS] == {min(done * WAN * 3 // 10, 200 * WAN)}


@pytest.mark.parametrize("rent", [18000, 26000, 31200])
@pytest.mark.parametrize("words", ["整年，能补多少", "能补多少一年", "租一整年，补多少"])
def test_a_month_before_a_rent_is_what_it_is_for(rent: int, words: str) -> None:
    told = f"前海集聚区租了260平，没转租，一个月租金{rent}，{words}"
    assert by_clause(told) == {RENT: {min(260 * 60 * 12, rent * 12 // 2)}}


COMPUTE, SCENES, FILED, CHALLENGE = (
    "longgang-2025#2",
    "qianhai-2024#9",
    "longhua-2025#8",
    "longhua-2025#7",
)


@pytest.mark.parametrize(
    "words", ["{}台服务器，每台每月{}万，用了{}个月", "每台每月{1}万，用了{2}个月，{0}台"]
)
def test_a_price_of_each_a_month_is_paid_for_all_and_as_long(words: str) -> None:
    for count, price, months in ((8, 3, 12), (5, 2, 7), (12, 1, 9)):
        told = f"龙岗买算力，{words.format(count, price, months)}，补多少"
        assert by_clause(told) == {COMPUTE: {count * price * months * WAN * 3 // 10}}


def test_how_long_and_what_a_month_costs_are_told_anew() -> None:
    turns = ["龙岗买算力，每月45万，12个月，补多少", "今年一共9个月", "月费也不是45，是50万"]
    assert by_clause(*turns[:2]) == {COMPUTE: {45 * 9 * WAN * 3 // 10}}
    assert by_clause(*turns) == {COMPUTE: {50 * 9 * WAN * 3 // 10}}


@pytest.mark.parametrize(
    "words", ["一个实际投资{}万，一个{}万", "一个{}万，一个{}万", "一个{}万，另一个{}万"]
)
def test_one_and_one_are_two_projects_each_with_its_own_cap(words: str) -> None:
    told = f"前海评定的应用示范项目两个，{words.format(1800, 2500)}，补多少"
    assert by_clause(told) == {SCENES: {(180 + 200) * WAN}}
    assert by_clause(told, "后面那个没评上") == {SCENES: {180 * WAN}}


def test_a_rent_whose_last_digit_is_said_before_a_month() -> None:
    talk = ["前海集聚区租了500平，月租五万，没转租，一年补多少", "月租记错了，五万八一个月"]
    assert by_clause(*talk) == {RENT: {min(500 * 60 * 12, 58000 * 12 // 2)}}


def test_new_ones_are_added() -> None:
    assert by_clause("龙华有2个算法进了深度合成备案清单，奖多少", "新批了两个") == {
        FILED: {(2 + 2) * 100 * WAN}
    }


@pytest.mark.parametrize(
    "words", ["牵头的是清华，我们参与", "说错了，牵头单位是清华", "我们不是牵头"]
)
def test_a_role_that_another_has_is_not_the_askers(words: str) -> None:
    assert by_clause("龙华单位，揭榜优胜单位，我们牵头", words) == {CHALLENGE: {0}}
    assert by_clause("龙华单位，揭榜优胜单位，牵头的是我们") == {CHALLENGE: {200 * WAN}}


def test_a_price_of_each_a_month_alone_is_no_sum() -> None:
    assert by_clause("龙岗买算力，每台每月3万，补多少") == {}


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("我们报了三个项目,两个评上了,还有一个刷下来了", 2),
        ("我们报了4个项目,评上了3个", 3),
        ("报了五个项目,两个评上了", 2),
    ],
)
def test_of_those_counted_so_many_meet_the_condition(words: str, met: int) -> None:
    assert by_clause(f"福田场景+AI那个,{words},能拿多少") == {"futian-2024#4.1": {met * 30 * WAN}}


def test_whether_it_is_enough_is_a_question_and_no_denial() -> None:
    glasses = "龙岗做智能眼镜，研发砸了70万"
    assert by_clause(glasses + "够不够规模先不管，能给多少") == {"longgang-2025#8": {21 * WAN}}
    assert by_clause(glasses + "，没达到规模，能给多少") == {"longgang-2025#8": {0}}


@pytest.mark.parametrize("met", [2, 3])
def test_of_a_part_the_clauses_own_words_are_said(met: int) -> None:
    listed = f"龙华10个算法，其中{met}个进了深度合成备案清单，奖多少"
    assert by_clause(listed) == {FILED: {met * 100 * WAN}}
    filed = f"龙岗我们做了6个大模型，其中{met}个通过了国家生成式备案，奖多少"
    assert by_clause(filed) == {"longgang-2025#5": {met * 50 * WAN}}
    dated = "龙岗备案了3个模型，其中1个是去年备案的，奖多少"
    assert by_clause(dated) == {"longgang-2025#5": {3 * 50 * WAN}}


def test_a_price_that_nothing_uses_is_told_though_its_time_is_asked_of() -> None:
    answer = ask("福田，40张卡，每张每月1.2万，租10个月训练模型，补多少")
    assert any("1.2万" in one.text for one in answer.unused)
