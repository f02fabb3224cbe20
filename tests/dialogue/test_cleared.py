"""A part that was told to miss something is in again where a later message clears it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

OFFICE, CORPUS, COMPUTE, CARS = (
    "qianhai-2024#1",
    "longgang-2025#3",
    "futian-2024#2",
    "qianhai-2024#10",
)
FLOOR = "前海集聚区符合条件的楼租了310平办公，年租金70万，一年补多少"
LET = "其中70平好像转租给别的公司了"
DATA = "龙岗平台上买语料360万训练大模型"
SELLER = "其中60万的卖家好像是我们关联方"
RENTED = "福田租智能算力做训练，合同实际发生800万"
CLOUD = "其中90万好像是传统云主机"
FLEET = "前海获批的智能网联车22辆，都载人运营，每台购车加改造30万"
WHOLE = 60 * 310 * 12


@pytest.mark.parametrize(
    "then",
    [
        "问清楚了，转租的是隔壁那家，我看错行了，我们自己没转没分",
        "看错了，我们没转",
        "行政确认了，整层都是我们自用",
        "误会，那70平我们自己用",
    ],
)
def test_an_area_that_was_not_let_is_whole_again(then: str) -> None:
    assert by_clause(FLOOR, LET)[OFFICE] == {60 * (310 - 70) * 12}
    assert by_clause(FLOOR, LET, then)[OFFICE] == {WHOLE}


def test_a_part_of_what_was_denied_as_a_whole_is_no_area() -> None:
    told = FLOOR, "里面70平分租给供应商了", "搞错了，那70平是三楼那家的，我们整层自用"
    assert by_clause(*told)[OFFICE] == {WHOLE}


@pytest.mark.parametrize(
    ("first", "doubt", "then", "clause", "amount"),
    [
        (DATA, SELLER, "不是关联方，法务确认过了", CORPUS, 360 * Decimal("0.2")),
        (RENTED, CLOUD, "问过厂商，90万也是智能算力", COMPUTE, 800 * Decimal("0.3")),
        (FLEET, "有4辆可能是租来的", "弄清楚了，那4辆也在我们名下", CARS, Decimal(15 * 22)),
    ],
)
def test_a_part_that_is_as_the_rest(
    first: str, doubt: str, then: str, clause: str, amount: Decimal
) -> None:
    assert by_clause(first, doubt, then)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    ("first", "doubt", "then", "clause", "amount"),
    [
        (DATA, SELLER, "其他的卖家都不是关联方", CORPUS, (360 - 60) * Decimal("0.2")),
        (FLOOR, LET, "剩下的240平都是自用", OFFICE, Decimal(60 * 240 * 12) / WAN),
        (FLOOR, LET, "那240平我们自用", OFFICE, Decimal(60 * 240 * 12) / WAN),
        (RENTED, CLOUD, "另外50万也是传统云主机", COMPUTE, (800 - 90 - 50) * Decimal("0.3")),
        (DATA, "其中60万没走平台", "还有20万也没走平台", CORPUS, (360 - 60 - 20) * Decimal("0.2")),
        (DATA, "其中60万没走平台", "那60万确实没走平台", CORPUS, (360 - 60) * Decimal("0.2")),
    ],
)
def test_what_clears_nothing_or_takes_more_off(
    first: str, doubt: str, then: str, clause: str, amount: Decimal
) -> None:
    assert by_clause(first, doubt, then)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    ("told", "clause", "amount"),
    [
        (
            (FLOOR, "要是分了80平给兄弟公司转租出去", "好吧不转租了，只租140平，一年28万房租"),
            OFFICE,
            Decimal(0),
        ),
        (
            (FLEET, "批文又数了一遍，获批的只有18辆，剩下的还在走流程", "昨天又批下来6辆"),
            CARS,
            Decimal(15 * (18 + 6)),
        ),
        (
            (DATA, "卖方其实是我们母公司", "那只有210万是跟外人买的"),
            CORPUS,
            210 * Decimal("0.2"),
        ),
    ],
)
def test_what_tells_another_number_clears_nothing(
    told: tuple[str, ...], clause: str, amount: Decimal
) -> None:
    assert by_clause(*told)[clause] == {amount * WAN}
