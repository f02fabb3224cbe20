"""Put two neighbouring expressions together as one; the joins that need no words beside them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text import relation_words as words
from assistant.text.numerals import plain
from assistant.text.pattern import lazy
from assistant.text.relations import Expression, Operand, Relation
from assistant.text.saying import shown, term
from assistant.text.units import Unit

SINGLE = (Relation.PLAIN, Relation.BOUND, Relation.APPROXIMATE)
VALUED = (*SINGLE, Relation.PRODUCT, Relation.SUM, Relation.DIFFERENCE, Relation.RESTATED)
TIMES = (Unit.YEAR, Unit.MONTH, Unit.DAY)
_WAN = lazy("[万w]")
_LESS_OF = {
    "at_least": "at_most",
    "at_most": "at_least",
    "more_than": "less_than",
    "less_than": "more_than",
}
_EACH_TIME = "·"
"""Between what a price is for and how long, in its classifier (人·月)."""
_HOURS = "时头"
"""What 小时 and 钟头 end in."""
SHARED = "shared"
"""The role of a count that is an operand of the product beside it."""
PRICES = (Unit.YUAN_PER_UNIT, Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR)


def is_kin(first: Expression, second: Expression) -> bool:
    """Whether two numbers measure the same: one unit and, of counts, one measure word."""
    if first.unit is not second.unit:
        return False
    return first.classifier == second.classifier or (
        first.unit is not Unit.COUNT and not (first.classifier and second.classifier)
    )


def exceeds(first: Expression, second: Expression) -> bool:
    """Whether both have values and the first is the larger."""
    return first.value is not None and second.value is not None and first.value > second.value


def is_same_item(around: str, first: Expression, second: Expression) -> bool:
    """Whether the second has no item of its own, or one that shares a word with the first's.

    `around` is what stands beside the first number.
    """
    mine, other = second.operands[0].label, "".join(o.label for o in first.operands)
    if words.PLANNED.fullmatch(mine):
        return True  # 26年计划800万: says when, not for what
    return not mine or not other or bool(set(mine) & {*other, *around})


def in_unit_of(whole: Expression, part: Expression) -> Expression:
    """A bare whole in 万 where its part is: 350里有50万."""
    is_bare = whole.unit is Unit.NUMBER and len(whole.operands) == 1 and whole.value is not None
    if not is_bare or part.unit is not Unit.YUAN or not _WAN.search(part.operands[0].quantity.text):
        return whole
    operand = whole.operands[0]
    value = operand.quantity.value * 10_000
    quantity = replace(operand.quantity, value=value, unit=Unit.YUAN)
    return replace(
        whole, value=value, unit=Unit.YUAN, operands=(replace(operand, quantity=quantity),)
    )


def are_things_apart(first: Expression, second: Expression) -> bool:
    """Whether two counts are of differently named things: 2个算法, 1个模型."""
    names = first.operands[-1].label, second.operands[0].label
    return first.unit is Unit.COUNT and all(names) and not set(names[0]) & set(names[1])


def years_of(node: Expression) -> set[tuple[int | None, str]]:
    """The years said with the numbers of an expression; (None, "") for one without."""
    return {(o.year, o.year_word) for o in node.operands}


def with_role(operands: tuple[Operand, ...], role: str) -> tuple[Operand, ...]:
    """Plain terms in another role; operands that play a part already keep theirs."""
    return tuple(replace(o, role=role) if o.role == "term" else o for o in operands)


def join(
    relation: Relation,
    first: Expression,
    second: Expression,
    value: Decimal | None,
    roles: tuple[str, str],
    say: str,
) -> Expression:
    """One expression over both; its unit and classifier are the first one's."""
    bound = first.bound if first.bound == second.bound else (first.bound or second.bound)
    return replace(
        first,
        relation=relation,
        value=None if value is None else plain(value),
        low=None,
        high=None,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
        operands=with_role(_limits(first), roles[0]) + with_role(_limits(second), roles[1]),
        bound=bound,
        classifier=first.classifier or second.classifier,
        say=say,
    )


def _limits(node: Expression) -> tuple[Operand, ...]:
    """The operands, a lone one with the limit that it was told as."""
    if len(node.operands) > 1 or not node.bound:
        return node.operands
    return (replace(node.operands[0], bound=node.bound),)


def add(first: Expression, second: Expression, relation: Relation, role: str) -> Expression:
    """First plus second."""
    value = (first.value or Decimal(0)) + (second.value or Decimal(0))
    return join(relation, first, second, value, (role, role), f"{term(first)} + {term(second)}")


def subtract(first: Expression, second: Expression) -> Expression:
    """First less second."""
    value = (first.value or Decimal(0)) - (second.value or Decimal(0))
    say = f"{term(first)} − {term(second)}"
    second = replace(second, bound=_LESS_OF.get(second.bound, second.bound))
    return join(Relation.DIFFERENCE, first, second, value, ("term", "minus"), say)


def span(first: Expression, second: Expression) -> Expression:
    """From the smaller to the larger; durations of two units in months."""
    ends = [first, second]
    if first.unit is not second.unit:
        ends = [in_months(first), in_months(second)]
    low, high = sorted(e.value or Decimal(0) for e in ends)
    unit = ends[0].unit
    classifier = first.classifier or second.classifier
    say = f"{shown(low, unit, classifier)}至{shown(high, unit, classifier)}"
    joined = join(Relation.RANGE, first, second, None, ("low", "high"), say)
    return replace(joined, unit=unit, low=low, high=high, bound="")


def in_months(node: Expression) -> Expression:
    """Years as months; anything else unchanged."""
    if node.unit is Unit.YEAR and node.value is not None:
        return replace(node, unit=Unit.MONTH, value=plain(node.value * 12))
    return node


def replaced(old: Expression, new: Expression, *, new_first: bool) -> Expression:
    """The new value, the old kept as operand."""
    say = f"{term(new)}（不是{term(old)}）"
    first, second = (new, old) if new_first else (old, new)
    roles = ("new", "old") if new_first else ("old", "new")
    joined = join(Relation.INSTEAD, first, second, new.value, roles, say)
    return replace(joined, bound=new.bound, low=new.low, high=new.high)


def restated(first: Expression, second: Expression) -> Expression:
    """One value said twice, or UNREAD where the two differ."""
    if first.value == second.value:
        say = first.say or shown(first.value or Decimal(0), first.unit, first.classifier)
        relation = Relation.RESTATED if first.relation in SINGLE else first.relation
        return join(relation, first, second, first.value, (first.operands[0].role, "restated"), say)
    say = f"“{term(first)}”与“{term(second)}”不一致"
    return join(Relation.UNREAD, first, second, None, ("unread", "unread"), say)


def choice(first: Expression, second: Expression) -> Expression:
    """Either of two."""
    say = f"{term(first)}或{term(second)}"
    return join(Relation.ALTERNATIVES, first, second, None, ("choice", "choice"), say)


def multiply(price: Expression, count: Expression) -> Expression | None:
    """A price by how many, None where the two do not fit: 65万元 × 12个月 = 780万元."""
    factor = factor_of(price, count)
    if factor is None:
        return None
    times, words, role = factor
    if count.relation is Relation.LIST:
        together = tuple(replace(o, role="term") for o in count.operands)
        count = replace(count, operands=together)
    ends = [price.value] if price.value is not None else [price.low, price.high]
    values = [plain(end * times) for end in ends if end is not None]
    each = "至".join(shown(end, Unit.YUAN) for end in ends if end is not None)
    if price.relation is Relation.PRODUCT:
        each = price.say
    elif price.relation is Relation.SUM:
        terms = (shown(o.quantity.value, Unit.YUAN) for o in price.operands)
        each = f"（{' + '.join(terms)}）"
    value = values[0] if len(values) == 1 else None
    say = f"{each} × {words}"
    joined = join(Relation.PRODUCT, price, count, value, ("price", role), say)
    if price.relation is Relation.PRODUCT:
        joined = replace(joined, operands=price.operands + with_role(count.operands, role))
    low, high = (None, None) if value is not None else (values[0], values[-1])
    _, _, each_time = price.classifier.partition(_EACH_TIME)
    if each_time and price.unit is Unit.YUAN_PER_UNIT:  # 每张每月1.2万 × 40张: so much a month
        unit = Unit.YUAN_PER_MONTH if "月" in each_time else Unit.YUAN_PER_YEAR
        hours = each_time if each_time[-1] in _HOURS else ""  # 每张每小时19元 × 64张
        unit = Unit.YUAN_PER_UNIT if hours else unit
        return replace(joined, unit=unit, classifier=hours, low=low, high=high)
    classifier = price.classifier or count.classifier
    return replace(joined, unit=Unit.YUAN, classifier=classifier, low=low, high=high)


def share_count(price: Expression, product: Expression) -> Expression | None:
    """A price by the count of a product beside it, which stays an operand of that product.

    None where the product has no one count that fits the price.
    """
    counts = [o for o in product.operands if o.role in ("count", SHARED)]
    if len(counts) != 1 or any(o.role in ("periods", "rate") for o in product.operands):
        return None
    lent = replace(counts[0], role="term")
    quantity = lent.quantity
    count = replace(
        product,
        relation=Relation.PLAIN,
        value=quantity.value,
        unit=quantity.unit,
        start=quantity.start,
        end=quantity.end,
        operands=(lent,),
        classifier=quantity.classifier,
    )
    joined = multiply(price, count)
    if joined is None:
        return None
    operands = (*joined.operands[:-1], replace(joined.operands[-1], role=SHARED))
    return replace(joined, start=price.start, end=price.end, operands=operands)


def factor_of(price: Expression, count: Expression) -> tuple[Decimal, str, str] | None:
    """How often a price is paid, in words, and what the count is: ``periods`` or ``count``."""
    value = count.value
    if value is None:
        return None
    item, _, each = price.classifier.partition(_EACH_TIME)
    if each and price.unit is Unit.YUAN_PER_UNIT:  # first how many, then for how long
        counts = count.unit is Unit.COUNT and each[-1] in f"月年{_HOURS}"
        return factor_of(replace(price, classifier=item), count) if counts else None
    if price.unit in (Unit.YUAN_PER_MONTH, Unit.YUAN_PER_YEAR) or price.classifier == "季度":
        months = value * 12 if count.unit is Unit.YEAR else value
        if count.unit not in (Unit.YEAR, Unit.MONTH):
            return None
        period, name = _period(price)
        times = months / period
        if times * period != months:
            return None
        return times, f"{plain(times):f}{name}", "periods"
    if price.classifier in _IN_A_YEAR:
        return _so_often(price.classifier, count, value)
    if count.unit is Unit.NUMBER and price.unit is Unit.YUAN_PER_UNIT:
        return value, f"{value:f}{price.classifier or '个'}", "count"
    if count.unit is not Unit.COUNT:
        return None
    if price.classifier in ("", "个", count.classifier):
        return value, shown(value, Unit.COUNT, count.classifier), "count"
    many = _MANY.get(price.classifier[:1])
    if many is None or price.classifier[1:] != count.classifier:
        return None
    return value / many, f"{plain(value / many):f}个{price.classifier}", "count"  # 5000个万条


_IN_A_YEAR = {"天": 365, "周": 52, "半年": 2}
"""How often a price of such a time is paid in a year."""
_WEEK = 7


def _so_often(time: str, count: Expression, value: Decimal) -> tuple[Decimal, str, str] | None:
    """How often a price of a day, a week or half a year is paid in a length of time."""
    times = {
        ("天", Unit.DAY): value,
        ("周", Unit.DAY): value / _WEEK,
        ("半年", Unit.MONTH): value / 6,
    }.get((time, count.unit))
    if count.unit is Unit.YEAR:
        times = value * _IN_A_YEAR[time]
    if times is None or times != times.to_integral_value():
        return None
    return times, f"{plain(times):f}{'个' if time == '半年' else ''}{time}", "periods"


_MANY = {c: Decimal(10) ** n for n, c in ((1, "十"), (2, "百"), (3, "千"), (4, "万"), (8, "亿"))}


def _period(price: Expression) -> tuple[int, str]:
    if price.unit is Unit.YUAN_PER_MONTH:
        return 1, "个月"
    return (12, "年") if price.unit is Unit.YUAN_PER_YEAR else (3, "个季度")


def scale(first: Expression, second: Expression) -> Expression | None:
    """Two numbers with a times sign between them, one of them money: 65万*12, 12×65万."""
    money = (Unit.YUAN, *PRICES)
    price, count = (first, second) if first.unit in money else (second, first)
    if price.unit not in money or count.unit in money or count.value is None:
        return None
    if price.unit in PRICES:
        fitting = multiply(price, count)
        if fitting is not None:
            return fitting
    role = {Unit.PERCENT: "rate", Unit.MONTH: "periods", Unit.YEAR: "periods"}
    times, words = count.value, shown(count.value, count.unit, count.classifier)
    if "季" in count.operands[0].quantity.text:
        times = times / 3
        words = f"{plain(times):f}个季度"
    joined = join(
        Relation.PRODUCT,
        price,
        count,
        (price.value or Decimal(0)) * times,
        ("price", role.get(count.unit, "count")),
        f"{shown(price.value or Decimal(0), Unit.YUAN)} × {words}",
    )
    return replace(joined, unit=Unit.YUAN)
