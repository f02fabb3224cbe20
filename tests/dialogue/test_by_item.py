"""What a later message says of one thing that was told: it goes, it is back, it alone misses."""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

TRAIN, COMPUTE = "shenzhen-pioneer-2024#2", "longgang-2025#2"
CITY_CORPUS, CORPUS = "shenzhen-pioneer-2024#3", "futian-2024#3.1"
EVENT, PROJECT = "longgang-2025#16", "qianhai-2024#9"
RD = "qianhai-2024#3"
_LEASE = ("坪山的，自己训一个语音大模型，训力券怎么给", "租智算的合同380万，公司不是初创")


def _trained(*sums: int) -> set[int]:
    return {sum(sums) * WAN // 2}


@pytest.mark.parametrize(
    "gone", ["扩容包最后没签", "扩容包黄了", "那30万的扩容包取消了", "扩容包后来不要了"]
)
def test_a_part_told_inside_a_sum_goes(gone: str) -> None:
    told = (*_LEASE, "会计把合同找出来了，连扩容包的30万一共410万", gone)
    assert by_clause(*told)[TRAIN] == _trained(410, -30)


def test_a_sum_that_is_pointed_at_for_the_first_time_goes() -> None:
    told = ("坂田做动画的，租显卡的钱龙岗给报不", "算力服务费640万", "后半程那150万的卡没跑成")
    assert by_clause(*told)[COMPUTE] == {(640 - 150) * 3 * WAN // 10}


def test_the_one_that_misses_a_condition_goes_alone() -> None:
    told = (
        "在数据交易平台买语料训模型，市里补多少",
        "甲公司260万，乙公司180万",
        "乙是我们的关联方",
    )
    assert by_clause(*told)[CITY_CORPUS] == {260 * 3 * WAN // 10}


def test_what_was_out_is_in_again() -> None:
    told = (
        "福田买语料怎么补",
        "新闻语料160万，财报语料90万，都在数据交易平台签的，卖家跟我们没关联",
        "财报那份是绕开平台私下签的",
    )
    assert by_clause(*told)[CORPUS] == {160 * WAN // 10}
    assert by_clause(*told, "财报的那份重走平台，也成了")[CORPUS] == {(160 + 90) * WAN // 10}


def test_what_is_said_of_it_but_takes_nothing_away_changes_nothing() -> None:
    told = ("福田买语料怎么补", "新闻语料160万，财报语料90万，都在数据交易平台签的，卖家没关联")
    assert by_clause(*told, "财报那份质量不错")[CORPUS] == {(160 + 90) * WAN // 10}


def test_a_batch_more_is_under_the_cap_of_its_project() -> None:
    told = ("前海评上的AI应用示范项目给多少", "实际投资1850万", "又加装一批摄像头，400万，已投")
    assert by_clause(*told)[PROJECT] == {min((1850 + 400) * WAN // 10, 200 * WAN)}


def test_as_many_again_are_more() -> None:
    told = ("福田场景加AI，我们有3个项目过了综合评审", "有一个是跟别家合做的，由他们报")
    more = by_clause(*told, "银行网点那边两个也过了")["futian-2024#4.1"]
    assert more == {(3 - 1 + 2) * 30 * WAN}


@pytest.mark.parametrize(
    ("words", "last", "before"),
    [
        ("审计把外包的600万剔出去了，去年的", 5600 - 600, 4100),
        ("前年的也注水了，多记300万", 5600, 4100 - 300),
        ("前年的账也有假，多写了300万", 5600, 4100 - 300),
    ],
)
def test_the_year_of_a_sum_stands_in_the_clause_beside(words: str, last: int, before: int) -> None:
    told = ("前海纳统的AI公司，研发投入奖励怎么算", "去年5600万，前年4100万", words)
    assert by_clause(*told)[RD] == {min((last - before) * WAN * 5 // 100, 200 * WAN)}
