"""Whether a policy is in its term, and whether one thing may be had after another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.answer import WarningCode
from assistant.dialogue.conversation import Conversation
from assistant.dialogue.had_together import asks_together
from tests.dialogue.test_halves import by_clause
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import ask, real


@pytest.mark.parametrize(
    "asked", ["那龙岗的算力支持还在期内吧？", "龙岗这个还在期内吗", "龙岗这条还没过期吧"]
)
def test_the_last_day_is_told(asked: str) -> None:
    talk = Conversation("t", ("市里的训力券现在还能申请不", asked))
    assert "2028年1月9日" in real().ask(talk, as_of=date(2027, 2, 10)).text


def test_a_question_that_ends_like_a_denial_denies_nothing() -> None:
    told = "前海示范项目投了640万", "前海的这个还在有效期里没"
    assert by_clause(*told)["qianhai-2024#9"] == {640 * WAN * Decimal("0.1")}
    assert "2027年9月13日" in ask(*told).text


@pytest.mark.parametrize(
    "told",
    [
        (
            "深圳，新建公共技术服务平台，审定总投入4300万",
            "同一个平台先拿新建的、以后再拿运营的，行不行",
        ),
        ("先拿龙岗平台认定、以后再拿里程碑的，行不行",),
        ("同一套系统，福田领完场景示范，再报市里行业应用，可以吗",),
    ],
)
def test_one_after_the_other(told: tuple[str, ...]) -> None:
    codes = {w.code for w in ask(*told).warnings}
    assert WarningCode.STACKING_UNSTATED in codes


@pytest.mark.parametrize(
    "said",
    [
        "先签合同再付款,行不行",
        "先办活动再去备案,行不行",
        "去年拿过90万,今年还能再拿多少",
        "先报价再谈,可以吗",
        "先拿出方案再改,行吗",
    ],
)
def test_what_is_done_in_turn_is_had_but_once(said: str) -> None:
    assert not asks_together(said)


@pytest.mark.parametrize("then", ["那只看今年", "只算今年的", "只看今年呢"])
def test_this_year_is_told_by_its_name_not_by_its_place(then: str) -> None:
    told = "龙华，去年进清单的算法2个，今年4个，两年合计", then
    assert by_clause(*told)["longhua-2025#8"] == {4 * 100 * WAN}
