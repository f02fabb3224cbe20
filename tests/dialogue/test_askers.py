"""Who asks for several people calls each by a name; what is told of one is never told of another.

回到A，它其实花了2100万 was once paid on B's matter, because B had been spoken of last. Rates: 龙岗
and 福田算力 30 % (at most 600万, 500万), 龙岗语料 20 % (at most 100万), 龙华算力券 30 % (300万).
"""

from __future__ import annotations

import random

import pytest

from assistant.dialogue import askers
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

LONGGANG, FUTIAN, LONGHUA = "longgang-2025#2", "futian-2024#2", "longhua-2025#4"
NAMES = [
    ("A", "B", "C"),
    ("甲", "乙", "丙"),
    ("老王", "老李", "老赵"),
    ("张总", "李总", "陈总"),
    ("小王", "小李", "小赵"),
]


def amounts_of(*turns: str) -> dict[str, list[int]]:
    """The amounts told for each clause, one for every asker."""
    found: dict[str, list[int]] = {}
    for one in ask(*turns).estimates:
        if one.amount is not None:
            found.setdefault(str(one.clause_id), []).append(int(one.amount))
    return found


def _capped(yuan: int, percent: int, cap: int) -> int:
    return min(yuan * percent // 100, cap * WAN)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("names", NAMES)
def test_going_back_to_an_asker_goes_back_to_what_that_one_asked(
    names: tuple[str, str, str], seed: int
) -> None:
    a, b, _ = names
    first, second, later = random.Random(seed).sample(range(100, 1500), 3)
    found = by_clause(
        f"{a}公司在龙岗，租算力{first}万",
        f"{b}公司在福田，也是租算力训练模型，{second}万",
        f"{a}的其实是{later}万",
    )
    assert found == {LONGGANG: {_capped(later * WAN, 30, 600)}}


@pytest.mark.parametrize("names", NAMES)
def test_what_if_is_asked_of_the_one_that_is_named(names: tuple[str, str, str]) -> None:
    a, b, _ = names
    found = by_clause(
        f"我代理两家。{a}在龙岗，买算力花了210万",
        f"{b}在福田，租智能算力训练大模型，合同160万",
        f"回到{a}，漏了70万，要加进去",
        f"{b}要是一共租了190万",
    )
    assert found == {FUTIAN: {190 * WAN * 30 // 100}}


def test_several_named_in_one_message_are_told_apart_afterwards() -> None:
    found = by_clause(
        "三家龙华公司。A公司主导国际标准1项；B公司买算力400万；C公司算法备案2个。各多少",
        "B其实是500万",
    )
    assert found == {LONGHUA: {500 * WAN * 30 // 100}}


@pytest.mark.parametrize(
    "message",
    [
        "A轮融资到账3000万，奖多少",
        "老板说是600万",
        "C端客户很多",
        "老师傅装的",
        "汇总一下，A和B各多少",
    ],
)
def test_what_only_looks_like_a_name_is_none(message: str) -> None:
    assert askers.named(message) is None


def test_the_name_is_taken_out_and_nothing_moves() -> None:
    found = askers.named("回到A 它花了2100万")
    assert found is not None
    assert (found.who, len(found.text)) == ("a", len("回到A 它花了2100万"))


@pytest.mark.parametrize("seed", range(2))
def test_that_one_there_is_the_matter_of_the_place(seed: int) -> None:
    cost, later = random.Random(seed).sample(range(50, 150), 2)
    found = by_clause(
        f"龙岗开放训练语料，生产费用{cost}万",
        "前海的话建数据服务平台，事前同意，软硬件1000万",
        f"又想起来 龙岗那个其实只花了{later}万",
    )
    assert found == {"longgang-2025#4": {_capped(later * WAN, 20, 30)}}


def test_that_one_there_is_dropped_and_the_others_stay() -> None:
    found = by_clause("龙岗算力300万；龙华主导行标1个", "龙华那个撤了，不报")
    assert found == {LONGGANG: {300 * WAN * 30 // 100}}


def test_a_younger_one_is_an_asker_as_an_older_one() -> None:
    found = [askers.named(m) for m in ("小李在福田租了算力", "小微企业租算力", "小程序在福田备案")]
    assert [a and a.who for a in found] == ["小李", None, None]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "told",
    [
        "代理 手上三家都在福田租算力：甲{}万乙{}万丙{}万 实际发生的，各是多少",
        "福田租算力,王总{}万,李总{}万,张总{}万,三家各能补多少",
    ],
)
def test_one_message_tells_of_each(seed: int, told: str) -> None:
    drawn = random.Random(seed).sample(range(60, 1500, 10), 3)
    found = amounts_of(told.format(*drawn))
    expected = sorted(min(wan * WAN * 30 // 100, 500 * WAN) for wan in drawn)
    assert sorted(found["futian-2024#2"]) == expected


def test_each_in_a_place_of_its_own() -> None:
    told = "代理两家：甲在福田、乙在龙岗，都租智能算力训大模型，甲1800万，乙900万，各多少"
    found = amounts_of(told)
    assert found["futian-2024#2"] == [500 * WAN]  # 30 % of 1800万, at most 500万
    assert found["longgang-2025#2"] == [900 * WAN * 30 // 100]
    later = amounts_of(told, "金额有出入，甲是1200万")
    assert later["futian-2024#2"] == [1200 * WAN * 30 // 100]
    assert "longgang-2025#2" not in later


def test_one_more_asker_and_all_again() -> None:
    told = (
        "三家龙华客户问融资奖励，都是风投的钱近两年到的：甲一轮到位1990万，有吗",
        "乙正好2000万",
        "丙4500万",
        "丙那轮里面龙华区的政府基金占1500万",
        "三家现在各是多少",
    )
    found = amounts_of(*told)["longhua-2025#13"]
    # 5 % of what came in less the district's own fund; from 2000万 on
    assert sorted(found) == [0, 2000 * WAN * 5 // 100, 3000 * WAN * 5 // 100]


def test_whom_it_is_bought_from_is_no_asker() -> None:
    assert askers.told_of_each("龙岗,我们跟三家买算力：甲家200万，乙家150万，合起来补多少") == ()
    assert askers.told_of_each("A合同300万，B合同200万") == ()
    assert askers.told_of_each("甲乙两家都在龙岗租算力，甲比乙多300万") == ()
