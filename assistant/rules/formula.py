"""Say in a few words what a rule pays: its rate, its cap, its conditions, its whole formula."""

from __future__ import annotations

from assistant.rules.cap import PERIOD_WORDS
from assistant.rules.rule import (
    AreaAmount,
    CeilingAmount,
    ExcessAmount,
    FixedAmount,
    InKindAmount,
    LevelAmount,
    PerAmount,
    RateAmount,
    Rule,
    SumAmount,
    TierAmount,
    UnquantifiedAmount,
)
from assistant.rules.rulebook import Rulebook
from assistant.rules.show import each, show_fact
from assistant.text.money import format_fraction, format_yuan

NO_RATE = "未写比例"
NO_CAP = "未写上限"


def rate_words(rule: Rule, rulebook: Rulebook) -> str:
    """How the sum is found: "50%（初创企业60%）", "每个50万元", "未写比例"."""
    amount = rule.amount
    if isinstance(amount, RateAmount):
        others = "，".join(f"{v.when.say}{format_fraction(v.rate)}" for v in amount.variants)
        return format_fraction(amount.rate) + (f"（{others}）" if others else "")
    if isinstance(amount, FixedAmount):
        return f"定额{format_yuan(amount.yuan)}"
    if isinstance(amount, CeilingAmount):
        return NO_RATE
    if isinstance(amount, InKindAmount | UnquantifiedAmount):
        return amount.say
    if isinstance(amount, SumAmount):
        return "各项合计"
    return _by_measure(amount, rulebook)


def _by_measure(
    amount: PerAmount | LevelAmount | TierAmount | AreaAmount | ExcessAmount, rulebook: Rulebook
) -> str:
    specs = rulebook.facts
    if isinstance(amount, PerAmount):
        most = "最高" if amount.is_ceiling else ""
        return "、".join(
            f"{each(specs[item.fact])}{most}{format_yuan(item.yuan)}" for item in amount.items
        )
    if isinstance(amount, LevelAmount):
        most = "最高" if amount.is_ceiling else ""
        return "、".join(
            f"{show_fact(specs[amount.fact], level.key)}{most}{format_yuan(level.yuan)}"
            for level in amount.levels
        )
    if isinstance(amount, TierAmount):
        return "、".join(
            f"{show_fact(specs[amount.by], tier.at_least)}以上{format_fraction(tier.rate)}"
            for tier in amount.tiers
        )
    if isinstance(amount, AreaAmount):
        return f"每平方米每月{format_yuan(amount.unit_yuan)}"
    return f"超过{format_fraction(amount.rate)}的部分"


def cap_words(rule: Rule) -> str:
    """The cap: "每家企业每年最高200万元", "未写上限"."""
    amount = rule.amount
    if isinstance(amount, TierAmount) and rule.cap is None:
        return "、".join(f"最高{format_yuan(tier.cap_yuan)}" for tier in amount.tiers)
    if rule.cap is not None:
        period = PERIOD_WORDS[rule.cap.period]
        words = f"{rule.cap.per}{period}最高{format_yuan(rule.cap.yuan)}"
    else:
        words = "" if _is_no_sum(rule) else NO_CAP
    if isinstance(amount, CeilingAmount) and (rule.cap is None or rule.cap.yuan != amount.yuan):
        own = f"最高{format_yuan(amount.yuan)}"
        return own if rule.cap is None else f"{own}，合计{words}"
    if isinstance(amount, RateAmount) and amount.item_cap_yuan is not None:
        words = f"单项最高{format_yuan(amount.item_cap_yuan)}，{words}"
    return words


def _is_no_sum(rule: Rule) -> bool:
    return isinstance(rule.amount, FixedAmount | LevelAmount | InKindAmount | UnquantifiedAmount)


def condition_words(rule: Rule) -> str:
    """The conditions in one line, "" if none."""
    return "；".join(condition.say for condition in (*rule.when, *rule.conditions))


def base_words(rule: Rule, rulebook: Rulebook) -> str:
    """What the rate is applied to, "" for kinds without a base."""
    amount = rule.amount
    if isinstance(amount, RateAmount | TierAmount):
        return amount.base.say
    if isinstance(amount, AreaAmount | ExcessAmount):
        name = amount.area if isinstance(amount, AreaAmount) else amount.base
        return rulebook.facts[name].label
    return ""


def formula(rule: Rule, rulebook: Rulebook) -> str:
    """The whole in one line: "算力服务费用 × 30%，最高600万元"."""
    amount = rule.amount
    base, rate, cap = base_words(rule, rulebook), rate_words(rule, rulebook), cap_words(rule)
    if isinstance(amount, CeilingAmount):
        return (each(rulebook.facts[amount.per]) if amount.per else "") + cap
    if isinstance(amount, FixedAmount) and rule.cap and rule.cap.yuan == amount.yuan:
        return PERIOD_WORDS[rule.cap.period] + rate
    if isinstance(amount, ExcessAmount):
        paid = rulebook.facts[amount.paid].label
        return f"{paid}超过{base}的{format_fraction(amount.rate)}的部分"
    head = f"{base} × {rate}" if base else rate
    if isinstance(amount, TierAmount):
        return f"{base} × 档次比例（{_tiers(amount, rulebook)}）"
    return f"{head}，{cap}" if cap and cap != NO_CAP else head


def _tiers(amount: TierAmount, rulebook: Rulebook) -> str:
    return "；".join(
        f"{show_fact(rulebook.facts[amount.by], tier.at_least)}以上："
        f"{format_fraction(tier.rate)}，最高{format_yuan(tier.cap_yuan)}"
        for tier in amount.tiers
    )
