"""Random facts for a rule: around its caps and thresholds, to the fen, with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from assistant.rules.facts import FactKind, FactSpec, FactValue
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook

FEN = Decimal("0.01")
DERIVED_ONLY = frozenset({"rd_increase_yuan", "round_net_investment_yuan"})
"""Facts that the drawn sets leave to derivation."""


def names_for(rule: Rule, book: Rulebook) -> list[str]:
    """The facts that can change what the rule pays, in a fixed order."""
    names = set(book.needs[rule.id]) - DERIVED_ONLY
    if rule.yearly:
        names.add("years")
    if rule.cap and rule.cap.less:
        names.add(rule.cap.less)
    if rule.applicants:
        names.add("applicant_kind")
    return sorted(names)


def kinks_of(rule: Rule, book: Rulebook) -> list[Decimal]:
    """Sums at which something changes: every number of the rule, and each cap over each rate."""
    parts = rule.amount.rules if rule.amount.kind == "sum" else ()
    numbers = {n for one in (rule, *map(book.rule, parts)) for n in _numbers(one.model_dump())}
    rates = {n for n in numbers if 0 < n < 1}
    sums = {n for n in numbers if n >= 1}
    return sorted(sums | {s / r for s in sums for r in rates})


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, Decimal):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _numbers(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _numbers(inner)


def draw(
    names: list[str], kinks: list[Decimal], book: Rulebook, random: Random
) -> dict[str, FactValue]:
    """One set of facts; flags and choices are mostly left unstated, as users do."""
    facts: dict[str, FactValue] = {}
    for name in names:
        spec = book.facts[name]
        stated = 0.3 if spec.kind in (FactKind.FLAG, FactKind.CHOICE) else 0.85
        if random.random() < stated:
            facts[name] = _value(spec, kinks, random)
    return facts


def _value(spec: FactSpec, kinks: list[Decimal], random: Random) -> FactValue:
    if spec.kind is FactKind.FLAG:
        return random.random() < 0.6
    if spec.kind is FactKind.CHOICE:
        return random.choice(sorted(spec.choices))
    if spec.kind is FactKind.YUAN:
        return _sum(kinks, random)
    if spec.kind is FactKind.SQUARE_METRES:
        return Decimal(random.choice((14999, 15000, 15001, random.randint(0, 900_000)))) * FEN
    top = {FactKind.MONTHS: 60, FactKind.YEARS: 6}.get(spec.kind, 60)
    low = 0 if spec.kind is FactKind.COUNT else 1
    return Decimal(random.choice((random.randint(low, 6), random.randint(low, top))))


def _sum(kinks: list[Decimal], random: Random) -> Decimal:
    if kinks and random.random() < 0.5:
        near = random.choice(kinks).quantize(FEN) + random.randint(-3, 3) * FEN
        return max(near, Decimal(0))
    if random.random() < 0.02:
        return Decimal(0)
    return Decimal(random.randint(1, 9999)).scaleb(random.randint(-2, 7))
