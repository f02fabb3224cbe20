"""Two numbers of one thing, told of two times: 上一届2万平,今年做到4万平; 从1.5亿涨到2.1亿."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.numbers.context import NumberContext
from assistant.dialogue.numbers.given import Given
from assistant.dialogue.numbers.members import as_quantity
from assistant.dialogue.pairs import Wanted, fits_unit
from assistant.text.expressions import Relation
from assistant.text.pattern import lazy

_TIMES = (
    lazy("前年|上上[一个]?[年届期季]"),
    lazy("去年|上一?年度?|上一?[届期次季]|之前|以前|原来|原先"),
    lazy("今年|本年|[本这]一?[届期次季回]|现在|如今"),
)
"""Words for a time, the earliest first."""
_FROM = lazy("从[^,。;!?]{0,6}$")
_TO = lazy(
    "[^,。;!?\\d]{0,6}(?:涨|增|升|提高|扩大?|做|变|长|干|冲|发展|跌|降)[^,。;!?\\d]{0,3}[到至为成]了?[^\\d,。;!?]{0,3}$"
)
_MORE_THAN = lazy("比[^,。;!?]{1,10}(?:多|少|高|低|增|涨|长|升|降|减)[^,。;!?]{0,4}$")
_PLAIN = (Relation.PLAIN, Relation.APPROXIMATE)


def of_two_times(
    ctx: NumberContext, settled: Sequence[Given], wanted: Sequence[Wanted], text: str, use: float
) -> list[Given]:
    """The numbers with the fact of each time, where a message tells one thing of two times.

    Where a rule compares the two the earlier is what it was before; where it only looks at one,
    as at what a firm reached for the first time, the later one is it.
    """
    found = list(settled)
    pair = _two_times(settled, text)
    if pair is None:
        return found
    earlier, later = pair
    needed = frozenset[str]().union(*(w.needed for w in wanted))
    for n, other in ((later, earlier), (earlier, later)):
        name = settled[n].best
        spec = ctx.specs.get(name)
        if spec is None or settled[n].probability < use or name not in needed:
            continue
        if not fits_unit(spec, as_quantity(settled[other].expression)):
            return found
        before = [f for f in sorted(needed) if ctx.specs[f].year_before == name]
        if spec.year_before in needed:
            name, before = spec.year_before, [name]
        if any(d.difference for d in spec.derive) or len(before) > 1:
            return found
        beside = settled[other]
        if beside.probability >= use and beside.best not in ("", name, *before):
            return found  # 以前年度已经领过1850万: a number of something else
        at = {earlier: before[0] if before else "", later: name}
        for place, fact in at.items():
            found[place] = replace(found[place], fact=fact, best=fact, probability=1.0, rival=False)
        return found
    return found


def _two_times(settled: Sequence[Given], text: str) -> tuple[int, int] | None:
    """The places of the only two numbers of one unit that are told of two times."""
    told = [n for n, g in enumerate(settled) if g.expression.relation in _PLAIN]
    for first, second in pairwise(told):
        one, two = settled[first].expression, settled[second].expression
        if one.unit is not two.unit:
            continue
        if _FROM.search(text, 0, one.start) and _TO.fullmatch(text, one.end, two.start):
            return first, second
    aged = [(_age(settled[n], text), n) for n in told]
    aged = [(age, n) for age, n in aged if age is not None]
    if len(aged) != len(_TWO) or aged[0][0] == aged[1][0]:
        return None
    (_, earlier), (_, later) = sorted(aged)
    one, two = settled[earlier].expression, settled[later].expression
    return (earlier, later) if one.unit is two.unit else None


_TWO = ("earlier", "later")


def _age(given: Given, text: str) -> int | None:
    """Which time the words before a number in its clause tell; None for none."""
    low, _ = clause_around(text, given.expression.start, given.expression.end)
    ends = {
        age: match.end()
        for age, words in enumerate(_TIMES)
        for match in words.finditer(text, low, given.expression.start)
    }
    if _MORE_THAN.search(text, low, given.expression.start):
        return None  # 比前年多了1800万 is the difference
    return max(ends, key=lambda age: ends[age]) if ends else None
