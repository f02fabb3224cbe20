"""Which number facts a rule's sum needs: the ones that carry it, and all that play a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.rule import (
    Amount,
    AreaAmount,
    Base,
    CeilingAmount,
    ExcessAmount,
    LevelAmount,
    PerAmount,
    RateAmount,
    Rule,
    TierAmount,
)


@dataclass(frozen=True, slots=True)
class Needs:
    """Fact names; ``main`` carry the sum, ``all`` play a part (main included)."""

    main: frozenset[str]
    all: frozenset[str]


def needs_of(rules: Iterable[Rule], specs: Mapping[str, FactSpec]) -> Needs:
    """The number facts of some rules, with what they can be derived from."""
    main: set[str] = set()
    every: set[str] = set()
    for rule in rules:
        carrying, others = _facts_of(rule.amount)
        tests = (*rule.conditions, *rule.when)
        if not carrying:
            carrying = {c.fact for c in rule.conditions}
        others |= {c.fact for c in tests} | {fact for c in tests for fact in c.or_facts}
        if rule.cap is not None and rule.cap.less:
            others.add(rule.cap.less)
        if rule.yearly:
            others.add("years")
        main |= carrying
        every |= carrying | others
    every |= _sources(every, specs)
    number = {n for n, s in specs.items() if s.kind not in (FactKind.FLAG, FactKind.CHOICE)}
    return Needs(frozenset(main & number), frozenset(every & number))


def _facts_of(amount: Amount) -> tuple[set[str], set[str]]:
    """(facts that carry the sum, other facts) of one amount."""
    match amount:
        case RateAmount():
            main, others = _base(amount.base)
            return main, others | ({amount.count} if amount.count else set())
        case PerAmount():
            return {item.fact for item in amount.items}, set(amount.excluded)
        case CeilingAmount():
            return set(), {amount.per} if amount.per else set()
        case LevelAmount():
            return set(), {amount.count} if amount.count else set()
        case TierAmount():
            main, others = _base(amount.base)
            return main | {amount.by}, others
        case AreaAmount():
            return {amount.area, amount.months}, {amount.paid}
        case ExcessAmount():
            return {amount.paid, amount.base}, set()
        case _:
            return set(), set()


def _base(base: Base) -> tuple[set[str], set[str]]:
    others = {*base.minus, *base.optional, *(f for subs in base.instead.values() for f in subs)}
    return set(base.plus) - set(base.optional), others


def _sources(names: set[str], specs: Mapping[str, FactSpec]) -> set[str]:
    """Everything the facts can be derived from, all the way down."""
    found: set[str] = set()
    open_names = list(names)
    while open_names:
        spec = specs.get(open_names.pop())
        for derivation in spec.derive if spec else ():
            for source in derivation.sources:
                if source in specs and source not in found:
                    found.add(source)
                    open_names.append(source)
    return found
