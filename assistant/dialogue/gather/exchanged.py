"""Two numbers of one unit, each put to the fact whose own words stand in its clause.

A policy that was taken in may count two things alike (床位 and 专区床位, both 张). Each number
alone comes near either, and only both tell which is which: 35张普通床改成护理床, 每个专区12张床.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.kinds_by_words import kinds_by_words
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.gather.parts_told import parts_of_sums, parts_told
from assistant.dialogue.gather.years_asked import years_asked
from assistant.dialogue.language import own_pairs
from assistant.dialogue.numbers import Given
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Relation
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_COUNTS = frozenset((FactKind.COUNT, FactKind.YUAN))


def exchanged(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The same, with two facts exchanged where that leaves more of their words beside them."""
    if not ctx.is_taken_in(part):
        return tuple(given)
    given = kinds_by_words(ctx, turn, part, given)
    given = parts_told(ctx, turn, part, years_asked(ctx, turn, part, given))
    found = _filled(ctx, turn, part, _of_own_unit(ctx, part, given))
    found = _received(ctx, turn, part, found)
    facts = ctx.rulebook.facts
    received = {rule.received for rule in ctx.rules_of(part)} | {*parts_of_sums(ctx, part)}
    for n, m in combinations(range(len(found)), 2):
        one, other = found[n], found[m]
        if not one.fact or not other.fact or one.fact == other.fact or one.rival or other.rival:
            continue
        if {one.fact, other.fact} & received:
            continue
        told = {(g.expression.unit, g.expression.classifier) for g in (one, other)}
        kinds = {facts[g.fact].kind for g in (one, other)}
        if len(told) > 1 or len(kinds) > 1 or not kinds & _COUNTS:
            continue
        first, second = (_pairs(ctx, g.fact) for g in (one, other))
        first, second = first - second, second - first
        here, there = (_around(turn, g) for g in (one, other))
        as_it_is = len(first & here) + len(second & there)
        if len(first & there) + len(second & here) > as_it_is:
            found[n], found[m] = replace(one, fact=other.fact), replace(other, fact=one.fact)
    return tuple(found)


def _of_own_unit(ctx: GatherContext, part: Part, given: Sequence[Given]) -> list[Given]:
    """The same, the only count in a unit that only one fact lacking is counted in (装了100组)."""
    found = list(given)
    taken = {g.fact for g in found if g.fact}
    needed = {name for c in part.matter.clauses for name in ctx.needs(c).main}
    # How many there are beyond a bound follows from how many there are: nobody tells it.
    needed = {name for name in needed if not ctx.is_beyond(name)}
    lacking = [name for name in sorted(needed - taken) if ctx.is_count(name)]
    for unit in {ctx.rulebook.facts[name].unit_name for name in lacking} - {*ANYTHING}:
        names = [name for name in lacking if ctx.rulebook.facts[name].unit_name == unit]
        told = [
            g
            for g in found
            if g.expression.unit is Unit.COUNT
            and g.expression.classifier == unit
            and part.holds(g.expression.start)
        ]
        if len(names) == len(told) == 1 and not told[0].fact and _is_plain(told[0]):
            found[found.index(told[0])] = replace(told[0], fact=names[0], rival=False)
    return found


ANYTHING = ("", *"个项家名人位件款种次户")
"""What counts anything at all."""


def _filled(ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]) -> list[Given]:
    """The same, the only count left over for the only one lacking that is counted alike.

    One of the two numbers must have words of its own fact beside it.
    """
    found = list(given)
    idle = [g for g in found if not g.fact and g.expression.unit is Unit.COUNT and _is_plain(g)]
    taken = {g.fact for g in found if g.fact} | {s.name for s in part.matter.numbers}
    needed = {name for c in part.matter.clauses for name in ctx.needs(c).all}
    needed = {name for name in needed if not ctx.is_beyond(name)}
    lacking = sorted(name for name in needed - taken if ctx.is_count(name))
    if len(idle) != 1 or len(lacking) != 1 or not part.holds(idle[0].expression.start):
        return found
    left, fact = idle[0], lacking[0]
    unit = ctx.rulebook.facts[fact].unit_name
    if unit in _OF_ITSELF and left.expression.classifier != unit:
        return found  # 4000人次 is no age (70岁以上独居老人)
    for one in found:
        alike = one.expression.classifier == left.expression.classifier
        if not one.fact or not ctx.is_count(one.fact) or not alike or not _is_plain(one):
            continue
        first, second = _pairs(ctx, one.fact), _pairs(ctx, fact)
        first, second = first - second, second - first
        here, there = _around(turn, one), _around(turn, left)
        if (first & here or second & there) or (first & there or second & here):
            found[found.index(left)] = replace(left, fact=fact, rival=False)
            break
    return found


def _received(ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]) -> list[Given]:
    """The same, the one sum right behind a word of having got it as what was received before."""
    found = list(given)
    names = {rule.received for rule in ctx.rules_of(part) if rule.received}
    got = [
        g
        for g in found
        if g.expression.unit is Unit.YUAN
        and (
            _GOT.search(turn.folded, 0, g.expression.start)
            or (
                _GOT_BEHIND.match(turn.folded, g.expression.end)
                and _AWARDED.search(turn.folded, 0, g.expression.start)
            )
        )
    ]
    if not names or len(got) != 1 or got[0].fact in names:
        return found
    mine = got[0]
    theirs = next((g for g in found if g.fact in names and g is not mine), None)
    if theirs is not None:
        found[found.index(mine)] = replace(mine, fact=theirs.fact, rival=False)
        found[found.index(theirs)] = replace(theirs, fact=mine.fact)
    elif len(names) == 1:
        found[found.index(mine)] = replace(mine, fact=min(names), rival=False)
    return found


_GOT = lazy("[领拿得奖补获](?:到|取|奖)?(?:过|完|了)$")
_GOT_BEHIND = lazy(
    "元?(?:我们)?(?:都|也|早|就|是)*(?:已经?|早就)(?:经)?"
    "(?:[领拿收](?:到|完|过|走|取)|到手|到账|入账)"
)
_AWARDED = lazy("[奖补][^,。;!?0-9]{0,6}$")
"""奖励30万已经拿到; 融资3000万已经到账 was no award."""


_OF_ITSELF = ("岁", "周岁", "天", "日", "度", "分", "届", "期", "层", "晚")
"""A number of these is never told in another measure."""


def _is_plain(given: Given) -> bool:
    expression = given.expression
    is_several = expression.value is not None and expression.value > 1
    return is_several and expression.relation is Relation.PLAIN


def _pairs(ctx: GatherContext, name: str) -> frozenset[str]:
    """The pairs of characters that the name and the words of a fact hold."""
    spec = ctx.rulebook.facts[name]
    return frozenset(pair for word in (spec.label, *spec.words) for pair in own_pairs(fold(word)))


def _around(turn: Turn, given: Given) -> frozenset[str]:
    low, high = clause_around(turn.folded, given.expression.start, given.expression.end)
    return frozenset(own_pairs(turn.folded[low:high]))
