"""A rule compiled: the expression of its amount, and the caps and years that go over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from assistant.rules.cap import Cap, Period
from assistant.rules.expr import (
    Expr,
    Fact,
    Less,
    Min,
    Number,
    Parts,
    Place,
    Role,
    Said,
    Times,
    Unstated,
)
from assistant.rules.facts import YEARS
from assistant.rules.quoted_numbers import Measure
from assistant.rules.rule import Rule

Over: TypeAlias = Min | Times
"""What goes over an amount: a cap, or the years that are paid."""

HELD = Said("", is_given=False)
"""Stands where the amount goes in what goes over it."""


@dataclass(frozen=True, slots=True)
class Program:
    """``whole`` is ``amount`` with all that goes ``over`` it, in the order in which texts limit.

    The cap of a year comes before the years, every other cap after them.
    """

    amount: Expr
    over: tuple[Over, ...]
    whole: Expr


def compile_rule(rule: Rule) -> Program:
    """The program of a rule."""
    amount = rule.amount.expr(rule.cap)
    over: list[Over] = []
    cap = rule.cap
    if cap is not None and cap.period is Period.YEAR and rule.amount.spreads_years:
        cap = None
    if cap is not None and cap.period is Period.YEAR:
        over.append(_limit(cap))
    if rule.yearly:
        most = None
        if rule.most_years is not None:
            years = Decimal(rule.most_years)
            most = Number(years, Role.MOST, Measure.PLAIN, "最多年数", ("most_years",))
        over.append(Times(HELD, Fact(YEARS, ("yearly",), Unstated.ONCE, most=most)))
    if cap is not None and cap.period is not Period.YEAR:
        over.append(_limit(cap))
    whole = amount
    for one in over:
        whole = replace(one, value=whole) if isinstance(one, Min) else replace(one, left=whole)
    return Program(amount, tuple(over), whole)


def _limit(cap: Cap) -> Min:
    most = Number(cap.yuan, Role.CAP, Measure.MONEY, "上限", ("cap", "yuan"), cap.quote)
    room: Expr = most
    if cap.less is not None:
        room = Less(most, Fact(cap.less, ("cap", "less"), Unstated.NOTHING), is_room=True)
    return Min(HELD, room, cap.name, cap.quote)


def counted_by(program: Program) -> str | None:
    """The fact that says how many items of the amount there are, so that each is one case."""
    amount = program.amount
    if isinstance(amount, Times) and isinstance(amount.right, Fact):
        return amount.right.name
    return None


def parts_of(rule: Rule) -> tuple[str, ...]:
    """The rules whose results this rule adds up; () for a rule of its own."""
    amount = rule.amount.expr(rule.cap)
    return amount.rules if isinstance(amount, Parts) else ()


def place_of(where: Place) -> Place:
    """A place in the rule: what is no part of the rule itself is part of its amount."""
    return where if where[0] in _OUTSIDE else ("amount", *where)


_OUTSIDE = ("cap", "most_years", "yearly")
