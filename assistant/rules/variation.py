"""Vary one fact of a rule: the grid of its values, the cuts to look at, the exact amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from assistant.errors import FactError, FactsMissingError
from assistant.rules.calculate import EXACT
from assistant.rules.facts import Derivation, FactKind, Facts, FactSpec, is_literal, scalar
from assistant.rules.program import parts_of
from assistant.rules.read.figures import bends_of, growth_of
from assistant.rules.rule import Rule
from assistant.rules.rulebook import Rulebook
from assistant.rules.segments import Segment, segments
from assistant.rules.settle import settle
from assistant.rules.worksheet import Worksheet

_GRID = {
    FactKind.YUAN: (Decimal("0.01"), Decimal(10) ** 13),
    FactKind.SQUARE_METRES: (Decimal("0.01"), Decimal(10) ** 8),
    FactKind.COUNT: (Decimal(1), Decimal(10) ** 6),
    FactKind.MONTHS: (Decimal(1), Decimal(1200)),
    FactKind.YEARS: (Decimal(1), Decimal(100)),
    FactKind.FRACTION: (Decimal("0.0001"), Decimal(1)),
    FactKind.FOREIGN: (Decimal("0.01"), Decimal(10) ** 13),
    FactKind.EXCHANGE: (Decimal("0.0001"), Decimal(10) ** 4),
}
"""The smallest step of each kind (a fen, an item) and how far is looked."""
_MOST_KEPT = 2000


def smallest(kind: FactKind) -> Decimal:
    """The smallest step of a number of this kind: a fen, an item, a hundredth of a square metre."""
    return _GRID[kind][0]


@dataclass(frozen=True, slots=True)
class Variation:
    """A rule as a function of one fact, all others fixed."""

    rule: Rule
    spec: FactSpec
    facts: Facts
    rulebook: Rulebook

    @property
    def grid(self) -> Decimal:
        """The smallest step of the fact."""
        return smallest(self.spec.kind)

    @property
    def last(self) -> int:
        """The last grid step that is looked at."""
        grid, limit = _GRID[self.spec.kind]
        growth = growth_of(self.rule)
        if growth is not None and not growth[2] and growth[0] == self.spec.name:
            limit = min(limit, growth[1][-1])  # what grows without end is looked at so far
        return int(limit / grid)

    def value(self, step: int) -> Decimal:
        """The value of the fact at a grid step."""
        return self.grid * step

    def step(self, value: Decimal | Fraction) -> int:
        """The first grid step at or above a value."""
        return -int(-Fraction(value) // Fraction(self.grid))

    def with_value(self, value: Decimal) -> Facts:
        """The facts with this one set."""
        return {**self.facts, self.spec.name: value}

    def amount(self, step: int) -> Fraction:
        """The exact amount at a grid step.

        Raises:
            FactsMissingError: other facts are missing, or there is no sum at all.
        """
        with localcontext(EXACT):
            facts = self.with_value(self.value(step))
            settled = settle(self.rule, facts, self.rulebook, is_shown=False)
        if settled.value is None:
            missing = tuple(settled.sheet.missing)
            labels = tuple(self.rulebook.facts[name].label for name in missing)
            raise FactsMissingError(missing, labels)
        return _exact(settled.value)

    def segments(self, last: int | None = None) -> tuple[Segment, ...]:
        """The straight pieces up to a grid step, found once for the same other facts.

        What the rule does not look at is left out: it would only keep two lines that are one apart.

        Raises:
            FactsMissingError: see amount.
        """
        end = self.last if last is None else min(last, self.last)
        kept, looked_at = self.rulebook.worked_out, self.rulebook.looked_at[self.rule.id]
        others = frozenset(told for told in self.facts.items() if told[0] in looked_at)
        key = (self.rule.id, self.spec.name, end, others)
        found = kept.get(key)
        if not isinstance(found, tuple):
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            found = kept[key] = segments(self.amount, end, self._cuts())
        return found

    def _cuts(self) -> Iterator[int]:
        for threshold in _thresholds(self.rule, self.spec.name, self.facts, self.rulebook):
            step = self.step(threshold)
            yield from (step, step + 1)


_WRITTEN_OUT = 40
_LARGEST_PARTS = 10**12


def _exact(value: Decimal) -> Fraction:
    """What a share of a third comes to: no decimal holds it, and cut off it lies on no line."""
    exact = Fraction(value)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_WRITTEN_OUT:
        return exact.limit_denominator(_LARGEST_PARTS)
    return exact


def vary(rule: Rule, fact: str, facts: Facts, rulebook: Rulebook) -> Variation:
    """The variation of a numeric fact.

    Raises:
        FactError: no such fact, no number, or the rule does not look at it.
    """
    spec = rulebook.facts.get(fact)
    if spec is None or spec.kind not in _GRID:
        what = "没有这个事实" if spec is None else "不是数字"
        raise FactError(f"事实 {fact!r} {what}，不能反推：请写这条规则用到的数字。")
    known = {*rulebook.needs[rule.id], *_numbers(rule), "years"}
    if fact not in known:
        names = "、".join(
            sorted(n for n in known & rulebook.facts.keys() if rulebook.facts[n].kind in _GRID)
        )
        raise FactError(f"规则 {rule.id} 与 {fact}（{spec.label}）无关：可用的有 {names}。")
    return Variation(rule, spec, facts, rulebook)


def _numbers(rule: Rule) -> Iterator[str]:
    if rule.cap is not None and rule.cap.less is not None:
        yield rule.cap.less


def _thresholds(
    rule: Rule, fact: str, facts: Facts, rulebook: Rulebook
) -> Iterator[Decimal | Fraction]:
    """Values of the fact at which the rule may change, also through a derived fact."""
    for name, threshold in _limits(rule, rulebook):
        if name == fact:
            yield threshold
            continue
        for way in rulebook.facts[name].derive:
            if fact in way.sources:
                yield from _back(way, fact, threshold, facts, rulebook)
    for spec in rulebook.facts.values():
        if spec.name in rulebook.needs[rule.id]:
            for way in spec.derive:
                if fact in way.more or fact in way.difference:
                    yield from _back(way, fact, Decimal(0), facts, rulebook)


def _limits(rule: Rule, rulebook: Rulebook) -> Iterator[tuple[str, Decimal]]:
    yield from bends_of(rule)
    for part in parts_of(rule):
        yield from _limits(rulebook.rule(part), rulebook)


def _back(
    way: Derivation, fact: str, threshold: Decimal, facts: Facts, rulebook: Rulebook
) -> Iterator[Fraction]:
    """The value of the fact for which the derived fact reaches the threshold."""
    known = _others(way, fact, facts, rulebook.facts)
    if known is None:
        return
    if way.product:
        factor = Fraction(1)
        for value in known:
            factor *= value
        if factor:
            yield Fraction(threshold) / factor
    elif way.share:
        if way.share[0] == fact:
            yield Fraction(threshold) * known[0]
        elif threshold:
            yield known[0] / Fraction(threshold)
    elif (way.difference or way.more)[0] == fact:
        yield Fraction(threshold) + known[0]
    else:
        yield max(known[0] - Fraction(threshold), Fraction(0))


def _others(
    way: Derivation, fact: str, facts: Facts, specs: Mapping[str, FactSpec]
) -> list[Fraction] | None:
    sheet = Worksheet(scalar(facts), specs)
    values = []
    for term in way.terms:
        if term == fact:
            continue
        value = Decimal(term) if is_literal(term) else sheet.number(term)
        if value is None:
            return None
        values.append(Fraction(value))
    return values
