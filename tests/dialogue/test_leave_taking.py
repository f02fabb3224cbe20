"""Taking leave for now asks nothing: 行,我再跟老板商量商量. What is told or asked is no leave."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer.answer import Outcome
from assistant.dialogue.leave_taking import takes_leave
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask

FIRST = "龙岗买算力340万"


@pytest.mark.parametrize(
    "said",
    [
        "嗯，那就等公示吧，谢谢",
        "行，我再跟股东合计合计",
        "好，我让会计核一下",
        "明白，我先去准备资料",
        "可以，先这么着",
        "成，过几天再聊",
        "嗯，我心里有底了",
        "那我先回去琢磨琢磨",
        "收到，有进展再告诉你",
        "好的，你先忙吧",
    ],
)
def test_who_takes_leave_is_told_no_sum_again(said: str) -> None:
    assert ask(FIRST, said).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    "said",
    [
        "我跟股东商量了",
        "等公示要多久",
        "还在等通知",
        "那我再问一个",
        "我再看看福田",
        "那就按九折算吧",
        "等评审",
        "我先去备案",
        "我们再考虑下龙华",
        "先这样算吧",
        "好，再加一份",
        "看看能拿多少",
        "那就等备案下来再报算力要不要紧",
    ],
)
def test_what_tells_or_asks_is_no_leave(said: str) -> None:
    assert not takes_leave(said.replace("，", ","))


@pytest.mark.parametrize("said", ["好，那改成420万", "我跟老板商量了，定了420万"])
def test_a_sum_behind_a_courtesy_counts(said: str) -> None:
    assert by_clause(FIRST, said)["longgang-2025#2"] == {420 * WAN * Decimal("0.3")}


def test_what_was_found_out_thanks_nobody() -> None:
    told = "龙岗平台上买语料310万训练大模型", "卖方是关联方", "查清楚了，卖方跟我们没关系"
    assert by_clause(*told)["longgang-2025#3"] == {310 * WAN * Decimal("0.2")}
