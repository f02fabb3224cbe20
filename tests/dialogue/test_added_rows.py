"""Several sums that are added at once come on top of what was told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.dialogue.conversation import Conversation
from tests.real_assistant import DAY, real


@pytest.mark.parametrize(
    ("turns", "amount"),
    [
        (("龙岗买算力花了880万", "再加70万和65万"), (880 + 70 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "又签了70万和65万两单"), (880 + 70 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "又签了两单，分别是70万、65万"), (880 + 70 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "下半年又签两单，一单70万一单65万"), (880 + 70 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "70万和65万的两笔也加进去"), (880 + 70 + 65) * 30 / 100),
        (("龙岗办峰会备案了，花了1300万", "后来又办了两场，一场120万、一场80万"),
         min(1300 * 30 / 100, 300) + 120 * 30 / 100 + 80 * 30 / 100),
        (("龙岗买算力花了880万", "又签了两单，一单70万一单65万", "第二单没签成"),
         (880 + 70) * 30 / 100),
        (("龙岗买算力花了880万", "又签了两单，一单70万一单65万", "第一单没签成"),
         (880 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "应该是70万和65万"), (70 + 65) * 30 / 100),
        (("龙岗买算力花了880万", "分两笔付的，一笔500万一笔380万"), 880 * 30 / 100),
        (("福田买备案大模型补多少", "私有化部署花了60万，API调用25万，云化部署还有15万",
          "后来又签了一笔API的，40万"), (60 + 25 + 15 + 40) * 30 / 100),
        (("福田买备案大模型做应用，云化部署36万API调用60万", "API那块涨到了90万，云化部署没动"),
         (36 + 90) * 30 / 100),
        (("协会办AI大赛，市里给多少", "审定总投入：场租90万，奖金120万，宣传70万"),
         (90 + 120 + 70) * 50 / 100),
        (("福田采购备案大模型的合同这么拆：私有化部署60万，云化部署10万，一体机整机70万，"
          "里头大模型那块占18万。能补多少",), (60 + 10 + 18) * 30 / 100),
    ],
)  # fmt: skip
def test_rows_of_sums(turns: tuple[str, ...], amount: float) -> None:
    answer = real().ask(Conversation("", turns), as_of=DAY)
    assert [e.amount for e in answer.estimates] == [Decimal(str(amount)) * 10_000]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("又签了两单，一单70万一单65万", "880万+70万元 + 65万元"),
        ("又花了70万，还有65万", "880万+70万元 + 65万元"),
        ("退了10万", "880万−10万"),
    ],
)
def test_what_is_shown_of_a_sum_equals_no_other_number(more: str, shown: str) -> None:
    answer = real().ask(Conversation("", ("龙岗买算力花了880万", more)), as_of=DAY)
    (fact,) = [u.value for u in answer.understood if u.name == "compute_fee_yuan"]
    assert fact == shown
