"""A workspace of its own has the facts that the program itself states."""

from __future__ import annotations

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.made_up_town import Town, noun, town_of

TRADE = noun(31)

POLICY = f"""标题: 安吉县支持{TRADE}产业发展若干措施
安吉县支持{TRADE}产业发展若干措施
第一条 新建{TRADE}窑炉，按固定资产投资的12%补助，最高500万元，补助资金分三年按4:3:3比例拨付。
第二条 {TRADE}企业租用厂房的，按实际租金的50%给予补助，每年最高20万元，最长不超过2年。
第三条 本措施自2025年3月1日起施行，有效期至2027年12月31日。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The made-up policy, taken in by the command."""
    return town_of(TRADE, POLICY, tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    "talk",
    [
        ("某某企业租厂房一年30万，能补多少", "第三年呢"),
        ("某某企业租厂房租金一年30万，第三年还能补吗",),
        ("某某企业租厂房一年30万，能补多少", "补贴已经领满两年了，还能领吗"),
    ],
)
def test_a_limit_of_years_that_is_reached_is_said(town: Town, talk: tuple[str, ...]) -> None:
    found = town.ask(*talk).estimates
    gone = [e for e in found if e.status is EstimateStatus.CONDITION_NOT_MET]
    assert gone
    assert "2年" in gone[0].reasons[0]
