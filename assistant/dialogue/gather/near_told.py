"""A later message that only tells a sum, as the sum told before that it comes near.

After 算力500万、语料120万: 调整以后是103万 is of the 120万, 变成560万了 of the 500万, whichever was
told last or is the larger. Nobody says of a sum that it became a fifth of what it was without
saying of which sum. It reads no message that names a fact, a year or a thing spoken of, that tells
a part, or that changes a sum by so much; and none where two of the sums told are about as near.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.dialogue.acts import Act
from assistant.dialogue.aspects import content_of
from assistant.dialogue.borne_out import goes_back
from assistant.dialogue.changes import adds_more, is_borne_by_others
from assistant.dialogue.gather.context import GatherContext
from assistant.dialogue.gather.parts import Part
from assistant.dialogue.language import naming_pairs
from assistant.dialogue.numbers import Given
from assistant.dialogue.stated import Stated
from assistant.dialogue.turn import Turn
from assistant.rules.facts import FactKind
from assistant.text.expressions import Expression, Relation
from assistant.text.pattern import lazy
from assistant.text.units import Unit

_NEAR = Decimal("1.5")
"""A sum that is told anew is at most so many times the one before, or that so many times it."""
_FAR = Decimal(2)
"""Any other sum is so many times off at least, or"""
_TIMES = 3
"""so many times as far off as the nearest one."""
_LAST = Decimal("1.25")
"""Behind a message that told one of the sums alone, another must be so near."""
_ONE = (Relation.PLAIN, Relation.APPROXIMATE, Relation.BOUND, Relation.INSTEAD)
_ROLES = frozenset({"term", "new"})
_SUMS = (Unit.YUAN, Unit.YUAN_PER_UNIT)
_LONG_NAME = 4
_PAIR = 2
_OF_PART = lazy(
    "其中|里[面头边]?|当中|包[括含]|内含|占|另|还(?!是)|又|再(?![算核审看])|多了|少了|差"
)
"""Words of a part, of one more, or of a difference."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A sum that a matter was told, and of which of the matters."""

    place: int
    stated: Stated
    value: Decimal


def to_nearest(
    ctx: GatherContext,
    turn: Turn,
    parts: Sequence[Part],
    shared: list[tuple[Given, ...]],
    asked: str,
    number: int,
) -> list[tuple[Given, ...]]:
    """The numbers of each matter, the only sum of the message as the fact that it comes near."""
    expression = _only_sum(turn)
    if expression is None or any(part.index is None for part in parts):
        return shared
    told = list(_told(ctx, parts, expression))
    names = {one.stated.name for one in told}
    needed = {f for part in parts for c in part.matter.clauses for f in ctx.needs(c).main}
    if asked and asked in needed - names and not _is_worked_out(ctx, asked, names):
        return shared  # it was asked for, and is told now
    if len(told) < _PAIR or len(names) < len(told):
        return shared
    if _is_named(ctx, turn, expression, parts, told):
        return shared
    near = _nearest(told, expression, turn, number)
    if near is None:
        return shared
    fact = near.stated.name
    found = []
    for mine in shared:
        others = tuple(g for g in mine if g.expression.start != expression.start)
        found.append((*others, Given(expression, fact, fact, 1.0)))
    return found


def is_near_two(ctx: GatherContext, turn: Turn, parts: Sequence[Part], number: int) -> bool:
    """Whether the only sum of a message, which names none, comes as near to two told before.

    After 算力500万、语料480万: 变成490万了. What was told last, alone, is what is put right.
    """
    expression = _only_sum(turn)
    value = expression.value if expression is not None else None
    if expression is None or value is None or value <= 0:
        return False
    told = list(_told(ctx, parts, expression))
    is_told_again = any(one.value == value for one in told)
    if is_told_again or len({(t.place, t.stated.name) for t in told}) < _PAIR:
        return False
    if len([t for t in told if t.stated.turn == number - 1]) == 1:
        return False
    if _is_named(ctx, turn, expression, parts, told):
        return False
    off = sorted(max(value, t.value) / min(value, t.value) for t in told)
    is_clear = off[1] - 1 >= _TIMES * (off[0] - 1)
    return off[1] <= _NEAR and not is_clear


def _is_worked_out(ctx: GatherContext, fact: str, names: Collection[str]) -> bool:
    """Whether a fact follows from those told: what one year has more than the other."""
    return any(set(way.sources) <= set(names) for way in ctx.rulebook.facts[fact].derive)


def _only_sum(turn: Turn) -> Expression | None:
    """The only number of a message, where it is a sum told anew."""
    if len(turn.expressions) != 1:
        return None
    one = turn.expressions[0]
    told = [o for o in one.operands if o.role in _ROLES]
    if one.unit not in _SUMS or one.relation not in _ONE or one.value is None or len(told) != 1:
        return None
    is_old = any(o.role == "old" for o in one.operands)
    is_dated = any(o.year is not None or o.year_word for o in one.operands)
    if len(told) != len(one.operands) or is_old or is_dated or _OF_PART.search(turn.folded):
        return None
    if adds_more(turn.folded, one) or is_borne_by_others(turn.folded, one):
        return None
    if goes_back(turn.folded, one.start) or any(one.start == c.start for c in turn.claims):
        return None
    return one


def _told(ctx: GatherContext, parts: Sequence[Part], expression: Expression) -> Iterator[_Told]:
    """The sums told before in whose unit the number is, of one number each."""
    for place, part in enumerate(parts):
        for stated in part.matter.numbers:
            spec = ctx.rulebook.facts[stated.name]
            if spec.kind is not FactKind.YUAN or not ctx.fits(stated, expression):
                continue
            if stated.total and not stated.is_assumed:
                yield _Told(place, stated, stated.total)


def _is_named(
    ctx: GatherContext,
    turn: Turn,
    expression: Expression,
    parts: Sequence[Part],
    told: Sequence[_Told],
) -> bool:
    """Whether the message names one of the facts told, or says a word of one matter alone."""
    text = f"{turn.folded[: expression.start]} {turn.folded[expression.end :]}"
    for one in told:
        for word in ctx.label_words(one.stated.name):
            if word in text or (len(word) >= _LONG_NAME and word[-2:] in text):
                return True
    pairs = [p for p in naming_pairs(text) if content_of(p) == _PAIR]
    words = [
        " ".join(f.words for f in parts[one.place].matter.figures if f.value == one.value)
        for one in told
    ]
    words += [p.matter.text.removesuffix(turn.matter) for p in parts] if len(parts) > 1 else []
    return any(sum(p in own for own in words) == 1 for p in pairs)


def _nearest(
    told: Sequence[_Told], expression: Expression, turn: Turn, number: int
) -> _Told | None:
    """The one sum that a number comes near; None where none does, or another nearly as much."""
    value = expression.value
    if value is None or value <= 0 or any(one.value == value for one in told):
        return None
    if any(one.stated.members > 1 for one in told):
        return None  # which of several it is of is told by other words
    off = sorted(
        ((max(value, t.value) / min(value, t.value), n, t) for n, t in enumerate(told)),
        key=lambda one: one[:2],
    )
    (first, _, near), (second, _, _) = off[:_PAIR]
    is_clear = second >= _FAR or second - 1 >= _TIMES * (first - 1)
    if first > _NEAR or not is_clear or second < 1 + (_LAST - 1) / _PAIR:
        return None
    latest = [t for t in told if t.stated.turn == number - 1]
    if len(latest) == 1 and near is not latest[0]:
        is_put_right = Act.CORRECT in turn.acts
        apart = next(r for r, _, t in off if t is latest[0])
        if is_put_right or first > _LAST or apart < _FAR:
            return None
    return near
