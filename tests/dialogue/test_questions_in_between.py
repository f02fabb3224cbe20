"""A question in between that has nothing to do with the policies: the sum before is no answer."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Outcome
from tests.dialogue.test_halves import by_clause
from tests.real_assistant import ask

FIRST = "龙岗买算力花了610万，能补多少"


@pytest.mark.parametrize(
    "said",
    [
        "区政府食堂对外开放吗哈哈",
        "你们那儿会议室外借吗",
        "能帮我写一张请假条给领导吗",
        "今晚有空一起吃饭吗",
        "龙岗图书馆周末开吗",
        "给我推荐本书吧",
        "有没有停车场",
    ],
)
def test_it_is_refused_and_the_matter_stays(said: str) -> None:
    assert ask(FIRST, said).outcome is Outcome.REFUSED
    assert by_clause(FIRST, said, "改成420万呢")["longgang-2025#2"] == {420 * 10_000 * 30 // 100}


@pytest.mark.parametrize(
    "said",
    [
        "面积有没有上限",
        "外资控股的呢",
        "分公司也可以吗",
        "二手的行不行",
        "多久能到账",
        "合同要不要公证",
    ],
)
def test_what_may_be_of_the_matter_is_not(said: str) -> None:
    assert ask(FIRST, said).outcome is Outcome.ANSWERED
