"""What is put right in the same breath is worked with as it was put right."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real


@pytest.mark.parametrize(
    ("turns", "amounts"),
    [
        (("龙岗买算力合同300万，哎写错了，是380万，不是300。另外采购语料（平台买的、非关联）60万没错",),
         [380 * 30 / 100, 60 * 20 / 100]),
        (("市里已建的评测适配平台，去年审定运营费用：人工500万、机房500万、其他600万，哦不对其他是400万",),
         [(500 + 500 + 400) * 30 / 100]),
        (("世界500强的一级子公司牵头在前海建AI创新中心，硬件900万，软件一千二……不，软件是一千五百万",),
         [(900 + 1500) * 10 / 100]),
        (("龙岗那场会市场化办、已备案，实际花1200万，等下看串行了，是850万；市里那场审定总投入400万",),
         [850 * 30 / 100, 400 * 50 / 100]),
        (("龙岗买算力花了300万", "再加200万，呸，写错，是250万"), [(300 + 250) * 30 / 100]),
        (("前海智能网联载人运营，获批12台，哎数错了，是13台，每台车购置30万改造8万",),
         [(30 + 8) * 50 / 100 * 13]),
    ],
)  # fmt: skip
def test_what_was_put_right_is_worked_with(turns: tuple[str, ...], amounts: list[float]) -> None:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    told = {e.amount for e in answer.estimates if e.amount is not None}
    assert told >= {Decimal(str(a)) * 10_000 for a in amounts}
    assert not [u for u in answer.unused if any(c.isdecimal() for c in u.text)]
