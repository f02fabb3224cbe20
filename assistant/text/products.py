"""Pair unit prices with their counts: 每月65万，租了12个月; 买了6台，每台45万; 10套…每套8万."""

from __future__ import annotations

import re

from assistant.text import relation_words as words
from assistant.text.joining import PRICES, SINGLE, TIMES, multiply
from assistant.text.nodes import Reading
from assistant.text.relations import Expression, Relation
from assistant.text.units import Unit

_NEAR = 30
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
    return [node for node in placed if node is not None]


def _partner(
    reading: Reading, placed: list[Expression | None], waiting: list[int], node: Expression
) -> tuple[int, Expression] | None:
    for at in reversed(waiting[-_OPEN:]):
        other = placed[at]
        if other is None or not _is_near(reading, other, node):
            continue
        price, count = (node, other) if _is_price(node) else (other, node)
        if words.LESS_PRICE.search(reading.clause(price)):
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
