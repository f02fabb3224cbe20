"""What an expression is made of: members, prices with counts, its unit, its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from assistant.dialogue.language import spending
from assistant.rules.facts import FactItem
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.joining import SHARED, in_months
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_BARE = 100_000
"""A bare number below this may be one of 万, when the sums before it were."""
_MONTHLY = lazy(r"(?:每个?月|(?<![\d个])月租|(?<![\d十])一个月)[^,。;!?\d]{0,8}$")
_ALL_TOLD = lazy("(?:一共|总共|合计|共计|全部|累计|共)[^,。;!?\\d]{0,4}$")
"""12个月租金一共实付41万: the months are counted in already."""
_IN_WORDS = lazy(r"\d[\d.]*[千百]")
_NTH_YEAR = lazy("第([一二三四五六七八九])年")
_AGES = (
    (lazy("大前年"), -3),
    (lazy("前年|上上年|再上|再前|前一年"), -2),
    (lazy("去年|上年|上一年"), -1),
    (lazy("今年|本年"), 0),
)
"""Words for years → how many years ago; calendar years count by themselves."""
_ASKS_YEAR = lazy(
    r"(?P<year>大前年|前年|去年|上一?年度?|今年|本年度?|明年|(?:20)?2\d年)"
    r"(?:的|这一?[年笔份]|那一?[年笔份])[^,。;!?\d]{0,6}?(?:[给补拿领报奖]|资助|支持)"
)
_OF = lazy("里面?|中|当中|之中")
_COUNTED = lazy(r"(?:第?[一二两三四五\d]|另)[\u4e00-\u9fff]")
_JOINING = lazy("[加再又还另外和与及是的了共]")
_PAIR = 2


def is_of_month(expression: Expression, text: str) -> bool:
    """Whether a sum is said to be that of one month."""
    single = expression.relation in (Relation.PLAIN, Relation.APPROXIMATE)
    return (
        single
        and expression.unit is Unit.YUAN
        and bool(_MONTHLY.search(text[: expression.operands[0].quantity.start]))
        and not _ALL_TOLD.search(text[: expression.operands[0].quantity.start])
    )


def in_kept_unit(expression: Expression, scale: Decimal) -> Expression:
    """A bare number that follows sums stated in 万 is in 万 as well (改成590)."""
    if expression.unit is not Unit.NUMBER or expression.relation is Relation.UNREAD:
        return expression
    numbers = [o.quantity.value for o in expression.operands]
    if any(not 0 < n < _BARE for n in numbers) or any(
        o.quantity.role != "amount" for o in expression.operands
    ):
        return expression
    if any(_IN_WORDS.fullmatch(o.quantity.text) for o in expression.operands):
        scale = Decimal(1)  # 洗车卡6千: it says itself how much; 投到八百 is of 万
    operands = tuple(
        replace(o, quantity=replace(o.quantity, value=o.quantity.value * scale, unit=Unit.YUAN))
        for o in expression.operands
    )
    ends = (expression.value, expression.low, expression.high)
    value, low, high = (None if v is None else v * scale for v in ends)
    return replace(
        expression, operands=operands, value=value, low=low, high=high, unit=Unit.YUAN, say=""
    )


def may_be_fact(expression: Expression) -> bool:
    """Not what somebody said, was denied, or cannot be read."""
    if expression.relation in (Relation.REPORTED, Relation.UNREAD):
        return False
    if expression.relation is Relation.INSTEAD and expression.value is None:
        return False
    return not (expression.relation is Relation.DIFFERENCE and expression.value is None)


def year_order(operand: Operand, place: int) -> tuple[int, int]:
    """A key that puts the earlier year first: calendar years, words for years, else as said."""
    if operand.year is not None:
        return operand.year, place
    word = operand.year_word
    for pattern, age in _AGES:
        if pattern.match(word):
            return age, place
    nth = _NTH_YEAR.match(word)
    if nth:  # 第二年 comes after the year that the sums begin with
        return "一二三四五六七八九".index(nth.group(1)), place
    return (0 if not word else place - 9), place


def price_alone(expression: Expression) -> Expression:
    """A price whose count is that of the product beside it, as the price of one."""
    of = [o for o in expression.operands if o.role == SHARED and o.quantity.unit is Unit.COUNT]
    members = members_of(expression) if of else ()
    if len(members) != 1:
        return expression
    return replace(members[0], part_of=expression.part_of)


def price_and_periods(expression: Expression) -> tuple[Expression, ...]:
    """The price and the number of periods of a product, which may be facts of their own as well."""
    if expression.relation is not Relation.PRODUCT:
        return ()
    if all(o.role != "periods" for o in expression.operands):
        return ()
    return members_of(expression)


def listed(expression: Expression, text: str) -> tuple[Expression, ...]:
    """A list whose items stand in clauses of their own without labels is no list.

    算法是4个,2个还在排队: nothing says that the two belong together.
    """
    if expression.relation is not Relation.LIST:
        return (expression,)
    ends = [o.quantity for o in expression.operands]
    if expression.unit is Unit.COUNT and any(
        _OF.search(text[a.end : b.start]) for a, b in pairwise(ends)
    ):
        return members_of(expression)[-1:]  # 三个模型里两个过了备案: the two that did
    loose = any("," in text[a.end : b.start] for a, b in pairwise(ends))
    labelled = all(o.label for o in expression.operands)
    return members_of(expression) if loose and not labelled else (expression,)


def asked_year(expression: Expression, text: str) -> Expression:
    """Of sums told by years the one whose year alone is asked about; else all of them.

    去年110万,今年200万,今年的能给多少: the question names the figure by its year.
    """
    if expression.relation is not Relation.SERIES:
        return expression
    asked = {m["year"] for m in _ASKS_YEAR.finditer(text, expression.end)}
    own = [
        m
        for m in members_of(expression)
        if {m.operands[0].year_word, str(m.operands[0].year)}
        & {year.rstrip("年") for year in asked}
        or m.operands[0].year_word in asked
    ]
    return own[0] if len(own) == 1 and len(asked) == 1 else expression


def members_of(expression: Expression) -> tuple[Expression, ...]:
    """The numbers of a list, a series, a product or alternatives as expressions of their own."""
    if expression.relation not in (
        Relation.LIST, Relation.SERIES, Relation.PRODUCT, Relation.SUM,
    ):  # fmt: skip
        return (expression,)
    found: list[Expression] = []
    for o in expression.operands:
        if o.role == "minus" and expression.relation is Relation.PRODUCT:
            found[-1] = _less_free(found[-1], o)
        elif o.role not in (SHARED, "restated"):
            found.append(_alone(o))
    return tuple(found)


def _alone(operand: Operand) -> Expression:
    q = operand.quantity
    relation = Relation.APPROXIMATE if q.approximate else Relation.PLAIN
    return Expression(
        relation, q.value, q.unit, None, None, q.start, q.end, (operand,),
        bound=operand.bound, classifier=q.classifier,
    )  # fmt: skip


def _less_free(periods: Expression, free: Operand) -> Expression:
    """The months that are paid for, of those told (12个月,其中2个月免租)."""
    months = in_months(periods)
    value = months.value or Decimal(0)
    return replace(months, value=value - (in_months(_alone(free)).value or Decimal(0)))


def has_noun(label: str) -> bool:
    """Whether a label says more than that money was spent on another one (又花了, 另一笔)."""
    rest = _JOINING.sub("", _COUNTED.sub("", label))
    lead = next((end for start, end, _ in spending().find(rest) if start == 0), 0)
    return len(rest[lead:]) > 1


def less_members(expression: Expression, left: Sequence[int]) -> Expression:
    """A list or a sum less some of its members."""
    if not left:
        return expression
    rest = [
        m
        for n, m in enumerate(members_of(expression))
        if n not in left and m.operands[0].role not in ("count", "restated")
    ]
    if len(rest) == 1:
        return rest[0]
    operands = tuple(m.operands[0] for m in rest)
    value = sum((o.quantity.value for o in operands), start=Decimal(0))
    say = " + ".join(o.quantity.text for o in operands)
    start, end = operands[0].quantity.start, operands[-1].quantity.end
    return replace(expression, value=value, operands=operands, start=start, end=end, say=say)


def as_quantity(expression: Expression) -> Quantity:
    """An expression as one quantity."""
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


def price_groups(expression: Expression) -> tuple[tuple[Operand, Operand], ...]:
    """The (price, count) pairs that a product, a list or a sum is made of; else nothing."""
    found = expression.operands
    if len(found) < _PAIR or len(found) % _PAIR:
        return ()
    pairs = tuple(zip(found[::_PAIR], found[1::_PAIR], strict=True))
    priced = all(
        count.role == "count"
        and price.quantity.unit is Unit.YUAN_PER_UNIT
        and count.quantity.value == int(count.quantity.value)
        and price.quantity.classifier in ("", "个", count.quantity.classifier)
        for price, count in pairs
    )
    return pairs if priced else ()


def batches(expression: Expression) -> tuple[tuple[Operand, ...], ...]:
    """The things of a product, a list or a sum: the prices of each, and last how many there are."""
    found: list[tuple[Operand, ...]] = []
    prices: tuple[Operand, ...] = ()
    for operand in expression.operands:
        if operand.role == "price":
            prices = (*prices, operand)
            continue
        whole = operand.quantity.value == int(operand.quantity.value)
        of = {p.quantity.classifier for p in prices} - {"", "个", operand.quantity.classifier}
        if operand.role != "count" or not prices or not whole or of:
            return ()
        found.append((*prices, operand))
        prices = ()
    return () if prices else tuple(found)


def priced_item(expression: Expression) -> FactItem | None:
    """Unit price × count as one item with its count (3场，每场100万)."""
    price = next((o for o in expression.operands if o.role == "price"), None)
    count = next((o for o in expression.operands if o.role in ("count", SHARED)), None)
    if price is None or count is None or len(expression.operands) != 2:
        return None
    if not expression.value or not price.quantity.value:
        return None
    number = expression.value / price.quantity.value  # 每万条350元 × 5000万条: 5000 times
    if number != int(number):
        return None
    return FactItem(price.quantity.value, count=int(number),
                    start=expression.start, end=expression.end)  # fmt: skip


def is_part(whole: Expression, part: Expression) -> bool:
    """Whether one is told to be a part of the other (其中)."""
    return part.part_of is not None or whole.part_of is not None
