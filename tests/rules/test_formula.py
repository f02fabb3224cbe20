"""Rules in one line."""

from __future__ import annotations

import pytest

from assistant.rules.formula import formula
from tests.rules.case_files import rulebook


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("longgang-2025#2:compute-service", "算力服务费用 × 30%，最高600万元"),
        (
            "shenzhen-pioneer-2024#2:compute-voucher",
            "服务合同金额 × 50%（初创企业60%），最高1000万元",
        ),
        ("longhua-2025#5:growth", "一次性定额10万元"),
        ("longgang-2025#11:matching", "每个科技计划项目最高200万元，合计每年最高500万元"),
        ("shenzhen-pioneer-2024#6:government-scene", "最高500万元"),
    ],
)
def test_formula(rule_id: str, words: str) -> None:
    assert formula(rulebook().rule(rule_id), rulebook()) == words


def test_every_rule_can_be_said() -> None:
    for rule in rulebook().rules:
        assert formula(rule, rulebook())
