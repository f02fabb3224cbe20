"""A counted thing (两项标准) asks for no matters together; 除了这些… leaves what was told.

两边各多少 asks of both places that are told together, whatever the matter.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.acts import Act, read_acts
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

FILED = "我们是龙华的，今年有3个算法进了深度合成服务算法备案清单，奖励多少"
STANDARDS = "longhua-2025#11"


@pytest.mark.parametrize(
    ("lead", "count", "amount"),
    [
        ("我们今年主导了两项行业标准，多少", 2, 20),
        ("除此以外，我们今年主导了三项行业标准，这一条多少", 3, 20),
        ("除了这些算法以外，我们今年主导了1个国家标准，多少", 1, 40),
        ("除了那几个算法，我们今年还主导了四项行业标准，多少", 4, 20),
    ],
)
def test_what_is_counted_is_a_matter_of_its_own(lead: str, count: int, amount: int) -> None:
    assert by_clause(FILED, lead) == {STANDARDS: {count * amount * WAN}}


@pytest.mark.parametrize("text", ["三项再来一遍", "现在三项列全", "这两项一共多少", "四项各多少"])
def test_items_alone_are_all_matters(text: str) -> None:
    assert Act.ALL_MATTERS in read_acts(text, (), 0, names_matter=False).all


@pytest.mark.parametrize(
    "told",
    [
        "他说去龙华我说去龙岗。通过生成式备案的模型2个，算力花420万，两边各给多少",
        "龙华呀龙岗呀都行。算力花420万，通过生成式备案的模型2个，两个区分别给多少",
    ],
)
def test_both_sides_are_asked_of_every_matter(told: str) -> None:
    filed, used = {100 * WAN}, {420 * WAN * 30 // 100}
    assert by_clause(told) == {
        "longhua-2025#9": filed,
        "longgang-2025#5": filed,
        "longhua-2025#4": used,
        "longgang-2025#2": used,
    }


def test_each_side_keeps_what_is_told_of_it_alone() -> None:
    told = "龙岗那家租算力花了420万，龙华那家通过生成式备案的模型2个，两边各多少"
    assert by_clause(told) == {
        "longgang-2025#2": {420 * WAN * 30 // 100},
        "longhua-2025#9": {100 * WAN},
    }
