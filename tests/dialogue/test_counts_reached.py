"""What is on its way beside what has got there counts for nothing; applied for and passed.

The amounts are those of ``test_counts_out``; 前海 pays 5万 for each 典型案例.
"""

from __future__ import annotations

import pytest

from assistant.text.counts_reached import without_others
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

ALGORITHMS, STANDARDS, MODELS = "longhua-2025#8", "longhua-2025#11", "longgang-2025#5"


@pytest.mark.parametrize(
    ("told", "clause", "amount"),
    [
        ("龙岗2个大模型备案下来了，还有3个没批", MODELS, 2 * 50),
        ("龙岗已备案3个模型，另有1个还在走流程", MODELS, 3 * 50),
        ("龙岗备案了两个模型，下个月还有一个", MODELS, 2 * 50),
        ("龙华4个算法通过备案，另外2个被退回", ALGORITHMS, 4 * 100),
        ("龙华算法备案3个，没备案2个", ALGORITHMS, 3 * 100),
        ("龙华主导4个行标已经发布，1个在征求意见", STANDARDS, 4 * 20),
        ("龙华主导了1个国际标准，还有2个行标在起草", STANDARDS, 60),
        ("龙岗模型申报4个，最后批了3个", MODELS, 3 * 50),
        ("龙华提交了5个算法备案，只通过了2个，能拿多少", ALGORITHMS, 2 * 100),
        ("龙华算法报了5个，2个过了，一个还在等", ALGORITHMS, 2 * 100),
    ],
)
def test_only_those_that_are_in_count(told: str, clause: str, amount: int) -> None:
    assert by_clause(told)[clause] == {amount * WAN}


@pytest.mark.parametrize(
    "text",
    [
        "备案4个,有2个在审",
        "备案5个,其中2个没过",
        "备案3个,还有2个没花钱",
        "5个模型,还有2个没备案",
        "备案了3个,如果还有2个没过呢",
        "备案了3个,下个月还有2个,到时一共多少",
        "报了5个,每个500万,过了2个",
        "国标2个,行标3个,1个没批",
    ],
)
def test_left_as_they_stand(text: str) -> None:
    assert without_others(text, tuple(range(len(text)))) == (text, tuple(range(len(text))))
