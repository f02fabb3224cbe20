"""How many each of several things has, beside how many there are in all of them.

单船5000载重吨以上的,每载重吨50元: 每艘22500载重吨 is what each ship has, and of two ships the whole
is worked out; 一次投入11万载重吨 is the whole. Whoever tells one number of one thing tells both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import Per
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_OF_EACH = lazy(
    "(?:每一?|单|各|平均)(?:个|艘|条|座|台|辆|架|口|栋|间|只|[一-龥]{1,2})?[^,。;!?0-9]{0,10}$"
)
_EACH_BEHIND = lazy("(?:一|每)(?:个|艘|条|座|台|辆|架|口|栋|间|只)(?![一-龥]*共)")
_WAYS = 2


@dataclass(frozen=True, slots=True)
class _Triple:
    """The facts of what each has, of how many things there are and of the whole."""

    each: str
    things: str
    whole: str


def each_and_all(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers in the measure of such facts, each as what its own clause says that it is."""
    if not ctx.is_taken_in(part):
        return given
    for triple in _triples(ctx, part):
        given = _told(ctx, turn, part, given, triple)
    return given


def _triples(ctx: GatherContext, part: Part) -> Iterator[_Triple]:
    facts = ctx.rulebook.facts
    needed = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    for whole in sorted(needed):
        for way in facts[whole].derive:
            each = way.product[0] if len(way.product) == _WAYS else ""
            if each in facts and facts[each].per is Per.ITEM and ctx.is_count(each):
                yield _Triple(each, way.product[1], whole)


def _told(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...], triple: _Triple
) -> tuple[Given, ...]:
    measure = fold(ctx.rulebook.facts[triple.each].unit_name)
    pair = (triple.each, triple.whole)
    own = {
        g.expression.start: g
        for g in given
        if g.expression.unit in (Unit.COUNT, Unit.NUMBER)
        and (g.fact in pair or not g.fact)
        and _is_in(g, measure, turn, known=g.fact in pair)
        and (not part.stretches or part.holds(g.expression.start))
    }
    each = [g for g in own.values() if _of_each(turn, g)]
    whole = [g for g in own.values() if g not in each]
    if not own or len(each) > 1 or len(whole) > 1:
        return given
    # 一次投入11万载重吨: no other number is one of these.
    others = [_freed(g) if g.fact in pair else g for g in given if g.expression.start not in own]
    told = [*(_as(g, triple.each) for g in each), *(_as(g, triple.whole) for g in whole)]
    others = _with_things(turn, others, each, triple)
    known = {s.name for s in part.matter.numbers} | {g.fact for g in others}
    is_one = triple.things not in known and not _are_several(others)
    if is_one and each and not whole and triple.whole not in known:
        told.append(_as(each[0], triple.whole))  # 一艘9000载重吨的船
    elif is_one and whole and not each and triple.each not in known:
        told.append(_as(whole[0], triple.each))
    return (*others, *told)


def _is_in(given: Given, measure: str, turn: Turn, *, known: bool) -> bool:
    """Whether a number is told in a measure, or in a shorter word for it (45立方)."""
    e = given.expression
    if turn.folded[e.start : e.end].endswith(measure):
        return True
    said = e.classifier
    if known and e.unit is Unit.NUMBER:
        return True
    return known and bool(said) and (measure.startswith(said) or measure.endswith(said))


def _as(given: Given, fact: str) -> Given:
    return replace(given, fact=fact, best=fact, rival=False)


def _freed(given: Given) -> Given:
    return replace(given, fact="", best="")


def _of_each(turn: Turn, given: Given) -> str:
    """The words beside a number that say that it is that of each of several; "" without."""
    e = given.expression
    low, high = clause_around(turn.folded, e.start, e.end)
    before = _OF_EACH.search(turn.folded[low : e.start])
    behind = _EACH_BEHIND.match(turn.folded, e.end, high)
    found = before or behind
    return found.group() if found is not None else ""


def _with_things(
    turn: Turn, others: Sequence[Given], each: Sequence[Given], triple: _Triple
) -> list[Given]:
    """The other numbers, the only one in the measure of 每个 as how many things there are."""
    said = _of_each(turn, each[0]) if each else ""
    open_ = [
        g
        for g in others
        if not g.fact
        and g.expression.unit is Unit.COUNT
        and g.expression.classifier
        and g.expression.classifier in said
    ]
    known = any(g.fact == triple.things for g in others)
    if len(open_) != 1 or known:
        return list(others)
    return [_as(g, triple.things) if g is open_[0] else g for g in others]


def _are_several(others: Sequence[Given]) -> bool:
    """Whether a number tells of several things, whatever they are."""
    counts = (g.expression.value for g in others if g.expression.unit is Unit.COUNT and not g.fact)
    return any(value != 1 for value in counts)
