"""One more thing of which only the part that counts is told: it comes on top of what was told.

福田 pays 30 % of what models cost, 深圳 and 龙岗 a share of corpora.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_corrected_factors import paid
from tests.dialogue.test_numbers import WAN

BOUGHT = "福田，买了备案的大模型做客服，接口费30万，私有化部署45万"


@pytest.mark.parametrize(
    "later",
    [
        "还有台工作站，里面模型那部分是20万",
        "另外还买了套软硬件，里头模型的部分20万",
        "又签了份总包协议，其中模型占20万",
    ],
)
def test_a_part_of_a_thing_not_spoken_of_comes_on_top(later: str) -> None:
    assert paid("futian-2024#1.2", BOUGHT, later) == {95 * WAN * 3 // 10}


def test_a_part_of_what_was_told_is_told_anew() -> None:
    assert paid("futian-2024#1.2", BOUGHT, "部署里面模型那部分是20万") == {50 * WAN * 3 // 10}


def test_a_part_of_nothing_more_is_told_as_unused() -> None:
    assert paid("futian-2024#1.2", BOUGHT, "里面模型那部分是20万") == {75 * WAN * 3 // 10}
