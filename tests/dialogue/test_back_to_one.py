"""A later message goes back to one of those who ask, or to the first of two on one clause.

Compute in 龙岗 and 福田 is paid 30 %, at most 600万 and 500万; of platforms the
city pays 50 % of a new one, 30 % of what an old one costs to run.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_askers import amounts_of
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

COMPUTE, FUTIAN, PLATFORM = "longgang-2025#2", "futian-2024#2", "shenzhen-pioneer-2024#12"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    "back",
    [
        "{}新加的那张是假的，拿掉",
        "{}后加的那笔不算了",
        "{}刚加的那张作废了",
        "刚才{}说新加的那张不要了",
    ],
)
def test_what_one_of_two_added_is_taken_back(back: str, seed: int) -> None:
    one, two, more, now = random.Random(seed).sample(range(200, 900), 4)
    talk = [
        f"两个客户，甲在福田租智能算力训模型，合同{one}万，乙在龙岗买算力，合同{two}万，各能拿多少",
        f"乙的老板打电话来，说少算一张算力账单，再加{more}万",
        f"甲那边砍价了，合同变成{now}万",
        back.format("乙"),
    ]
    assert by_clause(*talk) == {COMPUTE: {min(two * WAN * 30 // 100, 600 * WAN)}}


@pytest.mark.parametrize("back", ["回到头一个客户，", "第一个客户那边，", "头一家公司的，"])
@pytest.mark.parametrize("seed", range(2))
def test_the_first_of_two_on_one_clause(back: str, seed: int) -> None:
    total, running, now = random.Random(seed).sample(range(400, 1900), 3)
    talk = [
        f"有个客户新建评测适配平台，审定总投入{total}万，市里怎么支持",
        f"另一个客户的平台早就建好了，去年审定运营费用{running}万",
        f"{back}审定下来砍到{now}万",
    ]
    assert now * WAN // 2 in set(amounts_of(*talk)[PLATFORM])


def test_the_speaker_is_told_again_after_another() -> None:
    talk = [
        "我做清洁机器人的，龙华，区里评估过的，去年房租实付28万，能补多少",
        "我儿媳妇也有一家公司，做机械臂的，去年实付租金36万，她能拿多少",
        "行那我这边是多少再说一下",
    ]
    assert 14 * WAN in by_clause(*talk)["longhua-2025#6"]


THREE = [
    "市里政务场景产品论证过也投用了，最多资助企业多少",
    "我们还有款年度爆款AI手环，销量达到规模，市里奖多少",
    "软件首次商业化应用，自主知识产权的，又是多少",
]


@pytest.mark.parametrize(
    "asked", ["这几样里头，归政务和数据局管的是哪个", "以上几项各是谁管", "那几个里面哪个最多"]
)
def test_all_that_was_asked_about(asked: str) -> None:
    found = {f"shenzhen-pioneer-2024#{n}" for n in (6, 7, 8)}
    assert {str(c.clause_id) for c in ask(*THREE, asked).citations} >= found


@pytest.mark.parametrize("asked", ["头一条，具体金额是多少", "我最先问的那条是谁管"])
def test_the_first_that_was_asked_about(asked: str) -> None:
    cited = {str(c.clause_id) for c in ask(*THREE, asked).citations}
    assert cited == {"shenzhen-pioneer-2024#6"}
