"""Pair unit prices with their counts: 每月65万，租了12个月; 买了6台，每台45万; 10套…每套8万."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.text import relation_words as words
from assistant.text.history import tells_how_long
from assistant.text.joining import (
    PRICES,
    SHARED,
    SINGLE,
    TIMES,
    add,
    exceeds,
    in_months,
    is_kin,
    multiply,
    share_count,
    subtract,
)
from assistant.text.nodes import Reading
from assistant.text.numerals import plain
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.saying import shown
from assistant.text.units import Quantity, Unit

_NEAR = 30
_BEFORE = 6
_RENT = 3
"""A rent for a time is told in a price, an area and how long."""
_OPEN = 4
_COUNTED = (*SINGLE, Relation.RESTATED, Relation.LIST)
_PRICED = (*SINGLE, Relation.RANGE, Relation.SUM, Relation.PRODUCT)


def join_products(reading: Reading, nodes: list[Expression]) -> list[Expression]:
    """Give every price the nearest count before or after it that fits and is not taken.

    A count belongs to the price after it (6台，每台45万) unless the price came first.
    """
    placed: list[Expression | None] = []
    open_prices: list[int] = []
    open_counts: list[int] = []
    for node in nodes:
        is_count = _is_count(reading, node)
        waiting = open_counts if _is_price(node) else open_prices if is_count else []
        found = _partner(reading, placed, waiting, node)
        if found is None:
            if _is_price(node):
                open_prices.append(len(placed))
            elif is_count:
                open_counts.append(len(placed))
            placed.append(node)
            continue
        at, product = found
        placed[at] = product
        waiting.remove(at)
        if _is_price(product):  # 40张,每张每月1.2万: so much a month, for as long as is told
            later = _partner(reading, placed, open_counts, product)
            if later is None:
                open_prices.append(at)
            else:
                place, whole = later
                placed[at], placed[place] = None, whole
                open_counts.remove(place)
    return _with_shared_counts(reading, [node for node in placed if node is not None])


def join_free_months(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """租期12个月,其中2个月免租: ten months are paid for."""
    if first.unit not in TIMES or second.unit not in TIMES or len(gap) > _NEAR:
        return None
    if first.relation not in SINGLE or second.relation not in SINGLE:
        return None
    whole, free = in_months(first), in_months(second)
    is_free = _is_free(reading, second)
    if not is_free and _is_free(reading, first):
        whole, free, is_free = free, whole, True
    if not is_free or not whole.unit is free.unit is Unit.MONTH or not exceeds(whole, free):
        return None
    return subtract(whole, free)


def _is_free(reading: Reading, node: Expression) -> bool:
    free = words.FREE_TAIL.match(reading.tail(node)) or words.FREE_END.search(reading.clause(node))
    return free is not None


def join_floor_rent(reading: Reading, nodes: list[Expression]) -> list[Expression]:
    """The nodes, a rent of one square metre by the area and the months that are paid for.

    320平,每平每月65块,12个月里头两个月免租: only where months are free; else the rule has its own.
    """
    joined = list(nodes)
    for n in range(len(nodes) - _RENT + 1):
        own = {node.unit: node for node in nodes[n : n + _RENT]}
        price, area = own.get(Unit.YUAN_PER_SQM_MONTH), own.get(Unit.SQUARE_METRE)
        months = own.get(Unit.MONTH)
        if price is None or area is None or months is None:
            continue
        is_free = months.relation is Relation.DIFFERENCE and months.value is not None
        is_near = nodes[n + _RENT - 1].end - nodes[n].start <= 2 * _NEAR
        if not is_free or not is_near or {price.relation, area.relation} - set(SINGLE):
            continue
        whole = replace(price, unit=Unit.YUAN_PER_UNIT, classifier="")
        floor = replace(area, unit=Unit.COUNT)
        each = multiply(whole, floor)
        rent = multiply(replace(each, unit=Unit.YUAN_PER_MONTH), months) if each else None
        if rent is not None and area.value is not None:
            said = shown(area.value, Unit.SQUARE_METRE)
            rent = replace(rent, say=rent.say.replace(f" × {plain(area.value):f} ", f" × {said} "))
            joined[n : n + _RENT] = [rent]
            return joined
    return joined


def over_named_period(reading: Reading, node: Expression) -> Expression:
    """A price of a month over the half or the quarter of a year that it is said with.

    上半年每月18万 is paid six times.
    """
    operand = node.operands[0]
    months = words.MONTHS_OF.get(operand.year_word[-2:] if operand.year_word else "")
    if node.unit is not Unit.YUAN_PER_MONTH or node.relation not in SINGLE or months is None:
        return node
    at = reading.text.rfind(operand.year_word, 0, node.start)
    end = at + len(operand.year_word)
    said = Quantity(Decimal(months), Unit.MONTH, at, end, operand.year_word)
    period = replace(
        node,
        relation=Relation.PLAIN,
        value=said.value,
        unit=Unit.MONTH,
        start=at,
        end=end,
        operands=(Operand(said, "term", operand.year, operand.year_word),),
        bound="",
    )
    joined = multiply(node, period)
    if joined is None:
        return node
    operands = (*joined.operands[:-1], replace(joined.operands[-1], role=SHARED))
    return replace(joined, start=node.start, end=node.end, operands=operands)


def join_periods(
    reading: Reading, first: Expression, second: Expression, gap: str
) -> Expression | None:
    """前三个月每月5万,后九个月每月6万: one sum over the time that follows on the other."""
    if first.relation not in (Relation.PRODUCT, Relation.SUM) or not _over_time(second):
        return None
    if not _over_time(first) or not is_kin(first, second) or words.TURNS_PRICE.search(gap):
        return None
    earlier = words.EARLIER_PERIOD.search(reading.text[max(0, first.start - _BEFORE) : first.end])
    later = words.LATER_PERIOD.search(reading.text[first.end : second.end])
    if not (earlier or first.relation is Relation.SUM) or not later:
        return None
    return add(first, second, Relation.SUM, "term")


def _over_time(node: Expression) -> bool:
    """Whether an expression is made of prices of a month, each for so many of them."""
    return node.unit is Unit.YUAN and any(
        o.role in ("periods", SHARED) and o.quantity.unit in TIMES for o in node.operands
    )


def _with_shared_counts(reading: Reading, nodes: list[Expression]) -> list[Expression]:
    """The nodes, a price left without a count multiplied by that of the product beside it.

    卖了20台,每台卖18万,每台成本6.5万: both are of the same twenty.
    """
    shared: list[Expression] = []
    for n, node in enumerate(nodes):
        counted = [o for o in (shared[-1:] + nodes[n + 1 : n + 2]) if _lends(reading, o, node)]
        product = None
        if node.unit is Unit.YUAN_PER_UNIT and node.relation in SINGLE and counted:
            product = share_count(node, counted[0])
        shared.append(product or node)
    return shared


def _lends(reading: Reading, product: Expression, price: Expression) -> bool:
    """Whether a product stands so near a price that its count may be that of both."""
    first, second = sorted((product, price), key=lambda e: e.start)
    between = reading.text[first.end : second.start]
    return (
        product.relation is Relation.PRODUCT
        and len(between) <= _NEAR
        and not words.TURNS_PRICE.search(between)
        and not words.LESS_PRICE.search(reading.clause(price))
    )


def _partner(
    reading: Reading, placed: list[Expression | None], waiting: list[int], node: Expression
) -> tuple[int, Expression] | None:
    for at in reversed(waiting[-_OPEN:]):
        other = placed[at]
        if other is None or not _is_near(reading, other, node):
            continue
        price, count = (node, other) if _is_price(node) else (other, node)
        if count.unit is Unit.YEAR and tells_how_long(
            reading.text, count.start, count.end, count.value
        ):
            continue  # 干了15年外贸,每年花100万
        clause = reading.clause(price)
        if words.LESS_PRICE.search(clause) or words.PAID_EACH.search(clause):
            continue  # 每台改造少花6万, 还是55台: less than was said before
        product = multiply(price, count)
        if product is not None:
            return at, product
    return None


def _is_price(node: Expression) -> bool:
    return node.unit in PRICES and node.relation in _PRICED


def _is_count(reading: Reading, node: Expression) -> bool:
    """A count or a length of time; a bare number where it is said to be how many (数量6)."""
    if node.unit is Unit.NUMBER:
        return bool(words.HOW_MANY_END.search(reading.clause(node)))
    if node.unit is Unit.MONTH and node.relation is Relation.DIFFERENCE:
        return node.value is not None  # 12个月里2个月免租
    return node.unit in (Unit.COUNT, *TIMES) and node.relation in _COUNTED


def _is_near(reading: Reading, first: Expression, second: Expression) -> bool:
    """Within reach of each other; a length of time in one sentence, and not a company's age."""
    between = reading.text[first.end : second.start]
    if len(between) > _NEAR:
        return False
    times = first if first.unit in TIMES else second if second.unit in TIMES else None
    if times is None:
        return True
    stopped = re.search(f"[{words.SENTENCE_STOPS}]", between)
    return not stopped and not words.OLD_COMPANY.search(reading.lead(times))
