"""The first passes of the grammar: what stands so close that it is one thing said once.

一份500万, 叁佰贰拾万元（¥3 200 000）, 800万到1000万, 65万*12.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.text import joining
from assistant.text import relation_words as words
from assistant.text.joining import SINGLE, VALUED, exceeds, is_kin
from assistant.text.nodes import Reading
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_TOGETHER = lazy(r"(?:、|和|与|加)?[^,。!?;:、和与()]{1,8}")
_TWO = 2
_THINGS = frozenset("场次台辆套件批期款项轮笔份")
"""Measures of things that have a price each; 两家 and 两个 may be those who ask."""
_MORE = lazy(r"(?:、|和|与|或)\s*\d")


def join_one(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """一份500万 is 500万; 一年四个季度 is a year."""
    if first.value == 1 and first.unit is Unit.COUNT:
        is_sum = second.unit is Unit.YUAN and re.fullmatch("[是为]?", gap)
        is_price = second.unit is Unit.YUAN_PER_UNIT and second.classifier == first.classifier
        if not is_sum and not (is_price and re.fullmatch("[^,。每]{0,2}", gap)):
            return None
        counted = replace(first.operands[0], role="count")
        operands = (*second.operands, counted)
        return replace(second, start=first.start, operands=operands, unit=Unit.YUAN, classifier="")
    times = first.unit in joining.TIMES and second.unit in joining.TIMES
    if times and re.fullmatch("[(,]?[共即有]?", gap):
        one, other = joining.in_months(first), joining.in_months(second)
        if one.unit is other.unit and one.value == other.value:
            return joining.restated(first, replace(second, value=first.value))
    return None


_PROJECTS = lazy("(?:示范|应用|场景)*(?:项目|场景)(?:,|、)?各")
"""2个项目各1000万: things that are counted in 个 as well."""


def join_each_year(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """两年各210万, 两场各花560万: as much in each of the years, for each of the things."""
    if first.value is None or first.value < _TWO:
        return None
    if second.unit is not Unit.YUAN or second.relation not in SINGLE:
        return None
    is_thing = first.classifier in _THINGS or _PROJECTS.match(gap) is not None
    if first.unit is Unit.COUNT and is_thing and first.relation in SINGLE:
        if not words.EACH_ONE_GAP.fullmatch(gap):
            return None
        each = replace(second, unit=Unit.YUAN_PER_UNIT, classifier=first.classifier)
        return joining.multiply(each, first)
    if first.unit is not Unit.YEAR:
        return None
    if not words.EACH_GAP.fullmatch(gap):
        return None
    return joining.multiply(replace(second, unit=Unit.YUAN_PER_YEAR), first)


def join_prices(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """每台购置28万加改造8万, 每台购置28万、改造8万: both are prices of one; 每月租金3万+物业1万."""
    is_price = first.unit in joining.PRICES and first.relation in (*SINGLE, Relation.SUM)
    if not is_price or second.unit is not Unit.YUAN or second.relation not in SINGLE:
        return None
    if words.TOTAL_END.search(gap) or words.DENIED_GAP.fullmatch(gap):
        return None  # 每台4万不是14万: one price, told anew
    is_each = first.unit is Unit.YUAN_PER_UNIT and _TOGETHER.fullmatch(gap)
    if not is_each and not words.PLUS_GAP.fullmatch(gap):
        return None
    priced = replace(second, unit=first.unit, classifier=first.classifier)
    return joining.add(first, priced, Relation.SUM, "price")


def join_restated(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """叁佰贰拾万元（¥3 200 000.00）, 800万（即八百万）."""
    both = first.relation in SINGLE and second.relation in SINGLE
    if not both or not is_kin(first, second) or first.unit is Unit.COUNT:
        return None
    if not words.SAME_GAP.fullmatch(gap):
        return None
    if "(" in gap and not reading.tail(second).lstrip("元整正 ").startswith(")"):
        return None
    return joining.restated(first, second)


def join_range(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """800万到1000万, 在300和500万之间, 至少300万最多500万; 1000万-200万 is a difference."""
    both = first.relation in SINGLE and second.relation in SINGLE
    first, second = _of_one_price(first, second)
    times = first.unit in joining.TIMES and second.unit in joining.TIMES
    if not both or not (is_kin(first, second) or times):
        return None
    is_to = bool(words.RANGE_GAP.fullmatch(gap))
    is_between = bool(
        words.BETWEEN_GAP.fullmatch(gap) and words.BETWEEN_HEAD.match(reading.tail(second))
    )
    is_most = bool(first.bound in ("at_least", "more_than") and words.MOST_GAP.fullmatch(gap))
    is_near = _is_near_pair(first, second, gap) and not _MORE.match(reading.text, second.end)
    if not (is_to or is_between or is_most or is_near):
        return None
    if gap.strip() in ("-", "−") and first.unit is Unit.YUAN and exceeds(first, second):
        return joining.subtract(first, second)
    return joining.span(first, second)


def _of_one_price(first: Expression, second: Expression) -> tuple[Expression, Expression]:
    """每月3到5万 and 3到5万一个月 are prices at both ends."""
    if first.unit in joining.PRICES and second.unit is Unit.YUAN:
        second = replace(second, unit=first.unit, classifier=first.classifier)
    elif second.unit in joining.PRICES and first.unit is Unit.YUAN:
        first = replace(first, unit=second.unit, classifier=second.classifier)
    return first, second


def _is_near_pair(first: Expression, second: Expression, gap: str) -> bool:
    """500、600万 and 三、四百万 are about as much: neighbours in the leading digit."""
    if gap != "、" or first.value is None or second.value is None:
        return False
    elided = not re.search("[万亿元wk百千]", first.operands[0].quantity.text)
    low, high = first.value, second.value
    return elided and low < high and high - low == _leading(high)


def _leading(value: Decimal) -> Decimal:
    """One in the place of the leading digit: 100 of 600."""
    return Decimal(1).scaleb(value.adjusted())


def join_times(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """65万*12, 12×65万, 5万一份×30份."""
    if first.relation not in VALUED or second.relation not in SINGLE:
        return None
    is_discount = second.unit is Unit.PERCENT and second.operands[0].quantity.text.endswith("折")
    is_off = is_discount and words.DISCOUNT_GAP.fullmatch(gap)
    return joining.scale(first, second) if is_off or words.TIMES_GAP.fullmatch(gap) else None
