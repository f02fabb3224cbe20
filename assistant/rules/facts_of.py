"""The facts that a rule names, and those that it needs with all they can be derived from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.rules.facts import FactSpec
from assistant.rules.rule import Base, PerAmount, RateAmount, Rule, SumAmount, TierAmount

_FACT_FIELDS = {
    "rate": ("count",),
    "tiers": ("by",),
    "ceiling": ("per",),
    "levels": ("fact", "count"),
    "area": ("area", "months", "paid"),
    "excess": ("paid", "base"),
}
"""The fields of an amount kind that hold the name of one fact."""

Place = tuple[str | int, ...]


def facts_named(rule: Rule) -> Iterator[tuple[Place, str]]:
    """Every fact the rule names, with the place in the rule; repeated as often as named."""
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            yield (name, n, "fact"), condition.fact
            for other in condition.or_facts:
                yield (name, n, "or_facts"), other
    for place, name in _amount_facts(rule):
        yield ("amount", *place), name
    if rule.cap is not None and rule.cap.less is not None:
        yield ("cap", "less"), rule.cap.less


def _amount_facts(rule: Rule) -> Iterator[tuple[Place, str]]:
    amount = rule.amount
    if isinstance(amount, RateAmount | TierAmount):
        yield from _base_facts(amount.base)
    if isinstance(amount, RateAmount):
        for n, variant in enumerate(amount.variants):
            yield ("variants", n, "when", "fact"), variant.when.fact
    elif isinstance(amount, PerAmount):
        for n, item in enumerate(amount.items):
            yield ("items", n, "fact"), item.fact
        for name in amount.excluded:
            yield ("excluded",), name
    for field in _FACT_FIELDS.get(amount.kind, ()):
        named = getattr(amount, field)
        if named is not None:
            yield (field,), named


def _base_facts(base: Base) -> Iterator[tuple[Place, str]]:
    for name in base.plus:
        yield ("base", "plus"), name
    for name in base.optional:
        yield ("base", "optional"), name
    for name in base.minus:
        yield ("base", "minus"), name
    for name, others in base.instead.items():
        yield ("base", "instead"), name
        for other in others:
            yield ("base", "instead"), other


def needs_of(
    rule: Rule, facts: Mapping[str, FactSpec], rules: Mapping[str, Rule]
) -> frozenset[str]:
    """The facts that can change the rule's estimate, with all they can be derived from.

    Without what was received before and without the years: they never decide alone.
    """
    pending = [name for place, name in facts_named(rule) if place[0] != "cap"]
    if isinstance(rule.amount, SumAmount):
        for part in rule.amount.rules:
            pending.extend(needs_of(rules[part], facts, rules))
    needed: set[str] = set()
    while pending:
        name = pending.pop()
        if name in needed:
            continue
        needed.add(name)
        for way in facts[name].derive:
            pending.extend(way.sources)
    return frozenset(needed)
