"""Naming what another case is paid says of nobody that he is one: 初创那个更高的比例.

The city pays half of compute that is rented for training, 60 % to start-ups.
"""

from __future__ import annotations

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

FIRST = "租智能算力训练大模型，服务合同430万，深圳的，能补多少"


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ("初创那个更高的比例我们用不上吧？一家的上限是多少", 50),
        ("初创企业比例高一些是吧？", 50),
        ("初创的比例是多少", 50),
        ("我们是初创，按60%算", 60),
        ("按初创的比例算呢", 60),
        ("我们就是初创，初创的比例算一下", 60),
    ],
)
def test_the_case_of_the_asker(said: str, percent: int) -> None:
    assert by_clause(FIRST, said)["shenzhen-pioneer-2024#2"] == {430 * WAN * percent // 100}
