"""What a message says is of the kind that a rule takes off a sum: 有四分之一是市里的专项款.

The number is of what the words behind it call it, whatever else stands nearer; a share is so much
of the sum itself (两成 of 900万: 180万). Where the sum is not known, nothing is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.dialogue.aspects import clause_around
from assistant.dialogue.extract import is_negated
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.base import Base
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_FEN = Decimal("0.01")
_IS = lazy(
    "(?:元|块钱?)?的?(?:钱|资金|投入|款)?(?:其实|实际上?|原来|都|全)*(?:是|来自|由|属于?|归|出自|靠)"
)
_MADE = lazy("(?:占了?|[出拨投给掏配补拿垫][了出给]{0,2}|配套了?|有|是)(?:大概|差不多|将近|约)?$")
_ASKS = lazy("[吗么?]|多少|能|可以")
_MOST = 8
"""So far behind a number stand the words that say what it is."""


def of_kind_taken_off(
    ctx: GatherContext, turn: Turn, part: Part, given: Sequence[Given]
) -> tuple[Given, ...]:
    """The numbers, one that is said to be of what a rule takes off a sum given to that."""
    names = {
        name
        for rule in ctx.rules_of(part)
        if isinstance(base := getattr(rule.amount, "base", None), Base)
        for name in base.minus
        if ctx.rulebook.facts[name].kind is FactKind.YUAN
    }
    found = list(given)
    for n, g in enumerate(given if names else ()):
        e = g.expression
        if len(e.operands) != 1 or e.value is None or e.unit not in (Unit.YUAN, Unit.PERCENT):
            continue
        if e.unit is Unit.PERCENT and not 0 < e.value <= 1:
            continue
        meant = [name for name in sorted(names) if _is_called(ctx, turn, e, name)]
        if len(meant) == 1 and g.fact != meant[0]:
            found[n] = replace(g, fact=meant[0], best=meant[0], rival=False, probability=1.0)
    return tuple(found)


def _is_called(ctx: GatherContext, turn: Turn, e: Expression, name: str) -> bool:
    """Whether the words around a number say that it is of a kind (两成是财政拨的)."""
    low, high = clause_around(turn.folded, e.start, e.end)
    behind = _IS.match(turn.folded, e.end, high)
    is_asked = _ASKS.search(turn.folded, low, high) is not None
    for start, end in _places(turn.folded, low, high, ctx.rulebook.facts[name].words):
        if is_negated(ctx.words, turn.folded, start):
            continue
        if behind is not None and behind.end() <= start <= behind.end() + _MOST:
            return True
        is_share = e.unit is Unit.PERCENT and end <= e.start and not is_asked
        if is_share and _MADE.search(turn.folded, end - 1, e.start):
            return True
    return False


def _places(text: str, low: int, high: int, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a clause."""
    for word in words:
        at = text.find(word, low, high)
        if at >= 0:
            yield at, at + len(word)


def share_of_whole(
    ctx: GatherContext,
    part: Part,
    expressions: Sequence[Expression],
    new: Sequence[Stated],
    used: set[int],
) -> tuple[Stated, ...]:
    """What a message states, a share of money as so much of the sum that it is taken off."""
    shares = {
        e.operands[0].quantity.start for e in expressions if e.unit is Unit.PERCENT and e.operands
    }
    if not any(_is_share(ctx, s, shares) for s in new):
        return tuple(new)
    known = {s.name: s for s in (*part.matter.numbers, *new) if s.total and s.total > 1}
    found = []
    for stated in new:
        if not _is_share(ctx, stated, shares) or not isinstance(stated.value, Decimal):
            found.append(stated)
            continue
        wholes = [known[name] for name in _taken_off(ctx, part, stated.name) if name in known]
        total = wholes[0].total if len(wholes) == 1 else None
        if total is None or not 0 < stated.value <= 1:
            used.discard(stated.start)
            continue
        value = (total * stated.value).quantize(_FEN)
        shown = f"{wholes[0].text}的{stated.text}"
        found.append(replace(stated, value=value, text=shown, parts=(), terms=(), say=""))
    return tuple(found)


def _is_share(ctx: GatherContext, stated: Stated, shares: Collection[int]) -> bool:
    is_sum = ctx.rulebook.facts[stated.name].kind is FactKind.YUAN
    return is_sum and stated.start in shares and isinstance(stated.value, Decimal)


def _taken_off(ctx: GatherContext, part: Part, name: str) -> Iterator[str]:
    """The sums of the rules of a matter that a fact is taken off."""
    wholes = set()
    for rule in ctx.rules_of(part):
        base = getattr(rule.amount, "base", None)
        if isinstance(base, Base) and name in base.minus:
            wholes |= {*base.plus, *(other for names in base.instead.values() for other in names)}
    yield from sorted(wholes)
