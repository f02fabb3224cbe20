"""A condition that is denied of one of several things takes out that one, never the whole.

Compute that trains large models is paid 50 % by the city, at most 1000万; corpora bought by an
exchange from others 10 % in 福田, at most 50万; a car in 前海 half of what it cost, at most 20万.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, CORPUS, CARS = "shenzhen-pioneer-2024#2", "futian-2024#3.1", "qianhai-2024#10"
PLACES = {0: ("第一份", "最前面的第一份"), 1: ("中间那份", "第二份"), 2: ("最后那份", "后面那份")}
MISSED = {
    COMPUTE: ("是跑推理的", "其实只做推理"),
    CORPUS: ("对方是关联方", "没走交易平台", "是跟母公司买的"),
}
TOLD = {
    COMPUTE: "三份智能算力租用合同，{}万、{}万、{}万，都训大模型，非初创，市里一共给多少",
    CORPUS: "福田三份语料合同，{}万、{}万、{}万，都走交易平台、非关联，一共多少",
}
PAID = {COMPUTE: (50, 1000), CORPUS: (10, 50)}


def paid(clause: str, sums: list[int]) -> Decimal:
    percent, cap = PAID[clause]
    return min(sum(sums) * WAN * percent // 100, cap * WAN)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("clause", [COMPUTE, CORPUS])
def test_the_one_that_is_named_goes(seed: int, clause: str) -> None:
    draw = random.Random(seed)
    sums = draw.sample(range(20, 150, 10), 3)
    out = draw.randrange(3)
    words = draw.choice(PLACES[out]) + draw.choice(MISSED[clause])
    (now,) = by_clause(TOLD[clause].format(*sums), words)[clause]
    assert now == paid(clause, [n for k, n in enumerate(sums) if k != out])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("clause", [COMPUTE, CORPUS])
def test_one_that_nothing_names_is_told_as_not_used(seed: int, clause: str) -> None:
    draw = random.Random(100 + seed)
    sums = draw.sample(range(20, 150, 10), 3)
    words = draw.choice(["其中一份", "里面有一份"]) + draw.choice(MISSED[clause])
    turns = TOLD[clause].format(*sums), words
    assert by_clause(*turns)[clause] == {paid(clause, sums)}
    assert any(words in one.text for one in ask(*turns).unused)


@pytest.mark.parametrize("seed", range(4))
def test_those_that_were_out_are_all_in_again(seed: int) -> None:
    draw = random.Random(200 + seed)
    first, second = draw.sample(range(6, 25), 2)
    price, less = draw.randrange(20, 40), draw.randrange(1, 5)
    told = (
        f"前海载人无人车，第一批{first}台，购置加改造每台{price}万；第二批{second}台，每台30万。"
        "都在自己名下也都批了，一共补多少"
    )
    (whole,) = by_clause(told)[CARS]
    assert whole == min((first * min(price * 5, 200) + second * 150) * WAN // 10, 1000 * WAN)
    out = f"第二批有{draw.randrange(1, 5)}台没批下来"
    (again,) = by_clause(told, out, "没批的又全批了")[CARS]
    assert again == whole
    (rest,) = by_clause(told, out, f"没批的又全批了，可第二批里有{less}台是拉货的，不载人")[CARS]
    assert rest == min(
        (first * min(price * 5, 200) + (second - less) * 150) * WAN // 10, 1000 * WAN
    )


KINDS = {"国际": 60, "国家": 40, "行业": 20}
"""What a standard of each kind is worth in 龙华, at most 100万 a year."""


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(
    "words",
    ["主导的{}标准{}项，{}标准有{}项但只是参与", "主导制定{}标准{}项，另外参与起草{}标准{}项"],
)
def test_a_kind_that_was_only_taken_part_in_does_not_count(seed: int, words: str) -> None:
    draw = random.Random(300 + seed)
    led, other = draw.sample(sorted(KINDS), 2)
    number, others = draw.randrange(1, 4), draw.randrange(1, 4)
    told = f"龙华，标准的事，我们{words.format(led, number, other, others)}，能拿多少"
    assert by_clause(told)["longhua-2025#11"] == {min(number * KINDS[led], 100) * WAN}


@pytest.mark.parametrize(
    "words",
    [
        "卖方里有一份{}万的，是我们控股的公司卖的",
        "里头有一笔{}万，卖家是自家兄弟公司",
        "其中{}万那单是从关联方买的",
    ],
)
@pytest.mark.parametrize("wan", [37, 95])
def test_one_of_the_sums_that_a_condition_is_denied_of_goes_off(words: str, wan: int) -> None:
    told = "福田企业，在数据交易所买语料训练模型，卖方和我们没股权关系，合同310万"
    assert by_clause(told, words.format(wan))["futian-2024#3.1"] == {(310 - wan) * WAN // 10}
