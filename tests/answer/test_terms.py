"""What a rule pays, in one phrase."""

from __future__ import annotations

import pytest

from assistant.answer.terms import Terms
from assistant.answer.wording import Wording
from assistant.rules.rule import Rule
from assistant.text.money import format_yuan
from tests.fakes import ROOT, rulebook

TERMS = Terms(Wording(ROOT / "prompts"), rulebook().facts)
RULES = {rule.id: rule for rule in rulebook().rules}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_its_phrase(rule: Rule) -> None:
    phrase = TERMS.of(rule)
    assert phrase
    assert "\n" not in phrase
    assert not phrase.endswith("。")
    if rule.cap is not None and rule.amount.kind not in ("unquantified", "in_kind", "excess"):
        assert format_yuan(rule.cap.yuan) in phrase


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("shenzhen-pioneer-2024#2:compute-voucher", ["50%", "60%", "最高 1000万元"]),
        ("longgang-2025#2:compute-service", ["30%", "最高 600万元"]),
        ("longhua-2025#9:filed-model", ["每个备案模型 50万元", "每年最高 200万元"]),
        ("qianhai-2024#1:rent", ["60元", "36", "50%", "每年", "300万元"]),
        ("qianhai-2024#3:rd-increase", ["3000万元", "3%", "100万元", "1亿元", "500万元"]),
        ("futian-2024#4.1:scene", ["每个项目最高 30万元"]),
        ("qianhai-2024#10:vehicles", ["每台获批运营车辆最高 20万元"]),
        ("longgang-2025#16:event", ["30%", "单个活动最高 300万元"]),
    ],
)
def test_the_phrase_names_rate_cap_and_levels(rule: str, parts: list[str]) -> None:
    phrase = TERMS.of(RULES[rule])
    for part in parts:
        assert part in phrase


def test_a_cap_that_repeats_the_sum_is_not_said_twice() -> None:
    for rule in RULES.values():
        if rule.amount.kind in ("fixed", "ceiling") and rule.cap is not None:
            twice = rule.cap.yuan == rule.amount.yuan
            assert (TERMS.cap(rule) == "") is twice, rule.id
