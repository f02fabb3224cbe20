"""What is added to several sums told one by one is one more of them, a supposed one as well.

假如再添一份150万的合同呢 was once all that there was. Compute in 龙岗 is paid 30 %, at most 600万.
"""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE = "longgang-2025#2"
FIRST = "龙岗去年跟三家买算力，{}万、{}万、{}万，三份合同，能补多少"
MORE = [
    "又签了一份{}万的", "追加{}万", "还有一份{}万的合同忘了说", "要是再多签{}万的呢",
    "假如再添一份{}万的算力合同呢", "后来又补签{}万", "再加一笔{}万",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("more", MORE)
def test_one_more_of_several_sums(more: str, seed: int) -> None:
    sums = random.Random(seed).sample(range(50, 400), 4)
    found = by_clause(FIRST.format(*sums[:3]), more.format(sums[3]))
    assert found[COMPUTE] == {sum(sums) * WAN * 30 // 100}


@pytest.mark.parametrize(
    "out", ["第二份莫算进去", "中间那份莫算", "第二份勿要算", "第二份其实是装修款,莫计入"]
)
def test_one_of_several_is_left_out_in_other_words(out: str) -> None:
    found = by_clause(FIRST.format(110, 270, 90), out)
    assert found[COMPUTE] == {200 * WAN * 30 // 100}
    found = by_clause(FIRST.format(110, 270, 90), out, "再添一份40万的")
    assert found[COMPUTE] == {240 * WAN * 30 // 100}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "more",
    [
        "还签了份合同，发票拆开的，里面语料那部分{}万",
        "他说漏了一张发票，{}万，也是同一家的",
        "再加一套标注软件里语料的部分，{}万",
        "回头又添了一份合同，语料那块{}万，也算进来",
        "哦忘了算一笔合同，{}万",
    ],
)
def test_a_sum_behind_the_clause_of_one_more_thing(more: str, seed: int) -> None:
    """Corpora in 福田 are paid 10 %, at most 50万."""
    first, third, second = sorted(random.Random(seed).sample(range(20, 160), 3))
    talk = [f"福田买语料，交易平台非关联，合同{second}万，补多少", more.format(first)]
    assert by_clause(*talk)["futian-2024#3.1"] == {(first + second) * WAN * 10 // 100}
    talk.append(f"再添一台标注机里语料的部分，{third}万")
    assert by_clause(*talk)["futian-2024#3.1"] == {(first + second + third) * WAN * 10 // 100}


@pytest.mark.parametrize(
    "now", ["采购合同追加，现在{}万", "又追加了，目前是{}万", "加了一些，现在共{}万"]
)
def test_what_it_comes_to_is_not_added(now: str) -> None:
    found = by_clause("龙岗买算力800万，能补多少", now.format(1200))
    assert found[COMPUTE] == {1200 * WAN * 30 // 100}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "some",
    [
        "那笔{}万里有{}万是修车的，不算算力",
        "{}万那笔里头{}万是吃饭的，剔掉",
        "刚加的那笔里有{1}万不算算力费，扣掉",
    ],
)
def test_some_of_what_was_added_leaves_the_rest(some: str, seed: int) -> None:
    draw = random.Random(seed)
    first, more, less = draw.randrange(500, 900), draw.randrange(200, 400), draw.randrange(30, 150)
    talk = [f"龙岗买算力{first}万，能补多少", f"又查到一笔{more}万算力费没记，加上"]
    talk.append(some.format(more, less))
    assert by_clause(*talk)[COMPUTE] == {(first + more - less) * WAN * 30 // 100}


def test_sums_whose_unit_is_told_behind_them_are_changed_one_by_one() -> None:
    talk = ["龙岗买算力三份合同，一份二百四，一份三百一，还有一份一百二，单位都是万，能补多少"]
    assert by_clause(*talk)[COMPUTE] == {670 * WAN * 30 // 100}
    talk.append("三百一那份改签了，变成三百九十万")
    assert by_clause(*talk)[COMPUTE] == {750 * WAN * 30 // 100}


@pytest.mark.parametrize("told", ["那我签个{}万的呢", "我买个{}万的呢", "要是来一个{}万的呢"])
def test_another_sum_told_with_a_light_measure_word(told: str) -> None:
    talk = ["龙岗买算力800万，能补多少", told.format(1300)]
    assert by_clause(*talk)[COMPUTE] == {1300 * WAN * 30 // 100}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "later", ["如果追到{}呢", "后来变成{}", "改口,{}", "不对,应该是{}", "降到{}了"]
)
def test_bare_numbers_go_on_in_wan(later: str, seed: int) -> None:
    first, second, third = random.Random(seed).sample(range(120, 900), 3)
    talk = [f"龙岗买算力{first}万，能补多少", f"上个月改成{second}", later.format(third)]
    assert by_clause(*talk[:2])[COMPUTE] == {second * WAN * 30 // 100}
    assert by_clause(*talk)[COMPUTE] == {third * WAN * 30 // 100}
    assert by_clause(*talk, "又加了200")[COMPUTE] == {min((third + 200) * 3, 6000) * WAN // 10}


@pytest.mark.parametrize("unit", ["", "万"])
def test_what_was_spent_at_last_beside_what_was_not(unit: str) -> None:
    talk = [
        "龙岗区里遴选上的示范场景，投了800万",
        f"财务说里头200{unit}还没花出去呢，实际投入就600{unit}",
    ]
    assert by_clause(*talk)["longgang-2025#10"] == {180 * WAN}


@pytest.mark.parametrize("measure", ["笔", "份", "批", "单", "张"])
@pytest.mark.parametrize("add", ["加一", "再加一", "加", "多加一", "加了一", "添一"])
def test_one_more_is_added_whatever_it_is_counted_in(add: str, measure: str) -> None:
    said = ("龙岗语料采购310万，走交易所，非关联方", f"{add}{measure}90万")
    (amount,) = {e.amount for e in ask(*said).estimates}
    assert amount == (Decimal(3_100_000) + 900_000) * Decimal("0.2")


@pytest.mark.parametrize(
    ("more", "yuan"),
    [
        ("第二批也续上了，120万", 420),
        ("另一份也签下来了，200万", 500),
        ("另一套也买好了，一共50万", 50),
        ("合同也签好了，就是300万", 300),
    ],
)
def test_another_one_got_as_well(more: str, yuan: int) -> None:
    """What stands behind 第二批也续上了 is of one more thing; 合同也签好了 names none."""
    assert by_clause("龙岗租算力300万", more)[COMPUTE] == {yuan * WAN * 30 // 100}


@pytest.mark.parametrize(
    "more", ["楼下那间也租下来了，90平", "又多了90平", "旁边小间也租了，多90平"]
)
def test_one_more_room(more: str) -> None:
    found = ask("前海集聚区租了150平办公室，月租每平140，软件公司，没转租", more, "一年补多少")
    assert [e.amount for e in found.estimates] == [Decimal(240 * 60 * 12)]


@pytest.mark.parametrize(
    "more", ["批了追加，再投700万", "董事会批了，追加投资700万", "另外追加700万"]
)
def test_more_of_what_was_told_is_no_first_word_of_another_sum(more: str) -> None:
    """A computing centre of 100 000 000 or more gets 5 % of what was invested the year before."""
    first = "前海建智算中心，管理局同意的，项目总投资9800万"
    assert by_clause(first, more, "上一年度实际投了4000万") == {"qianhai-2024#5": {200 * WAN}}


def test_what_was_invested_last_year_is_no_more_of_the_whole() -> None:
    talk = ["前海建智算中心，管理局同意的，项目总投资1.2亿", "去年投了4000万"]
    assert by_clause(*talk) == {"qianhai-2024#5": {200 * WAN}}
