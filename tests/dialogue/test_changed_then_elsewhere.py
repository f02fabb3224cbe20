"""A sum that any word of change told anew is the one asked about in another place.

合同翻到六百万 was once told as unused, and 如果在龙岗做同样的采购呢 then asked about the old one.
Corpora are paid 10 % in 福田, at most 50万, and 20 % in 龙岗, at most 100万.
"""

from __future__ import annotations

import random

import pytest

from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN

FUTIAN, LONGGANG = "futian-2024#3.1", "longgang-2025#3"
FIRST = "福田 通过数据交易平台买非关联方语料 合同{}万 能拿多少"
UP = [
    "翻到", "涨到", "冲到", "飙到", "拉到", "抬到", "追到", "滚到", "加码到", "蹿到", "顶到",
    "跳到", "攀到", "爬到", "提到", "扩到", "上调到", "增至", "加成", "重签成", "更新为", "修订到",
    "定在", "改成", "变成", "换成", "谈到", "定为",
]  # fmt: skip
DOWN = [
    "缩到", "缩水到", "缩水成", "压到", "打到", "掉到", "滑到", "杀到", "砍成", "减为", "调低到",
    "跌破到", "退到", "降至", "落在", "卡在", "只认", "最后只认定", "才核",
]  # fmt: skip
ELSEWHERE = ["如果在龙岗做同样的采购呢", "龙岗呢", "换成龙岗拿多少"]


@pytest.mark.parametrize("word", UP + DOWN)
def test_a_sum_that_was_told_anew_goes_along_to_another_place(word: str) -> None:
    draw = random.Random(word)
    one, two = sorted(draw.sample(range(30, 480), 2), reverse=word in DOWN)
    talk = [FIRST.format(one), f"合同{word}{two}万"]
    assert by_clause(*talk)[FUTIAN] == {min(two * WAN * 10 // 100, 50 * WAN)}
    talk.append(draw.choice(ELSEWHERE))
    assert by_clause(*talk)[LONGGANG] == {min(two * WAN * 20 // 100, 100 * WAN)}
