"""Asides: clauses that say nothing of any policy are cut out before reading, and only those."""

from __future__ import annotations

import json
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.dialogue.asides import FILE, load_fit
from assistant.dialogue.conversation import Conversation
from assistant.settings import load_settings
from tests.fakes import ROOT

DAY = date(2025, 6, 1)
ASIDES = (
    "楼上瑜伽馆退了我们5万块押金，",
    "门口那棵榕树被台风刮断了，",
    "我表弟在老家养了40头猪，",
    "昨晚加班点了12份炒粉，",
    "去年老板请全家去冰岛玩花了18万，",
)
QUESTIONS = (
    "龙岗租算力花了800万，能补多少？",
    "高校实验室，租用智能算力做大模型训练，合同2200万，训力券最多给多少？",
    "龙华去年有3个模型通过生成式人工智能备案，奖励多少",
    "语料券找哪个局申请？",
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    """The program over the real corpus."""
    return Assistant.open(load_settings(ROOT, {}))


def _seen(assistant: Assistant, message: str) -> tuple[object, ...]:
    answer = assistant.ask(Conversation("t", (message,)), as_of=DAY)
    return (
        answer.outcome,
        [c.clause_id for c in answer.citations],
        [(e.rule_id, e.amount) for e in answer.estimates],
        [s.text for s in answer.sentences if s.role.value == "lead"],
    )


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("aside", ASIDES)
def test_an_aside_changes_nothing_of_the_answer(
    assistant: Assistant, aside: str, question: str
) -> None:
    assert _seen(assistant, aside + question) == _seen(assistant, question)


def test_a_number_in_an_aside_is_told_as_typed(assistant: Assistant) -> None:
    message = "楼上瑜伽馆退了我们 5 万块押金，龙岗租算力花了800万，能补多少？"
    answer = assistant.ask(Conversation("t", (message,)), as_of=DAY)
    (part,) = answer.unused
    assert message[part.start : part.end] == part.text == "楼上瑜伽馆退了我们 5 万块押金"
    assert answer.completeness.value == "partial"


@pytest.mark.parametrize(
    "message",
    [
        "总价300万，训力券能补多少",
        "签下来300万，训力券能补多少",
        "一共花了300万，龙岗算力补多少",
        "其中80万是推理用的，龙岗租算力800万补多少",
        "龙岗的，租算力800万，补多少",
        "我们是初创，训力券合同800万补多少",
        "食堂花了30万，瑜伽课花了2万",
    ],
)
def test_what_leans_names_or_relates_is_no_aside(assistant: Assistant, message: str) -> None:
    turn = assistant.read(message, as_of=DAY)
    assert assistant.asides.find(turn, as_of=DAY, goes_on=False) == ()


def test_a_condition_of_the_rules_in_question_is_kept(assistant: Assistant) -> None:
    """飞北京 states a route where a route is asked about, and nothing elsewhere."""
    turn = assistant.read("这趟飞北京花了两万，龙岗租算力800万补多少", as_of=DAY)
    (cut,) = assistant.asides.find(turn, as_of=DAY, goes_on=False)
    assert cut.facts
    answer = assistant.ask(
        Conversation("t", ("我们开的是飞香港的eVTOL航线，已审批，前海一次性支持多少？",)), as_of=DAY
    )
    assert any("route_kind" in dict(e.facts) for e in answer.estimates)


def test_the_fit_keeps_clauses_that_matter() -> None:
    """Its own record: at most one clause in twenty that matters lies beyond the threshold."""
    record = json.loads(FILE.read_text(encoding="utf-8"))["provenance"]
    assert record["that_matter"] >= 100
    assert record["that_matter_cut"] <= record["that_matter"] / 20
    assert 0.5 < load_fit().least < 1


@pytest.mark.parametrize("question", QUESTIONS[1:])
@pytest.mark.parametrize(
    "aside",
    [
        *(f"{part}{n}我还有个会，" for part in ("早上", "下午", "晚上") for n in ("9点", "三点")),
        *(
            f"我们前年得过{what}奖，奖金{sum_}，"
            for what in ("合唱", "拔河")
            for sum_ in ("800元", "3万")
        ),
        *(f"我妈{what}花了{sum_}，" for what in ("住院", "补牙") for sum_ in ("80万", "1500元")),
        *(f"老板娘又{verb}到账面上那80万，" for verb in "聊谈提讲"),
    ],
)
def test_what_is_beside_the_point_in_these_ways_changes_nothing(
    assistant: Assistant, aside: str, question: str
) -> None:
    assert _seen(assistant, aside + question) == _seen(assistant, question)


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("question", ["不同区的补贴互相排斥吗？", "两个区的奖励会不会互相冲抵？"])
def test_a_question_about_policies_alone_is_left_to_be_asked(
    assistant: Assistant, aside: str, question: str
) -> None:
    turn = assistant.read(aside + question, as_of=DAY)
    (cut,) = assistant.asides.find(turn, as_of=DAY, goes_on=False)
    assert turn.folded[cut.start : cut.end] == aside.replace("，", ",")


def test_what_is_added_to_the_matter_goes_on_with_no_aside(assistant: Assistant) -> None:
    turn = assistant.read("师兄工资一个月两万八都拖了。合同再加80万，一起400万", as_of=DAY)
    cuts = assistant.asides.find(turn, as_of=DAY, goes_on=True)
    assert not any("再加" in turn.folded[cut.start : cut.end] for cut in cuts)
