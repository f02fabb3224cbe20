"""The facts that a rule uses: where each is named, which carry its sum, what they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from assistant.rules.condition import Condition
from assistant.rules.expr import Add, Choose, Fact, Number, Place, Times, When, walk
from assistant.rules.facts import APPLICANT, YEARS, FactKind, FactSpec
from assistant.rules.per_rule import PerRule
from assistant.rules.program import compile_rule, parts_of, place_of
from assistant.rules.rule import Rule


@dataclass(frozen=True)
class Needs:
    """Names of the number facts of some rules; worked out when they are first asked for."""

    rules: tuple[Rule, ...]
    specs: Mapping[str, FactSpec]

    @cached_property
    def main(self) -> frozenset[str]:
        """Those that carry the sum."""
        return _numbers(self._carrying(), self.specs)

    @cached_property
    def all(self) -> frozenset[str]:
        """Those that play a part (main included), with what they can be derived from."""
        every = self._carrying()
        for rule in self.rules:
            every.update(names_of(rule).all)
            if rule.yearly:
                every.add(YEARS)
        return _numbers(_with_sources(every, self.specs), self.specs)

    def _carrying(self) -> set[str]:
        return {name for rule in self.rules for name in names_of(rule).carrying}


@dataclass(frozen=True, slots=True)
class Names:
    """Facts that a rule names: those that carry its sum (or else its conditions), and all.

    ``tested`` are those that a condition tests, or that choose another number of the rule.
    """

    carrying: tuple[str, ...]
    all: tuple[str, ...]
    tested: tuple[str, ...]


def conditions_of(rule: Rule) -> Iterator[tuple[Place, Condition]]:
    """Every condition of the rule, also those that choose a number, with its place."""
    for name, conditions in (("when", rule.when), ("conditions", rule.conditions)):
        for n, condition in enumerate(conditions):
            yield (name, n), condition
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, When):
            yield place_of(node.where), node.test


def facts_named(rule: Rule) -> Iterator[tuple[Place, str]]:
    """Every fact the rule names, with the place in the rule; repeated as often as named."""
    for place, condition in conditions_of(rule):
        if place[0] != "amount":
            yield from _condition_facts(place, condition)
    for node in walk(compile_rule(rule).whole):
        if isinstance(node, Fact) and node.where != (YEARLY,):
            yield place_of(node.where), node.name
            for other in node.instead:
                yield place_of((*node.where[:-1], "instead")), other
        elif isinstance(node, When):
            yield from _condition_facts(place_of(node.where), node.test)
        elif isinstance(node, Choose):
            yield place_of(node.where), node.fact


def _prices(rule: Rule) -> Mapping[str, str]:
    """The sums of one thing that the rule multiplies, each with the count that it multiplies by.

    Of several that are added up for one thing (价格, 改造) the first.
    """
    found: dict[str, str] = {}
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, Times) and isinstance(node.right, Fact):
            sums = [one.name for one in walk(node.left) if isinstance(one, Fact)]
            found |= dict.fromkeys(sums[:1], node.right.name)
    return found


prices_of = PerRule(_prices)
"""The sums of one thing that a rule multiplies, with their counts."""


def _taken_off(rule: Rule) -> frozenset[str]:
    less = (
        one
        for node in walk(compile_rule(rule).amount)
        if isinstance(node, Add)
        for one in node.less
    )
    return frozenset(f.name for one in less for f in walk(one) if isinstance(f, Fact))


taken_off_of = PerRule(_taken_off)
"""What a rule takes off the sum that it pays on (非财政投入)."""


def _names(rule: Rule) -> Names:
    carrying = main_facts(rule) or tuple(c.fact for c in rule.conditions)
    tested = (c.fact for c in (*rule.conditions, *rule.when, *variants_of(rule)))
    named = (name for _, name in facts_named(rule))
    return Names(carrying, tuple(dict.fromkeys(named)), tuple(dict.fromkeys(tested)))


names_of = PerRule(_names)
"""The facts that a rule names."""

YEARLY = "yearly"
"""Where the years stand in a rule: a flag that names no fact."""


def _condition_facts(place: Place, condition: Condition) -> Iterator[tuple[Place, str]]:
    yield (*place, "fact"), condition.fact
    for other in condition.or_facts:
        yield (*place, "or_facts"), other
    for n, test in enumerate(condition.or_):
        yield (*place, "or", n, "fact"), test.fact


def needs_of(
    rule: Rule, facts: Mapping[str, FactSpec], rules: Mapping[str, Rule]
) -> frozenset[str]:
    """The facts that can change the rule's estimate, with all they can be derived from.

    Without what was received before and without the years: they never decide alone.
    """
    pending = [name for place, name in facts_named(rule) if place[0] not in ("cap", "received")]
    for part in parts_of(rule):
        pending.extend(needs_of(rules[part], facts, rules))
    return frozenset(_with_sources(pending, facts))


def looked_at_by(
    rule: Rule, facts: Mapping[str, FactSpec], rules: Mapping[str, Rule]
) -> frozenset[str]:
    """Every fact that working the rule out may look at; any other leaves its sum as it is."""
    own = [name for _, name in facts_named(rule)]
    received = (rule.received, *(cap.less for cap in rule.caps))
    own += [YEARS, APPLICANT, *(name for name in received if name)]
    parts = (looked_at_by(rules[part], facts, rules) for part in parts_of(rule))
    return frozenset(_with_sources(own, facts)).union(*parts)


def main_facts(rule: Rule) -> tuple[str, ...]:
    """The numbers that carry the sum, in the order of the expression; () if none does."""
    nodes = walk(compile_rule(rule).amount)
    names = (node.name for node in nodes if isinstance(node, Fact) and node.is_main)
    return tuple(dict.fromkeys(names))


def variants_of(rule: Rule) -> tuple[Condition, ...]:
    """The conditions that choose another number of the rule."""
    nodes = walk(compile_rule(rule).amount)
    return tuple(node.test for node in nodes if isinstance(node, When))


def choices_of(rule: Rule) -> tuple[str, ...]:
    """The facts whose value (a class, a level) chooses the number of the rule."""
    nodes = walk(compile_rule(rule).amount)
    return tuple(dict.fromkeys(node.fact for node in nodes if isinstance(node, Choose)))


def counted_levels(rule: Rule) -> tuple[str, str] | None:
    """(choice, count) of a rule that pays so much for each of a level (一个重点, 两个面上)."""
    for node in walk(compile_rule(rule).amount):
        if not isinstance(node, Times):
            continue
        if isinstance(node.left, Choose) and isinstance(node.right, Fact):
            return node.left.fact, node.right.name
    return None


def level_paid(rule: Rule, key: str) -> Decimal:
    """What a rule pays for one of a level; 0 for a level that it does not know."""
    for node in walk(compile_rule(rule).amount):
        if isinstance(node, Choose):
            found = [case.value for case in node.cases if case.key == key]
            return found[0].value if found and isinstance(found[0], Number) else Decimal(0)
    return Decimal(0)


def stand_ins(rules: Iterable[Rule]) -> Mapping[str, str]:
    """Facts that serve in place of another (采购金额 for the fee) → the fact they stand for."""
    return {other: name for rule in rules for other, name in _instead(rule)}


_instead = PerRule(
    lambda rule: tuple(
        (other, node.name)
        for node in walk(compile_rule(rule).whole)
        if isinstance(node, Fact)
        for other in node.instead
    )
)


def number_needs(rules: Iterable[Rule], specs: Mapping[str, FactSpec]) -> Needs:
    """The number facts of some rules, with what they can be derived from."""
    return Needs(tuple(rules), specs)


def _numbers(names: Iterable[str], specs: Mapping[str, FactSpec]) -> frozenset[str]:
    """Those of the names that are facts with a number; a corpus may have thousands of facts."""
    kinds = ((name, specs[name].kind) for name in names if name in specs)
    return frozenset(n for n, kind in kinds if kind not in (FactKind.FLAG, FactKind.CHOICE))


def _with_sources(names: Iterable[str], specs: Mapping[str, FactSpec]) -> set[str]:
    """The names and everything they can be derived from, all the way down."""
    found: set[str] = set()
    pending = list(names)
    while pending:
        name = pending.pop()
        spec = specs.get(name)
        if name in found or spec is None:
            continue
        found.add(name)
        for way in spec.derive:
            pending.extend(way.sources)
    return found
