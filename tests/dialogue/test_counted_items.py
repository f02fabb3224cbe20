"""A counted thing (两项标准) asks for no matters together; 除了这些… leaves what was told."""

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
