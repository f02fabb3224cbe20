"""Facts from text: typed, or refused with the fact's name and what is accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.errors import FactError
from assistant.rules.parse_facts import parse_facts
from tests.rules.case_files import rulebook


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("compute_fee_yuan", "800万", Decimal(8_000_000)),
        ("compute_fee_yuan", "8000000", Decimal(8_000_000)),
        ("算力服务费用", "0.08亿元", Decimal(8_000_000)),
        ("filed_models", "3个", Decimal(3)),
        ("filed_models", "三", Decimal(3)),
        ("area_sqm", "500平方米", Decimal(500)),
        ("months", "12个月", Decimal(12)),
        ("is_startup", "是", True),
        ("is_startup", "false", False),
        ("compute_use", "training", "training"),
        ("compute_use", "训练大模型", "training"),
    ],
)
def test_parse_facts_reads(name: str, text: str, value: object) -> None:
    assert list(parse_facts(rulebook(), {name: text}).values()) == [value]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("compute_fee_yuan", "-800万", "负数"),
        ("compute_fee_yuan", "1000000000000000", "不合情理"),
        ("compute_fee_yuan", "很多", "金额，如 800万"),
        ("compute_fee_yuan", "800平方米", "看不懂"),
        ("compute_fee_yuan", "0.0000001", "小数"),
        ("compute_fee_yuan", "", "看不懂"),
        ("filed_models", "2.5", "整数"),
        ("is_startup", "也许", "是 或 否"),
        ("compute_use", "挖矿", "训练大模型"),
        ("compute_fees", "800万", "compute_fee_yuan"),
    ],
)
def test_parse_facts_refuses_and_says_what_is_accepted(name: str, text: str, told: str) -> None:
    with pytest.raises(FactError) as caught:
        parse_facts(rulebook(), {name: text})
    assert told in str(caught.value)
    assert name in str(caught.value)


def test_parse_facts_refuses_a_fact_under_name_and_label() -> None:
    with pytest.raises(FactError, match="两次"):
        parse_facts(rulebook(), {"compute_fee_yuan": "1万", "算力服务费用": "2万"})
