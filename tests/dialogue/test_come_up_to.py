"""One more thing, and what all of it comes to with it: the whole is told, no price of the thing.

前海 pays 10 % of 1000万 and more of hardware and software, 龙岗 30 % of what computing cost.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_corrected_factors import paid
from tests.dialogue.test_numbers import WAN

CARDS = "龙岗租算力花了690万"
BUILT = "要在前海建数据公共服务平台，管理局事前点了头，软硬件实际投了970万"


@pytest.mark.parametrize(
    ("later", "whole"),
    [
        ("又租了几张卡，刚好七百万", 700),
        ("后来再续了半个月，正好730万", 730),
        ("年底又补租一批，加起来正好760万", 760),
        ("又添了几块卡，凑满一千三百万", 1300),
        ("要是再租几张卡凑够八百万呢", 800),
    ],
)
def test_the_whole_is_reached_with_one_more_thing(later: str, whole: int) -> None:
    assert paid("longgang-2025#2", CARDS, later) == {whole * WAN * 3 // 10}


def test_a_thing_that_made_up_the_whole_goes_again() -> None:
    assert paid("qianhai-2024#6", BUILT, "补了台防火墙，正好一千万") == {100 * WAN}
    assert paid("qianhai-2024#6", BUILT, "补了台防火墙，正好一千万", "防火墙退了") == {0}


@pytest.mark.parametrize(
    ("later", "whole"), [("又租了几张卡，正好三十万", 720), ("又租了一批，刚好690万", 1380)]
)
def test_a_sum_that_is_no_whole_is_the_price_of_the_thing(later: str, whole: int) -> None:
    assert paid("longgang-2025#2", CARDS, later) == {whole * WAN * 3 // 10}


ENTRY = "我们在福田，数据资源首次入表金额310万元，在数据交易机构流通交易，为入表花了{fee}万元服务费"


@pytest.mark.parametrize(
    ("later", "whole"),
    [
        ("服务费漏算了律所的合同，全部加起来是95万元", 95),
        ("服务费漏了律所那份，加在一起是95万", 95),
        ("服务费少算了评估那份，合同全部加起来是88万元", 88),
    ],
)
def test_what_was_left_out_of_a_sum_is_in_all_of_it(later: str, whole: int) -> None:
    assert paid("futian-2024#3.2", ENTRY.format(fee=36), later) == {min(whole, 100) * WAN // 5}


def test_a_sum_to_the_point_without_one_more_thing_may_be_of_another_fact() -> None:
    asked = "福田，公司想把数据资产弄进报表，请律所评估所花了70万服务费，补不补"
    turns = (
        asked,
        "头一次入表，金额正好90万，在数据交易所也流通交易了",
        "最终确认的入表金额是130万",
    )
    assert paid("futian-2024#3.2", *turns) == {14 * WAN}
