"""One of several numbers that were told is changed, the others stay.

Model services in 龙岗 are paid 30 %, at most 200万 a year; production costs of corpora there 20 %,
at most 30万 a year; scenes in 前海 10 % of each project, at most 200万; filed models in 龙岗 50万
each, at most 200万 a year; a car in 前海 half of what it cost, at most 20万 each and 1000万 in all.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

MODELS, PRODUCTION, SCENE = "longgang-2025#6", "longgang-2025#4", "qianhai-2024#9"
FILED, CARS, COMPUTE = "longgang-2025#5", "qianhai-2024#10", "longgang-2025#2"


def amount(clause: str, *turns: str) -> int:
    """The one amount that is told for a clause."""
    (only,) = by_clause(*turns)[clause]
    return only


def sums(seed: int, low: int, high: int, step: int = 10) -> tuple[int, int, int]:
    """Three different sums in 万, drawn."""
    drawn = random.Random(seed).sample(range(low, high, step), 3)
    return drawn[0], drawn[1], drawn[2]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("words", ["后年那个砍到{}万", "后年的改成{}万", "后年那笔其实是{}万"])
def test_one_year_of_three(seed: int, words: str) -> None:
    first, second, third = sums(seed, 20, 140)
    now = 15 + seed
    told = (
        f"龙岗,在市认定的平台上开放大模型语料,生产费用今年{first}万,明年{second}万,后年{third}万,"
        "三年一共多少"
    )
    expected = sum(min(v * WAN * 20 // 100, 30 * WAN) for v in (first, second, now))
    assert amount(PRODUCTION, told, words.format(now)) == expected


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("words", "factor"),
    [("去年的退了一半", 50), ("去年那份没签成", 0), ("去年的不算呢", 0), ("去年那份砍掉两成", 80)],
)
def test_what_becomes_of_last_years(seed: int, words: str, factor: int) -> None:
    last, this, _ = sums(seed, 100, 600)
    told = f"龙岗软件企业采购备案大模型的服务,去年合同{last}万,今年{this}万,两年一共多少"
    years = [last * WAN * factor // 100, this * WAN]
    assert amount(MODELS, told, words) == sum(min(v * 30 // 100, 200 * WAN) for v in years)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("words", "first_counts", "second_counts"),
    [
        ("后面那份黄了", True, False),
        ("前面那份取消了", False, True),
        ("那份没签成", True, False),
    ],
)
def test_one_of_two_contracts(
    seed: int, words: str, first_counts: bool, second_counts: bool
) -> None:
    first, second, _ = sums(seed, 100, 300)
    kept = first * first_counts + second * second_counts
    turns = (f"龙岗软件企业采购备案大模型的服务,合同{first}万", f"又签了一份{second}万的", words)
    assert amount(MODELS, *turns) == min(kept * WAN * 30 // 100, 200 * WAN)


@pytest.mark.parametrize("words", ["那份又签回来了", "后面那份又要签了"])
def test_what_was_out_is_in_again(words: str) -> None:
    turns = ("龙岗软件企业采购备案大模型的服务,合同130万", "又签了一份170万的", "后面那份黄了")
    assert amount(MODELS, *turns) == 130 * WAN * 30 // 100
    assert amount(MODELS, *turns, words) == (130 + 170) * WAN * 30 // 100


def test_a_member_named_by_its_sum_loses_its_condition() -> None:
    turns = (
        "前海一个AI示范项目被管理局评上了,我们是建设主体,实际投资1500万",
        "另外还评上一个,投了2600万,两个一起",
    )
    both = min(1500 * WAN // 10, 200 * WAN) + min(2600 * WAN // 10, 200 * WAN)
    assert amount(SCENE, *turns) == both
    assert amount(SCENE, *turns, "更正,2600那个没评上") == 1500 * WAN // 10


@pytest.mark.parametrize(
    ("words", "last", "this"),
    [("今年那俩有一个没过", 1, 3), ("今年的只剩1个", 1, 3), ("明年的改成6个", 2, 6)],
)
def test_counts_of_years(words: str, last: int, this: int) -> None:
    told = "龙岗生成式备案 今年过了2个 明年预计3个 一共"
    expected = sum(min(n * 50 * WAN, 200 * WAN) for n in (last, this))
    assert amount(FILED, told, words) == expected


def car(price: int) -> int:
    return min(price * WAN // 2, 20 * WAN)


def test_batches_at_prices_of_their_own() -> None:
    turns = (
        "前海,拿到载人商业化运营批文的无人小巴,自己名下8台,每台车价加改装一共36万,补几钱",
        "后来又批下来5台,这5台贵,一台52万,连前面的一起",
    )
    assert amount(CARS, *turns) == 8 * car(36) + 5 * car(52)
    less = "前面那批有2台是租赁公司的,不在我们名下,得扣"
    assert amount(CARS, *turns, less) == 6 * car(36) + 5 * car(52)


def test_some_that_cost_the_same_cost_something_else() -> None:
    turns = (
        "我们在前海有6台获批载人运营的自动驾驶接驳车,自有,购置加改造每台30万",
        "那两台报废的不算呢",
    )
    assert amount(CARS, *turns) == 4 * car(30)
    assert amount(CARS, *turns, "剩下的里头有一台花了60万 不是30") == 3 * car(30) + car(60)


@pytest.mark.parametrize(
    "words", ["只有今年那份退了一半吗", "后面那份能补多少", "那份合同要盖什么章"]
)
def test_a_question_changes_no_member(words: str) -> None:
    turns = ("龙岗软件企业采购备案大模型的服务,合同130万", "又签了一份170万的")
    assert amount(MODELS, *turns) == 300 * WAN * 30 // 100
    told = by_clause(*turns, words).get(MODELS, set())
    assert told <= {300 * WAN * 30 // 100, 170 * WAN * 30 // 100}


@pytest.mark.parametrize(
    ("words", "expected"),
    [("少写个零", 1500), ("前面那个数报错了,少打了一个0", 1500), ("多写了个零", 15)],
)
def test_a_zero_too_few_or_too_many(words: str, expected: int) -> None:
    told = "龙岗买算力花了150万"
    assert amount(COMPUTE, told, words) == expected * WAN * 30 // 100


def test_a_number_told_beside_the_slip_is_not_changed_again() -> None:
    told = ("龙岗买算力花了1500万", "多写了个零,是150万")
    assert amount(COMPUTE, *told) == 150 * WAN * 30 // 100
