"""Check a rule against its clause: quotes verbatim, numbers quoted, facts known.

Used when the rulebook is loaded (the first complaint is raised) and by the audit (all are listed).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from functools import cache

from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.facts_of import facts_named
from assistant.rules.quoted_numbers import Measure, quoted_numbers
from assistant.rules.rule import (
    Condition,
    InKindAmount,
    LevelAmount,
    PerAmount,
    RateAmount,
    Rule,
    SumAmount,
    TierAmount,
    UnquantifiedAmount,
)

Complaint = tuple[tuple[str | int, ...], str]
"""Where in the rule (for the line) and what is wrong, with what to do."""

_TRIVIAL = frozenset({Decimal(0), Decimal(1)})
"""Thresholds that only say "some": at least one, more than none; they need no quote."""


def check_rule(
    rule: Rule, clause_text: str, facts: Mapping[str, FactSpec], rule_ids: Container[str]
) -> Iterator[Complaint]:
    """Everything that is wrong with the rule.

    ``clause_text`` is the text of the rule's clause as published.
    """
    yield from _check_quotes(rule, clause_text)
    yield from _check_facts(rule, facts)
    yield from _check_numbers(rule, facts)
    if isinstance(rule.amount, SumAmount):
        for n, part in enumerate(rule.amount.rules):
            if part not in rule_ids:
                yield ("amount", "rules", n), f"没有规则 {part!r}，请改正 sum 所列的规则编号"


def quotes_of(rule: Rule) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All quotes of a rule with their places; empty ones are left out."""
    yield ("quote",), rule.quote
    for n, quote in enumerate(rule.more_quotes):
        yield ("more_quotes", n), quote
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            if condition.quote:
                yield (name, n, "quote"), condition.quote
    if rule.cap is not None and rule.cap.quote:
        yield ("cap", "quote"), rule.cap.quote
    if isinstance(rule.amount, RateAmount):
        for n, variant in enumerate(rule.amount.variants):
            yield ("amount", "variants", n, "quote"), variant.quote
    for n, pool in enumerate(rule.pools):
        yield ("pools", n, "quote"), pool.quote


def _check_quotes(rule: Rule, clause_text: str) -> Iterator[Complaint]:
    for where, quote in quotes_of(rule):
        if not quote or quote not in clause_text:
            yield where, f"引文 {quote!r} 不在 {rule.clause_id} 的原文里，请从 source.txt 原样复制"


def _check_facts(rule: Rule, facts: Mapping[str, FactSpec]) -> Iterator[Complaint]:
    for where, name in facts_named(rule):
        if name not in facts:
            yield where, f"没有事实 {name!r}，请在 facts.yaml 里补上或改正"
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            yield from _check_condition((name, n), condition, facts)
    if isinstance(rule.amount, RateAmount):
        for n, variant in enumerate(rule.amount.variants):
            yield from _check_condition(("amount", "variants", n, "when"), variant.when, facts)
    if isinstance(rule.amount, LevelAmount) and rule.amount.fact in facts:
        for n, level in enumerate(rule.amount.levels):
            if level.key not in facts[rule.amount.fact].choices:
                yield ("amount", "levels", n), f"{rule.amount.fact} 没有选项 {level.key!r}"


def _check_condition(
    where: tuple[str | int, ...], condition: Condition, facts: Mapping[str, FactSpec]
) -> Iterator[Complaint]:
    given = [
        condition.at_least,
        condition.more_than,
        condition.at_most,
        condition.less_than,
        condition.is_,
        condition.one_of or None,
    ]
    if sum(value is not None for value in given) != 1:
        yield where, "条件要写且只写一种比较（at_least、more_than、at_most、less_than、is、one_of）"
        return
    spec = facts.get(condition.fact)
    if spec is None:
        return
    if spec.kind is FactKind.FLAG:
        if not isinstance(condition.is_, bool):
            yield where, f"{spec.name} 是是非题，条件要写 is: true 或 is: false"
    elif spec.kind is FactKind.CHOICE:
        for key in condition.one_of or (str(condition.is_),):
            if key not in spec.choices:
                yield where, f"{spec.name} 没有选项 {key!r}：可用 {'、'.join(spec.choices)}"
    elif condition.is_ is not None or condition.one_of:
        yield where, f"{spec.name} 是数字，条件要写 at_least、more_than、at_most 或 less_than"


def used_numbers(rule: Rule, facts: Mapping[str, FactSpec]) -> frozenset[tuple[Decimal, Measure]]:
    """The numbers a rule works with or tells in its words (readings, conditions, pools)."""
    worked = {(value, measure) for _, value, measure, _ in _numbers_of(rule, facts, ("",))}
    told = [rule.title, *rule.readings, *(pool.say for pool in rule.pools)]
    told += [condition.say for condition in (*rule.when, *rule.conditions)]
    if isinstance(rule.amount, InKindAmount | UnquantifiedAmount):
        told.append(rule.amount.say)
    worked.update((n.value, n.measure) for text in told for n in quoted_numbers(text))
    return frozenset(worked)


def _check_numbers(rule: Rule, facts: Mapping[str, FactSpec]) -> Iterator[Complaint]:
    whole = tuple(quote for where, quote in quotes_of(rule) if where[0] != "pools")
    for where, value, measure, quotes in _numbers_of(rule, facts, whole):
        if not any(value in _values(quote, measure) for quote in quotes):
            yield where, f"数字 {value} 不在引文里（{quotes[0][:40]}…），请核对数字或补上引文"


_Claim = tuple[tuple[str | int, ...], Decimal, Measure, tuple[str, ...]]


def _numbers_of(
    rule: Rule, facts: Mapping[str, FactSpec], whole: tuple[str, ...]
) -> Iterator[_Claim]:
    """Every number of the rule, what it measures, and the quotes in which it must stand."""
    yield from _conditions_numbers(rule, facts, whole)
    if rule.cap is not None:
        own = (rule.cap.quote,) if rule.cap.quote else whole
        yield ("cap", "yuan"), rule.cap.yuan, Measure.MONEY, own
    if rule.most_years is not None:
        yield ("most_years",), Decimal(rule.most_years), Measure.PLAIN, whole
    for n, pool in enumerate(rule.pools):
        if pool.yuan is not None:
            yield ("pools", n, "yuan"), pool.yuan, Measure.MONEY, (pool.quote,)
        if pool.quota is not None:
            yield ("pools", n, "quota"), Decimal(pool.quota), Measure.PLAIN, (pool.quote,)
    for where, value, measure, quotes in _amount_numbers(rule, facts):
        yield ("amount", *where), value, measure, quotes or whole


def _conditions_numbers(
    rule: Rule, facts: Mapping[str, FactSpec], whole: tuple[str, ...]
) -> Iterator[_Claim]:
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            own = (condition.quote,) if condition.quote else whole
            for field in ("at_least", "more_than", "at_most", "less_than"):
                value = getattr(condition, field)
                if value is not None and value not in _TRIVIAL:
                    yield (name, n, field), value, _measure(condition.fact, facts), own


def _measure(name: str, facts: Mapping[str, FactSpec]) -> Measure:
    spec = facts.get(name)
    if spec is not None and spec.kind is FactKind.YUAN:
        return Measure.MONEY
    if spec is not None and spec.kind is FactKind.FRACTION:
        return Measure.FRACTION
    return Measure.PLAIN


_FIELDS = {
    "rate": {"rate": Measure.FRACTION, "item_cap_yuan": Measure.MONEY},
    "fixed": {"yuan": Measure.MONEY},
    "ceiling": {"yuan": Measure.MONEY},
    "excess": {"rate": Measure.FRACTION},
    "area": {
        "unit_yuan": Measure.MONEY,
        "most_months": Measure.PLAIN,
        "paid_rate": Measure.FRACTION,
    },
}
"""The fields of an amount kind that hold one number, and what it measures."""


def _amount_numbers(rule: Rule, facts: Mapping[str, FactSpec]) -> Iterator[_Claim]:
    amount = rule.amount
    for field, measure in _FIELDS.get(amount.kind, {}).items():
        value = getattr(amount, field)
        if value is not None:
            yield (field,), Decimal(value), measure, ()
    if isinstance(amount, RateAmount):
        for n, variant in enumerate(amount.variants):
            yield ("variants", n, "rate"), variant.rate, Measure.FRACTION, (variant.quote,)
    elif isinstance(amount, PerAmount):
        for n, item in enumerate(amount.items):
            yield ("items", n, "yuan"), item.yuan, Measure.MONEY, ()
            if item.most is not None:
                yield ("items", n, "most"), Decimal(item.most), Measure.PLAIN, ()
    elif isinstance(amount, LevelAmount):
        for n, level in enumerate(amount.levels):
            yield ("levels", n, "yuan"), level.yuan, Measure.MONEY, ()
    elif isinstance(amount, TierAmount):
        for n, tier in enumerate(amount.tiers):
            yield ("tiers", n, "at_least"), tier.at_least, _measure(amount.by, facts), ()
            yield ("tiers", n, "rate"), tier.rate, Measure.FRACTION, ()
            yield ("tiers", n, "cap_yuan"), tier.cap_yuan, Measure.MONEY, ()


@cache
def _values(quote: str, measure: Measure) -> frozenset[Decimal]:
    return frozenset(n.value for n in quoted_numbers(quote) if n.measure is measure)
