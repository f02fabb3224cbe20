"""What a little more would change stands beside the amount, of several sums with its place."""

from __future__ import annotations

import pytest

from assistant.answer.answer import Answer, Role, Sentence
from tests.real_assistant import ask


def near(answer: Answer) -> list[Sentence]:
    said = {one.say for estimate in answer.estimates for one in estimate.near}
    return [s for s in answer.sentences if any(s.text.endswith(text) for text in said)]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "龙岗算力花1900万能补多少",
            "算力服务费用再多100万元就到2000万元，金额到顶：600万元",
        ),
        (
            "龙华的企业营收4980万，增长40%，营收奖励多少？",
            "上年度营业收入再多20万元就到5000万元：金额变为10万元",
        ),
        (
            "福田的大模型案例8个，实际完成合同额正好1000万，支持多少？",
            "实际完成合同额超过1000万元：金额变为50万元",
        ),
        (
            "留学人才AI企业注册刚好48个月，市级创业资助最高多少？",
            "企业注册时间（月）再多1个月就到49个月：金额变为0元",
        ),
        (
            "前海集聚区租办公300平，12个月，一年实付租金50万，补贴一年多少？",
            "租赁（补贴）月数再多1个月就到13个月（那时23.4万元），再往上每多一点加得少些",
        ),
    ],
)
def test_what_a_little_more_would_change_stands_beside_the_only_amount(
    question: str, said: str
) -> None:
    answer = ask(question)
    (sentence,) = near(answer)
    assert (sentence.text, sentence.role, sentence.estimates) == (said, Role.SUM, ())
    roles = [s.role for s in answer.sentences]
    assert Role.QUOTE not in roles[: answer.sentences.index(sentence)]


def test_of_several_sums_it_names_its_own() -> None:
    answer = ask("算力花1800万，放福田还是龙岗划算？各能拿多少")
    (sentence,) = near(answer)
    assert sentence.text == (
        "龙岗区“购买算力”：算力服务费用再多200万元就到2000万元，金额到顶：600万元"
    )
    assert sentence.role is Role.READING
    assert sentence.estimates == ("longgang-2025#2:compute-service",)


@pytest.mark.parametrize("spent", ["1799万", "2000万", "2100万"])
def test_nothing_is_said_of_what_is_far_or_reached(spent: str) -> None:
    assert near(ask(f"龙岗算力花{spent}能补多少")) == []
