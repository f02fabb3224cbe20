"""One clause that pays two cases: a new platform and one that stands, a park and a company in it.

Told one after the other they are two things, each with its own sum; the second once took the
place of the first. The two sides of a project are both worked out where both are asked about.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

PLATFORM, PARK = "shenzhen-pioneer-2024#12", "longhua-2025#6"
TENDER = "longhua-2025#10"


def _capped(yuan: int, percent: int, cap: int) -> int:
    return min(yuan * percent // 100, cap * WAN)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("both", ["那两个平台各多少", "两个各是多少", "新建的和老的各多少"])
def test_two_platforms_told_one_after_the_other(both: str, seed: int) -> None:
    new, old = random.Random(seed).sample(range(100, 3000), 2)
    found = by_clause(
        f"帮我看看市里公共技术服务平台，新建的，审定总投入{new}万",
        f"我们还有个早建好的平台，上年度审定运营费用{old}万，这个单算",
        both,
    )
    assert found[PLATFORM] == {_capped(new * WAN, 50, 2000), _capped(old * WAN, 30, 500)}


def test_the_second_platform_alone_is_answered_alone() -> None:
    found = by_clause(
        "市里公共技术服务平台，新建的，审定总投入900万", "还有个老平台，上年度审定运营费用600万"
    )
    assert found[PLATFORM] == {_capped(600 * WAN, 30, 500)}


@pytest.mark.parametrize("seed", range(3))
def test_a_park_and_a_company_in_it(seed: int) -> None:
    cost, rent = random.Random(seed).sample(range(10, 39), 2)
    found = by_clause(
        f"龙华AI园区，区里评估过的专业园区，上年度运营费用{cost}万，运营公司拿多少",
        f"园里一家机器人企业，也评估过，上年度实际租金{rent}万，它呢",
        "园区和这家企业各多少",
    )
    assert found[PARK] == {_capped(cost * WAN, 10, 100), _capped(rent * WAN, 50, 20)}


@pytest.mark.parametrize("seed", range(3))
def test_the_case_named_tells_which_sum_is_corrected(seed: int) -> None:
    first, old, later = random.Random(seed).sample(range(100, 1500), 3)
    found = by_clause(
        f"市级新建AI公共平台审定投入{first}万,评测中心老平台上年审定运营费{old}万,怎么补",
        f"新建的砍到{later}万,那头多少",
    )
    assert _capped(later * WAN, 50, 2000) in found[PLATFORM]
    assert _capped(later * WAN, 30, 500) not in found[PLATFORM]


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "asked",
    [
        "龙华场景揭榜挂帅项目，非财政总投入{}万，我们医院发榜，合作公司揭榜，两边各拿多少",
        "龙华场景揭榜挂帅,项目总投入{}万全是企业自己的钱。发榜的医院那头拿多少,我们揭榜的又拿多少",
        "龙华的场景揭榜挂帅 我们是发榜方 项目总投入{}万全是自己的钱 我们拿多少 揭榜那边又拿多少",
    ],
)
def test_both_sides_of_a_project(asked: str, seed: int) -> None:
    total = random.Random(seed).randrange(100, 1900)
    assert by_clause(asked.format(total))[TENDER] == {
        _capped(total * WAN, 10, 200),
        _capped(total * WAN, 20, 400),
    }


def test_one_side_alone_is_answered_alone() -> None:
    found = by_clause("龙华场景揭榜挂帅，我们是揭榜方，项目总投入1500万，拿多少")
    assert found[TENDER] == {_capped(1500 * WAN, 20, 400)}


@pytest.mark.parametrize(
    "besides",
    [
        "，外加公司团建",
        "，还请了律师",
        "，另外老板要换辆车",
        "，再就是公司班车的油钱",
        "。她还吵着要买辆车",
    ],
)
def test_what_comes_besides_is_told(besides: str) -> None:
    answer = ask(f"龙岗买算力600万，补多少{besides}")
    noun = besides.strip("，。")[-2:]
    assert any(noun in u.text for u in answer.unused)


@pytest.mark.parametrize(
    "harmless",
    ["还有什么要注意的", "还有没有别的补贴", "还差多少到顶", "还有个事想请教，政策到哪天"],
)
def test_asking_on_is_nothing_besides(harmless: str) -> None:
    assert not ask(f"龙岗租算力花了800万，{harmless}").unused


@pytest.mark.parametrize("noun", ["开会", "装修", "食堂", "请客"])
def test_a_number_behind_words_of_the_clause_is_its_sum(noun: str) -> None:
    assert by_clause("龙岗四连问：遴选上的示范场景项目我们自己投了720万；能补多少") == {
        "longgang-2025#10": {_capped(720 * WAN, 30, 200)}
    }
    found = by_clause(f"龙岗遴选上的示范场景项目那边{noun}投了720万；能补多少")
    assert _capped(720 * WAN, 30, 200) not in found.get("longgang-2025#10", set())


@pytest.mark.parametrize("doubt", ["还没定落哪个区", "不确定在哪里办公", "还没盈利"])
def test_a_doubt_about_something_else_leaves_what_was_told(doubt: str) -> None:
    found = by_clause(f"初创，{doubt}，租卡训大模型合同1200万，市里训力券能给多少")
    assert found["shenzhen-pioneer-2024#2"] == {1200 * WAN * 60 // 100}


@pytest.mark.parametrize("seed", range(2))
def test_one_of_two_matters_is_changed_and_both_are_asked_again(seed: int) -> None:
    rent = random.Random(seed).randrange(10, 39)
    found = by_clause(
        f"龙华观澜的机器人公司，去年房租实际交了{rent}万，去年营收5600万，前年5100万。营收和房租两块先说",
        "营收搞错了，去年是4960万",
        "老板翻了报表说去年营收就是5600万，我服了，两块再报一遍",
    )
    assert rent * WAN // 2 in found[PARK]
    assert found["longhua-2025#5"] == {10 * WAN}


@pytest.mark.parametrize("verb", ["放大到", "扩大到", "加大到", "提高到"])
def test_a_verb_of_growing_changes_the_sum(verb: str) -> None:
    found = by_clause(
        "前海，软硬件1300万,国家级创新载体建设单位牵头在前海建人工智能创新中心",
        f"集团说要干就干大的,{verb}2000万",
    )
    assert found["qianhai-2024#12"] == {2000 * WAN * 10 // 100}
