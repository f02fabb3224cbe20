"""A rule compiled: the expression of its amount, and the caps and years that go over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from assistant.rules.cap import Cap, Period
from assistant.rules.expr import (
    UNWRITTEN,
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
    When,
)
from assistant.rules.facts import YEARS
from assistant.rules.measure import Measure
from assistant.rules.per_rule import PerRule
from assistant.rules.rule import Rule, Within

Over: TypeAlias = Min | Times | Less
"""What goes over an amount: a cap, the years that are paid, what was received before."""

HELD = Said("", is_given=False)
"""Stands where the amount goes in what goes over it."""


@dataclass(frozen=True, slots=True)
class Program:
    """``whole`` is ``amount`` with all that goes ``over`` it, in the order in which texts limit.

    ``each`` are the caps that every item has for itself, ``year`` those of one year, ``years`` how
    many years are paid, ``all`` the caps over all of it.
    """

    amount: Expr
    each: tuple[Over, ...]
    year: tuple[Over, ...]
    years: tuple[Over, ...]
    all: tuple[Over, ...]
    whole: Expr

    @property
    def over(self) -> tuple[Over, ...]:
        """All that goes over the amount."""
        return (*self.each, *self.year, *self.years, *self.all)


def _compile(rule: Rule) -> Program:
    amount = rule.amount.expr(rule.cap)
    for n, factor in enumerate(rule.factors):
        place: Place = ("factors", n)
        every = Number(Decimal(1), Role.SHARE, Measure.FRACTION, "全额", (*place, UNWRITTEN))
        share = Number(
            factor.factor, Role.SHARE, Measure.FRACTION, "折扣", (*place, "factor"), factor.quote
        )
        amount = Times(amount, When(factor.when, every, share, (*place, "when")))
    each: list[Over] = []
    year: list[Over] = []
    rest: list[Over] = []
    for cap, place in _caps(rule):
        if cap.each_item:
            each.append(_limit(cap, place))
        elif cap.period is not Period.YEAR:
            rest.append(_limit(cap, place))
        elif not rule.amount.spreads_years or place[0] != "cap":
            year.append(_limit(cap, place))
    years: list[Over] = []
    if rule.yearly:
        most = None
        if rule.most_years is not None:
            number = Decimal(rule.most_years)
            most = Number(number, Role.MOST, Measure.PLAIN, "最多年数", ("most_years",))
        years.append(Times(HELD, Fact(YEARS, ("yearly",), Unstated.ONCE, most=most)))
    if rule.received is not None:
        before = Fact(rule.received, ("received",), Unstated.NOTHING)
        rest.append(Less(HELD, before, is_room=True))
    if rule.within is not None:
        rest.append(_within(rule.within))
    if rule.paid_in:
        rest.append(Times(HELD, _part_of(rule)))
    whole = _under(amount, (*each, *year, *years, *rest))
    return Program(amount, tuple(each), tuple(year), tuple(years), tuple(rest), whole)


def _within(within: Within) -> Min:
    """What a share of another sum allows."""
    rate = Number(
        within.rate,
        Role.SHARE,
        Measure.FRACTION,
        "不超过它的比例",
        ("within", "rate"),
        within.quote,
    )
    most = Times(Fact(within.fact, ("within", "fact"), Unstated.SILENT), rate)
    unless = "未说明{label}：补贴不超过它的{share}，这一限制未计入"
    return Min(HELD, most, "比例上限", within.quote, unless)


def _under(amount: Expr, over: tuple[Over, ...]) -> Expr:
    """The amount with all that goes over it."""
    for one in over:
        if isinstance(one, Min):
            amount = replace(one, value=amount)
        elif isinstance(one, Less):
            amount = replace(one, whole=amount)
        else:
            amount = replace(one, left=amount)
    return amount


def _part_of(rule: Rule) -> Expr:
    """The share of the part that is asked for; all of it where none is."""
    place: Place = ("paid_in", UNWRITTEN)
    share: Expr = Number(Decimal(1), Role.SHARE, Measure.FRACTION, "全部", place)
    for n, part in enumerate(rule.paid_in):
        where: Place = ("paid_in", n, UNWRITTEN)
        own = Number(part.share, Role.SHARE, Measure.FRACTION, "这一笔", where, part.quote)
        share = When(part.when, share, own, ("paid_in", n, "when"), is_silent=True)
    return share


compile_rule = PerRule(_compile)
"""The program of a rule; every reader asks for it."""


def _caps(rule: Rule) -> Iterator[tuple[Cap, Place]]:
    if rule.cap is not None:
        yield rule.cap, ("cap",)
    for n, cap in enumerate(rule.more_caps):
        yield cap, ("more_caps", n)


def _limit(cap: Cap, place: Place) -> Min:
    most = Number(cap.yuan, Role.CAP, Measure.MONEY, "上限", (*place, "yuan"), cap.quote)
    room: Expr = most
    if cap.less is not None:
        room = Less(most, Fact(cap.less, (*place, "less"), Unstated.NOTHING), is_room=True)
    return Min(HELD, room, cap.name, cap.quote)


def counted_by(program: Program) -> str | None:
    """The fact that says how many items of the amount there are, so that each is one case."""
    amount = _unshared(program)
    if isinstance(amount, Times) and isinstance(amount.right, Fact):
        return amount.right.name
    return None


def parts_of(rule: Rule) -> tuple[str, ...]:
    """The rules whose results this rule adds up; () for a rule of its own."""
    amount = _unshared(compile_rule(rule))
    return amount.rules if isinstance(amount, Parts) else ()


def _unshared(program: Program) -> Expr:
    """The amount before the shares that some cases of it are paid at."""
    amount = program.amount
    while isinstance(amount, Times) and isinstance(amount.right, When):
        amount = amount.left
    return amount


def place_of(where: Place) -> Place:
    """A place in the rule: what is no part of the rule itself is part of its amount."""
    return where if where[0] in _OUTSIDE else ("amount", *where)


_OUTSIDE = ("cap", "more_caps", "most_years", "yearly", "factors", "paid_in", "received", "within")
