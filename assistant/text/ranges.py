"""Complete numbers by their neighbours: 6—48个月, 300到500万, 两年零三个月.

The first end of a range takes the unit, and where needed the 万, of the second.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.text.numerals import plain, read_number
from assistant.text.pattern import lazy
from assistant.text.scanner import Numeral
from assistant.text.units import Quantity, Unit

_TO = lazy(r"\s*(?:[-~—–−～]+|到|至)\s*")
_ELIDED = lazy(r"\s*(?:、|和|与|及|跟|或者?|还是)\s*")
_OPENERS = "。;:,!?；：，！？ \n"
_FIRST_ITEM = lazy(r"(?<![\d.])1\s*[、.)]")
_STEPS = (Decimal(10**4), Decimal(10**8))
_YEAR = 12
_AND = lazy(r"\s*[零又]?\s*")


def close_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give the bare first end of each range the unit of the second; drop 三 that got none.

    300、400和500万 are all 万; 三、四百万 and 2、300万 are about three million.
    """
    closed: list[Quantity] = []
    following: Quantity | None = None
    first_item = _FIRST_ITEM.search(text)
    listed = first_item.end() if first_item else len(text)
    for quantity in reversed(found):
        if following and _is_bare_before(quantity, following):
            gap = text[quantity.end : following.start]
            if _TO.fullmatch(gap):
                quantity = _ranged(text, quantity, following)
            elif near := _near(text, quantity, following, gap, listed):
                quantity = near
            elif _ELIDED.fullmatch(gap) and _is_alike(text, quantity, following):
                quantity = _listed(text, quantity, following)
        closed.append(quantity)
        following = quantity
    return _without_lone(text, closed[::-1])


def _without_lone(text: str, found: list[Quantity]) -> list[Quantity]:
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _is_percent_tail(text, kept[-1], quantity):
            quantity = replace(quantity, value=quantity.value / 100, unit=Unit.PERCENT)
        if quantity.unit is Unit.NUMBER and _is_lone_digit(text, quantity):
            continue
        kept.append(quantity)
    return kept


def _near(text: str, first: Quantity, second: Quantity, gap: str, listed: int) -> Quantity | None:
    """三、四百万: the first in the place of the second's leading digit, one below it."""
    if gap != "、" or second.unit not in (Unit.YUAN, Unit.COUNT) or first.value == 0:
        return None
    opens = first.start == 0 or first.start > listed or text[first.start - 1] in _OPENERS
    if opens and text[first.start : first.end].isdecimal() and first.value < 10:
        return None  # 2、300万 after a stop: the second item of a list
    step = Decimal(1).scaleb(second.value.adjusted())
    value = (second.value - step) if second.value > step else Decimal(0)
    if value and (value / first.value) in (Decimal(1), step, *_STEPS):
        classifier = second.classifier
        return replace(first, value=plain(value), unit=second.unit, classifier=classifier)
    return None


def _is_alike(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether a bare number may share the unit of the next one: 300和500万, not 3和500万."""
    numeral = read_number(text, second.start)
    if numeral is None or not numeral.scale or not numeral.value:
        return False
    if first.value == 0 or second.value == 0:
        return False
    shares = second.unit in (Unit.YUAN, Unit.PERCENT, Unit.COUNT) and first.role == "amount"
    ratio = numeral.value / numeral.scale / first.value
    return shares and Decimal(1) / 20 <= ratio <= 20


def _is_bare_before(first: Quantity, second: Quantity) -> bool:
    return (
        first.unit is Unit.NUMBER
        and first.role in ("amount", "calendar")
        and second.unit is not Unit.NUMBER
    )


def _ranged(text: str, first: Quantity, second: Quantity) -> Quantity:
    """Return the first end in the unit of the second: 10-30%, 300到500万, 三到五家."""
    value, unit = first.value, second.unit
    if unit is Unit.PERCENT:
        value = value / 10 if "成" in text[second.start : second.end] else value / 100
    numeral = read_number(text, second.start)
    if unit in (Unit.YUAN, Unit.COUNT) and numeral and numeral.scale >= 10**4:
        bare = read_number(text, first.start)
        for scale in (numeral.scale, 10**8, 10**4):
            if (
                bare
                and bare.scale < 10**4
                and scale <= numeral.scale
                and value * scale < second.value
            ):
                value *= scale
                break
    role = second.role if second.role in ("headcount", "share") else "amount"
    return replace(first, value=plain(value), unit=unit, classifier=second.classifier, role=role)


def _listed(text: str, first: Quantity, second: Quantity) -> Quantity:
    """Return a bare number of a list in the unit of the next one, be it larger: 60、50、30万."""
    numeral = read_number(text, second.start)
    if numeral is None or second.unit is Unit.PERCENT or not numeral.value:
        return _ranged(text, first, second)
    scale = _scale_of(second, numeral)
    bare = read_number(text, first.start)
    is_scaled = bare is not None and bare.scale < scale and scale >= 10**4
    value = first.value * scale if is_scaled else first.value
    role = second.role if second.role in ("headcount", "share") else "amount"
    classifier = second.classifier
    return replace(first, value=plain(value), unit=second.unit, classifier=classifier, role=role)


def _scale_of(quantity: Quantity, numeral: Numeral) -> Decimal:
    """By what a number is multiplied: by its own 万, or by that which it took from the next one."""
    return quantity.value / numeral.value * numeral.scale


def _is_percent_tail(text: str, first: Quantity, second: Quantity) -> bool:
    """Tell the 五十 of 百分之三十到五十."""
    return (
        first.unit is Unit.PERCENT
        and text.startswith("百分之", first.start)
        and second.unit is Unit.NUMBER
        and second.role == "amount"
        and _TO.fullmatch(text, first.end, second.start) is not None
    )


def _is_lone_digit(text: str, quantity: Quantity) -> bool:
    word = text[quantity.start : quantity.end]
    return quantity.role == "amount" and len(word) == 1 and not word.isdecimal()


def join_durations(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join 两年零三个月 into one quantity of 27 months; 两年24个月 is said twice."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.unit is Unit.YEAR
            and quantity.unit is Unit.MONTH
            and last.role == quantity.role == "amount"
            and "季" not in text[quantity.start : quantity.end]
            and _AND.fullmatch(text, last.end, quantity.start)
            and (quantity.value < _YEAR or quantity.value == last.value * _YEAR)
        ):
            months = last.value * _YEAR + (quantity.value if quantity.value < _YEAR else 0)
            joined[-1] = replace(last, value=plain(months), unit=Unit.MONTH, end=quantity.end)
        else:
            joined.append(quantity)
    return joined
