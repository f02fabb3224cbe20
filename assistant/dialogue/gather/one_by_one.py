"""Sums of several things that a rule pays for one by one: 一座38万一座62万.

A rule that was taken in and limits what is paid for each of several things (单台最高3万元) needs
each of them: their total, or one alone, comes to another amount.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactItem, FactKind, Per
from assistant.rules.read.names import main_facts
from assistant.rules.rule import Rule, Several
from assistant.text.expressions import Expression, Operand, Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_LED = lazy("[一另那这](?P<measure>[台座条辆次届场艘栋套口部只架家个项间])[^,。;!?0-9]{0,10}$")
"""What stands before the sum of one of several things."""
_LIMIT = lazy(
    "(?:每|单)一?(?P<measure>[台座条辆次届场艘栋套口部只架家个项间张把组处所头株人名位])(?P<noun>[^,。;0-9每单]{0,6}?)"
    "(?:补[助贴]|奖励|资助)?(?:金额)?(?:最[高多]|不超过|封顶)"
)
"""How much is paid for one at most: what is counted then."""
_LED_EACH = lazy(
    "(?:每|单|一)一?(?P<measure>[台座条辆次届场艘栋套口部只架家个项间张把组处所头株人名位])[^,。;!?0-9]{0,10}$"
)
_ANYTHING = frozenset("个家项次")
_STOP = lazy("[。;!?]")
_NOUN = 4
_SEVERAL = 2
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT)
"""一台12万元 is a sum, whatever it may be the price of."""


def one_by_one(
    ctx: GatherContext,
    turn: Turn,
    part: Part,
    given: Sequence[Given],
    new: tuple[Stated, ...],
    used: set[int],
) -> tuple[Stated, ...]:
    """What a message states, sums of several things as items where a rule pays for each."""
    if not ctx.is_taken_in(part) or part.index is not None:
        return new
    each: dict[str, Rule] = {}
    for rule in ctx.rules_of(part):
        if rule.several is Several.EACH or any(cap.each_item for cap in rule.caps):
            each |= dict.fromkeys(main_facts(rule), rule)
    facts = ctx.rulebook.facts
    found = []
    for stated in new:
        spec = facts[stated.name]
        if stated.name in each and spec.kind is FactKind.YUAN and spec.per is Per.NONE:
            items = (
                priced_pairs(turn, stated)
                or _told_in_one(turn, stated, each[stated.name])
                or _told_in_turn(turn, part, stated)
                or _at_prices(turn, stated, given)
                or _led_alike(turn, part, stated, each[stated.name])
                or _counted_beside(turn, part, stated, each[stated.name])
            )
            if items:
                used.update(i.start for i in items if i.start is not None)
                used.update(_counts_of(turn, items))
                stated = replace(stated, value=items, say="", parts=(), terms=())
        found.append(stated)
    return tuple(found)


def _told_in_one(turn: Turn, stated: Stated, rule: Rule) -> tuple[FactItem, ...]:
    """The sums of one expression, each led by a thing: 一台12万的移栽机和一台30万的采收机."""
    for e in turn.expressions:
        if e.start <= stated.start < e.end and e.relation in (Relation.SUM, Relation.LIST):
            sums = [o for o in e.operands if o.quantity.unit in _SUMS]
            if len(sums) < _SEVERAL or not _are_alike(turn, sums, rule):
                return ()
            return tuple(map(_item, sums))
    return ()


def priced_pairs(turn: Turn, stated: Stated) -> tuple[FactItem, ...]:
    """合同额3600万的2艘、6800万的3艘: so many at each price, of things of one measure."""
    sums = [q for q in turn.quantities if q.unit in _SUMS]
    found: list[FactItem] = []
    measures: set[str] = set()
    for one in sums:
        many = [q for q in turn.quantities if q.unit is Unit.COUNT and q.classifier]
        behind = [
            q
            for q in many
            if one.end < q.start
            and turn.folded[one.end : q.start] in ("的", "的有", "的是", "的共")
        ]
        before = [
            q
            for q in many
            if q.end <= one.start
            and turn.folded[q.end : one.start] == ""
            and turn.folded[one.end : one.end + 1] == "的"
        ]
        count = (behind or before)[:1]
        if not count or count[0].value != int(count[0].value):
            return ()
        measures.add(count[0].classifier)
        number = int(count[0].value)
        start, end = min(one.start, count[0].start), max(one.end, count[0].end)
        found.append(FactItem(one.value, count=number, start=start, end=end))
    is_of_them = any(
        i.start <= stated.start < i.end for i in found if i.start is not None and i.end
    )
    return tuple(found) if len(found) >= _SEVERAL and len(measures) == 1 and is_of_them else ()


_IN_TURN = lazy("分别|依次|各自?")


def _told_in_turn(turn: Turn, part: Part, stated: Stated) -> tuple[FactItem, ...]:
    """引进了3只,费用分别是9万、13万、15万: as many sums as things were counted before."""
    for e in turn.expressions:
        if not e.start <= stated.start < e.end or e.relation not in (Relation.SUM, Relation.LIST):
            continue
        sums = [o for o in e.operands if o.quantity.unit in _SUMS]
        first = sums[0].quantity.start if sums else 0
        counted = [
            q
            for q in turn.quantities
            if q.unit is Unit.COUNT and q.end <= first and q.value == len(sums)
        ]
        said = turn.folded[counted[-1].end : first] if counted else ""
        if len(sums) >= _SEVERAL and _IN_TURN.search(said) is not None:
            return tuple(map(_item, sums))
    return ()


def _led_alike(turn: Turn, part: Part, stated: Stated, rule: Rule) -> tuple[FactItem, ...]:
    """The sums of a message, where every one is led by one thing of the same measure.

    一项产品认证花了26万,一个商标注册花了3万: or by words of what the rule pays for.
    """
    told = [
        e
        for e in turn.expressions
        if e.unit in _SUMS and (not part.stretches or part.holds(e.start))
    ]
    sums = [e.operands[0] for e in told]
    is_plain = all(e.relation is Relation.PLAIN for e in told)
    is_of_them = any(e.start <= stated.start < e.end for e in told)
    if len(sums) < _SEVERAL or not (is_plain and is_of_them):
        return ()
    return tuple(map(_item, sums)) if _are_alike(turn, sums, rule) else ()


def _are_alike(turn: Turn, sums: Sequence[Operand], rule: Rule) -> bool:
    """Whether sums are led by things of one measure, or each by words of what the rule pays for."""
    measures = _measures(turn, sums)
    if measures == _ANY_ONE:
        return all(_names_what_is_paid(turn, o, rule) for o in sums)
    return len(measures) == 1


_ANY_ONE = frozenset("个项")
"""Words with which one of anything is counted."""


def _names_what_is_paid(turn: Turn, one: Operand, rule: Rule) -> bool:
    """Whether a rule's own words stand between 一个 and a sum."""
    led = _LED.search(turn.folded, 0, one.quantity.start)
    said = turn.folded[led.end("measure") : one.quantity.start] if led is not None else ""
    quote = fold(rule.quote)
    return sum(said[n : n + 2] in quote for n in range(len(said) - 1)) >= _SEVERAL


def _measures(turn: Turn, sums: Sequence[Operand]) -> set[str]:
    """The measures of the things that sums are led by; "" for one that is led by none."""
    found = set()
    for o in sums:
        match = _LED.search(turn.folded, 0, o.quantity.start)
        found.add(match["measure"] if match is not None else "")
    return found if "" not in found else set()


def _item(operand: Operand) -> FactItem:
    q = operand.quantity
    return FactItem(q.value, start=q.start, end=q.end)


def _at_prices(turn: Turn, stated: Stated, given: Sequence[Given]) -> tuple[FactItem, ...]:
    """Things at two prices, where as many as both are were told before: 8台,5台…,3台…."""
    priced = [
        g.expression
        for g in given
        if g.best == stated.name and g.expression.relation is Relation.PRODUCT
    ]
    pairs = [_price_and_count(e) for e in priced]
    if len(priced) < _SEVERAL or not all(pairs):
        return ()
    told = [(price, count) for pair in pairs if pair is not None for price, count in (pair,)]
    measures = {count.quantity.classifier for _, count in told}
    whole = sum((count.quantity.value for _, count in told), Decimal(0))
    is_whole = any(
        q.value == whole and q.classifier in measures and q.start < min(e.start for e in priced)
        for q in turn.quantities
    )
    if len(measures) != 1 or not is_whole:
        return ()
    return tuple(
        FactItem(price.quantity.value, count=int(count.quantity.value), start=e.start, end=e.end)
        for (price, count), e in zip(told, priced, strict=True)
    )


def _counted_beside(turn: Turn, part: Part, stated: Stated, rule: Rule) -> tuple[FactItem, ...]:
    """One sum as that of each of so many, or of all of them: 改了5栋,每栋60万; 3个展位,共7.2万.

    What is counted is what the rule limits one by one (每个标准展位最高1万元).
    """
    limit = _LIMIT.search(fold(rule.quote))
    if limit is None or not isinstance(stated.value, Decimal) or stated.year is not None:
        return ()
    measure, noun = limit["measure"], limit["noun"]
    counts = [
        e
        for e in turn.expressions
        if e.relation is Relation.PLAIN
        and e.value is not None
        and 1 < e.value == int(e.value)
        and _is_in(turn, e, measure)
        and (not part.stretches or part.holds(e.start))
        and (measure not in _ANYTHING or _shares(noun, turn.folded[e.end : e.end + _NOUN]))
    ]
    if len(counts) != 1 or counts[0].value is None:
        return ()
    many = int(counts[0].value)
    price = next(
        (
            o.quantity.start
            for e in turn.expressions
            if e.start <= stated.start < e.end
            for o in e.operands
            if o.quantity.unit in _SUMS
        ),
        stated.start,
    )
    led = _LED_EACH.search(turn.folded, 0, price)
    if led is not None and led["measure"] == measure:
        one = stated.value
    elif led is None and stated.value % many == 0 and _is_before(turn, counts[0], price):
        one = stated.value / many
    else:
        return ()
    return (FactItem(one, count=many, start=stated.start, end=stated.end),)


def _is_before(turn: Turn, count: Expression, place: int) -> bool:
    """Whether so many were told before a sum, in its sentence; 两部各奖多少 asks for each."""
    return count.start < place and _STOP.search(turn.folded, count.end, place) is None


def _is_in(turn: Turn, expression: Expression, measure: str) -> bool:
    """Whether a number counts things in a measure (15张 is read without it)."""
    if expression.unit is Unit.NUMBER:
        return turn.folded.startswith(measure, expression.end)
    return expression.unit is Unit.COUNT and expression.classifier == measure


def _shares(noun: str, text: str) -> bool:
    return bool(set(noun) & set(text))


def _price_and_count(expression: Expression) -> tuple[Operand, Operand] | None:
    by_role = {o.role: o for o in expression.operands}
    if set(by_role) != {"price", "count"}:
        return None
    return by_role["price"], by_role["count"]


def _counts_of(turn: Turn, items: Sequence[FactItem]) -> list[int]:
    """Where a message counts the things that it tells the sums of (两座)."""
    many = sum(item.count or 1 for item in items)
    first = min((i.start for i in items if i.start is not None), default=0)
    return [
        e.start
        for e in turn.expressions
        if e.unit is Unit.COUNT and e.value == many and e.start < first
    ]
