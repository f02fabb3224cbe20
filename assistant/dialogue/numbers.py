"""From the number expressions of a message to facts: each expression is one fact, or none.

A sum, a product, a range is one expression and goes to one fact as a whole, unless its members
carry labels of different facts (算力500万、语料300万). Two expressions that both want the same fact
without a relation between them are a conflict: it is asked about, never added up.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from assistant.dialogue.pairs import (
    FILE,
    Pair,
    PairReader,
    Setting,
    Wanted,
    fits_unit,
)
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.units import Quantity, Unit

_MONTHLY = frozenset({Unit.YUAN_PER_MONTH})


@dataclass(frozen=True, slots=True)
class Margins:
    """From which probability a number is used, and how far ahead of a rival it must be.

    Both were set where they cost least on the tuning part (``assistant.evaluation.fit_pairs``).
    """

    use: float
    ahead: float


@cache
def load_margins() -> Margins:
    """The margins beside the weights."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["margins"]
    return Margins(float(found["use"]), float(found["ahead"]))


@dataclass(frozen=True, slots=True)
class Given:
    """One expression, or one member of it, with what it is used for; ``fact`` "" if for nothing.

    ``best`` is the fact that came nearest, ``probability`` how near; ``rival`` another expression
    that took the fact.
    """

    expression: Expression
    fact: str
    best: str
    probability: float
    rival: bool = False


class NumberReader:
    """Gives expressions to facts; built once from the fact vocabulary."""

    def __init__(self, specs: Mapping[str, FactSpec], pairs: PairReader) -> None:
        self._specs = specs
        self._pairs = pairs

    def read(
        self, setting: Setting, expressions: Sequence[Expression], wanted: Sequence[Wanted]
    ) -> tuple[Given, ...]:
        """Every expression that may be a fact, with the fact it is given to."""
        settled: list[Given] = []
        whole = [e for e in expressions if _may_be_fact(e)]
        scored = self._score(setting, whole, wanted)
        parts: list[Expression] = []
        for expression, best in zip(whole, scored, strict=True):
            members = _members(expression)
            if len(members) > 1:
                own = self._score(setting, members, wanted)
                if self._is_apart(members, own, best, wanted):
                    parts += members
                    continue
                inner = max(own, key=lambda pair: pair[1], default=best)
                if inner[1] > best[1] and len({name for name, p in own if p > 0}) == 1:
                    best = inner
            parts.append(expression)
        margins = load_margins()
        for expression, (fact, probability) in zip(
            parts, self._score(setting, parts, wanted, whole, scored), strict=True
        ):
            used = fact if probability >= margins.use else ""
            settled.append(Given(expression, used, fact, probability))
        return self._one_each(settled, margins)

    def _score(
        self,
        setting: Setting,
        expressions: Sequence[Expression],
        wanted: Sequence[Wanted],
        whole: Sequence[Expression] = (),
        known: Sequence[tuple[str, float]] = (),
    ) -> list[tuple[str, float]]:
        """The best fact and its probability for each expression."""
        quantities = [_as_quantity(e) for e in expressions]
        best: dict[int, tuple[str, float]] = {}
        for pair in self._pairs.pairs(replace(setting, quantities=quantities), wanted):
            if pair.probability > best.get(pair.quantity, ("", 0.0))[1]:
                best[pair.quantity] = (pair.fact, pair.probability)
        for n, expression in enumerate(expressions):
            # A list scores as its best member does: the label stands before the first of them.
            members = _members(expression)
            if len(members) > 1:
                own = self._pairs.pairs(
                    replace(setting, quantities=[_as_quantity(m) for m in members]), wanted
                )
                for pair in own:
                    if pair.probability > best.get(n, ("", 0.0))[1]:
                        best[n] = (pair.fact, pair.probability)
        return [best.get(n, ("", 0.0)) for n in range(len(expressions))]

    def _is_apart(
        self,
        members: Sequence[Expression],
        own: Sequence[tuple[str, float]],
        best: tuple[str, float],
        wanted: Sequence[Wanted],
    ) -> bool:
        """Whether the members of a list or series are numbers of different facts."""
        use = load_margins().use
        facts = [fact for fact, probability in own if probability >= use]
        if len(set(facts)) > 1:
            return True
        every = frozenset[str]().union(*(w.needed for w in wanted))
        if members[0].unit in _MONTHLY and any(
            fits_unit(self._specs[f], _as_quantity(members[0])) for f in every if f in self._specs
        ):
            return True
        priced = any(o.role == "price" for m in members for o in m.operands)
        if priced:
            # A rule that has its own facts for the price and the count takes them as they are.
            return len({self._specs[f].kind for f in facts}) > 1
        return False

    def _one_each(self, settled: list[Given], margins: Margins) -> tuple[Given, ...]:
        """One expression for each fact: the more probable; two alike are rivals."""
        by_fact: dict[str, list[int]] = {}
        for n, given in enumerate(settled):
            if given.fact:
                by_fact.setdefault(given.fact, []).append(n)
        for places in by_fact.values():
            if len(places) < 2:
                continue
            ranked = sorted(places, key=lambda n: (-settled[n].probability, n))
            first = settled[ranked[0]].probability
            for n in ranked[1:]:
                given = settled[n]
                if _is_part(settled[ranked[0]].expression, given.expression):
                    settled[n] = replace(given, fact="")
                elif first - given.probability >= margins.ahead:
                    settled[n] = replace(given, fact="")
                else:
                    settled[n] = replace(given, rival=True)
        return tuple(settled)

    def stated(self, given: Given, turn: int) -> Stated:
        """The fact that an expression states."""
        expression, spec = given.expression, self._specs[given.fact]
        value = _value(expression, spec)
        low, high = expression.low, expression.high
        alternatives: tuple[tuple[str, Decimal], ...] = ()
        is_range = False
        if expression.relation is Relation.RANGE and low is not None and high is not None:
            alternatives = (("low", _in_unit(low, expression, spec)),
                            ("high", _in_unit(high, expression, spec)))  # fmt: skip
            value, is_range = alternatives[0][1], True
        elif expression.relation is Relation.ALTERNATIVES:
            alternatives = tuple(
                (o.quantity.text, _in_unit(o.quantity.value, expression, spec))
                for o in expression.operands
            )
            value = alternatives[0][1]
        return Stated(
            given.fact,
            value,
            expression.start,
            expression.end,
            _text(expression),
            approximate=expression.relation is Relation.APPROXIMATE
            or any(o.quantity.approximate for o in expression.operands),
            closeness=given.probability,
            alternatives=alternatives,
            is_range=is_range,
            bound=expression.bound,
            say=expression.say if expression.relation in _SHOWN else "",
            turn=turn,
        )


_SHOWN = frozenset({Relation.SUM, Relation.DIFFERENCE, Relation.PRODUCT, Relation.LIST})


def _may_be_fact(expression: Expression) -> bool:
    """Not what somebody said, was denied, or cannot be read."""
    if expression.relation in (Relation.REPORTED, Relation.UNREAD):
        return False
    if expression.relation is Relation.INSTEAD and expression.value is None:
        return False
    return not (expression.relation is Relation.DIFFERENCE and expression.value is None)


def _members(expression: Expression) -> tuple[Expression, ...]:
    """The numbers of a list, a series, a product or alternatives as expressions of their own."""
    if expression.relation not in (
        Relation.LIST, Relation.SERIES, Relation.PRODUCT, Relation.SUM,
    ):  # fmt: skip
        return (expression,)
    return tuple(
        Expression(
            Relation.APPROXIMATE if o.quantity.approximate else Relation.PLAIN,
            o.quantity.value, o.quantity.unit, None, None, o.quantity.start, o.quantity.end, (o,),
            classifier=o.quantity.classifier,
        )
        for o in expression.operands
    )  # fmt: skip


def _as_quantity(expression: Expression) -> Quantity:
    first = expression.operands[0].quantity
    values = [v for v in (expression.value, expression.low, first.value) if v is not None]
    return Quantity(
        values[0],
        expression.unit,
        expression.start,
        expression.end,
        first.text,
        classifier=expression.classifier,
        approximate=first.approximate,
    )


def _value(expression: Expression, spec: FactSpec) -> Decimal | tuple[FactItem, ...]:
    if expression.relation is Relation.SERIES or (
        expression.relation is Relation.LIST and len(expression.operands) > 1
    ):
        return tuple(_item(o, n, expression) for n, o in enumerate(expression.operands))
    if expression.relation is Relation.PRODUCT:
        priced = _priced(expression)
        if priced is not None:
            return (priced,)
    value = expression.value
    if value is None:
        value = expression.low if expression.low is not None else Decimal(0)
    return _in_unit(value, expression, spec)


def _priced(expression: Expression) -> FactItem | None:
    """Unit price × count as one item with its count (3场，每场100万)."""
    price = next((o for o in expression.operands if o.role == "price"), None)
    count = next((o for o in expression.operands if o.role == "count"), None)
    if price is None or count is None or len(expression.operands) != 2:
        return None
    if count.quantity.value != int(count.quantity.value):
        return None
    return FactItem(price.quantity.value, count=int(count.quantity.value),
                    start=expression.start, end=expression.end)  # fmt: skip


def _item(operand: Operand, n: int, expression: Expression) -> FactItem:
    year = operand.year
    if year is None and expression.relation is Relation.SERIES:
        year = n + 1
    return FactItem(
        operand.quantity.value,
        kind=operand.year_word or operand.label,
        year=year,
        start=operand.quantity.start,
        end=operand.quantity.end,
    )


def _in_unit(value: Decimal, expression: Expression, spec: FactSpec) -> Decimal:
    if spec.kind is FactKind.MONTHS and expression.unit is Unit.YEAR:
        return value * 12
    return value


def _text(expression: Expression) -> str:
    if expression.relation is Relation.PLAIN or len(expression.operands) == 1:
        return expression.operands[0].quantity.text
    return expression.say or "、".join(o.quantity.text for o in expression.operands)


def _is_part(whole: Expression, part: Expression) -> bool:
    """Whether one is told to be a part of the other (其中)."""
    return part.part_of is not None or whole.part_of is not None


def given_ranges(given: Iterable[Given]) -> tuple[tuple[int, int], ...]:
    """The places of the expressions that were used."""
    return tuple((g.expression.start, g.expression.end) for g in given if g.fact)


__all__ = ["Given", "Margins", "NumberReader", "Pair", "given_ranges", "load_margins"]
