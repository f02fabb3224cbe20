"""Some of a sum that turns out to be something else, and not what the sum is called by."""

from __future__ import annotations

import pytest

from tests.dialogue.test_corrected_factors import paid
from tests.dialogue.test_numbers import WAN

CARDS = "龙岗租算力，账单一共840万"


@pytest.mark.parametrize(
    "later",
    [
        "有一百四十万是专线和机柜，不是算力",
        "会计刚说我看串了，有140万是带宽费，不算算力",
        "弄错了，一百四十万是运维费，不是算力",
        "有140万其实是交电费的，根本不是算力",
    ],
)
def test_what_is_none_of_it_goes_off(later: str) -> None:
    assert paid("longgang-2025#2", CARDS, later) == {700 * WAN * 3 // 10}


def test_it_goes_off_a_purchase_by_its_own_word() -> None:
    bought = "龙岗买语料，交易平台买的，非关联方，合同230万"
    assert paid("longgang-2025#3", bought, "有30万是标注服务，不算语料") == {200 * WAN * 2 // 10}


def test_a_sum_put_right_is_no_part() -> None:
    assert paid("longgang-2025#2", CARDS, "是140万，不是840万") == {140 * WAN * 3 // 10}


@pytest.mark.parametrize(
    "later",
    [
        "算力那840里140是自购服务器的，不是租的",
        "840里头有140是自建机房的钱，不算租算力",
        "那840里140是我们自己盖机房，不是服务费",
        "算力那840里140是自建机房买显卡的，不是服务费",
    ],
)
def test_a_part_that_no_condition_takes_leaves_the_rest(later: str) -> None:
    assert paid("longgang-2025#2", CARDS, later) == {700 * WAN * 3 // 10}
