"""What becomes of one part of a sum: left out, not done, of another year, another one beside it.

Compute in 龙岗 is paid 30 %, at most 600万, model services 30 %, at most 200万; products 30 %, at
most 30万; embodied models in 龙华 50 %, at most 100万.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

COMPUTE, MODELS, PRODUCT = "longgang-2025#2", "longgang-2025#6", "longgang-2025#8"
RENTS = "龙岗租算力，合同{}万"
BUYS = "龙岗软件公司，调用备案过的模型做法务应用，今年做完的合同订阅60万+部署90万"


def compute(total: int) -> dict[str, set[int]]:
    return {COMPUTE: {total * WAN * 30 // 100}}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "told",
    ["开发费漏了，完成了{}万", "开发没算进去，签了{}万", "开发费忘报了，实际花了{}万"],
)
def test_a_part_left_out_comes_on_top(told: str, seed: int) -> None:
    more = random.Random(seed).randrange(50, 190)
    assert by_clause(BUYS, told.format(more))[MODELS] == {(150 + more) * WAN * 30 // 100}


@pytest.mark.parametrize("told", ["模型费用少算了，实际是320万", "费用少报了，一共320万"])
def test_the_whole_told_wrong_is_replaced(told: str) -> None:
    assert by_clause(BUYS, told)[MODELS] == {320 * WAN * 30 // 100}


@pytest.mark.parametrize("told", ["还有一笔调优没做完，{}万", "还有一单没签下来，{}万"])
def test_what_is_not_done_does_not_count(told: str) -> None:
    assert by_clause(BUYS, told.format(80))[MODELS] == {45 * WAN}


@pytest.mark.parametrize(
    "told",
    [
        "云主机那块有{}万是去年的",
        "云主机里面{}万属于去年的测试，不算算力",
        "云主机那项其中{}万归兄弟公司",
        "云主机里面{}万摊给子公司",
    ],
)
def test_some_of_a_member_is_of_something_else(told: str) -> None:
    talk = [RENTS.format(500), "又租了云主机，200万", told.format(60)]
    assert by_clause(*talk)[COMPUTE] == {192 * WAN}


@pytest.mark.parametrize(
    "told",
    [
        "大的那份是明年的",
        "大的那份其实是隔年的，今年就只有后来补的那份",
        "大的那份是去年的，只算小的",
    ],
)
def test_a_member_of_another_year(told: str) -> None:
    assert by_clause(RENTS.format(500), "又签了一份120万", told) == compute(120)


@pytest.mark.parametrize("told", ["大的那份是今年的", "大的那份是不是去年的都行？"])
def test_a_member_that_stays(told: str) -> None:
    assert by_clause(RENTS.format(500), "又签了一份120万", told) == compute(620)


@pytest.mark.parametrize(
    "told",
    [
        "签的其实是两份，另一份{}万没给你看",
        "合同是两单，另外一单是{}万",
        "其实两笔，另一笔{}万没跟你说",
    ],
)
def test_the_other_of_two_comes_on_top(told: str) -> None:
    assert by_clause(RENTS.format(500), told.format(300)) == compute(800)


def test_a_sum_said_short() -> None:
    assert by_clause(RENTS.format(500), "签的其实是两份，另一份三百五没给你看") == compute(850)


@pytest.mark.parametrize(
    ("told", "total"),
    [
        ("追加的没批下来，最后就多花了12万", 52),
        ("追加的那笔黄了，后来又加了20万", 60),
        ("追加的没批，只批了15万", 55),
        ("追加的没批下来", 40),
    ],
)
def test_an_addition_that_came_to_another_sum(told: str, total: int) -> None:
    talk = ["龙岗做智能戒指，研发投了40万", "又追加了34万研发", told]
    assert by_clause(*talk) == {PRODUCT: {total * WAN * 30 // 100}}


@pytest.mark.parametrize("gone", ["一体机退了", "一体机那单取消了", "一体机后来退货了"])
def test_a_thing_of_which_a_part_counts_goes(gone: str) -> None:
    first = "福田的公司，用备案大模型做点餐场景，API调用费今年40万，私有化部署80万"
    talk = [first, "一体机也买了，150万，大模型那部分占30"]
    assert by_clause(*talk)["futian-2024#1.2"] == {45 * WAN}
    assert by_clause(*talk, gone)["futian-2024#1.2"] == {36 * WAN}


@pytest.mark.parametrize("told", ["手语老师劳务其实外加{}万", "生产费再加{}万"])
def test_an_addition_goes_back_to_what_works_with_the_sum(told: str) -> None:
    talk = [
        "我们把方言语料放到市里认定的公共数据开放平台，龙岗企业，生产花了70万",
        "市里对开放语料另有奖，每个数源单位封顶？",
        told.format(40),
    ]
    assert by_clause(*talk)["longgang-2025#4"] == {22 * WAN}
