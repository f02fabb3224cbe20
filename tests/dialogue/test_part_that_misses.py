"""A part that is told with its sum and misses a condition goes off; the rest stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

MODELS, CORPUS, CARS, BOUGHT = (
    "longgang-2025#6",
    "longgang-2025#3",
    "qianhai-2024#10",
    "futian-2024#1.2",
)
SERVICE = "龙岗软件企业采购模型服务，完成合同420万，模型备案了"
DATA = "龙岗平台买语料，380万训练用"
FLEET = "前海载人网联车24台，获批，名下自有，每台购置加改造36万"
MODEL = "福田采购备案大模型服务，140万"


@pytest.mark.parametrize(
    ("first", "then", "clause", "amount"),
    [
        (SERVICE, "有一家占70万的，模型没备案也没测评", MODELS, (420 - 70) * Decimal("0.3")),
        (SERVICE, "70万的那家没备案也没测评，拿掉", MODELS, (420 - 70) * Decimal("0.3")),
        (SERVICE, "有一家没备案也没测评，占了70万", MODELS, (420 - 70) * Decimal("0.3")),
        (DATA, "90万的那批没走平台，拿掉", CORPUS, (380 - 90) * Decimal("0.2")),
        (DATA, "380万里，90万那份的卖方是我们关联公司，扣掉", CORPUS, (380 - 90) * Decimal("0.2")),
        (MODEL, "140万里，50万那家模型没备案，扣掉", BOUGHT, (140 - 50) * Decimal("0.3")),
        (FLEET, "还有个问题，24台里5台是融资租赁的，不在我们名下，去掉吧", CARS, Decimal(18 * 19)),
        (FLEET, "24台里5台是融资租赁的", CARS, Decimal(18 * 19)),
    ],
)
def test_a_part_that_misses_goes_off(first: str, then: str, clause: str, amount: Decimal) -> None:
    assert by_clause(first, then)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    ("first", "then", "clause", "amount"),
    [
        (SERVICE, "模型没备案也没测评", MODELS, Decimal(0)),
        (DATA, "又买了60万的一批，没走平台", CORPUS, 380 * Decimal("0.2")),
        (DATA, "那批380万的，都没走平台", CORPUS, Decimal(0)),
        (DATA, "没走交易平台", CORPUS, Decimal(0)),
    ],
)
def test_what_is_no_part(first: str, then: str, clause: str, amount: Decimal) -> None:
    assert by_clause(first, then)[clause] == {amount * WAN}
