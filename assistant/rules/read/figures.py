"""The numbers that a rule states: rates, caps, sums for each thing, thresholds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.rules.condition import Comparison
from assistant.rules.expr import (
    UNWRITTEN,
    Fact,
    Further,
    Number,
    Place,
    Role,
    Spread,
    Steps,
    Times,
    walk,
)
from assistant.rules.facts import FactKind, FactSpec
from assistant.rules.measure import Measure
from assistant.rules.program import compile_rule, place_of
from assistant.rules.rule import Rule

YEAR = 12


def numbers_of(rule: Rule, *roles: Role) -> tuple[Number, ...]:
    """The numbers of the rule's expression in order; only those with one of the roles if given."""
    return tuple(
        node
        for node in walk(compile_rule(rule).whole)
        if isinstance(node, Number) and (not roles or node.role in roles)
    )


def rates_of(rule: Rule) -> tuple[Decimal, ...]:
    """Every rate that the rule pays by."""
    return _values(rule, Role.RATE)


def items_of(rule: Rule) -> tuple[Decimal, ...]:
    """What the rule pays for each thing: fixed sums, sums of levels and items, caps per item."""
    return _values(rule, Role.SUM, Role.ITEM_CAP)


def caps_of(rule: Rule) -> tuple[Decimal, ...]:
    """Every most that the rule states: its cap first, then caps inside it and fixed sums."""
    own = tuple(cap.yuan for cap in rule.caps)
    inner = _values(rule, Role.ITEM_CAP, Role.SUM, Role.CAP)
    return tuple(dict.fromkeys((*own, *inner)))


def _values(rule: Rule, *roles: Role) -> tuple[Decimal, ...]:
    return tuple(number.value for number in numbers_of(rule, *roles))


def stated(
    rule: Rule, specs: Mapping[str, FactSpec]
) -> Iterator[tuple[Place, Decimal, Measure, str]]:
    """Every number of the expression with its place, what it measures, and its own quote."""
    by_place = {
        band.at_least.where: node.by.name
        for node in walk(compile_rule(rule).whole)
        if isinstance(node, Steps)
        for band in node.bands
    }
    by_place |= {
        one.where: node.by.name
        for node in walk(compile_rule(rule).whole)
        if isinstance(node, Further)
        for one in (node.start, node.step)
    }
    for number in numbers_of(rule):
        if number.where[-1] == UNWRITTEN:
            continue
        fact = by_place.get(number.where)
        measure = number.measure if fact is None else measure_of(specs.get(fact))
        yield place_of(number.where), number.value, measure, number.quote


def measure_of(spec: FactSpec | None) -> Measure:
    """What a threshold of a fact measures."""
    if spec is not None and spec.kind is FactKind.YUAN:
        return Measure.MONEY
    if spec is not None and spec.kind is FactKind.FRACTION:
        return Measure.FRACTION
    if spec is not None and spec.kind is FactKind.FOREIGN:
        return Measure.FOREIGN
    return Measure.PLAIN


def bounds_of(condition: Comparison) -> tuple[Decimal, ...]:
    """The numbers a condition compares with."""
    bounds = (condition.at_least, condition.more_than, condition.at_most, condition.less_than)
    return tuple(bound for bound in bounds if bound is not None)


_MOST_STEPS = 60
"""So many steps of a sum that grows are looked at; few caps leave more, and no text means them."""


def growth_of(rule: Rule) -> tuple[str, tuple[Decimal, ...], bool] | None:
    """The fact by which a sum grows by steps, where each step is, and whether they are all."""
    for node in walk(compile_rule(rule).amount):
        if not isinstance(node, Times) or not isinstance(node.right, Further):
            continue
        further, each = node.right, node.left
        room = _MOST_STEPS
        caps = [cap.yuan for cap in rule.caps]
        if caps and isinstance(each, Number) and each.value > 0:
            room = min(room, int(min(caps) / each.value) + 1)
        is_all = room < _MOST_STEPS
        start, step = further.start.value, further.step.value
        return further.by.name, tuple(start + n * step for n in range(room + 1)), is_all
    return None


def bends_of(rule: Rule) -> Iterator[tuple[str, Decimal]]:
    """Facts with the values at which the rule may jump or bend: conditions, bands, most counted."""
    for condition in (*rule.when, *rule.conditions):
        tests: tuple[Comparison, ...] = (condition, *condition.or_)
        for test in tests:
            yield from ((test.fact, bound) for bound in bounds_of(test))
    growth = growth_of(rule)
    if growth is not None:
        yield from ((growth[0], step) for step in growth[1])
    for node in walk(compile_rule(rule).whole):
        if isinstance(node, Steps):
            yield from ((node.by.name, band.at_least.value) for band in node.bands)
        elif isinstance(node, Fact) and node.most is not None:
            yield node.name, node.most.value
        elif isinstance(node, Spread) and node.months.most is not None:
            for months in range(0, int(node.months.most.value) + 1, YEAR):
                yield node.months.name, Decimal(months)
