"""The numbers told before, multiplied where a message says so: 翻一倍, 涨两成, 砍掉一半.

Of what is worked out as a product (a price, an area, so many months) those factors grow that are
named, or else the price alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.changes import times
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind, is_literal
from assistant.text.pattern import lazy

_SEVERAL = 2
_NAMES = {
    FactKind.YUAN: lazy("[租金费价]|贵|便宜|[涨降调]价"),
    FactKind.SQUARE_METRES: lazy("面积|平[方米]?|地方|场地|[㎡]"),
    FactKind.MONTHS: lazy("租期|期限|时间|时长|[月年]数|个月"),
}
"""By what words a factor of each kind is named, whatever its fact is called."""


def scaled(ctx: GatherContext, turn: Turn, part: Part, parts: Sequence[Part]) -> tuple[Stated, ...]:
    """The remembered numbers, multiplied where the message says so (翻一倍).

    Of several matters only those that its clause names (算力翻倍), all where it names none.
    """
    before = part.matter.numbers
    if not turn.multiples or part.index is None:
        return before
    low, high = clause_around(turn.folded, turn.multiples[0].start, turn.multiples[0].end)
    said = [turn.folded[i : i + 2] for i in range(low, high - 1)]
    named = [p for p in parts if any(pair in ctx.called(p) for pair in said)]
    if named and part not in named:
        return before
    slip = turn.multiples[0]
    told = [e for e in turn.expressions if not slip.start <= e.start < slip.end]
    if turn.folded[slip.end - 1] in "零0" and told:
        return before  # 是900万,多打了个零: the number itself is told
    factor = slip.factor
    main = frozenset[str]().union(*(ctx.needs(c).main for c in part.matter.clauses))
    main |= {other for other, fact in ctx.stands_for(part).items() if fact in main}
    main = _named_alone(ctx, before, main, turn.folded[low:high])
    main = _one_factor(ctx, part, main, turn.folded[low:high])
    return tuple(times(s, factor, turn.folded) if s.name in main else s for s in before)


def _named_alone(
    ctx: GatherContext, told: Sequence[Stated], main: frozenset[str], clause: str
) -> frozenset[str]:
    """What goes off the sum that is paid for, where that alone is named: 财政资金减半."""
    words = {
        s.name: max((len(w) for w in ctx.label_words(s.name) if w in clause), default=0)
        for s in told
    }
    longest = max(words.values(), default=0)
    named = frozenset(name for name, length in words.items() if length == longest > 0)
    return named if named and not named & main else main


def _one_factor(
    ctx: GatherContext, part: Part, main: frozenset[str], clause: str
) -> frozenset[str]:
    """The facts that grow: of the factors of a product that were told, one alone."""
    specs = ctx.rulebook.facts
    told = {s.name for s in part.matter.numbers}
    needed = frozenset[str]().union(*(ctx.needs(c).all for c in part.matter.clauses))
    products = [
        {f for f in way.product if not is_literal(f)} & told
        for name in needed
        for way in specs[name].derive
        if way.product
    ]
    factors = frozenset[str]().union(*(p for p in products if len(p) >= _SEVERAL))
    if not factors:
        return main
    kinds = {specs[f].kind for f in factors}
    named = [k for k in kinds if k in _NAMES and _NAMES[k].search(clause)]
    grown = named or [FactKind.YUAN]  # 翻倍 alone: by the price
    return (main - factors) | {f for f in factors if specs[f].kind in grown}
