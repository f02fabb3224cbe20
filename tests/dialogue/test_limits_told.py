"""A number told as a limit is on one side of it: a condition just there goes by that side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.rules.calculate import calculate
from assistant.rules.estimate import Estimate, EstimateStatus, fact_json
from assistant.rules.parse_facts import parse_facts
from tests.real_assistant import ask, real

WAN = 10_000


def lead(text: str) -> Estimate:
    return ask(text).estimates[0]


@pytest.mark.parametrize(
    "text",
    [
        "我们在龙华，去年营业收入还没达到5000万，能奖多少",
        "龙华，营收连5000万都不到，有涨",
        "龙华营收5000万以下，增长的，奖多少",
        "龙华营收差一点就到5000万，涨了",
        "前海，行业大模型市场应用案例不够10个",
        "前海创新中心，软硬件投入未满1000万，给多少",
        "龙华B轮融资少于2000万，奖多少",
        "前海，上年研发不足3000万，前年2000万，奖多少",
        "留学生在深圳开公司，注册没满6个月，给多少",
        "留学生在深圳开公司，注册超过48个月，给多少",
        "前海租办公室，面积没到150平，租12个月",
        "福田行业大模型8个应用案例，实际完成合同额没超过1000万",
    ],
)
def test_beside_a_condition_the_side_decides(text: str) -> None:
    assert lead(text).status is EstimateStatus.CONDITION_NOT_MET


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("福田行业大模型7个应用案例，完成合同额超过1000万", 50 * WAN),
        ("福田数据首次入表金额超过100万，交易所交易过，服务费30万", 30 * WAN * 20 // 100),
        ("龙华营收8000万，增长，奖多少", 10 * WAN),
        ("龙华营收超过5000万，增长了", 10 * WAN),
        ("龙岗买算力花了不到1500万", 1500 * WAN * 30 // 100),
        ("龙岗备案大模型不到4个", (4 - 1) * 50 * WAN),
        ("前海，研发去年不到5000万，前年4000万", (5000 - 4000) * WAN * 3 // 100),
        ("前海，研发去年5000万，前年4000万", (5000 - 4000) * WAN * 5 // 100),
    ],
)
def test_elsewhere_the_number_stands(text: str, amount: int) -> None:
    assert lead(text).amount == Decimal(amount)


@pytest.mark.parametrize("text", ["龙华营收不到5600万，增长", "龙华营收不低于4600万，增长"])
def test_both_ends_where_a_condition_is_near(text: str) -> None:
    assert lead(text).range == (Decimal(0), Decimal(10 * WAN))
    assert "看确切的数" in ask(text).sentences[0].text


def test_a_later_number_is_no_limit() -> None:
    assert ask("龙华营收不到5000万，增长", "改成5000万").estimates[0].amount == 10 * WAN


def test_the_estimate_is_worked_out_again_from_its_own_facts() -> None:
    found = lead("龙华B轮融资少于2000万，奖多少")
    book = real().rulebook
    facts = parse_facts(book, {name: fact_json(value) for name, value in found.facts})
    policy = real().corpus.policy("longhua-2025")
    again = calculate(
        book.rule(found.rule_id), facts, policy=policy, as_of=found.as_of, rulebook=book
    )
    assert again == found
