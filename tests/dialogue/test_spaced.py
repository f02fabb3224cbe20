"""Blanks in place of commas: where they part whole clauses they end them, as marks do."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assistant.dialogue.folding import fold_message
from tests.real_assistant import ask


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("对 是市里的目录不是省里的 数有变化吗", None),
        ("赞助商送的有40万不是我们花的 剔出来 实际花的就760", None),
        ("龙华 租金补贴 算力券", "龙华,租金补贴,算力券"),
        ("合同四百二 万 我们自己付的 能补多少", "合同四百二万,我们自己付的,能补多少"),
        ("里面有2 million是拿来跑推理的", "里面有2million是拿来跑推理的"),
        ("一共30 billion这么多", "一共30billion这么多"),
    ],
)
def test_blanks_between_clauses_are_commas(typed: str, folded: str | None) -> None:
    text, offsets = fold_message(typed)
    assert text == (folded or typed.replace(" ", ","))
    assert len(text) == len(offsets)


@pytest.mark.parametrize("seed", range(12))
def test_a_message_in_blanks_says_what_it_says_in_commas(seed: int) -> None:
    draw = random.Random(seed)
    fee, less = draw.randrange(200, 900, 10), draw.randrange(10, 90, 5)
    thing = draw.choice(["轴承", "瓷砖", "奶茶", "雨伞", "羊绒"])
    first = f"我们做{thing}的在龙岗买算力 服务费合同签了{fee}万 区里能补多少"
    later = f"刚才对账发现有{less}万退给我们了 这部分要扣掉 现在能补多少"
    spaced, marked = (
        {e.amount for e in ask(first, later).estimates}
        for first, later in ((first, later), (first.replace(" ", "，"), later.replace(" ", "，")))
    )
    assert spaced == marked == {(fee - less) * Decimal(3000)}


@pytest.mark.parametrize(("said", "yuan"), [("2 million", 2_000_000), ("1.5 million", 1_500_000)])
def test_a_number_with_an_english_scale_is_no_bare_number(said: str, yuan: int) -> None:
    told = ("龙岗买算力 服务费合同 900万 能补多少", f"其实里面有{said}退掉了")
    (amount,) = {e.amount for e in ask(*told).estimates}
    assert amount == (9_000_000 - yuan) * Decimal("0.3")
