"""Who is only told of is not the asker; a fee may be told as what somebody charged for it.

发榜方 gets 10 % of a project in 龙华, 揭榜方 20 %; the city pays half of a migration's cost that
the firm bears; compute is paid 30 % in 龙岗.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

SCENE, MIGRATION, COMPUTE, VOUCHER = (
    "longhua-2025#10",
    "shenzhen-pioneer-2024#10",
    "longgang-2025#2",
    "shenzhen-pioneer-2024#2",
)
SOLVER = "龙华场景揭榜挂帅，我们是揭榜方，总投入1600万"
ISSUER = "龙华场景应用，我们是发榜方，总投入1400万"
SHARE = {SOLVER: Decimal("0.2"), ISSUER: Decimal("0.1")}
OTHER = {SOLVER: Decimal("0.1"), ISSUER: Decimal("0.2")}


@pytest.mark.parametrize(
    ("first", "then", "total"),
    [
        (SOLVER, "后来甲方拿了60万的财政补助放进总投入里，得剔掉", 1600 - 60),
        (SOLVER, "发榜的商场出了500万，其中80万是财政的", 1600 - 80),
        (SOLVER, "发榜方是一家医院", 1600),
        (SOLVER, "甲方压价，总投入降到1200万", 1200),
        (SOLVER, "发榜的医院把设备也算进来了，总投入1800万", 1800),
        (ISSUER, "揭榜的那家公司申请了财政资金150万，也算在总投入里，扣了", 1400 - 150),
    ],
)
def test_another_party_that_is_told_of(first: str, then: str, total: int) -> None:
    assert by_clause(first, then)[SCENE] == {total * WAN * SHARE[first]}


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (SOLVER, "说错了，我们是发榜方"),
        (SOLVER, "其实是发榜方"),
        (SOLVER, "按发榜方算一下"),
        (SOLVER, "发榜方那边有多少"),
        (ISSUER, "揭榜方能拿多少"),
        (ISSUER, "要是揭榜方呢"),
    ],
)
def test_the_other_party_that_is_meant(first: str, then: str) -> None:
    total = 1600 if first == SOLVER else 1400
    assert by_clause(first, then)[SCENE] == {total * WAN * OTHER[first]}


@pytest.mark.parametrize(
    ("told", "wan"),
    [
        (("深圳，模型迁移适配，创新中心收了240万，全是我们企业自己承担的",), 120),
        (("深圳，模型迁移适配，中心一共收了760万，全部由我们公司负担",), 300),
        (("深圳，找国产生态创新中心做模型适配，他们开价280万，我们全掏",), 140),
        (
            (
                "我们把模型迁到国产卡，找的国产人工智能生态源头创新中心，市里补吗",
                "中心收了220万，全是我们自己承担的，公司53个人",
            ),
            110,
        ),
        (("深圳，模型迁移适配，中心收了240万，我们承担了90万",), 45),
    ],
)
def test_a_fee_that_somebody_charged(told: tuple[str, ...], wan: int) -> None:
    assert by_clause(*told)[MIGRATION] == {wan * WAN}


@pytest.mark.parametrize(
    "said",
    [
        "深圳，模型迁移适配，我们收了240万，全是客户承担的",
        "深圳，模型迁移适配，中心收了240万，市里全出了",
    ],
)
def test_what_is_not_ours_to_bear(said: str) -> None:
    assert not any(by_clause(said).get(MIGRATION, ()))


@pytest.mark.parametrize(
    ("then", "wan"),
    [
        ("供应商那边去年做了2800万生意", 430),
        ("服务商把他们全年6000万的营收发给我看了", 430),
        ("供应商给别家也供了700万", 430),
        ("供应商又给我们加了70万的单子", 500),
        ("供应商让到390万", 390),
        ("供应商退给我们30万", 400),
    ],
)
def test_what_the_other_side_does_for_itself(then: str, wan: int) -> None:
    told = by_clause("龙岗买算力430万训练大模型", then)
    assert told[COMPUTE] == {wan * WAN * Decimal("0.3")}


OWN = "深圳租算力训练大模型，合同360万，我们是高校"
HATCHED = "我们孵化的公司也租了，初创企业，合同240万，它能拿多少"


@pytest.mark.parametrize(
    ("then", "amount"),
    [
        ("它的合同改为290万了", 290 * Decimal("0.6")),
        ("高校那份合同改了，是330万，高校的重算", 330 * Decimal("0.5")),
        ("我们自己呢", 360 * Decimal("0.5")),
    ],
)
def test_a_firm_that_the_asker_has_brought_up(then: str, amount: Decimal) -> None:
    assert by_clause(OWN, HATCHED)[VOUCHER] == {240 * WAN * Decimal("0.6")}
    assert by_clause(OWN, HATCHED, then)[VOUCHER] == {amount * WAN}
