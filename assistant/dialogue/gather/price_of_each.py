"""What each of several things cost, where a rule pays for each: of all together, and by its noun.

20台一共花了600万 is 30万 each; 每台30万,改装每台8万 are two prices of one vehicle, and 每台 names
neither of them. 每台连改造36万 is one price of both, whatever else it names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.polarity import either
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind, Per
from assistant.text.expressions import Expression, Relation
from assistant.text.joining import SINGLE
from assistant.text.normalise import fold
from assistant.text.pattern import lazy
from assistant.text.saying import shown
from assistant.text.units import Unit

_STOP = lazy("[,。;!?]")
_OF_EACH = ("每", "单", "一", "各")
_TOTAL = lazy(
    "(?:一?共|总共|合计|总计|拢共|总的?(?:价|成本|额|款|投入|花费|费用)|打包|加起来|[花用付投掏]了|花费)"
    "[^,。;!?]{0,6}$"
)
_EACH = lazy("每|单[台辆价车]|一[台辆部架套]|均价|车价|裸车")
_KIND = "(?:智能化?|后续|全部|全套)?的?"
_HOLDS = lazy(f"(?:连[同带着]?|包括|包含|含|带[上着]?|算上|计入){_KIND}$")
_HELD = lazy(
    "(?:费用?|成本|的?钱)?(?:也|都|全)?(?:算?在内|算?在里[面头]|算进去|包[含括]在内|一[起块并]|全包)"
)
_IN_IT = lazy("(?:这|那)?(?:其中|当中|里[面头边]|内含|含|包括|包含)")
_BESIDE = r"(?:加上?|和|跟|与|及|以及|、|\+)"
_BUYS = "买|购"
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT, Unit.NUMBER)
_FEN = Decimal("0.01")


def prices_of_each(
    ctx: GatherContext, turn: Turn, part: Part, given: tuple[Given, ...]
) -> tuple[Given, ...]:
    """The numbers of a matter, prices of one of its things given to what they are said to be of."""
    facts = ctx.rulebook.facts
    rules = ctx.rules_of(part)
    every = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    prices = {f for f in every if facts[f].kind is FactKind.YUAN and facts[f].per is Per.ITEM}
    counts = {count for rule in rules if (count := getattr(rule.amount, "count", None))}
    if not prices or not counts & every:
        return given
    names = {f: _nouns(facts[f].words) for f in prices}
    main = prices & frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    is_known = bool(main & {s.name for s in part.matter.numbers})
    things = {w[-1] for f in counts & every for w in facts[f].words}
    things.update(*(names[f] for f in main))
    whole = _of_both(turn.folded, given, names, frozenset() if is_known else things)
    if whole is None:
        given = _by_noun(turn.folded, given, names)
    elif len(main) == 1 and whole.fact in names and whole.fact not in main:
        (fact,) = main
        own = replace(whole, fact=fact, best=fact, rival=False)
        given = tuple(own if g is whole else g for g in given)
    given = _less_held(turn.folded, given, prices, main)
    measures = {w for f in counts & every for w in facts[f].words if len(w) == 1}
    many = _counted(part, given, counts, measures)
    if len(main) != 1 or many is None or many <= 1:
        return given
    shared = _shared(turn.folded, given, prices, next(iter(main)), many)
    if shared == given or len(counts) != 1:
        return shared
    (count,) = counts
    return tuple(
        replace(g, fact=count, best=count)
        if not g.fact and g.expression.unit is Unit.COUNT and g.expression.value == many
        else g
        for g in shared
    )


def _nouns(words: Sequence[str]) -> frozenset[str]:
    """The words of a price that say what it is of, and not only that it is that of one."""
    return frozenset(w for w in map(fold, words) if len(w) > 1 and not w.startswith(_OF_EACH))


def _of_both(
    text: str, given: Sequence[Given], names: Mapping[str, frozenset[str]], things: Collection[str]
) -> Given | None:
    """The lone sum that is told of a thing and what goes with it together: 买车加改造36万.

    ``things``: words for the thing; without them only what says that one is held in the other
    (连改造36万, 含改装36万) makes them one.
    """
    sums = [g for g in given if g.expression.unit in _SUMS]
    if len(sums) != 1:
        return None
    low, start = _clause(text, sums[0].expression)
    thing = f"(?:{_BUYS}|{either(things)})"
    before = lazy(f"{thing}[^,。;!?]{{0,2}}{_BESIDE}{_KIND}$")
    behind = lazy(f"(?:费用?|成本)?{_BESIDE}[^,。;!?\\d]{{0,2}}{thing}")
    for noun in (w for words in names.values() for w in words):
        at = text.find(noun, low, start)
        while at >= 0:
            end = at + len(noun)
            if _HOLDS.search(text, low, at) or _HELD.match(text, end):
                return sums[0]
            if things and (before.search(text, low, at) or behind.match(text, end)):
                return sums[0]
            at = text.find(noun, at + 1, start)
    return None


def _less_held(
    text: str, given: tuple[Given, ...], prices: Collection[str], main: Collection[str]
) -> tuple[Given, ...]:
    """The numbers, a price less what is told to be held in it: 每台28万,其中改造6万."""
    whole = [g for g in given if g.fact in main and g.expression.relation in SINGLE]
    held = [g for g in given if g.fact in prices and g.fact not in main]
    if len(whole) != 1 or len(held) != 1:
        return given
    (of,), (part,) = whole, held
    low, start = _clause(text, part.expression)
    total, less = of.expression.value, part.expression.value
    if of.expression.start > start or total is None or less is None or not 0 < less < total:
        return given
    if len(of.expression.operands) != 1 or not _IN_IT.match(text, low):
        return given
    say = "{} − {} = {}".format(*(shown(v, Unit.YUAN) for v in (total, less, total - less)))
    rest = replace(of.expression, relation=Relation.DIFFERENCE, value=total - less, say=say)
    return tuple(replace(g, expression=rest) if g is of else g for g in given)


def _by_noun(
    text: str, given: tuple[Given, ...], names: Mapping[str, frozenset[str]]
) -> tuple[Given, ...]:
    """The numbers, a price whose clause has the noun of another price alone as that one."""
    if sum(g.expression.unit in _SUMS for g in given) > len(names):
        return given  # of more sums than there are prices of one thing it is unclear which is which
    found = list(given)
    for n, g in enumerate(given):
        if g.fact not in names:
            continue
        low, start = _clause(text, g.expression)
        said = {f for f, words in names.items() if any(w in text[low:start] for w in words)}
        if len(said) == 1 and g.fact not in said:
            (other,) = said
            if all(o.fact != other for o in found):
                found[n] = replace(g, fact=other, best=other, rival=False)
    if found == list(given):
        return given
    taken = {g.fact for g in found}
    for n, g in enumerate(found):
        if not g.fact and g.best in names and g.best not in taken:
            found[n] = replace(g, fact=g.best, rival=False)
            taken.add(g.best)
    return tuple(replace(g, rival=False) if g.fact in names else g for g in found)


def _clause(text: str, e: Expression) -> tuple[int, int]:
    """Where the clause of a price begins, and the price in it."""
    sums = [o.quantity.start for o in e.operands if o.quantity.unit is not Unit.COUNT]
    start = max(sums, default=e.start)
    return max((m.end() for m in _STOP.finditer(text, 0, start)), default=0), start


def _counted(
    part: Part, given: Sequence[Given], counts: Collection[str], measures: Collection[str]
) -> Decimal | None:
    """How many things there are, told here or before; by their measure alone as well."""
    here = [g.expression.value for g in given if g.fact in counts]
    here = here or [
        g.expression.value
        for g in given
        if not g.fact and g.expression.unit is Unit.COUNT and g.expression.classifier in measures
    ]
    before = [s.value for s in part.matter.numbers if s.name in counts]
    values = here or [v for v in before if isinstance(v, Decimal)]
    return values[0] if len(values) == 1 else None


def _shared(
    text: str, given: tuple[Given, ...], prices: Collection[str], main: str, many: Decimal
) -> tuple[Given, ...]:
    """The numbers, what is told of all things together as that of each: 共600万, 改造又花了50万."""
    sums = [n for n, g in enumerate(given) if g.expression.unit is Unit.YUAN]
    found = list(given)
    for n in sums:
        g = given[n]
        e = g.expression
        fact = g.fact or (main if len(sums) == 1 else "")
        low, start = _clause(text, e)
        if fact not in prices or e.relation not in SINGLE or e.value is None:
            continue
        if len(e.operands) != 1 or not _TOTAL.search(text, low, start) or _EACH.search(text):
            continue
        each = (e.value / many).quantize(_FEN, ROUND_DOWN)
        say = f"{shown(e.value, Unit.YUAN)} ÷ {many:f} = {shown(each, Unit.YUAN)}"
        own = replace(e, relation=Relation.PRODUCT, value=each, say=say)
        found[n] = replace(g, expression=own, fact=fact, best=fact, rival=False)
    return tuple(found)
