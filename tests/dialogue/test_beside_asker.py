"""Somebody with a name who is told of for his own sake, and the asker who goes on after it.

Compute in 福田 is paid 30 % for inference; firms in 前海 3 % of what research grew by.
"""

from __future__ import annotations

import pytest

from assistant.dialogue.askers import named
from assistant.dialogue.beside_asker import is_of_their_own
from assistant.text.normalise import fold
from tests.dialogue.test_numbers import WAN
from tests.real_assistant import understand

_COMPUTE = "福田租算力做推理，合同420万"
_GROWN = "前海，我们去年研发5200万，前年4100万"


def told(*talk: str) -> dict[str, object]:
    return {s.name: s.value for f in understand(*talk).focus for _, c in f.cases for s in c}


@pytest.mark.parametrize(
    "theirs",
    [
        "老周那家合同700万",
        "小陈的公司签了700万",
        "同行老曾也在福田，租算力花了700万",
        "我发小在福田，他租算力花了700万",
        "学姐的公司也租，合同700万",
    ],
)
def test_what_is_told_of_another_is_not_the_askers(theirs: str) -> None:
    assert told(_COMPUTE, theirs)["compute_fee_yuan"] == 700 * WAN
    assert told(_COMPUTE, theirs, "我们的呢")["compute_fee_yuan"] == 420 * WAN
    assert told(_COMPUTE, theirs, "我再加30万")["compute_fee_yuan"] == 450 * WAN


def test_the_asker_goes_on_with_one_year_of_his_own() -> None:
    facts = told(_GROWN, "老周那家去年两亿，前年九千万，也在前海", "我前年的也改下，其实是4300万")
    assert facts["rd_spend_yuan"] == 5200 * WAN
    assert facts["prior_rd_spend_yuan"] == 4300 * WAN


def test_several_others_are_each_told_apart() -> None:
    talk = (_COMPUTE, "老周那家合同700万", "小刘的厂子签了800万")
    assert told(*talk)["compute_fee_yuan"] == 800 * WAN
    assert told(*talk, "我们自己的呢")["compute_fee_yuan"] == 420 * WAN


@pytest.mark.parametrize(
    ("message", "fee"),
    [
        ("老周退了我们50万", 370),
        ("老周说是450万", 450),
        ("财务小王算错了，是450万", 450),
        ("我同事在算，说是450万", 450),
        ("朋友的公司退了20万", 400),
    ],
)
def test_who_only_says_or_gives_something_tells_of_the_asker(message: str, fee: int) -> None:
    assert told(_COMPUTE, message)["compute_fee_yuan"] == fee * WAN


@pytest.mark.parametrize(
    "message",
    [
        "邻居厂想跟我合着干，他再出300万",
        "小李那家供应商又开了50万的票",
        "同事也有一份，60万，一起报",
    ],
)
def test_what_is_counted_with_the_askers_is_none_of_his_own(message: str) -> None:
    asker = named(message)
    text = fold(message)
    end = text.find(asker.who) + len(asker.who) if asker else 0
    assert not is_of_their_own(text, end)


@pytest.mark.parametrize(
    "kin", ["我师兄公司在前海", "我表妹的公司在前海", "我老同学那家公司在前海"]
)
def test_what_is_asked_for_anothers_firm_leaves_what_the_speaker_told(kin: str) -> None:
    first = "福田租算力210万，采购语料90万"
    found = understand(first, f"{kin}，也租算力，前海自己给补吗", "我这边算力又签了一份，120万")
    assert "futian-2024#2" in {str(f.clause_id) for f in found.focus}
