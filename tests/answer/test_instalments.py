"""The parts in which a clause pays a sum."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.instalments import schedule_of


@pytest.mark.parametrize(
    ("text", "of", "shares"),
    [
        ("每张床位补助1万元，分三年按4:3:3拨付。", "年", "0.4 0.3 0.3"),
        ("奖励资金分两年按60%、40%的比例拨付。", "年", "0.6 0.4"),
        ("分3年发放，每年发放比例为30%、30%、40%。", "年", "0.3 0.3 0.4"),
        ("奖励资金按4：3：3的比例分三年兑现。", "年", "0.4 0.3 0.3"),
        ("分两期拨付，立项后拨付一半。", "", ""),
        ("奖励分4年等额发放。", "年", "0.25 0.25 0.25 0.25"),
        ("分三年按50%、40%拨付。", "", ""),
        ("分两年按60%、50%拨付。", "", ""),
    ],
)
def test_the_shares_of_each_part(text: str, of: str, shares: str) -> None:
    found = schedule_of(text)
    assert (found[1] if found else "") == of
    assert list(found[2] if found else ()) == [Decimal(share) for share in shares.split()]
