"""The fact that an expression states, with its value."""

from __future__ import annotations

from decimal import Decimal

from assistant.dialogue.items import year_of
from assistant.dialogue.members.terms import terms_told
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given
from assistant.dialogue.numbers.members import price_groups, priced_item, year_order
from assistant.dialogue.stated import Stated
from assistant.rules.facts import FactItem, FactKind, FactSpec
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_OF_TIME = {Unit.YEAR: "月", Unit.MONTH: "月"}
"""What is paid by the month is told for months or for years of them."""
_SHOWN = frozenset({Relation.SUM, Relation.DIFFERENCE, Relation.PRODUCT, Relation.LIST})
_LAST_YEAR = lazy("上一?年度?")
_PAIR = 2


def stated(ctx: NumberContext, given: Given, turn: int) -> Stated:
    """The fact that an expression states."""
    expression, spec = given.expression, ctx.specs[given.fact]
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
        year=_year(expression),
        parts=_parts(expression, turn) if isinstance(value, Decimal) else (),
        terms=terms_told(expression, turn),
    )


def _parts(expression: Expression, turn: int) -> tuple[FactItem, ...]:
    """What a sum was told as: its members (一家60万,一家30万), or a price so many times."""
    if expression.unit is not Unit.YUAN:
        return ()
    if expression.relation is Relation.SUM:
        told = [
            o for o in expression.operands
            if o.quantity.unit is Unit.YUAN and o.role != "restated"
        ]  # fmt: skip
        if sum(o.quantity.value for o in told) != expression.value:
            return ()
        return tuple(FactItem(o.quantity.value, kind=o.label, turn=turn) for o in told)
    by_role = {o.role: o for o in expression.operands}
    is_each_time = set(by_role) == {"price", "count", "periods"}  # 8台,每台每月3万,用了12个月
    if expression.relation is not Relation.PRODUCT or not (
        is_each_time or len(expression.operands) == _PAIR
    ):
        return ()
    price = by_role.get("price")
    times = by_role.get("periods") if is_each_time else by_role.get("count", by_role.get("periods"))
    if price is None or times is None or not price.quantity.value or expression.value is None:
        return ()
    one = price.quantity.value * (by_role["count"].quantity.value if is_each_time else 1)
    if not one:  # 0台,每台每月3万
        return ()
    number = expression.value / one
    if number != int(number) or number <= 0:
        return ()
    of = _OF_TIME.get(times.quantity.unit, times.quantity.classifier)
    if of == "月" and price.quantity.unit is Unit.YUAN_PER_YEAR:
        of = "年"
    kind = price.label or times.label
    return (FactItem(one, kind, count=int(number), turn=turn, relation=of),)


def _year(expression: Expression) -> int | None:
    """The year that all numbers of an expression are said with."""
    years = {year_of(o.year, o.year_word) for o in expression.operands if o.role != "restated"}
    return years.pop() if len(years) == 1 else None


def _value(expression: Expression, spec: FactSpec) -> Decimal | tuple[FactItem, ...]:
    words = [o.year_word for o in expression.operands]
    if expression.relation is Relation.SERIES and words == ["prior", "current"]:
        return expression.operands[1].quantity.value  # 从900万降到650万: what holds now
    if expression.relation is Relation.SERIES and _LAST_YEAR.match(spec.label):
        ages = [year_order(o, 9)[0] for o in expression.operands]
        if -1 in ages and min(ages) < -1:  # 前年1800万, 上一年度1400万: the label says which
            return expression.operands[ages.index(-1)].quantity.value
    groups = price_groups(expression) if expression.relation is Relation.LIST else ()
    if groups:
        return tuple(
            FactItem(price.quantity.value, count=int(count.quantity.value),
                     start=price.quantity.start, end=count.quantity.end)
            for price, count in groups
        )  # fmt: skip
    if expression.relation is Relation.SERIES or (
        expression.relation is Relation.LIST and len(expression.operands) > 1
    ):
        told = (o for o in expression.operands if o.role != "restated")
        return tuple(_item(o, n, expression) for n, o in enumerate(told))
    if expression.relation is Relation.PRODUCT:
        priced = priced_item(expression)
        if priced is not None:
            return (priced,)
    value = expression.value
    if value is None:
        value = expression.low if expression.low is not None else Decimal(0)
    return _in_unit(value, expression, spec)


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
