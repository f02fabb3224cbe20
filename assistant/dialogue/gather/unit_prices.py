"""What one of several things costs, where a rule pays for those alone that cost so much each.

单台价格50万元以上的仪器,按购置价格的15%补助: of 3台每台120万、2台每台20万 the three are paid for,
each by the class that its own words name, and the others are told as unused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated, Unused
from assistant.dialogue.turn import Turn
from assistant.rules.condition import Condition
from assistant.rules.facts import FactItem, FactKind
from assistant.rules.read.names import choices_of, main_facts
from assistant.rules.rule import Rule
from assistant.text.pattern import lazy
from assistant.text.units import Quantity, Unit

_ONE_COSTS = lazy(
    "[单每]一?(?:台套|[台套件个辆艘部架组条栋座张项])(?:\\([台套件个]\\))?[^,。;]{0,10}?(?:价|额|值|投资|投入|费)"
)
"""What a fact is called that tells how much one of them costs: 单台(套)价格, 每台设备购置额."""
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT)
_THINGS = frozenset("台套件辆艘部架组条栋座张")
_MARKS = lazy("[,。;!?、]")
_NOUN = 14


def at_unit_prices(
    ctx: GatherContext, turn: Turn, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[tuple[Stated, ...], frozenset[str], tuple[Unused, ...], frozenset[int]]:
    """The numbers with what each of several things costs, and the choices that their words name.

    Beside them what is left off, and the places that were used.
    """
    nothing = (numbers, frozenset[str](), (), frozenset[int]())
    if not ctx.is_taken_in(part) or part.index is not None:
        return nothing
    for rule in ctx.rules_of(part):
        for condition in rule.conditions:
            base = _priced(ctx, rule, condition)
            if not base or condition.at_least is None:
                continue
            own = {s.name: s for s in numbers if s.turn == number}
            stated, one = own.get(base), own.get(condition.fact)
            if stated is not None and one is not None:
                swapped = _swapped(numbers, stated, one)
                return (swapped, *nothing[1:]) if swapped else nothing
            stated = stated or one
            if stated is None:
                continue
            items = _with_classes(ctx, turn, rule, tuple(_items(turn, part)))
            if not items:
                continue
            named = frozenset(choices_of(rule) if any(item.kind for item in items) else ())
            rest = tuple(s for s in numbers if s is not stated)
            stated = replace(stated, name=base)
            told, left, used = _sorted_out(turn, stated, condition, items, number)
            told = (*rest, *told)
            return told, named, left, used
    return nothing


def with_counts(
    ctx: GatherContext, part: Part, numbers: tuple[Stated, ...], number: int
) -> tuple[Stated, ...]:
    """The numbers, and how many there are where a limit grows with them: 60个位子,每个150块."""
    if not ctx.is_taken_in(part):
        return numbers
    for rule in ctx.rules_of(part):
        each = getattr(rule.amount, "each_cap_of", None)
        if not each or any(s.name == each for s in numbers):
            continue
        for stated in numbers:
            items = stated.value if isinstance(stated.value, tuple) else ()
            counts = [item.count for item in items if item.count is not None]
            if stated.name in main_facts(rule) and counts and len(counts) == len(items):
                told = replace(stated, name=each, value=Decimal(sum(counts)), say="", turn=number)
                return (*numbers, replace(told, parts=(), terms=()))
    return numbers


def _swapped(numbers: tuple[Stated, ...], whole: Stated, one: Stated) -> tuple[Stated, ...]:
    """The numbers, the larger of two sums as that of all and the other as that of one; ()."""
    if not isinstance(whole.value, Decimal) or not isinstance(one.value, Decimal):
        return ()
    if one.value <= whole.value:
        return ()
    rest = tuple(s for s in numbers if s is not whole and s is not one)
    return (*rest, replace(one, name=whole.name), replace(whole, name=one.name))


def _priced(ctx: GatherContext, rule: Rule, condition: Condition) -> str:
    """The sum that a rule pays a rate of, where a condition is on the price of one; ""."""
    facts = ctx.rulebook.facts
    if condition.fact not in facts or facts[condition.fact].kind is not FactKind.YUAN:
        return ""
    if _ONE_COSTS.search(ctx.label(condition.fact)) is None:
        return ""
    sums = [f for f in sorted(main_facts(rule)) if facts[f].kind is FactKind.YUAN]
    sums = [f for f in sums if f != condition.fact]
    return sums[0] if len(sums) == 1 else ""


def _items(turn: Turn, part: Part) -> Iterator[FactItem]:
    """So many things at a price each: 3台每台120万, 2台60万的, 一台80万的; none for a bare sum."""
    for e in turn.expressions:
        if part.stretches and not part.holds(e.start):
            continue
        for n, money in enumerate(e.operands):
            price = money.quantity
            if price.unit not in _SUMS or money.role == "minus":
                continue
            following = e.operands[n + 1].quantity if n + 1 < len(e.operands) else None
            factor = following if following is not None and _is_count(following) else None
            count = factor or _right_before(turn, price)
            if count is not None:
                start, end = min(price.start, count.start), max(price.end, count.end)
                yield FactItem(price.value, count=int(count.value), start=start, end=end)


def _is_count(quantity: Quantity) -> bool:
    is_whole = quantity.value == int(quantity.value) > 0
    return quantity.unit is Unit.COUNT and quantity.classifier in _THINGS and is_whole


def _right_before(turn: Turn, price: Quantity) -> Quantity | None:
    """2台 of 2台60万的仪器, and 一台 of 一台进口仪器90万."""
    before = [q for q in turn.quantities if q.end <= price.start and _is_count(q)]
    if not before:
        return None
    between = turn.folded[before[-1].end : price.start]
    is_one = before[-1].value == 1 and len(between) <= _NOUN and not _MARKS.search(between)
    return before[-1] if not between or is_one else None


def _with_classes(
    ctx: GatherContext, turn: Turn, rule: Rule, items: tuple[FactItem, ...]
) -> tuple[FactItem, ...]:
    """The items, each with the class of the rule that the words around it name."""
    choices = [
        name for name in choices_of(rule) if ctx.rulebook.facts[name].kind is FactKind.CHOICE
    ]
    if len(choices) != 1 or len(items) < 1:
        return items
    spec = ctx.rulebook.facts[choices[0]]
    found = []
    last = 0
    for n, item in enumerate(items):
        start, end = item.start or 0, item.end or 0
        low = max(last, _clause_start(turn.folded, start))
        following = items[n + 1].start if n + 1 < len(items) else None
        stop = _MARKS.search(turn.folded, end)
        high = min(following or len(turn.folded), stop.start() if stop else len(turn.folded))
        said = turn.folded[low:high]
        called = ctx.classes.likest(spec.name, said)
        found.append(replace(item, kind=called.label) if called is not None else item)
        last = end
    kinds = {item.kind for item in found}
    if len(kinds) == 1:
        return items  # all of one class: it is told of all of them
    first = next(iter(spec.choices.values())).label
    return tuple(item if item.kind else replace(item, kind=first) for item in found)


def _clause_start(text: str, place: int) -> int:
    marks = [m.end() for m in _MARKS.finditer(text, 0, place)]
    return marks[-1] if marks else 0


def _sorted_out(
    turn: Turn,
    stated: Stated,
    condition: Condition,
    items: tuple[FactItem, ...],
    number: int,
) -> tuple[tuple[Stated, ...], tuple[Unused, ...], frozenset[int]]:
    """The items that cost enough, and what one of them costs."""
    least = condition.at_least or Decimal(0)
    kept = tuple(item for item in items if item.value >= least)
    gone = [item for item in items if item.value < least] if kept else []
    own = kept or items
    price = min(item.value for item in own) if kept else max(item.value for item in own)
    start, end = own[0].start or 0, own[-1].end or 0
    text = turn.folded[start:end]
    one = Stated(condition.fact, price, start, end, text, turn=number)
    value = own if len(own) > 1 or own[0].kind or (own[0].count or 1) > 1 else own[0].value
    base = replace(stated, value=value, say="", parts=(), terms=(), alternatives=())
    left = tuple(
        Unused(turn.folded[i.start or 0 : i.end or 0], i.start or 0, i.end or 0, "number")
        for i in gone
    )
    used = frozenset(i.start for i in items if i.start is not None)
    return (base, one), left, used
