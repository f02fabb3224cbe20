"""What a rule pays, in one phrase."""

from __future__ import annotations

import pytest

from assistant.rules.read.words import cap_words, rate_words, rule_words, words_in_kind
from assistant.rules.rule import Rule
from assistant.text.money import format_yuan
from tests.rules.case_files import rulebook

RULES = {rule.id: rule for rule in rulebook().rules}


def words(rule: Rule) -> str:
    return rule_words(rule, rulebook().facts)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_its_phrase(rule: Rule) -> None:
    phrase = words(rule)
    assert phrase
    assert "\n" not in phrase
    assert not phrase.endswith("。")
    if rule.cap is not None and rule.amount.kind not in ("unquantified", "in_kind", "excess"):
        assert format_yuan(rule.cap.yuan) in phrase


@pytest.mark.parametrize(
    ("rule_id", "said"),
    [
        ("longgang-2025#2:compute-service", "按不超过算力服务费用的 30%，最高 600万元"),
        (
            "shenzhen-pioneer-2024#2:compute-voucher",
            "按不超过服务合同金额的 50%（初创企业为 60%），最高 1000万元",
        ),
        ("longhua-2025#5:growth", "10万元"),
        ("longhua-2025#9:filed-model", "每个备案模型 50万元，每年最高 200万元"),
        (
            "longgang-2025#11:matching",
            "每个科技计划项目最高 200万元（原文只写上限，没有写比例），每年最高 500万元",
        ),
        ("futian-2024#4.1:scene", "每个项目最高 30万元（原文只写上限，没有写比例）"),
        ("shenzhen-pioneer-2024#6:government-scene", "最高 500万元（原文只写上限，没有写比例）"),
        (
            "qianhai-2024#1:rent",
            "每平方米每月 60元，最多 36 个月，每年最高 300万元，不超过实际支付租金的 50%",
        ),
        (
            "qianhai-2024#3:rd-increase",
            "按上一年度研发投入增量计算：达 3000万元 以上的，3%、最高 100万元；"
            "达 5000万元 以上的，5%、最高 200万元；达 1亿元 以上的，5%、最高 500万元",
        ),
        ("qianhai-2024#2:talent-tax", "在前海已缴个人所得税超过应纳税所得额 15% 的部分"),
        ("qianhai-2024#11:evtol", "境内航线 100万元，跨境航线 200万元"),
        (
            "qianhai-2024#10:vehicles",
            "按每台车的购置成本及智能化改造成本的 50%，每台获批运营车辆最高 20万元，"
            "累计最高 1000万元",
        ),
        ("longgang-2025#16:event", "按活动实际发生费用的 30%，单个活动最高 300万元"),
        ("longgang-2025#7:total", "各项合计，每年最高 200万元"),
    ],
)
def test_the_phrase(rule_id: str, said: str) -> None:
    assert words(RULES[rule_id]) == said


def test_a_cap_that_repeats_the_sum_is_not_said_twice() -> None:
    for rule in RULES.values():
        if rule.amount.kind in ("fixed", "ceiling") and rule.cap is not None:
            times = words(rule).count(format_yuan(rule.cap.yuan))
            assert times == 1, rule.id


def test_rates_and_caps_alone() -> None:
    rule = RULES["shenzhen-pioneer-2024#2:compute-voucher"]
    assert rate_words(rule, rulebook().facts) == "50%、60%"
    assert cap_words(rule) == "最高 1000万元"
    assert cap_words(RULES["futian-2024#4.1:scene"]) == "未写上限"
    assert rate_words(RULES["futian-2024#4.1:scene"], rulebook().facts) == "未写比例"
    assert words_in_kind(RULES["qianhai-2024#2:enterprise-tax"])
    assert not words_in_kind(rule)
