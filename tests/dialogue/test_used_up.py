"""What is there only so long, so often or for so many, and is gone already."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.rules.estimate import EstimateStatus
from tests.dialogue.test_limits_told import lead
from tests.real_assistant import ask

WAN = 10_000


@pytest.mark.parametrize(
    "talk",
    [
        ("龙华企业房租补贴领了三年了，今年房租40万，还有吗",),
        ("龙华办公房租，补贴已经拿满三年", "今年租金36万还能领吗"),
        ("龙华房租第五年还能补吗，租金30万",),
        ("前海租400平，租金补贴已经领满36个月了，还能领吗",),
        ("福田场景示范今年20个名额都评满了，还能报吗",),
        ("前海揭榜挂帅今年5个题都发完了，还能申请吗",),
        ("龙华公共服务平台，我们是今年第四家，还能拿吗",),
        ("龙华营收奖励今年1000万都发完了，还有吗",),
    ],
)
def test_nothing_is_left(talk: tuple[str, ...]) -> None:
    gone = [e for e in ask(*talk).estimates if e.status is EstimateStatus.CONDITION_NOT_MET]
    assert gone
    assert "按您说的" in gone[0].reasons[0]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("龙华企业房租补贴领了一年了，今年房租36万", 36 * WAN * 50 // 100),
        ("龙华房租，租了三年了，去年租金36万", 36 * WAN * 50 // 100),
        ("前海租金补贴已经拿了30个月，200平，还能拿多少", 60 * 200 * (36 - 30)),
        ("龙岗平台里程碑领过三次了，第四次能拿多少", 50 * WAN),
        ("前海揭榜挂帅每年4个题，我们中了一个", 500 * WAN),
        ("前海揭榜挂帅我们中了3个", 3 * 500 * WAN),
    ],
)
def test_what_is_left(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


@pytest.mark.parametrize(
    "said", ["签了合同2600万 还没验收", "意向合同1800万", "合同2600万 刚开始做"]
)
def test_what_is_signed_is_not_done(said: str) -> None:
    found = lead(f"福田 大模型9个客户 {said} 给多少")
    assert found.status is EstimateStatus.FACTS_MISSING
    assert found.missing == ("contract_done_yuan",)


@pytest.mark.parametrize(
    ("said", "is_paid"),
    [
        ("签了2600万 做完了700万的", False),
        ("签了2600万 只收到700万", False),
        ("合同1600万都做完了", True),
        ("完成合同额1600万", True),
    ],
)
def test_what_was_done_counts(said: str, is_paid: bool) -> None:
    found = lead(f"福田 大模型9个客户 {said} 给多少")
    assert (found.amount == 50 * WAN) is is_paid


@pytest.mark.parametrize(
    "said", ["领满三年一共多少", "要是三年都拿满，总共几个钱", "三年拿满合计多少"]
)
def test_what_so_many_years_come_to_is_not_used_up(said: str) -> None:
    talk = ("龙华企业租办公房，去年房租30万", said)
    assert ask(*talk).estimates[0].amount == 3 * 15 * WAN


def test_what_was_paid_in_full_and_is_asked_for_again_is() -> None:
    talk = ("龙华企业租办公房，去年房租30万", "三年领满以后还能领吗")
    assert ask(*talk).estimates[0].status is EstimateStatus.CONDITION_NOT_MET
